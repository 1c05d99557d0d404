import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { App } from '../src/app';
import { Device } from '../src/device';
import { t } from '../src/i18n';
import { Api, ApiProblem, NetworkLost } from '../src/protocol/api';
import type { KeyLink } from '../src/protocol/links';
import type { EnrolmentRequest, LoginRequest } from '../src/protocol/types';
import { enrol } from '../src/screens/enrol';
import { help, stopped } from '../src/screens/help';
import { home } from '../src/screens/home';
import { requestScreen } from '../src/screens/request';
import { scan } from '../src/screens/scan';
import { changeMethod } from '../src/screens/settings';
import { start } from '../src/screens/start';
import { Store } from '../src/store';
import { Frame } from '../src/ui/frame';
import { isDeviceName } from '../src/ui/device-name';
import { eventually, plain, settled, stubPage, tickingClock, Turn } from './page';
import { FakeServer, problem } from './server';

const PIN = '258013';
const QR: KeyLink = { kind: 'qr', text: 'https://klic.example/app/#/q/request-2.1795000000.q83vEjRWeJCrze8SNFZ4kA' };
const SAME_DEVICE: KeyLink = { kind: 'same-device', text: 'https://klic.example/app/#/s/request-2.q83vEjRWeJCrze8SNFZ4kA' };
const opened = (link: KeyLink): KeyLink => ({ ...link, opened: true });

let server: FakeServer;
let app: App;

const request = (id: string): LoginRequest => ({
  id, kind: 'login', code: '4821', level: 'substantial', same_device: false, browser: 'Chrome, Linux', expires_at_ms: server.nowMs + 240_000,
  service: { name: 'Městský úřad Lipová', domain: 'lipova.example' }, data: [],
});
const times = (operation: string): number => server.asked.filter((asked) => asked === operation).length;

/** The server has a request that this phone claimed and has not decided: a new one must wait. */
function pendingAtServer(): void {
  let pending = true;
  server.answers['requests/abandon'] = () => {
    pending = false;
    return new Response(null, { status: 204 });
  };
  server.answers['requests/claim'] = () => (pending ? problem(409, 'pending_request', { pending_request_id: 'request-1' }) : Response.json(request('request-2')));
}

beforeEach(async () => {
  stubPage();
  tickingClock();
  vi.stubGlobal('indexedDB', new IDBFactory());
  vi.stubEnv('BASE_URL', '/app/');
  server = new FakeServer();
  server.nowMs = Date.now();
  vi.stubGlobal('fetch', server.fetch);
  server.answers['requests/state'] = () => Response.json({ state: 'claimed' });
  server.answers['requests/claim'] = () => Response.json(request('request-2'));
  const device = await Device.register(new Api(() => 'cs'), await Store.open(), 'Telefon');
  await device.setSecret('pin', PIN);
  await device.learn({ name: 'Telefon', enrolled: true });
  app = await App.start();
});

const first = (): Promise<Turn> => {
  const turn = new Turn(app);
  return turn.open(start(turn.context));
};
const ofRequest = (): Promise<Turn> => {
  const turn = new Turn(app);
  return turn.open(requestScreen(turn.context));
};

describe('an open request', () => {
  it.each([[404, 'request_unknown'], [403, 'not_yours']] as const)('that the server does not know any more is over: %d %s', async (status, code) => {
    await app.rememberOpen({ request: request('request-1'), decided: false });
    server.answers['requests/state'] = () => problem(status, code);
    const turn = await first();
    expect(turn.text).toContain(plain(t(`problem.${code}`)));
    expect(app.open).toBeUndefined();
    expect(await app.store.get('open')).toBeUndefined();
    turn.press(t('app.home'));
    expect(turn.went).toEqual(['']);
  });

  it('is kept when the server has another trouble', async () => {
    await app.rememberOpen({ request: request('request-1'), decided: false });
    server.answers['requests/state'] = () => problem(500, 'internal');
    await expect(first()).rejects.toMatchObject({ code: 'internal' });
    expect(app.open?.request.id).toBe('request-1');
  });
});

