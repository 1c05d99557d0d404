// The Mobile Key under bad input: each case has its own answer, and nothing is lost. mission: A1 A4 A7
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from './lib/client.mjs';
import { attach, beginLogin, freshLink, goOn, heading, inPortal, PIN, press, shownRequest, toEnrolment, words } from './lib/journeys.mjs';
import { jana, zuzana } from './lib/people.mjs';
import { Phone } from './lib/phone.mjs';
import { travel } from './lib/time.mjs';
import { isProblem, refused } from './lib/assertions.mjs';
import { World } from './lib/world.mjs';

let world, portal, phone;

before(async () => {
  world = await World.start();
  portal = await inPortal(world, jana);
  phone = await attach(portal, world, { name: 'Telefon Jany' });
});

after(() => world?.stop());

/** A browser before the QR code of a login, and its request. */
async function waiting(service) {
  const browser = new Client();
  const page = await beginLogin(browser, world, service);
  return { browser, page, ...shownRequest(page) };
}

/** The same, claimed by Jana's phone. */
async function claimed(by = phone) {
  const login = await waiting();
  return { ...login, request: await by.claim(login.link) };
}

/** The right approval still logs in. */
async function stillWorks({ browser, page, request }, by = phone) {
  assert.equal((await by.approve(request)).state, 'approved');
  const service = await goOn(browser, page);
  assert.deepEqual([service.url, heading(service)], [world.url('service'), 'Toto o vás víme']);
}

/** Until the page of a browser without scripts shows it. */
async function shows(browser, page, text) {
  const seen = await browser.go(page.url);
  assert.ok(words(seen).includes(text), `${text}: ${words(seen)}`);
  return seen;
}

test('a frame of the QR code older than 3 s is refused, the next one is good (A1)', async () => {
  const login = await waiting();
  await wait(4_100);
  await refused(phone.claim(login.link), 410, 'frame_expired', 'Kód je starší než tři sekundy');
  const request = await phone.claim(await freshLink(login.browser, login.page));
  await stillWorks({ ...login, request });
});

test('a made-up frame, a made-up request and another text are refused (A1)', async () => {
  const login = await waiting();
  const [start, second, mac] = /^(.*)\.(\d+)\.(.*)$/.exec(login.link).slice(1);
  const unknown = [404, 'request_unknown', 'Toto není kód pro Mobilní klíč'];
  await refused(phone.claim(`${start}.${Number(second) + 1}.${mac}`), ...unknown);
  await refused(phone.claim(login.link.replace(login.id, `${login.id.slice(0, -4)}ffff`)), ...unknown);
  await refused(phone.claim(login.sameDevice.replace(/.{3}$/, 'AAA')), ...unknown);
  for (const text of ['https://evil.example/app/#/q/x', 'Ahoj', '']) await assert.rejects(phone.claim(text), /^Error: (400 malformed|404 request_unknown)/);
  await stillWorks({ ...login, request: await phone.claim(await freshLink(login.browser, login.page)) });
});

test('a QR code scanned twice belongs to the first phone (A1)', async () => {
  const other = await attach(portal, world, { name: 'Druhý telefon' });
  const login = await waiting();
  const request = await phone.claim(login.link);
  await refused(other.claim(login.link), 409, 'already_claimed', 'Tento kód už naskenovalo jiné zařízení');
  assert.deepEqual(await phone.claim(login.link), request, 'a lost answer harms nobody');
  await refused(other.approve(request), 403, 'not_yours', 'Tato žádost patří jinému zařízení');
  await stillWorks({ ...login, request });
});

test('a phone that belongs to nobody can approve nothing (A1)', async () => {
  const stranger = await Phone.install(phone.origin);
  const login = await waiting();
  await refused(stranger.claim(login.link), 403, 'not_enrolled', 'Zařízení zatím nikomu nepatří');
  await stillWorks({ ...login, request: await phone.claim(await freshLink(login.browser, login.page)) });
});

