// A phone without a screen: the Mobile Key protocol (docs/mobile-key-protocol.md), written a second time from its text.
import { p256_oprf } from '@noble/curves/nist.js';
import { webcrypto } from 'node:crypto';

const { subtle } = webcrypto;
const ES256 = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const bytes = (text) => new TextEncoder().encode(text);
const b64 = (data) => Buffer.from(data).toString('base64url');
const json = (value) => b64(JSON.stringify(value));

export class ApiError extends Error {
  constructor(problem) {
    super(`${problem.status} ${problem.code}: ${problem.title}`);
    Object.assign(this, problem);
  }
}

export class Phone {
  constructor(origin) {
    this.origin = origin;
    this.last = 0;
    this.offset = 0;
    this.language = 'cs';
  }

  /** Registers an installation and its PIN. */
  static async install(origin, { name = 'Scripted phone', pin = '271828' } = {}) {
    const phone = new Phone(origin);
    phone.possession = await subtle.generateKey(ES256, false, ['sign']);
    await phone.setClock();
    const { device_id } = await phone.post('devices', { name }, { jwk: await publicJwk(phone.possession) });
    phone.id = device_id;
    await phone.setPin(pin);
    return phone;
  }

  async setClock() {
    const { server_time_ms } = await (await fetch(`${this.origin}/api/v1/time`)).json();
    this.offset = server_time_ms - Date.now();
  }

  now() {
    this.last = Math.max(this.last + 1, Date.now() + this.offset);
    return this.last;
  }

  async setPin(pin) {
    const knowledge = await subtle.generateKey(ES256, true, ['sign']);
    const wrapping = await this.wrappingKey(pin);
    const iv = webcrypto.getRandomValues(new Uint8Array(12));
    const pkcs8 = await subtle.exportKey('pkcs8', knowledge.privateKey);
    this.wrapped = { iv, data: await subtle.encrypt({ name: 'AES-GCM', iv }, wrapping, pkcs8) };
    const payload = { kind: 'pin', jwk: await publicJwk(knowledge) };
    await this.send('factor', await this.general('factor', payload, [this.possession, knowledge]));
  }

  /** One evaluation by the server: spends a try. */
  async wrappingKey(pin) {
    const { blind, blinded } = p256_oprf.oprf.blind(bytes(pin));
    const { evaluated } = await this.post('oprf', { blinded: b64(blinded) });
    const secret = p256_oprf.oprf.finalize(bytes(pin), blind, Buffer.from(evaluated, 'base64url'));
    const ikm = await subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey']);
    const derivation = { name: 'HKDF', hash: 'SHA-256', salt: bytes(this.id), info: bytes('svornik mobile-key knowledge v1') };
    return subtle.deriveKey(derivation, ikm, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
  }

  async unlock(pin) {
    const wrapping = await this.wrappingKey(pin);
    const pkcs8 = await subtle.decrypt({ name: 'AES-GCM', iv: this.wrapped.iv }, wrapping, this.wrapped.data);
    return { privateKey: await subtle.importKey('pkcs8', pkcs8, ES256, false, ['sign']) };
  }

  claim(link) {
    return this.post('requests/claim', { link });
  }

  /** What a decision signs: everything that was shown. */
  decision(request, decision = 'approve') {
    const shown = { request_id: request.id, kind: request.kind, code: request.code, level: request.level, decision };
    if (request.kind === 'enrolment') return { ...shown, identity: request.identity };
    const data = request.data.filter((item) => item.released || item.essential).map((item) => item.name).sort();
    return { ...shown, service_name: request.service.name, service_domain: request.service.domain, data };
  }

  async approve(request, pin = '271828') {
    const knowledge = await this.unlock(pin);
    const payload = this.decision(request);
    return this.send('requests/decide', await this.general('requests/decide', payload, [this.possession, knowledge]));
  }

  refuse(request) {
    return this.post('requests/decide', this.decision(request, 'refuse'));
  }

  abandon(request) {
    return this.post('requests/abandon', { request_id: request.id });
  }

  async state(request) {
    return (await this.post('requests/state', { request_id: request.id })).state;
  }

  async general(path, payload, [possession, ...others]) {
    const encoded = json(this.claims(path, payload));
    const signatures = [await this.sign(encoded, possession, { kid: this.id })];
    for (const key of others) signatures.push(await this.sign(encoded, key, { kid: `${this.id}#knowledge` }));
    return { payload: encoded, signatures };
  }

  claims(path, payload) {
    return { htm: 'POST', htu: `/api/v1/${path}`, iat_ms: this.now(), ...payload };
  }

  async sign(payload, key, who) {
    const header = json({ alg: 'ES256', typ: 'svornik-device+jws', ...who });
    return { protected: header, signature: b64(await subtle.sign(ES256, key.privateKey, bytes(`${header}.${payload}`))) };
  }

  async post(path, payload, who = { kid: this.id }) {
    const encoded = json(this.claims(path, payload));
    return this.send(path, { payload: encoded, ...(await this.sign(encoded, this.possession, who)) });
  }

  async send(path, body) {
    const answer = await fetch(`${this.origin}/api/v1/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/jose+json', 'accept-language': this.language },
      body: JSON.stringify(body),
    });
    if (answer.status === 204) return undefined;
    const value = await answer.json();
    if (!answer.ok) throw new ApiError(value);
    return value;
  }
}

async function publicJwk(pair) {
  const { kty, crv, x, y } = await subtle.exportKey('jwk', pair.publicKey);
  return { kty, crv, x, y };
}
