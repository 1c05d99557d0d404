/**
 * P-256 with the RFC 9380 map, suite P256_XMD:SHA-256_SSWU_RO_. Points and the map are @noble/curves;
 * hashing is WebCrypto's, because the library's own would not fit the budget.
 */
import { mapToCurveSimpleSWU } from '@noble/curves/abstract/hash-to-curve.js';
import { weierstrass } from '@noble/curves/abstract/weierstrass.js';
import { type Bytes, sha256 } from './bytes';

/** SEC 2, secp256r1. */
const CURVE = {
  p: 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffffn,
  n: 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n,
  h: 1n,
  a: 0xffffffff00000001000000000000000000000000fffffffffffffffffffffffcn,
  b: 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn,
  Gx: 0x6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296n,
  Gy: 0x4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5n,
};
/** RFC 9380 §8.2: Z = −10. */
const SWU_Z = CURVE.p - 10n;
const SHA256_BLOCK_BYTES = 64;
const FIELD_ELEMENT_BYTES = 48;

export const Point = weierstrass(CURVE);
export const { Fn } = Point;

/** hash_to_curve of RFC 9380 §3; the cofactor is 1. */
export async function hashToCurve(message: Bytes, domain: Bytes) {
  const uniform = await expandMessageXmd(message, domain, 2 * FIELD_ELEMENT_BYTES);
  const map = mapToCurveSimpleSWU(Point.Fp, { A: CURVE.a, B: CURVE.b, Z: SWU_Z });
  const [first, second] = [uniform.slice(0, FIELD_ELEMENT_BYTES), uniform.slice(FIELD_ELEMENT_BYTES)]
    .map((bytes) => Point.fromAffine(map(Point.Fp.create(toNumber(bytes)))));
  return first!.add(second!);
}

/** A number in the order of the group, without bias. */
export function randomScalar(): bigint {
  const scalar = Fn.create(toNumber(crypto.getRandomValues(new Uint8Array(FIELD_ELEMENT_BYTES))));
  return scalar === 0n ? randomScalar() : scalar;
}

/** expand_message_xmd of RFC 9380 §5.3.1. */
async function expandMessageXmd(message: Bytes, domain: Bytes, lengthBytes: number): Promise<Bytes> {
  const suffix = [...domain, domain.length];
  const first = await sha256(Uint8Array.of(...new Uint8Array(SHA256_BLOCK_BYTES), ...message, lengthBytes >> 8, lengthBytes & 255, 0, ...suffix));
  const blocks: number[] = [];
  let block = new Uint8Array(first.length);
  for (let index = 1; blocks.length < lengthBytes; index++) {
    block = await sha256(Uint8Array.of(...block.map((byte, at) => byte ^ first[at]!), index, ...suffix));
    blocks.push(...block);
  }
  return Uint8Array.from(blocks.slice(0, lengthBytes));
}

const toNumber = (bytes: Bytes): bigint => bytes.reduce((number, byte) => (number << 8n) | BigInt(byte), 0n);
