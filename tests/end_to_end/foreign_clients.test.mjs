// Unmodified libraries of strangers log Jana in at mojeID and at the hub: npm openid-client, and PyPI Authlib in a Flask application.
// mission: A1 B1 B2
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { Client, formTo, says } from './lib/client.mjs';
import { goOn } from './lib/actions.mjs';
import { clientToml } from './lib/configuration.mjs';
import { Installation } from './lib/installation.mjs';
import { jana } from './lib/people.mjs';
import { preparePython, startPython } from './lib/python.mjs';
import { begin, discover, goThrough, logIn, oidc } from './lib/relying_party.mjs';
import { World } from './lib/world.mjs';

const CALLBACK = 'http://127.0.0.1:9/cb';
const SECRET = 'a-secret-of-the-test-0123456789abcdef';
const SUBSTANTIAL = 'http://eidas.europa.eu/LoA/substantial';

const keys = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
const publicKey = { ...(await crypto.subtle.exportKey('jwk', keys.publicKey)), kid: 'first', use: 'sig', alg: 'ES256' };
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });

let world, home, flask, keyServer;

before(async () => {
  preparePython();
  world = await World.start(); // the robot makes Jana
  await world.end();
  home = await Installation.prepare({
    store: () => `sqlite = "${world.data}"`,
    masterKey: readFileSync(`${world.data}/master.key`, 'utf8'),
    clients,
  });
  keyServer = createServer((_, answer) => answer.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: [publicKey] })));
  await new Promise((resolve) => keyServer.listen(home.ports.keys, '127.0.0.1', resolve));
  await home.serve();
  const provider = (site, settings) => ({ issuer: issuer(site), scope: 'openid profile email offline_access', ...settings });
  flask = startPython('flask_app.py', String(home.ports.service), JSON.stringify({
    mojeid: provider('mojeid', { client_id: 'flask', secret: SECRET, method: 'client_secret_basic' }),
    hub: provider('hub', { scope: 'openid profile offline_access', client_id: 'flask', secret: rsa.privateKey.export({ type: 'pkcs8', format: 'pem' }), method: 'private_key_jwt' }),
  }));
});

after(async () => {
  await flask?.end();
  await home?.remove();
  keyServer?.close();
  if (world) rmSync(world.data, { recursive: true, force: true });
});

/** Clients of every kind at both providers, as TOML. */
function clients({ ports }) {
  const client = (site, id, authentication, more = '') => clientToml(site, `
id = "${id}"
name = "${id}"
authentication = ${authentication}
redirect_uris = ["${CALLBACK}", "http://localhost:${ports.service}/callback/${site}"]
post_logout_redirect_uris = ["http://127.0.0.1:9/bye", "http://localhost:${ports.service}/bye"]
scope = "openid profile email phone address offline_access"
${more}`);
  const toml = (jwk) => `{ ${Object.entries(jwk).filter(([, v]) => typeof v === 'string').map(([k, v]) => `${k} = "${v}"`).join(', ')} }`;
  const secret = `{ method = "client_secret", secret = "${SECRET}" }`;
  const listed = (jwk) => `{ method = "private_key_jwt", jwks = { keys = [${toml(jwk)}] } }`;
  const fetched = `{ method = "private_key_jwt", jwks_uri = "http://127.0.0.1:${ports.keys}/keys" }`;
  const at = (site, own, flaskKey) =>
    client(site, 'secret', secret, 'may_introspect = true') + client(site, 'listed', listed(publicKey), 'id_token_signed_response_alg = "EdDSA"') +
    client(site, 'fetched', fetched, 'id_token_signed_response_alg = "RS256"') + client(site, 'public', '{ method = "none" }') + client(site, 'flask', flaskKey) + own;
  return { mojeid: at('mojeid', '', secret), hub: at('hub', '', listed(rsa.publicKey.export({ format: 'jwk' }))) };
}

const issuer = (site) => home.url(site).slice(0, -1);
const ways = {
  'client_secret_basic': ['secret', () => oidc.ClientSecretBasic(SECRET)],
  'client_secret_post': ['secret', () => oidc.ClientSecretPost(SECRET)],
  'private_key_jwt, ID token EdDSA': ['listed', () => oidc.PrivateKeyJwt({ key: keys.privateKey, kid: 'first' })],
  'private_key_jwt by jwks_uri, ID token RS256': ['fetched', () => oidc.PrivateKeyJwt({ key: keys.privateKey, kid: 'first' })],
  'a public client': ['public', () => oidc.None()],
};
const parameters = { redirect_uri: CALLBACK, scope: 'openid profile email', acr_values: SUBSTANTIAL };
const claims = JSON.stringify({ userinfo: { given_name: { essential: true }, birthdate: null }, id_token: { family_name: { essential: true } } });