test('a QR code of a finished login is refused (A1)', async () => {
  const login = await claimed();
  await phone.approve(login.request);
  await refused(phone.claim(login.link), 409, 'already_claimed', 'Tento kód už naskenovalo');
  await goOn(login.browser, login.page);
  await refused(phone.claim(login.link), 409, 'request_finished', 'Tato žádost už skončila');
  await refused(phone.approve(login.request), 409, 'request_finished', 'Tato žádost už skončila');
  await shows(login.browser, login.page, 'Toto přihlášení už proběhlo');
  isProblem(await login.browser.go(`${login.page.url}/continue`), 409, 'Tato žádost už skončila');
});

test('another browser can do nothing with this request, with or without a cookie of its own (A1)', async () => {
  const login = await claimed();
  const stranger = new Client();
  const other = await waiting();
  const not = 'Tato žádost začala v jiném prohlížeči';
  for (const browser of [stranger, other.browser]) {
    isProblem(await browser.go(login.page.url), 403, not);
    isProblem(await browser.go(`${login.page.url}/continue`), 403, not);
    assert.equal((await browser.once(`${login.page.url}/events`)).status, 403);
  }
  // the form of its own page, sent to another's request
  const own = await other.browser.go(other.page.url);
  const form = own.forms.find((form) => form.action.endsWith('/cancel'));
  isProblem(await other.browser.submit({ ...form, action: form.action.replace(other.id, login.id) }), 403, not);

  await phone.approve(login.request);
  isProblem(await stranger.go(`${login.page.url}/continue`), 403, not);
  // the answer on its way to the hub, and from there to the service, opened elsewhere
  const toHub = await login.browser.go(`${login.page.url}/continue`, {}, (url) => url.includes('/login/callback/'));
  isProblem(await stranger.go(toHub.url), 403, 'Toto přihlášení začalo v jiném prohlížeči');
  const toService = await login.browser.go(toHub.url, {}, (url) => url.startsWith(world.url('service', '/callback')));
  isProblem(await stranger.go(toService.url), 403, 'Toto přihlášení začalo v jiném prohlížeči');
  const service = await login.browser.go(toService.url);
  assert.equal(heading(service), 'Toto o vás víme');
  isProblem(await login.browser.go(toService.url), 410, 'Přihlášení vypršelo nebo už bylo dokončeno');
});

test('a link to the app that somebody sent logs nobody in but the browser that began and came back (A1)', async () => {
  const login = await waiting();
  const request = await phone.claim(login.sameDevice);
  const { return_url: back } = await phone.approve(request);
  await shows(login.browser, login.page, 'Dokončíte to tlačítkem v aplikaci, které vás vrátí do prohlížeče');
  isProblem(await login.browser.go(`${login.page.url}/continue`), 403, 'Tato žádost začala v jiném prohlížeči');
  isProblem(await login.browser.go(back.replace(/nonce=(.)/, (_, first) => `nonce=${first === '_' ? '-' : '_'}`)), 403, 'Tato žádost začala v jiném prohlížeči');
  isProblem(await new Client().go(back), 403, 'Tato žádost začala v jiném prohlížeči');
  assert.equal(heading(await login.browser.go(back)), 'Toto o vás víme');
});

test('an approval with a wrong signature is refused (A1)', async () => {
  const login = await claimed();
  const bad = (body) => refused(phone.send('requests/decide', body), 401, 'bad_signature', 'Podpis nesouhlasí');
  const other = await Phone.install(phone.origin);
  const [knowledge, foreign] = [await phone.unlock(PIN), await other.unlock(PIN)];
  const decision = phone.decision(login.request);
  const sign = (...keys) => phone.general('requests/decide', decision, keys);
  await bad(await sign(phone.possession, foreign));
  await bad(await sign(other.possession, knowledge));
  await bad(await sign(knowledge, phone.possession));
  const changed = await sign(phone.possession, knowledge);
  const payload = { ...JSON.parse(Buffer.from(changed.payload, 'base64url')), data: [] };
  await bad({ ...changed, payload: Buffer.from(JSON.stringify(payload)).toString('base64url') });
  // signed well, but for another operation
  await bad(await phone.general('factor', decision, [phone.possession, knowledge]));
  const alone = await sign(phone.possession);
  await refused(phone.send('requests/decide', alone), 400, 'malformed', 'Aplikaci jsme nerozuměli');
  assert.equal(await phone.state(login.request), 'claimed');
  await stillWorks(login);
});

