/** This phone as the server knows it: its keys, its factor, and the operations it signs. */
import { type Api, hasCode, type Seal } from './protocol/api';
import { flattened, general, type Signer } from './protocol/jws';
import { newPossessionKey, publicJwk, signWith } from './protocol/keys';
import { createKnowledge, type Evaluate, unlock } from './protocol/knowledge';
import type { ClaimedRequest, FactorKind, Fields, Operation, Operations, Verdict } from './protocol/types';
import { assertWith, register } from './protocol/webauthn';
import type { Factor, Store, StoredDevice } from './store';

/** The factor opened for one signature, or how many tries are left after a wrong PIN or password. */
export type Opened = Unlocked | { wrong: true; triesLeft: number };
/** A new PIN or password that was evaluated and is not registered yet. */
export interface Made { secret?: string; knowledge?: Awaited<ReturnType<typeof createKnowledge>> }
export interface Unlocked { signers: Signer[]; assert?: ReturnType<typeof assertWith>; triesLeft: number; factor: Factor }

export class Device {
  readonly #api: Api;
  readonly #store: Store;
  #stored: StoredDevice;

  private constructor(api: Api, store: Store, stored: StoredDevice) {
    this.#api = api;
    this.#store = store;
    this.#stored = stored;
  }

  static async load(api: Api, store: Store): Promise<Device | undefined> {
    const stored = await store.get('device');
    return stored && new Device(api, store, stored);
  }

  /** Registers this phone; it belongs to nobody until it is enrolled. */
  static async register(api: Api, store: Store, name: string): Promise<Device> {
    const possession = await newPossessionKey();
    const jwk = await publicJwk(possession.publicKey);
    const sign = signWith(possession.privateKey);
    const { device_id: id } = await api.post('devices', { name }, (claims) => flattened(claims, { sign, jwk }));
    const stored: StoredDevice = { id, name, possession, enrolled: false };
    await store.put('device', stored);
    return new Device(api, store, stored);
  }