describe('changing the PIN', () => {
  it('gives the tries back as soon as the old one was right, also when the person then leaves', async () => {
    for (const pin of ['111220', '111221', '111222', '111223']) await app.device!.open(pin);
    expect(server.tries).toBe(1);
    const turn = new Turn(app, 'pin');
    await turn.open(changeMethod(turn.context));
    turn.submit(PIN);
    await eventually(() => expect(turn.shown?.title).toBe(t('newSecret.pin.title')));
    expect(server.tries).toBe(5);
    turn.leave();
    expect(await app.device!.open('111224')).toEqual({ wrong: true, triesLeft: 4 });
  });

  it('is called so, before and after', async () => {
    const turn = new Turn(app, 'pin');
    await turn.open(changeMethod(turn.context));
    expect(turn.text).toContain(plain(t('settings.method.changePin')));
    turn.submit(PIN);
    await eventually(() => expect(turn.shown?.title).toBe(t('newSecret.pin.title')));
    turn.submit('731946', true);
    await eventually(() => expect(turn.said).toEqual([t('method.changed.pin')]));
  });
});

describe('a link that was opened', () => {
  it.each([QR, SAME_DEVICE])('is claimed at once when nothing else waits: $kind', async (link) => {
    await app.rememberLink(opened(link));
    expect((await first()).went).toEqual(['request']);
    expect(app.open?.request.id).toBe('request-2');
    expect(app.link).toBeUndefined();
  });

  it.each([QR, SAME_DEVICE])('ends no other request unless the person says so: $kind', async (link) => {
    pendingAtServer();
    await app.rememberOpen({ request: request('request-1'), decided: false });
    const before = await ofRequest();
    await app.rememberLink(opened(link));
    before.leave();
    const turn = await first();
    await settled();
    expect(turn.title).toBe('Otevřít žádost o přihlášení?');
    expect(times('requests/abandon')).toBe(0);
    expect((await App.start()).link).toBeUndefined();
    turn.press('Zrušit');
    await eventually(() => expect(turn.went).toEqual(['']));
    expect(app.link).toBeUndefined();
    expect((await first()).shown?.title).toBe(t('login.title'));
    expect(app.open?.request.id).toBe('request-1');
    expect(times('requests/abandon')).toBe(0);
  });

  it('ends the other request when the person goes on', async () => {
    pendingAtServer();
    await app.rememberOpen({ request: request('request-1'), decided: false });
    await app.rememberLink(opened(SAME_DEVICE));
    const turn = await first();
    turn.press('Pokračovat');
    await eventually(() => expect(turn.went).toEqual(['request']));
    expect(times('requests/abandon')).toBe(1);
    expect(app.open?.request.id).toBe('request-2');
  });

  it('that is too old by the time the person goes on ends nothing', async () => {
    pendingAtServer();
    await app.rememberOpen({ request: request('request-1'), decided: false });
    await app.rememberLink(opened(QR));
    const turn = await first();
    server.answers['requests/claim'] = () => problem(409, 'frame_expired');
    turn.press('Pokračovat');
    await eventually(() => expect(turn.text).toContain(plain(t('problem.frame_expired'))));
    expect(times('requests/abandon')).toBe(0);
    expect(app.open?.request.id).toBe('request-1');
  });

  it('is still one that was opened after the app was closed', async () => {
    await app.rememberLink(opened(SAME_DEVICE));
    expect((await App.start()).link).toEqual(opened(SAME_DEVICE));
  });

  it('is told from a code that was scanned', async () => {
    const warned = async (link: KeyLink): Promise<boolean> => {
      await app.rememberLink(link);
      await first();
      app = await App.start();
      return (await ofRequest()).text.includes('Žádost jste otevřeli odkazem.');
    };
    expect(await warned(opened(QR))).toBe(true);
    expect(await warned(QR)).toBe(false);
    expect(await warned(opened(SAME_DEVICE))).toBe(false);
  });
});

describe('a code that is scanned', () => {
  const scanned = async (): Promise<Turn> => {
    const turn = new Turn(app);
    await turn.open(scan(turn.context));
    turn.submit(QR.text);
    await eventually(() => expect(turn.went).toHaveLength(1));
    return turn;
  };

  it('takes the place of an older request', async () => {
    pendingAtServer();
    expect((await scanned()).went).toEqual(['request']);
    expect(times('requests/abandon')).toBe(1);
  });

  it('is asked for again when the answer was lost', async () => {
    server.answers['requests/claim'] = () => {
      server.loseAnswers = 1;
      return Response.json(request('request-2'));
    };
    expect((await scanned()).went).toEqual(['']);
    expect(app.link).toEqual(QR);
    await expect(first()).rejects.toThrow();
    server.answers['requests/claim'] = () => Response.json(request('request-2'));
    expect((await first()).went).toEqual(['request']);
    expect(app.open).toMatchObject({ request: { id: 'request-2' }, byLink: undefined });
  });
});