test('a replayed approval, a late one and one from the future are refused (A1)', async () => {
  const login = await claimed();
  const knowledge = await phone.unlock(PIN);
  const body = await phone.general('requests/decide', phone.decision(login.request), [phone.possession, knowledge]);
  assert.equal((await phone.send('requests/decide', body)).state, 'approved');
  await refused(phone.send('requests/decide', body), 401, 'replayed', 'Toto jsme už jednou přijali');
  assert.equal(heading(await goOn(login.browser, login.page)), 'Toto o vás víme');
  await refused(phone.send('requests/decide', body), 401, 'replayed', 'Toto jsme už jednou přijali');

  const next = await claimed();
  for (const skewMs of [-61_000, 61_000]) {
    const claims = { ...phone.claims('requests/decide', phone.decision(next.request)), iat_ms: Date.now() + phone.offset + skewMs };
    const payload = Buffer.from(JSON.stringify(claims)).toString('base64url');
    const signatures = [await phone.sign(payload, phone.possession, { kid: phone.id }), await phone.sign(payload, knowledge, { kid: `${phone.id}#knowledge` })];
    const error = await refused(phone.send('requests/decide', { payload, signatures }), 401, 'clock_skew', 'Hodiny telefonu');
    assert.ok(Math.abs(error.server_time_ms - Date.now() - phone.offset) < 5_000, 'the phone learns the right time');
  }
  await stillWorks(next);
});

test('an approval for another request is refused, one request at a time (A1)', async () => {
  const first = await claimed();
  const second = await waiting();
  const error = await refused(phone.claim(second.link), 409, 'pending_request', 'V telefonu čeká jiná žádost');
  assert.equal(error.pending_request_id, first.id);
  const knowledge = await phone.unlock(PIN);
  const aimed = { ...phone.decision(first.request), request_id: second.id };
  await refused(phone.send('requests/decide', await phone.general('requests/decide', aimed, [phone.possession, knowledge])), 403, 'not_yours', 'Tato žádost patří jinému');
  await shows(second.browser, second.page, 'Naskenujte v ní tento kód');
  await phone.abandon(first.request);
  await shows(first.browser, first.page, 'Žádost byla zrušena');
  await refused(phone.approve(first.request), 409, 'request_finished', 'Tato žádost už skončila');
  await stillWorks({ ...second, request: await phone.claim(await freshLink(second.browser, second.page)) });
});

test('what the phone showed must be what the server asks (A1)', async () => {
  const login = await claimed();
  const knowledge = await phone.unlock(PIN);
  const differences = {
    code: login.request.code === '1111' ? '2222' : '1111', level: 'low', service_name: 'Město Lípová', service_domain: 'lipova.example.evil.example',
    data: [...phone.decision(login.request).data, 'document'].sort(), kind: 'enrolment',
  };
  for (const [name, value] of Object.entries(differences)) {
    const body = await phone.general('requests/decide', { ...phone.decision(login.request), [name]: value }, [phone.possession, knowledge]);
    const error = await phone.send('requests/decide', body).catch((error) => error);
    assert.deepEqual([error.status, error.code], [409, 'shown_differs'], name);
  }
  await stillWorks(login);
});

