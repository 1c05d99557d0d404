/** As much of the server as the device code needs: it verifies what it gets. */
import { p256_oprf } from '@noble/curves/nist.js';
import { type Bytes, fromBase64Url, toBase64Url, utf8 } from '../src/protocol/bytes';
import { ES256 } from '../src/protocol/keys';

type Claims = Record<string, unknown> & { iat_ms: number };
interface Part { protected: string; signature: string }

export class FakeServer {
  nowMs = 1_800_000_000_000;
  tries = 5;
  lastIatMs = 0;
  possession: JsonWebKey | undefined;
  knowledge: JsonWebKey | undefined;
  kind = '';
  decided: Claims[] = [];
  /** Answers that go missing on the way back. */
  loseAnswers = 0;
  /** What was asked for, in order. */
  asked: string[] = [];
  /** What the phone said with it. */
  claims: Record<string, unknown>[] = [];
  /** Answers of this test alone. */
  readonly answers: Record<string, (claims: Record<string, unknown>) => Response> = {};
  readonly #secret = p256_oprf.oprf.generateKeyPair().secretKey;

  readonly fetch = async (url: string, init: RequestInit): Promise<Response> => {
    const response = await this.#answer(url.replace('/api/v1/', ''), init);
    if (this.loseAnswers > 0) {
      this.loseAnswers--;
      throw new TypeError('network');
    }
    return response;
  };

  async #answer(operation: string, init: RequestInit): Promise<Response> {
    this.asked.push(operation);
    if (operation === 'time') return Response.json({ server_time_ms: this.nowMs });
    if (!init.body) return this.answers[operation]!({});
    const body = JSON.parse(String(init.body)) as { payload: string; signatures?: Part[] } & Part;
    const parts = body.signatures ?? [body];
    const claims = json(body.payload) as Claims;
    this.claims.push(claims);
    this.possession ??= (json(parts[0]!.protected) as { jwk: JsonWebKey }).jwk;
    if (!(await verify(this.possession, parts[0]!, body.payload))) return problem(401, 'bad_signature');
    if (Math.abs(this.nowMs - claims.iat_ms) > 60_000) return problem(400, 'clock_skew', { server_time_ms: this.nowMs });
    if (claims.iat_ms <= this.lastIatMs) return problem(401, 'replayed', { last_iat_ms: this.lastIatMs });
    this.lastIatMs = claims.iat_ms;
    const prepared = this.answers[operation];
    if (prepared) return prepared(claims);
    const second = (key: JsonWebKey | undefined, index: number) => key && parts[index] ? verify(key, parts[index], body.payload) : Promise.resolve(false);
    switch (operation) {
      case 'devices': return Response.json({ device_id: 'device-1' }, { status: 201 });
      case 'oprf':
        if (this.tries === 0) return problem(403, 'device_blocked');
        return Response.json({ evaluated: this.#evaluate(String(claims.blinded)), tries_left: --this.tries });
      case 'factor': {
        const jwk = claims.jwk as JsonWebKey;
        if (!(await second(jwk, 1)) || (this.knowledge && !(await second(this.knowledge, 2)))) return problem(401, 'bad_signature');
        [this.knowledge, this.kind, this.tries] = [jwk, String(claims.kind), 5];
        return new Response(null, { status: 204 });
      }
      case 'requests/decide':
        if (claims.decision === 'approve' && !(await second(this.knowledge, 1))) return problem(401, 'bad_signature');
        this.tries = 5;
        this.decided.push(claims);
        return Response.json({ state: claims.decision === 'approve' ? 'approved' : 'refused' });
      default: return new Response(null, { status: 204 });
    }
  }

  #evaluate(blinded: string): string {
    return toBase64Url(p256_oprf.oprf.blindEvaluate(this.#secret, fromBase64Url(blinded)));
  }
}

const json = (part: string): unknown => JSON.parse(new TextDecoder().decode(fromBase64Url(part)));

export const problem = (status: number, code: string, more: object = {}): Response =>
  Response.json({ type: 'about:blank', title: code, status, code, request_id: 'r-1', ...more }, { status });

async function verify(jwk: JsonWebKey, part: Part, payload: string): Promise<boolean> {
  const key = await crypto.subtle.importKey('jwk', jwk, ES256, false, ['verify']);
  const message: Bytes = utf8(`${part.protected}.${payload}`);
  return crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, fromBase64Url(part.signature), message);
}