it('a text for screen readers goes when it was read out', async () => {
  const main = { append: (...parts: { textContent: string }[]) => void (live = parts.at(-1)!) };
  let live = { textContent: '' };
  vi.stubGlobal('document', { ...document, querySelector: () => main });
  vi.useFakeTimers();
  new Frame().say('Hotovo');
  vi.advanceTimersByTime(100);
  expect(live.textContent).toBe('Hotovo');
  vi.advanceTimersByTime(10_000);
  expect(live.textContent).toBe('');
  vi.useRealTimers();
});

describe('help', () => {
  const contact = async (helpdesk: object): Promise<Turn> => {
    server.answers.config = () => Response.json({ operator: 'Provozovatel', helpdesk, portal_url: 'https://portal.example/', languages: [] });
    const turn = new Turn(app);
    await turn.open(help(turn.context));
    await eventually(() => expect(turn.text).toContain('Provozovatel'));
    return turn;
  };

  it('shows whom to call and the portal', async () => {
    const turn = await contact({ phone: '225 514 777', hours: '7:00–18:00' });
    expect(turn.href('Zavolat 225 514 777')).toBe('tel:225514777');
    expect(turn.text).toContain('v pracovní dny 7:00–18:00');
  });

  it.each([{ phone: null, hours: null }, { phone: '225', hours: null }, { phone: null, hours: '7:00–18:00' }])('shows what there is: %o', async (helpdesk) => {
    const turn = await contact(helpdesk);
    expect(turn.text.includes('Zavolat')).toBe(helpdesk.phone !== null);
    expect(turn.text.includes('v pracovní dny')).toBe(helpdesk.hours !== null);
    expect(turn.href(t('help.portal'))).toBe('https://portal.example/');
  });
});

describe('a key that is over', () => {
  const blocked = () => problem(403, 'device_blocked');

  // finding N-24
  it('asks the server for nothing more, however long the app stays open', async () => {
    server.answers.tickets = blocked;
    const went = vi.fn();
    app.onStopped = went;
    app.resume();
    await eventually(() => expect(went).toHaveBeenCalledOnce());
    app.resume();
    await settled();
    expect(times('tickets')).toBe(1);
    const turn = new Turn(app);
    await turn.open(stopped(turn.context));
    expect(turn.text).toContain(plain(t('problem.device_blocked')));
  });

  // finding N-24
  it('is put away at the server before it is set up again, so that no ghost stays in the list', async () => {
    app.stopped = new ApiProblem(403, { code: 'device_blocked' });
    const turn = new Turn(app);
    await turn.open(stopped(turn.context));
    turn.press(t('problem.setUpAgain'));
    await eventually(() => expect(turn.went).toEqual(['']));
    expect(times('devices/disconnect')).toBe(1);
    expect(app.device).toBeUndefined();
    expect(await app.store.get('device')).toBeUndefined();
  });

  it('stays as it is without a network', async () => {
    app.stopped = new ApiProblem(403, { code: 'device_blocked' });
    server.answers['devices/disconnect'] = () => {
      server.loseAnswers = 1;
      return new Response(null, { status: 204 });
    };
    await expect(app.startOver()).rejects.toBeInstanceOf(NetworkLost);
    expect(app.device).toBeDefined();
  });

  it('that was disconnected needs no putting away', async () => {
    app.stopped = new ApiProblem(403, { code: 'device_disconnected' });
    await app.startOver();
    expect(times('devices/disconnect')).toBe(0);
    expect(app.device).toBeUndefined();
  });
});

// finding N-17
it('without a camera the field for the link lies open', async () => {
  const turn = new Turn(app);
  await turn.open(scan(turn.context));
  expect(turn.isOpen('details')).toBe(false);
  turn.press(t('scan.start'));
  await eventually(() => expect(turn.text).toContain(plain(t('scan.missing'))));
  expect(turn.isOpen('details')).toBe(true);
});