test('four wrong PINs and a right one cost nothing; five block the phone and tell the way on (A7)', async () => {
  const mine = await attach(portal, world, { name: 'Zapomnětlivý telefon' });
  const login = await claimed(mine);
  for (let tries = 0; tries < 4; tries++) await assert.rejects(mine.unlock('314159'), { name: 'OperationError' });
  await stillWorks(login, mine);

  const again = await claimed(mine);
  for (let tries = 0; tries < 5; tries++) await assert.rejects(mine.unlock('314159'), { name: 'OperationError' });
  await refused(mine.unlock(PIN), 403, 'device_blocked', 'Klíč v tomto zařízení je zablokován. Nastavte ho znovu');
  await shows(again.browser, again.page, 'Klíč v telefonu je zablokován PIN nebo heslo bylo pětkrát zadáno špatně a tento klíč už nic neschválí. Zvolte jiný způsob přihlášení.');
  await refused(mine.approve(again.request), 403, 'device_blocked', 'Klíč v tomto zařízení je zablokován');
  await refused(mine.claim(again.link), 403, 'device_blocked', 'Klíč v tomto zařízení je zablokován');

  const { notices } = await phone.post('notices', {});
  assert.ok(notices.some(({ kind, device_name: name }) => kind === 'device_blocked' && name === 'Zapomnětlivý telefon'), 'the other phone is told');
  const devices = await portal.go(world.url('hub', '/portal/devices'));
  assert.ok(words(devices).includes('Zablokováno po pěti chybných pokusech. Zařízení odpojte a připojte znovu.'));
  const warn = await portal.go(new URL(`/portal/devices/${mine.id}/disconnect`, world.url('hub')).href);
  const done = await press(portal, warn, '/disconnect');
  assert.equal(done.status, 200);
  // That page says which phone it was; the list has it no more.
  assert.ok(!words(await portal.go(world.url('hub', '/portal/devices'))).includes('Zapomnětlivý telefon'));
  await refused(mine.post('me', {}), 403, 'device_disconnected', 'Zařízení bylo odpojeno');

  // on the PC: once more from the beginning, with the other phone
  const page = await press(again.browser, await again.browser.go(again.page.url), '/again');
  await stillWorks({ browser: again.browser, page, request: await phone.claim(shownRequest(page).link) });
});

test('a refusal in the app ends the request, and the person may begin again (A1)', async () => {
  const login = await claimed();
  assert.equal((await phone.refuse(login.request)).state, 'refused');
  await refused(phone.approve(login.request), 409, 'request_finished', 'Tato žádost už skončila');
  const ended = await shows(login.browser, login.page, 'Žádost byla odmítnuta');
  assert.ok(words(ended).includes('váš kód naskenoval někdo jiný'));
  const again = await press(login.browser, ended, '/again');
  assert.notEqual(again.url, login.page.url);
  await stillWorks({ browser: login.browser, page: again, request: await phone.claim(shownRequest(again).link) });
});

test('whoever gives up goes back to the other ways, and the service learns nothing (A1)', async () => {
  const login = await waiting();
  const choice = await press(login.browser, login.page, '/cancel');
  assert.match(heading(choice), /Čím se přihlásíte?/);
  const [method] = choice.forms.filter((form) => form.action.includes('/login/cancel'));
  const service = await login.browser.submit(method);
  isProblem(service, 403, 'Přihlášení jste zrušili');
  await refused(phone.claim(login.link), 409, 'request_finished', 'Tato žádost už skončila');
});

test('codes that differ while a phone is enrolled: the phone belongs to nobody (A4)', async () => {
  const stranger = await Phone.install(phone.origin, { name: 'Cizí telefon' });
  const page = await toEnrolment(portal, world);
  const request = await stranger.claim(shownRequest(page).link);
  await refused(phone.claim(shownRequest(page).link), 409, 'already_enrolled', 'Toto zařízení už je připojeno');
  await stranger.approve(request);
  const question = await shows(portal, page, 'Odpovídá tento kód tomu, který vidíte ve svém telefonu?');
  isProblem(await new Client().go(page.url), 403, 'Tato žádost začala v jiném prohlížeči');
  const form = question.forms.find((form) => form.action.endsWith('/confirm'));
  await press(portal, question, '/differs');
  await shows(portal, page, 'Žádost byla odmítnuta');
  await portal.submit(form); // the other button of the old page
  await shows(portal, page, 'Žádost byla odmítnuta');
  assert.equal((await stranger.post('me', {})).enrolled, false);
  const devices = await portal.go(world.url('hub', '/portal/devices'));
  assert.ok(!words(devices).includes('Cizí telefon'));
});

