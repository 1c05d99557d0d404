/** Talks to `/api/v1`: the clock, the order of requests, and problem documents (docs/mobile-key-protocol.md §2). */
import type { FlattenedJws, GeneralJws } from './jws';
import type { Config, ErrorCode, Fields, Operation, Operations } from './types';

const API = '/api/v1/';
const TIMEOUT_MS = 15_000;

/** Error codes the app has texts for. */
export const ERROR_CODES = [
  'malformed', 'too_large', 'bad_signature', 'clock_skew', 'replayed', 'unknown_device', 'device_blocked', 'device_disconnected',
  'not_enrolled', 'factor_missing', 'frame_expired', 'already_claimed', 'request_expired', 'request_finished', 'request_unknown',
  'pending_request', 'not_yours', 'shown_differs', 'rate_limited', 'level_too_low', 'already_enrolled', 'factor_refused', 'not_found', 'method_not_allowed', 'internal',
] as const satisfies readonly ErrorCode[];

/** An answer of the server that says no (RFC 9457). */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly requestId: string;
  readonly serverTimeMs: number | undefined;
  /** The time that the next request must be younger than (`replayed`). */
  readonly lastIatMs: number | undefined;
  /** The older request that must be given up first (`pending_request`). */
  readonly pendingRequestId: string;

  constructor(status: number, body: Record<string, unknown>) {
    const text = (name: string): string => (typeof body[name] === 'string' ? body[name] : '');
    const number = (name: string): number | undefined => (typeof body[name] === 'number' ? body[name] : undefined);
    super(text('code') || `HTTP ${status}`);
    this.status = status;
    this.code = text('code');
    this.title = text('title');
    this.requestId = text('request_id');
    this.pendingRequestId = text('pending_request_id');
    this.serverTimeMs = number('server_time_ms');
    this.lastIatMs = number('last_iat_ms');
  }
}

/** No answer came: whether the server acted is unknown. */
export class NetworkLost extends Error {}

export const hasCode = (error: unknown, ...codes: ErrorCode[]): error is ApiProblem =>
  error instanceof ApiProblem && (codes as string[]).includes(error.code);

/** What every signed request says of itself. */
export interface Claims { htm: 'POST'; htu: string; iat_ms: number; [field: string]: unknown }
export type Seal = (claims: Claims) => Promise<FlattenedJws | GeneralJws>;

export class Api {
  readonly #language: () => string;
  readonly #deviceClock: () => number;
  #offsetMs = 0;
  #lastIatMs = 0;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(language: () => string, deviceClock: () => number = Date.now) {
    this.#language = language;
    this.#deviceClock = deviceClock;
  }

  /** The server's time, as far as this phone knows it. */
  nowMs(): number {
    return this.#deviceClock() + this.#offsetMs;
  }

  async syncClock(): Promise<void> {
    const before = this.#deviceClock();
    const { server_time_ms } = await this.#fetch<{ server_time_ms: number }>('time', {});
    this.#offsetMs = server_time_ms - Math.round((before + this.#deviceClock()) / 2);
  }

  config(): Promise<Config> {
    return this.#fetch<Config>('config', {});
  }

  /** Signed requests go one after another, because the server wants growing times. */
  post<O extends Operation>(operation: O, fields: Fields[O], seal: Seal): Promise<Operations[O]> {
    const answer = this.#queue.then(() => this.#postTwice(operation, fields, seal));
    this.#queue = answer.catch(() => undefined);
    return answer;
  }

  async #postTwice<O extends Operation>(operation: O, fields: object, seal: Seal): Promise<Operations[O]> {
    try {
      return await this.#postOnce(operation, fields, seal);
    } catch (error) {
      if (!hasCode(error, 'clock_skew', 'replayed')) throw error;
      if (error.serverTimeMs !== undefined) this.#offsetMs = error.serverTimeMs - this.#deviceClock();
      this.#lastIatMs = error.lastIatMs ?? 0;
      return this.#postOnce(operation, fields, seal);
    }
  }

  async #postOnce<O extends Operation>(operation: O, fields: object, seal: Seal): Promise<Operations[O]> {
    this.#lastIatMs = Math.max(this.nowMs(), this.#lastIatMs + 1);
    const jws = await seal({ htm: 'POST', htu: API + operation, iat_ms: this.#lastIatMs, ...fields });
    return this.#fetch(operation, {
      method: 'POST',
      headers: { 'Content-Type': 'application/jose+json' },
      body: JSON.stringify(jws),
    });
  }

  async #fetch<T>(path: string, init: RequestInit): Promise<T> {
    let response: Response;
    let text: string;
    try {
      const headers = { ...init.headers, Accept: 'application/json, application/problem+json', 'Accept-Language': this.#language() };
      response = await fetch(API + path, { ...init, headers, cache: 'no-store', signal: AbortSignal.timeout(TIMEOUT_MS) });
      text = await response.text();
    } catch {
      throw new NetworkLost();
    }
    if (response.ok) return (text ? JSON.parse(text) : undefined) as T;
    throw new ApiProblem(response.status, problemBody(text));
  }
}

function problemBody(text: string): Record<string, unknown> {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null ? { ...body } : {};
  } catch {
    return {};
  }
}
