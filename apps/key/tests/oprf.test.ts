import { p256_oprf } from '@noble/curves/nist.js';
import { describe, expect, it } from 'vitest';
import type { Bytes } from '../src/protocol/bytes';
import { utf8 } from '../src/protocol/bytes';
import { blind } from '../src/protocol/oprf';

const hex = (text: string): Bytes => Uint8Array.from(text.match(/../g) ?? [], (byte) => parseInt(byte, 16));

/** RFC 9497 appendix A.3.1: P256-SHA256, OPRF mode. */
const SECRET_KEY = hex('159749d750713afe245d2d39ccfaae8381c53ce92d098a9375ee70739c7ac0bf');
const VECTORS = [
  {
    input: '00',
    blind: '3338fa65ec36e0290022b48eb562889d89dbfa691d1cde91517fa222ed7ad364',
    blinded: '03723a1e5c09b8b9c18d1dcbca29e8007e95f14f4732d9346d490ffc195110368d',
    evaluated: '030de02ffec47a1fd53efcdd1c6faf5bdc270912b8749e783c7ca75bb412958832',
    output: 'a0b34de5fa4c5b6da07e72af73cc507cceeb48981b97b7285fc375345fe495dd',
  },
  {
    input: '5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a',
    blind: '3338fa65ec36e0290022b48eb562889d89dbfa691d1cde91517fa222ed7ad364',
    blinded: '03cc1df781f1c2240a64d1c297b3f3d16262ef5d4cf102734882675c26231b0838',
    evaluated: '03a0395fe3828f2476ffcd1f4fe540e5a8489322d398be3c4e5a869db7fcb7c52c',
    output: 'c748ca6dd327f0ce85f4ae3a8cd6d4d5390bbb804c9e12dcf94f853fece3dcce',
  },
];

describe('OPRF(P-256, SHA-256)', () => {
  it.each(VECTORS)('gives the RFC 9497 test vector for $input', async (vector) => {
    const { blinded, finalize } = await blind(hex(vector.input), BigInt(`0x${vector.blind}`));
    expect(blinded).toEqual(hex(vector.blinded));
    expect(await finalize(hex(vector.evaluated))).toEqual(hex(vector.output));
    expect(p256_oprf.oprf.blindEvaluate(SECRET_KEY, blinded)).toEqual(hex(vector.evaluated));
  });

  it('agrees with the OPRF of @noble/curves, whatever the blind', async () => {
    for (const pin of ['135790', 'hunter2 & co.', 'žluťoučký kůň']) {
      const input = utf8(pin);
      const { blinded, finalize } = await blind(input);
      const output = await finalize(p256_oprf.oprf.blindEvaluate(SECRET_KEY, blinded) as Bytes);
      const theirs = p256_oprf.oprf.blind(input);
      const expected = p256_oprf.oprf.finalize(input, theirs.blind, p256_oprf.oprf.blindEvaluate(SECRET_KEY, theirs.blinded));
      expect(output).toEqual(expected);
    }
  });

  it('refuses an answer that is not a point', async () => {
    const { finalize } = await blind(utf8('135790'));
    expect(() => finalize(hex(`02${'ff'.repeat(32)}`))).toThrow();
    expect(() => finalize(hex('00'))).toThrow();
  });
});
