import { type Bytes, fromBase64Url, toBase64Url, utf8 } from './bytes';
import type { Sign } from './jws';
import { ES256, publicJwk, signWith } from './keys';

const INFO = utf8('svornik mobile-key knowledge v1');
const NONCE_BYTES = 12;

/** The knowledge key as it lies in the phone: useless without the PIN and the server. */
export interface WrappedKey { nonce: Bytes; ciphertext: Bytes }

/** Asks the server to evaluate a blinded element (base64url). Each call spends a try. */
export type Evaluate = (blinded: string) => Promise<{ evaluated: string; tries_left: number }>;

/** The opened key and which of the wrapped keys it was; or that none opens. */
export type Unlocked = { sign: Sign; index: number; triesLeft: number } | { wrong: true; triesLeft: number; blinded: string };

async function wrappingKey(secret: string, deviceId: string, evaluate: Evaluate) {
  const { blind } = await import('./oprf');
  const { blinded: element, finalize } = await blind(utf8(secret.normalize('NFKC')));
  const blinded = toBase64Url(element);
  const answer = await evaluate(blinded);
  const rwd = await finalize(fromBase64Url(answer.evaluated));
  const ikm = await crypto.subtle.importKey('raw', rwd, 'HKDF', false, ['deriveKey']);
  rwd.fill(0);
  const key = await crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: utf8(deviceId), info: INFO },
    ikm, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'],
  );
  return { key, blinded, triesLeft: answer.tries_left };
}

async function importAndForget(pkcs8: Bytes): Promise<CryptoKey> {
  try {
    return await crypto.subtle.importKey('pkcs8', pkcs8, ES256, false, ['sign']);
  } finally {
    pkcs8.fill(0);
  }
}

/** Makes a knowledge key and locks it under the PIN or password. */
export async function createKnowledge(secret: string, deviceId: string, evaluate: Evaluate) {
  const { key } = await wrappingKey(secret, deviceId, evaluate);
  const pair = await crypto.subtle.generateKey(ES256, true, ['sign', 'verify']);
  const pkcs8 = new Uint8Array(await crypto.subtle.exportKey('pkcs8', pair.privateKey));
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const ciphertext = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce }, key, pkcs8));
  const wrapped: WrappedKey = { nonce, ciphertext };
  return { wrapped, jwk: await publicJwk(pair.publicKey), sign: signWith(await importAndForget(pkcs8)) };
}

/** Opens the knowledge key for one signature; that none decrypts means a wrong PIN. Costs one try. */
export async function unlock(secret: string, deviceId: string, wrapped: WrappedKey[], evaluate: Evaluate): Promise<Unlocked> {
  const { key, blinded, triesLeft } = await wrappingKey(secret, deviceId, evaluate);
  for (const [index, { nonce, ciphertext }] of wrapped.entries()) {
    const pkcs8 = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: nonce }, key, ciphertext).catch(() => undefined);
    if (pkcs8) return { sign: signWith(await importAndForget(new Uint8Array(pkcs8))), index, triesLeft };
  }
  return { wrong: true, triesLeft, blinded };
}
