/** RFC 9497, mode OPRF, suite P256-SHA256. Loaded only when a PIN or a password is entered. */
import { p256_oprf } from '@noble/curves/nist.js';
import type { Bytes } from './bytes';

export interface Blinded {
  blinded: Bytes;
  /** Finalize: unblinds the server's answer. Throws if it is not a point of the curve. */
  finalize(evaluated: Bytes): Bytes;
}

export function blind(input: Bytes, randomBytes?: (length?: number) => Bytes): Blinded {
  const { blind: scalar, blinded } = p256_oprf.oprf.blind(input, randomBytes);
  return {
    blinded: blinded as Bytes,
    finalize(evaluated) {
      const output = p256_oprf.oprf.finalize(input, scalar, evaluated) as Bytes;
      scalar.fill(0);
      return output;
    },
  };
}
