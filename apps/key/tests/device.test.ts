import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Device, type Unlocked } from '../src/device';
import { Api, ApiProblem, NetworkLost } from '../src/protocol/api';
import type { LoginRequest } from '../src/protocol/types';
import { Store } from '../src/store';
import { FakeServer } from './server';

const PIN = '258013';
const NEW_PIN = '904172';
const REQUEST: LoginRequest = {
  id: 'request-1', kind: 'login', code: '4821', level: 'substantial', same_device: false, browser: 'Chrome, Linux', expires_at_ms: 0,
  service: { name: 'Městský úřad Lipová', domain: 'lipova.example' }, data: [],
};

let server: FakeServer;
let store: Store;
let clockMs: number;
let api: Api;

beforeEach(async () => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  server = new FakeServer();
  vi.stubGlobal('fetch', server.fetch);
  clockMs = server.nowMs;
  store = await Store.open();
  api = new Api(() => 'cs', () => clockMs);
});

async function withPin(): Promise<Device> {
  const device = await Device.register(api, store, 'Telefon');
  await device.setSecret('pin', PIN);
  return device;
}

async function opened(device: Device, secret: string): Promise<Unlocked> {
  const result = await device.open(secret);
  if ('wrong' in result) throw new Error('wrong');
  return result;
}

describe('approving', () => {
  it('signs everything that was shown, with both keys', async () => {
    const device = await withPin();
    const answer = await device.decide(REQUEST, 'approve', ['given_name', 'birthdate'], await opened(device, PIN));
    expect(answer.state).toBe('approved');
    expect(server.decided[0]).toMatchObject({
      htm: 'POST', htu: '/api/v1/requests/decide', request_id: 'request-1', kind: 'login', code: '4821', level: 'substantial',
      service_name: 'Městský úřad Lipová', service_domain: 'lipova.example', data: ['birthdate', 'given_name'], decision: 'approve',
    });
    expect(server.tries).toBe(5);
  });

  it('works after the app was closed and opened again', async () => {
    await withPin();
    const device = (await Device.load(new Api(() => 'cs', () => clockMs), await Store.open()))!;
    expect((await device.decide(REQUEST, 'approve', [], await opened(device, PIN))).state).toBe('approved');
  });

  it('refusing needs no PIN', async () => {
    const device = await withPin();
    expect((await device.decide(REQUEST, 'refuse', [])).state).toBe('refused');
  });
});

describe('a wrong PIN', () => {
  it('is recognised in the phone and costs a try', async () => {
    const device = await withPin();
    expect(await device.open('111222')).toEqual({ wrong: true, triesLeft: 4 });
    expect(await device.open('111223')).toEqual({ wrong: true, triesLeft: 3 });
  });

  it('five times blocks the device', async () => {
    const device = await withPin();
    for (const pin of ['111220', '111221', '111222', '111223']) await device.open(pin);
    await expect(device.open('111224')).rejects.toMatchObject({ code: 'device_blocked' });
  });

  it('four times and then the right one gives the tries back', async () => {
    const device = await withPin();
    for (const pin of ['111220', '111221', '111222', '111223']) await device.open(pin);
    await device.decide(REQUEST, 'approve', [], await opened(device, PIN));
    expect(server.tries).toBe(5);
  });
});

describe('changing the PIN', () => {
  it('is signed by the old one, and only the new one works then', async () => {
    const device = await withPin();
    await device.setSecret('pin', NEW_PIN, await opened(device, PIN));
    expect(await device.open(PIN)).toMatchObject({ wrong: true });
    expect(await opened(device, NEW_PIN)).toMatchObject({ triesLeft: 3 });
  });

  it('does not block the device when the old one was right at the last try', async () => {
    const device = await withPin();
    for (const pin of ['111220', '111221', '111222', '111223']) await device.open(pin);
    const old = await opened(device, PIN);
    await device.giveTriesBack(old);
    expect(server.tries).toBe(5);
    await device.setSecret('password', 'a long password', old);
    expect(server.kind).toBe('password');
    expect(device.factorKind).toBe('password');
  });

  it('whose answer was lost leaves the PIN usable that the server holds', async () => {
    const device = await withPin();
    const old = await opened(device, PIN);
    const change = device.setSecret('pin', NEW_PIN, old);
    // The evaluation comes first; the answer to the registration is the one that goes missing.
    const original = server.fetch;
    vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
      if (url.endsWith('/factor')) server.loseAnswers = 1;
      return original(url, init);
    });
    await expect(change).rejects.toBeInstanceOf(NetworkLost);
    const again = (await Device.load(api, store))!;
    expect((await again.decide(REQUEST, 'approve', [], await opened(again, NEW_PIN))).state).toBe('approved');
    expect(await again.open(PIN)).toMatchObject({ wrong: true });
  });
});

describe('giving the tries back', () => {
  it('settles which of two PINs the server holds, so that a next change that is lost harms nobody', async () => {
    const device = await withPin();
    const old = await opened(device, PIN);
    const original = server.fetch;
    const losing = async (url: string, init: RequestInit): Promise<Response> => {
      if (url.endsWith('/factor')) server.loseAnswers = 1;
      return original(url, init);
    };
    vi.stubGlobal('fetch', losing);
    await expect(device.setSecret('pin', NEW_PIN, old)).rejects.toBeInstanceOf(NetworkLost);
    vi.stubGlobal('fetch', original);
    const held = await opened(device, NEW_PIN);
    await device.giveTriesBack(held);
    // This one never reaches the server.
    vi.stubGlobal('fetch', (url: string, init: RequestInit) => (url.endsWith('/factor') ? Promise.reject(new TypeError('network')) : original(url, init)));
    await expect(device.setSecret('pin', '770412', held)).rejects.toBeInstanceOf(NetworkLost);
    vi.stubGlobal('fetch', original);
    expect((await device.decide(REQUEST, 'approve', [], await opened(device, NEW_PIN))).state).toBe('approved');
  });
});

describe('the clock of the phone', () => {
  it('may be wrong: the app learns the server\'s time and asks once more', async () => {
    clockMs = server.nowMs - 3_600_000;
    const device = await withPin();
    expect(device.id).toBe('device-1');
    expect(api.nowMs()).toBe(server.nowMs);
  });

  it('may stand still: the times of requests grow all the same', async () => {
    const device = await withPin();
    await Promise.all(['a', 'b', 'c'].map((name) => device.call('devices/rename', { id: device.id, name })));
    expect(server.lastIatMs).toBeGreaterThan(server.nowMs);
  });
});

describe('answers of the server', () => {
  it('that say no keep code, title and request id', async () => {
    server.tries = 0;
    const device = await Device.register(api, store, 'Telefon');
    const error: unknown = await device.setSecret('pin', PIN).catch((problem: unknown) => problem);
    expect(error).toBeInstanceOf(ApiProblem);
    expect(error).toMatchObject({ code: 'device_blocked', status: 403, requestId: 'r-1' });
  });

  it('that are no problem document are problems all the same', async () => {
    vi.stubGlobal('fetch', () => Promise.resolve(new Response('<html>', { status: 502 })));
    await expect(api.config()).rejects.toMatchObject({ status: 502, code: '' });
  });
});
