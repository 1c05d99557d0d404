/**
 * The client's half of RFC 9497, mode OPRF, suite P256-SHA256.
 * Loaded only when a PIN or a password is entered.
 */
import { type Bytes, sha256, utf8 } from './bytes';
import { Fn, hashToCurve, Point, randomScalar } from './p256';

const HASH_TO_GROUP = utf8('HashToGroup-OPRFV1-\x00-P256-SHA256');

export interface Blinded {
  blinded: Bytes;
  /** Unblinds the server's answer and hashes. Throws if it is not a point of the curve. */
  finalize(evaluated: Bytes): Promise<Bytes>;
}

/** Blind and Finalize of RFC 9497 §3.3.1. */
export async function blind(input: Bytes, scalar: bigint = randomScalar()): Promise<Blinded> {
  const element = await hashToCurve(input, HASH_TO_GROUP);
  return {
    blinded: element.multiply(scalar).toBytes() as Bytes,
    finalize(evaluated) {
      const unblinded = Point.fromBytes(evaluated).multiply(Fn.inv(scalar)).toBytes();
      return sha256(Uint8Array.of(...prefixed(input), ...prefixed(unblinded), ...utf8('Finalize')));
    },
  };
}

/** The length in two bytes, then the bytes. */
const prefixed = (bytes: Uint8Array): number[] => [bytes.length >> 8, bytes.length & 255, ...bytes];