test("a person cannot touch another person's devices or requests (A7)", async () => {
  const other = await inPortal(world, zuzana);
  const theirs = await attach(other, world, { name: 'Zuzkin telefon' });
  for (const path of ['rename', 'disconnect']) {
    const page = await portal.go(world.url('hub', `/portal/devices/${theirs.id}/${path}`));
    assert.equal(page.status, 404, `${path}: ${heading(page)}`);
  }
  await assert.rejects(phone.post('devices/disconnect', { id: theirs.id }), /404|403/);
  assert.equal((await theirs.post('me', {})).enrolled, true);
});

test('calls of a phone that are malformed or too long are refused', async () => {
  const malformed = [400, 'malformed', 'Aplikaci jsme nerozuměli'];
  for (const body of ['', '{', '[]', 'null', '{"payload":"e30","protected":"e30","signature":""}']) {
    const answer = await fetch(`${phone.origin}/api/v1/me`, { method: 'POST', body, headers: { 'accept-language': 'cs' } });
    const problem = await answer.json();
    assert.deepEqual([answer.status, problem.code], malformed.slice(0, 2), body);
    assert.equal(answer.headers.get('content-type'), 'application/problem+json');
  }
  await refused(phone.post('me', { more: 1 }), ...malformed);
  await refused(phone.post('devices/rename', { id: phone.id, name: '' }), ...malformed);
  await refused(phone.post('devices/rename', { id: phone.id, name: 'x'.repeat(61) }), ...malformed);
  await refused(phone.post('me', { more: 'x'.repeat(17_000) }), 413, 'too_large', 'Aplikace poslala příliš mnoho dat');
  const nobody = Object.assign(Object.create(Phone.prototype), phone, { id: `${phone.id.slice(0, -4)}0000` });
  await refused(nobody.post('me', {}), 401, 'unknown_device', 'Toto zařízení neznáme');
  assert.equal((await phone.post('me', {})).device.name, 'Telefon Jany');
});

// From here on the world's clock moves.

test('what nobody finished in time has expired: unread, undecided, or approved and not fetched (A1)', async () => {
  const other = await attach(portal, world, { name: 'Pomalý telefon' });
  const [unread, undecided, unfetched] = [await waiting(), await claimed(), await claimed(other)];
  assert.equal((await other.approve(unfetched.request)).state, 'approved');
  await travel(world, 'hour');
  await Promise.all([phone.setClock(), other.setClock()]);
  const expired = [410, 'request_expired', 'Čas na dokončení vypršel. Na stránce začněte znovu.'];
  await refused(phone.claim(unread.sameDevice), ...expired);
  await refused(phone.claim(unread.link), 410, 'frame_expired', 'Kód je starší než tři sekundy');
  await refused(phone.approve(undecided.request), ...expired);
  await refused(phone.refuse(undecided.request), ...expired);
  assert.equal(await phone.state(undecided.request), 'expired');
  assert.equal(await other.state(unfetched.request), 'expired');
  for (const { browser, page } of [unread, undecided, unfetched]) await shows(browser, page, 'Čas na dokončení vypršel Kód platí nejvýše čtyři minuty.');
  const again = await press(undecided.browser, await undecided.browser.go(undecided.page.url), '/again');
  isProblem(again, 410, 'Přihlášení trvalo příliš dlouho a vypršelo');
  for (const by of [phone, other]) await stillWorks(await claimed(by), by);
});

test('an enrolment that nobody confirmed in time attaches no phone (A4)', async () => {
  const stranger = await Phone.install(phone.origin, { name: 'Zapomenutý telefon' });
  const client = await inPortal(world, jana);
  const page = await toEnrolment(client, world);
  await stranger.approve(await stranger.claim(shownRequest(page).link));
  const question = await shows(client, page, 'Odpovídá tento kód tomu, který vidíte ve svém telefonu?');
  await travel(world, 'hour');
  await shows(client, await press(client, question, '/confirm'), 'Čas na dokončení vypršel');
  await stranger.setClock();
  assert.equal((await stranger.post('me', {})).enrolled, false);
  await refused(stranger.claim((await waiting()).link), 403, 'not_enrolled', 'Zařízení zatím nikomu nepatří');
});
