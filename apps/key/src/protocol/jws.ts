import { type Bytes, sha256, toBase64Url, utf8 } from './bytes';

/** Makes an ES256 signature in the raw `r ‖ s` form of RFC 7518 §3.4. */
export type Sign = (message: Bytes) => Promise<Bytes>;

/** Who signs: `kid` of a known key, or `jwk` of the key that registers itself. */
export type Signer = { sign: Sign } & ({ kid: string } | { jwk: JsonWebKey });

export interface WebauthnAssertion { id: string; authenticatorData: string; clientDataJSON: string; signature: string }
/** Signs the SHA-256 of the payload with a WebAuthn credential. */
export type Assert = (challenge: Bytes) => Promise<WebauthnAssertion>;

export interface FlattenedJws { protected: string; payload: string; signature: string }
export interface GeneralJws {
  payload: string;
  signatures: { protected: string; signature: string }[];
  webauthn?: WebauthnAssertion;
}

const encodeJson = (value: unknown): string => toBase64Url(utf8(JSON.stringify(value)));

async function signature(payload: string, signer: Signer): Promise<{ protected: string; signature: string }> {
  const key = 'kid' in signer ? { kid: signer.kid } : { jwk: signer.jwk };
  const header = encodeJson({ alg: 'ES256', typ: 'svornik-device+jws', ...key });
  return { protected: header, signature: toBase64Url(await signer.sign(utf8(`${header}.${payload}`))) };
}

/** Flattened JWS JSON serialization, RFC 7515 §7.2.2. */
export async function flattened(claims: object, signer: Signer): Promise<FlattenedJws> {
  const payload = encodeJson(claims);
  return { payload, ...(await signature(payload, signer)) };
}

/** General JWS JSON serialization, RFC 7515 §7.2.1, with a WebAuthn assertion beside it if asked. */
export async function general(claims: object, signers: Signer[], assert?: Assert): Promise<GeneralJws> {
  const payload = encodeJson(claims);
  const signatures = [];
  for (const signer of signers) signatures.push(await signature(payload, signer));
  if (!assert) return { payload, signatures };
  return { payload, signatures, webauthn: await assert(await sha256(utf8(payload))) };
}