for (const site of ['mojeid', 'hub']) {
  for (const [way, [id, authentication]] of Object.entries(ways)) {
    test(`openid-client at ${site}: ${way} (A1, B1, B2)`, async () => {
      const configuration = await discover(issuer(site), id, authentication());
      const tokens = await logIn(home, configuration, jana, { ...parameters, claims }, browsers[site]);
      const { sub, acr, amr, family_name } = tokens.claims();
      assert.equal(acr, SUBSTANTIAL);
      assert.ok(amr.length > 0);
      assert.equal(family_name, 'Nováková');
      const known = await oidc.fetchUserInfo(configuration, tokens.access_token, sub);
      assert.equal(known.given_name, 'Jana');
      assert.equal(known.birthdate, '1988-04-12');
      assert.equal(known.phone_number, undefined, 'nobody asked for it');
    });
  }
}

/** Jana's browser, signed in once and for all: passcodes are rare. */
const browsers = { mojeid: new Client(), hub: new Client() };

test('each client sees its own pseudonym, always the same', async () => {
  const subs = [];
  for (const id of ['secret', 'secret', 'public']) {
    const configuration = await discover(issuer('hub'), id, id === 'public' ? oidc.None() : oidc.ClientSecretBasic(SECRET));
    subs.push((await logIn(home, configuration, jana, parameters, browsers.hub)).claims().sub);
  }
  assert.equal(subs[0], subs[1]);
  assert.notEqual(subs[0], subs[2]);
});

