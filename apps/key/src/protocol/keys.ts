import type { Bytes } from './bytes';
import type { Sign } from './jws';
import type { PublicKey } from './types';

export const ES256 = { name: 'ECDSA', namedCurve: 'P-256' } as const;

/** The possession key: its private half can never leave WebCrypto. */
export function newPossessionKey(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey(ES256, false, ['sign', 'verify']);
}

export function signWith(key: CryptoKey): Sign {
  return async (message: Bytes) =>
    new Uint8Array(await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, key, message));
}

/** The public members only: the server refuses any other. */
export async function publicJwk(key: CryptoKey): Promise<PublicKey> {
  const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', key);
  return { kty: kty!, crv: crv!, x: x!, y: y! };
}