  get id(): string { return this.#stored.id; }
  get name(): string { return this.#stored.name; }
  get enrolled(): boolean { return this.#stored.enrolled; }
  get holder(): string | undefined { return this.#stored.holder; }
  get factorKind(): FactorKind | undefined { return this.#stored.factor?.kind; }

  async call<O extends Operation>(operation: O, fields: Fields[O]): Promise<Operations[O]> {
    return this.#api.post(operation, fields, (claims) => flattened(claims, this.#possession()));
  }

  /** Remembers what the server says of this device, and which factor it holds if a change was interrupted. */
  async learn(known: { name: string; enrolled: boolean; factor?: FactorKind }): Promise<void> {
    const { factor, nextFactor } = this.#stored;
    const change: Partial<StoredDevice> = { name: known.name, enrolled: known.enrolled };
    if (nextFactor && known.factor === nextFactor.kind && factor?.kind !== nextFactor.kind) change.factor = nextFactor;
    const settled = nextFactor && factor?.kind !== nextFactor.kind;
    await this.#save(change, settled ? ['nextFactor'] : []);
  }

  async belongsTo(holder: string): Promise<void> {
    await this.#save({ holder });
  }

  async rename(name: string): Promise<void> {
    await this.call('devices/rename', { id: this.id, name });
    await this.#save({ name });
  }

  /**
   * Sets or changes the PIN or password. `old` is the opened present factor, if there is one, its tries given back.
   * `made` is kept by who may ask again: a prompt for the old finger that was dismissed costs no second try.
   */
  async setSecret(kind: 'pin' | 'password', secret: string, old?: Unlocked, made: Made = {}): Promise<void> {
    if (made.secret !== secret) Object.assign(made, { secret, knowledge: await createKnowledge(secret, this.id, this.#evaluate) });
    const knowledge = made.knowledge!;
    const factor: Factor = { kind, wrapped: knowledge.wrapped, jwk: knowledge.jwk };
    await this.#save({ nextFactor: factor });
    const next = { sign: knowledge.sign, kid: this.#knowledgeKid() };
    await this.#api.post('factor', { kind, jwk: knowledge.jwk }, this.#sealed([next, ...(old?.signers ?? [])], old));
    await this.#save({ factor }, ['nextFactor']);
  }

  async setBiometrics(old?: Unlocked): Promise<void> {
    const options = await this.call('factor/webauthn/options', {});
    const registration = await register(options);
    const factor: Factor = { kind: 'biometrics', credentialId: registration.id, rpId: options.rp_id };
    await this.#save({ nextFactor: factor });
    await this.#api.post('factor/webauthn', registration, this.#sealed(old?.signers ?? [], old));
    await this.#save({ factor }, ['nextFactor']);
  }

  /** Opens the factor; biometrics asks the person only when the signature is made. */
  async open(secret: string): Promise<Opened> {
    const { factor, nextFactor } = this.#stored;
    if (!factor) throw new Error('no factor');
    if (factor.kind === 'biometrics') {
      return { signers: [], assert: assertWith(factor.credentialId, factor.rpId), triesLeft: Infinity, factor };
    }
    const candidates = [factor, ...(nextFactor ? [nextFactor] : [])].filter((known) => known.kind !== 'biometrics');
    const opened = await unlock(secret, this.id, candidates.map((known) => known.wrapped), this.#evaluate);
    if ('wrong' in opened) {
      if (opened.triesLeft === 0) await this.call('oprf', { blinded: opened.blinded });
      return { wrong: true, triesLeft: opened.triesLeft };
    }
    const signer = { sign: opened.sign, kid: this.#knowledgeKid() };
    return { signers: [signer], triesLeft: opened.triesLeft, factor: candidates[opened.index]! };
  }

  /** Approves with both factors, or refuses with possession alone. Signs everything that was shown. */
  async decide(request: ClaimedRequest, decision: Verdict, released: string[], opened?: Unlocked) {
    const shown = request.kind === 'login'
      ? { service_name: request.service.name, service_domain: request.service.domain, data: [...released].sort() }
      : { identity: request.identity };
    const fields = { request_id: request.id, kind: request.kind, code: request.code, level: request.level, ...shown, decision };
    return this.prove('requests/decide', fields, opened);
  }

  /** Signs by the opened factor too. */
  async prove<O extends Operation>(operation: O, fields: Fields[O], opened?: Unlocked): Promise<Operations[O]> {
    const answer = await this.#api.post(operation, fields, this.#sealed(opened?.signers ?? [], opened));
    if (opened) await this.#save({ factor: opened.factor }, ['nextFactor']);
    return answer;
  }

  /** Gives up a request before a decision; that it is already over is as good. */
  async abandon(requestId: string): Promise<void> {
    try {
      await this.call('requests/abandon', { request_id: requestId });
    } catch (error) {
      if (!hasCode(error, 'request_finished', 'request_expired', 'request_unknown')) throw error;
    }
  }

  /** Registers an opened key once more: without this, an evaluation after the fifth would block the device. */
  async giveTriesBack({ factor, signers }: Unlocked): Promise<void> {
    if (factor.kind === 'biometrics') return;
    const { kind, jwk } = factor;
    await this.#api.post('factor', { kind, jwk }, this.#sealed([...signers, ...signers]));
    await this.#save({ factor }, ['nextFactor']);
  }

  readonly #evaluate: Evaluate = (blinded) => this.call('oprf', { blinded });

  #possession(): Signer {
    return { sign: signWith(this.#stored.possession.privateKey), kid: this.id };
  }

  #knowledgeKid(): string {
    return `${this.id}#knowledge`;
  }

  #sealed(further: Signer[], opened?: Unlocked): Seal {
    return (claims) => general(claims, [this.#possession(), ...further], opened?.assert);
  }

  async #save(change: Partial<StoredDevice>, without: (keyof StoredDevice)[] = []): Promise<void> {
    const stored = { ...this.#stored, ...change };
    for (const key of without) delete stored[key];
    await this.#store.put('device', stored);
    this.#stored = stored;
  }
}