for (const site of ['mojeid', 'hub']) {
  test(`openid-client at ${site}: refresh, introspection, revocation, logout`, async () => {
    const configuration = await secret(site);
    const browser = new Client();
    browser.cookies = new Map(browsers[site].cookies);
    const first = await logIn(home, configuration, jana, { ...parameters, scope: 'openid offline_access', prompt: 'consent' }, browser);
    const second = await oidc.refreshTokenGrant(configuration, first.refresh_token);
    assert.notEqual(second.refresh_token, first.refresh_token);
    assert.equal(second.claims().sub, first.claims().sub);
    assert.equal((await oidc.tokenIntrospection(configuration, second.access_token)).active, true);
    await oidc.tokenRevocation(configuration, second.refresh_token);
    assert.equal(await refusal(oidc.refreshTokenGrant(configuration, second.refresh_token)), 'invalid_grant');
    assert.equal((await oidc.tokenIntrospection(configuration, second.access_token)).active, false);
    const out = oidc.buildEndSessionUrl(configuration, { id_token_hint: first.id_token, post_logout_redirect_uri: 'http://127.0.0.1:9/bye', state: 'so long' });
    const page = await browser.go(out.href);
    const gone = await logOut(browser, page, (url) => url.startsWith('http://127.0.0.1:9/bye'));
    assert.equal(gone.url, 'http://127.0.0.1:9/bye?state=so+long', says(gone));
    const { url } = await begin(configuration, { ...parameters, prompt: 'none' });
    const answer = await browser.go(url, {}, (at) => at.startsWith(CALLBACK));
    assert.equal(new URL(answer.url).searchParams.get('error'), 'login_required');
  });

  test(`openid-client at ${site}: a pushed authorization request`, async () => {
    const configuration = await secret(site);
    const verifier = oidc.randomPKCECodeVerifier();
    const url = await oidc.buildAuthorizationUrlWithPAR(configuration, {
      ...parameters, code_challenge: await oidc.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256', state: 'pushed',
    });
    assert.deepEqual([...url.searchParams.keys()].sort(), ['client_id', 'request_uri']);
    const callback = await goThrough(home, url.href, jana, CALLBACK, browsers[site]);
    const tokens = await oidc.authorizationCodeGrant(configuration, new URL(callback), { pkceCodeVerifier: verifier, expectedState: 'pushed' });
    assert.ok(tokens.claims().sub);
  });

  test(`openid-client at ${site}: a wrong PKCE verifier, a reused code, a reused refresh token`, async () => {
    const configuration = await secret(site);
    const offline = { ...parameters, scope: 'openid offline_access', prompt: 'consent' };
    const wrong = await begin(configuration, offline);
    const stolen = new URL(await goThrough(home, wrong.url, jana, CALLBACK, browsers[site]));
    const guess = { ...wrong.checks, pkceCodeVerifier: oidc.randomPKCECodeVerifier() };
    assert.equal(await refusal(oidc.authorizationCodeGrant(configuration, stolen, guess)), 'invalid_grant');

    const { url, checks } = await begin(configuration, offline);
    const callback = new URL(await goThrough(home, url, jana, CALLBACK, browsers[site]));
    const tokens = await oidc.authorizationCodeGrant(configuration, callback, checks);
    assert.equal(await refusal(oidc.authorizationCodeGrant(configuration, callback, checks)), 'invalid_grant');
    await assert.rejects(oidc.fetchUserInfo(configuration, tokens.access_token, tokens.claims().sub));
    if (tokens.refresh_token) assert.equal(await refusal(oidc.refreshTokenGrant(configuration, tokens.refresh_token)), 'invalid_grant');

    const family = await logIn(home, configuration, jana, offline, browsers[site]);
    const next = await oidc.refreshTokenGrant(configuration, family.refresh_token);
    assert.equal(await refusal(oidc.refreshTokenGrant(configuration, family.refresh_token)), 'invalid_grant');
    assert.equal(await refusal(oidc.refreshTokenGrant(configuration, next.refresh_token)), 'invalid_grant');
  });

  test(`${site}: an unregistered redirect_uri and an unknown client lead nowhere`, async () => {
    const { url } = await begin(await secret(site), parameters);
    for (const [name, value] of [['redirect_uri', 'https://evil.example/cb'], ['redirect_uri', `${CALLBACK}/more`], ['client_id', 'nobody']]) {
      const changed = new URL(url);
      changed.searchParams.set(name, value);
      const answer = await new Client().once(changed.href);
      assert.equal(answer.headers.get('location'), null, `${name}=${value}`);
      assert.equal(answer.status, 400);
    }
    const nobody = await discover(issuer(site), 'nobody', oidc.ClientSecretBasic(SECRET));
    assert.equal(await refusal(oidc.clientCredentialsGrant(nobody)), 'invalid_client');
    const impostor = await discover(issuer(site), 'secret', oidc.ClientSecretBasic('another-secret-0123456789'));
    assert.equal(await refusal(oidc.refreshTokenGrant(impostor, 'x')), 'invalid_client');
    const stranger = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
    const forged = await discover(issuer(site), 'listed', oidc.PrivateKeyJwt({ key: stranger.privateKey, kid: 'first' }));
    assert.equal(await refusal(oidc.refreshTokenGrant(forged, 'x')), 'invalid_client');
  });

  test(`openid-client at ${site}: somebody else's code, no PKCE`, async () => {
    const { url, checks } = await begin(await secret(site), parameters);
    const callback = new URL(await goThrough(home, url, jana, CALLBACK, browsers[site]));
    const other = await discover(issuer(site), 'public', oidc.None());
    assert.equal(await refusal(oidc.authorizationCodeGrant(other, callback, checks)), 'invalid_grant');
    assert.ok(await oidc.authorizationCodeGrant(await secret(site), callback, checks), 'a stranger spoils nothing');
    const bare = new URL(url);
    for (const name of ['code_challenge', 'code_challenge_method']) bare.searchParams.delete(name);
    const answer = new URL((await browsers[site].once(bare.href)).headers.get('location'));
    assert.equal(answer.searchParams.get('error'), 'invalid_request');
    assert.equal(answer.searchParams.get('state'), checks.expectedState);
  });

  test(`Authlib at ${site}: login, userinfo, refresh, logout (A1, B1, B2)`, async () => {
    const at = (path) => `http://localhost:${home.ports.service}${path}/${site}`;
    const browser = new Client();
    browser.cookies = new Map(browsers[site].cookies);
    const arrived = (url) => url.startsWith(at('/callback'));
    const { url } = await goOn(browser, home, await browser.go(at('/login'), {}, arrived), jana, arrived);
    const first = JSON.parse((await browser.go(url)).text);
    assert.ok(first.userinfo?.sub, `${JSON.stringify(first)}\n${flask.log()}`);
    assert.equal(first.token.userinfo.sub, first.userinfo.sub);
    assert.equal(first.token.userinfo.iss, issuer(site));
    assert.equal(first.userinfo.given_name, 'Jana');
    const again = JSON.parse((await browser.go(`${at('/refresh')}?token=${encodeURIComponent(first.token.refresh_token)}`)).text);
    assert.equal(again.userinfo?.sub, first.userinfo.sub, JSON.stringify(again));
    const reused = await browser.go(url);
    assert.equal(reused.status, 400, 'a callback that comes twice');
    const page = await browser.go(at('/logout'));
    const { url: bye } = await logOut(browser, page, (address) => address.startsWith(`http://localhost:${home.ports.service}/bye`));
    assert.deepEqual(JSON.parse((await browser.go(bye)).text), { state_is_mine: true });
  });
}

/** Says yes to logging out, at the provider and at the method that it leads on to, until the client has the browser back. */
async function logOut(browser, page, arrived) {
  for (let steps = 0; steps < 6 && !arrived(page.url); steps++) {
    const form = formTo(page, '/logout');
    const button = /<a[^>]*class="govuk-button[^"]*"[^>]*>/.exec(page.text)?.[0];
    const href = /href="([^"]*)"/.exec(button ?? '')?.[1].replaceAll('&amp;', '&').replaceAll('&#38;', '&');
    assert.ok(form ?? href, `nothing to do at ${says(page)}`);
    if (form) page = await browser.submit(form, {}, arrived);
    else if (arrived(href)) return { ...page, url: href };
    else page = await browser.go(new URL(href, page.url).href, {}, arrived);
  }
  return page;
}

const secret = (site) => discover(issuer(site), 'secret', oidc.ClientSecretBasic(SECRET));

/** The error code of a refusal; with a 401 the library leaves the body to its user. */
async function refusal(asking) {
  const error = await asking.then(() => assert.fail('it was not refused'), (error) => error);
  return error.error ?? (await error.response.json()).error;
}
