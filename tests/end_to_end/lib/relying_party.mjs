// A service of a stranger: npm openid-client, as its README uses it.
import * as oidc from 'openid-client';
import { Client } from './client.mjs';
import { goOn } from './actions.mjs';

export { oidc };

const insecure = { execute: [oidc.allowInsecureRequests] };

/** Learns everything about the provider from its discovery document. */
export const discover = (issuer, id, authentication) => oidc.discovery(new URL(issuer), id, undefined, authentication, insecure);

/** An authorization request with everything that guards it. */
export async function begin(configuration, parameters) {
  const checks = {
    pkceCodeVerifier: oidc.randomPKCECodeVerifier(), expectedState: oidc.randomState(), expectedNonce: oidc.randomNonce(),
  };
  const url = oidc.buildAuthorizationUrl(configuration, {
    code_challenge: await oidc.calculatePKCECodeChallenge(checks.pkceCodeVerifier), code_challenge_method: 'S256',
    state: checks.expectedState, nonce: checks.expectedNonce, ...parameters,
  });
  return { url: url.href, checks: { ...checks, idTokenExpected: true } };
}

/** The person's part, on the provider's pages; the answer is the address with the code. */
export async function goThrough(world, url, person, callback, client = new Client()) {
  const arrived = (at) => at.startsWith(callback);
  return (await goOn(client, world, await client.go(url, {}, arrived), person, arrived)).url;
}

/** A whole login: tokens, checked by the library. */
export async function logIn(world, configuration, person, parameters, client = new Client()) {
  const { url, checks } = await begin(configuration, parameters);
  const callback = await goThrough(world, url, person, parameters.redirect_uri, client);
  return oidc.authorizationCodeGrant(configuration, new URL(callback), checks);
}
