import { describe, expect, it } from 'vitest';
import { fromBase64Url, sha256, toBase64Url, utf8 } from '../src/protocol/bytes';
import { flattened, general, type Signer } from '../src/protocol/jws';
import { ES256, newPossessionKey, publicJwk, signWith } from '../src/protocol/keys';

const decode = (part: string): unknown => JSON.parse(new TextDecoder().decode(fromBase64Url(part)));
const CLAIMS = { htm: 'POST', htu: '/api/v1/me', iat_ms: 1_800_000_000_000 };

function verifies(key: CryptoKey, part: { protected: string; signature: string }, payload: string): Promise<boolean> {
  return crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, fromBase64Url(part.signature), utf8(`${part.protected}.${payload}`));
}

async function signer(kid: string): Promise<{ signer: Signer; publicKey: CryptoKey }> {
  const pair = await newPossessionKey();
  return { signer: { sign: signWith(pair.privateKey), kid }, publicKey: pair.publicKey };
}

describe('a signed request', () => {
  it('is a flattened JWS whose signature verifies', async () => {
    const { signer: possession, publicKey } = await signer('device-1');
    const jws = await flattened(CLAIMS, possession);
    expect(Object.keys(jws).sort()).toEqual(['payload', 'protected', 'signature']);
    expect(decode(jws.protected)).toEqual({ alg: 'ES256', typ: 'svornik-device+jws', kid: 'device-1' });
    expect(decode(jws.payload)).toEqual(CLAIMS);
    expect(fromBase64Url(jws.signature)).toHaveLength(64);
    expect(await verifies(publicKey, jws, jws.payload)).toBe(true);
  });

  it('carries jwk instead of kid when the device registers, with public members only', async () => {
    const pair = await newPossessionKey();
    const jwk = await publicJwk(pair.publicKey);
    const jws = await flattened(CLAIMS, { sign: signWith(pair.privateKey), jwk });
    expect(decode(jws.protected)).toEqual({ alg: 'ES256', typ: 'svornik-device+jws', jwk });
    expect(Object.keys(jwk).sort()).toEqual(['crv', 'kty', 'x', 'y']);
    const key = await crypto.subtle.importKey('jwk', jwk, ES256, true, ['verify']);
    expect(await verifies(key, jws, jws.payload)).toBe(true);
  });
});

describe('an approval', () => {
  it('is a general JWS with both signatures over the same payload', async () => {
    const possession = await signer('device-1');
    const knowledge = await signer('device-1#knowledge');
    const { payload, signatures, ...rest } = await general(CLAIMS, [possession.signer, knowledge.signer]);
    expect(rest).toEqual({});
    expect(signatures).toHaveLength(2);
    expect(decode(signatures[1]!.protected)).toMatchObject({ kid: 'device-1#knowledge' });
    expect(await verifies(possession.publicKey, signatures[0]!, payload)).toBe(true);
    expect(await verifies(knowledge.publicKey, signatures[1]!, payload)).toBe(true);
    expect(await verifies(knowledge.publicKey, signatures[0]!, payload)).toBe(false);
  });

  it('with biometrics stands the assertion beside it, over the hash of the payload', async () => {
    const possession = await signer('device-1');
    let challenge = '';
    const assertion = { id: 'i', authenticatorData: 'a', clientDataJSON: 'c', signature: 's' };
    const jws = await general(CLAIMS, [possession.signer], (hash) => {
      challenge = toBase64Url(hash);
      return Promise.resolve(assertion);
    });
    expect(jws.signatures).toHaveLength(1);
    expect(jws.webauthn).toEqual(assertion);
    expect(challenge).toBe(toBase64Url(await sha256(utf8(jws.payload))));
  });
});

it('the possession key cannot be exported', async () => {
  const { privateKey } = await newPossessionKey();
  expect(privateKey.extractable).toBe(false);
  await expect(crypto.subtle.exportKey('pkcs8', privateKey)).rejects.toThrow();
});