// finding N-16
it('whoever has no account is told what to do', async () => {
  server.answers.config = () => Response.json({ operator: '', helpdesk: { phone: null, hours: null }, portal_url: 'https://bod.example/portal', languages: [] });
  const turn = new Turn(app);
  await turn.open(enrol(turn.context));
  expect(turn.text).toContain(plain(t('enrol.without.text')));
  await eventually(() => expect(turn.href(t('enrol.without.link'))).toBe('https://bod.example/'));
});

// finding N-19
it('says whose key it is, once that person has confirmed it', async () => {
  const ofHome = (): string => {
    const turn = new Turn(app);
    turn.shown = home(turn.context);
    return turn.pass;
  };
  server.answers.me = () => Response.json({ device: { id: 'device-1', name: 'Telefon' }, enrolled: true, notices_enabled: true, unread: 0 });
  expect(ofHome()).not.toContain('Jana Nováková');
  const identity = { given_name: 'Jana', family_name: 'Nováková', birthdate: '1985-04-12' };
  await app.rememberOpen({ decided: true, request: { ...request('request-1'), kind: 'enrolment', identity } as unknown as EnrolmentRequest });
  server.answers['requests/state'] = () => Response.json({ state: 'confirmed' });
  expect((await ofRequest()).title).toBe(t('enrolment.done.title'));
  expect(ofHome()).toContain('Jana Nováková');
  expect(ofHome()).toContain('Zařízení „Telefon“ je připojené');
  await settled();
  expect(JSON.stringify(server.claims)).not.toContain('Nováková');
  expect((await App.start()).device!.holder).toBe('Jana Nováková');
});

describe('a decision', () => {
  const decided = async (state: string, more: object, answer: object): Promise<Turn> => {
    const login = { ...request('request-1'), ...more };
    await app.rememberOpen({ request: login, decided: false });
    server.answers['requests/decide'] = () => Response.json({ state, ...answer });
    const turn = await ofRequest();
    if (state === 'refused') turn.press(t('request.refuse'));
    else {
      turn.press(t('login.approve'));
      turn.submit(PIN);
    }
    await eventually(() => expect(turn.title).toBe(plain(t(state === 'refused' ? 'result.refused.title' : 'result.approved.title'))));
    return turn;
  };

  // finding S-A12
  it.each([[undefined, ''], [1, 'Předtím byl 1 pokus'], [4, 'Předtím byly 4 pokusy']] as const)('tells of wrong PINs before it: %s', async (failed_tries, text) => {
    const turn = await decided('approved', {}, { failed_tries });
    expect(turn.text.includes(plain(t('failedTries.notMe')))).toBe(failed_tries !== undefined);
    expect(turn.text).toContain(text);
  });

  // finding N-22
  it.each([[false, 'svůj QR kód'], [true, 'Aplikaci otevřela stránka v tomto telefonu']])('to refuse says what may have happened: on one device %s', async (same_device, text) => {
    expect((await decided('refused', { same_device }, {})).text).toContain(text);
  });

  // finding N-7
  it('starts from what was handed over the last time, and says so', async () => {
    const data = [{ name: 'given_name', essential: true, released: true }, { name: 'birthdate', essential: false, released: true }, { name: 'email', essential: false, released: false }];
    await app.rememberOpen({ request: { ...request('request-1'), data }, decided: false });
    const turn = await ofRequest();
    expect(turn.text.match(/minule předané/g)).toHaveLength(1);
    expect(turn.checked('birthdate')).toBe(true);
    expect(turn.checked('email')).toBe(false);
  });
});

// finding S-A16
it('a name of a device shows something', () => {
  for (const good of ['Jana', '📱', '👩\u200d💻', '❤\ufe0f', 'Jana’s iPhone', '小明的手機', 'Ja\u200bna']) expect(isDeviceName(good), good).toBe(true);
  for (const bad of ['', ' ', '\u200b', '\u200d', '\u00ad', '\u3164', '\u2800', 'a\nb', 'ž'.repeat(61)]) expect(isDeviceName(bad), JSON.stringify(bad)).toBe(false);
});
