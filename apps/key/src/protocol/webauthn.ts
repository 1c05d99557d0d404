/** Biometrics: a WebAuthn platform credential with user verification (docs/mobile-key-protocol.md §1, §2). */
import { type Bytes, fromBase64Url, toBase64Url } from './bytes';
import type { Assert } from './jws';
import type { WebauthnOptions } from './types';

const ES256_COSE = -7;
const PROMPT_TIMEOUT_MS = 60_000;

export interface Registration { id: string; clientDataJSON: string; attestationObject: string }

/** The person closed the prompt, or it timed out. */
export class PromptDismissed extends Error {}

export async function biometricsAvailable(): Promise<boolean> {
  try {
    return await PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable();
  } catch {
    return false;
  }
}

async function prompt(ask: () => Promise<Credential | null>): Promise<PublicKeyCredential> {
  let credential: Credential | null;
  try {
    credential = await ask();
  } catch (error) {
    if (error instanceof DOMException && (error.name === 'NotAllowedError' || error.name === 'AbortError')) throw new PromptDismissed();
    throw error;
  }
  if (!(credential instanceof PublicKeyCredential)) throw new PromptDismissed();
  return credential;
}

export async function register(options: WebauthnOptions): Promise<Registration> {
  const credential = await prompt(() => navigator.credentials.create({
    publicKey: {
      challenge: fromBase64Url(options.challenge),
      rp: { id: options.rp_id, name: options.rp_name },
      user: { id: fromBase64Url(options.user_id), name: options.user_name, displayName: options.user_name },
      pubKeyCredParams: [{ type: 'public-key', alg: ES256_COSE }],
      authenticatorSelection: { authenticatorAttachment: 'platform', userVerification: 'required', residentKey: 'discouraged' },
      attestation: 'none',
      timeout: PROMPT_TIMEOUT_MS,
    },
  }));
  const response = credential.response as AuthenticatorAttestationResponse;
  return {
    id: toBase64Url(credential.rawId),
    clientDataJSON: toBase64Url(response.clientDataJSON),
    attestationObject: toBase64Url(response.attestationObject),
  };
}

export function assertWith(credentialId: string, rpId: string): Assert {
  return async (challenge: Bytes) => {
    const credential = await prompt(() => navigator.credentials.get({
      publicKey: {
        challenge,
        rpId,
        allowCredentials: [{ type: 'public-key', id: fromBase64Url(credentialId), transports: ['internal'] }],
        userVerification: 'required',
        timeout: PROMPT_TIMEOUT_MS,
      },
    }));
    const response = credential.response as AuthenticatorAssertionResponse;
    return {
      id: toBase64Url(credential.rawId),
      authenticatorData: toBase64Url(response.authenticatorData),
      clientDataJSON: toBase64Url(response.clientDataJSON),
      signature: toBase64Url(response.signature),
    };
  };
}
