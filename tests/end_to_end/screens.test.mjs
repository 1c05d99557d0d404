// The pages on the way of a login and the screens of the app, in three languages, on a phone's narrow screen. mission: A1 A4 A6 B1
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { PHONE, launch, phoneContext, picture } from './lib/browser.mjs';
import { faults, listen, LOCALES } from './lib/inspect.mjs';
import { inPortal, nextPasscode, PIN } from './lib/journeys.mjs';
import { jana, petr, zuzana } from './lib/people.mjs';
import { proveAgain, shownLink } from './lib/steps.mjs';
import { World } from './lib/world.mjs';

const PATIENCE_MS = 15_000;
let world, browser;

before(async () => {
  world = await World.start();
  browser = await launch();
});

/** The cookies of a browser in which Jana is logged in at the portal; its language is the context's own. */
async function signedIn() {
  const { cookies } = await inPortal(world, jana);
  return [...cookies].filter(([name]) => !name.startsWith('lang_'));
}

after(async () => {
  await browser?.close();
  await world?.stop();
});

async function opened(context, cookies = []) {
  await context.addCookies(cookies.map(([name, value]) => ({ name, value, domain: 'localhost', path: '/' })));
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  return page;
}

/** Gathers what is wrong with each screen, to be told at the end. */
class Inspection {
  wrong = [];
  count = 0;
  heard = new Map();

  constructor(language) {
    this.language = language;
  }

  async look(page, name, options = {}) {
    if (!this.heard.has(page)) throw new Error('listen first');
    const found = await faults(page, { language: this.language, dark: this.language === 'cs', colours: this.language === 'cs', ...options });
    this.wrong.push(...[...found, ...this.heard.get(page).take()].map((fault) => `${name}: ${fault}`));
    this.count += 1;
    // PICTURES=light or dark: a picture of every screen, for people to look at
    if (!process.env.PICTURES) return;
    await page.emulateMedia({ colorScheme: process.env.PICTURES });
    await picture(page, `${this.language}-${String(this.count).padStart(2, '0')}-${name.replaceAll(/\W+/g, '-')}`);
    await page.emulateMedia({ colorScheme: 'light' });
  }

  hears(page) {
    this.heard.set(page, listen(page));
    return page;
  }

  done(t) {
    t.diagnostic(`${this.count} screens`);
    assert.deepEqual(this.wrong, []);
  }
}

const submit = (page, action) => page.locator(`form[action*="${action}"] button[type=submit]`).locator('visible=true').first().click();

/** The code, which lies folded away where a phone shows the page. */
async function unfolded(page) {
  await page.locator('.sv-touch details summary').first().click();
  await page.locator('.sv-qr:visible').waitFor();
}

for (const language of Object.keys(LOCALES)) {
  const device = { ...PHONE, deviceScaleFactor: 1, locale: LOCALES[language] };

  test(`the pages on the way of a login, in ${language} (A1, B1)`, async (t) => {
    const seen = new Inspection(language);
    const page = seen.hears(await opened(await browser.newContext(device)));
    await page.goto(world.url('service', '/login'));
    await seen.look(page, 'ways to log in');
    await page.locator('a[href*="/login/with/mojeid"]').click();
    await seen.look(page, 'mojeID for a service');
    await page.locator('[name=name]').fill(petr.userName);
    await page.locator('[name=password]').fill(petr.password);
    await submit(page, '/login');
    await page.waitForLoadState();
    await seen.look(page, 'an account that is not identified');

    const other = seen.hears(await opened(await browser.newContext(device)));
    await other.goto(world.url('service', '/login'));
    await other.locator('a[href*="/login/with/mojeid"]').click();
    await other.locator('[name=name]').fill(zuzana.userName);
    await other.locator('[name=password]').fill(zuzana.password);
    const sent = await nextPasscode(world, zuzana);
    await submit(other, '/login');
    await other.locator('[name=passcode]').waitFor();
    await seen.look(other, 'passcode');
    await other.locator('[name=passcode]').fill('000');
    await submit(other, '/login/passcode');
    await other.locator('#passcode-error').waitFor();
    await seen.look(other, 'a wrong passcode');
    await other.locator('[name=passcode]').fill(await sent());
    await submit(other, '/login/passcode');
    await other.locator('form[action$="/consent"]').waitFor();
    await seen.look(other, 'consent');

    const mine = seen.hears(await opened(await browser.newContext(device), await signedIn()));
    await mine.goto(world.url('library', '/login'));
    await seen.look(mine, 'release');
    await submit(mine, '/login/release');
    await mine.waitForURL(world.url('library'));
    await seen.look(mine, 'what the library knows');
    await submit(mine, '/logout');
    await mine.waitForLoadState();
    await seen.look(mine, 'logged out of the library');
    for (const each of [page, other, mine]) await each.context().close();
    seen.done(t);
  });

  test(`both screens of an enrolment and a login, and every screen of the app, in ${language} (A4, A1)`, async (t) => {
    const seen = new Inspection(language);
    const phone = seen.hears(await opened(await phoneContext(browser, device)));
    const pc = seen.hears(await opened(await browser.newContext(device), await signedIn()));
    const app = { skipLink: false };
    const look = (name) => seen.look(phone, `app: ${name}`, app);
    const at = async (path, name = path) => {
      await phone.goto(world.url('key', `/app/#/${path}`));
      await phone.waitForTimeout(150);
      await phone.locator('main[aria-busy=false]').waitFor();
      await look(name || 'home');
    };
    const act = (n = 0) => phone.locator('main .actions button, main form button[type=submit]').nth(n).click();
    const shown = async (part, name) => {
      await phone.locator(part).first().waitFor();
      await phone.locator('main[aria-busy=false]').waitFor();
      await look(name);
    };
    const paste = async () => {
      await phone.goto(world.url('key', '/app/#/scan'));
      await phone.locator('details.paste summary').click();
      await phone.locator('details.paste input').fill(await shownLink(pc));
      await phone.locator('details.paste button').click();
      await phone.locator('.code-card').waitFor();
    };
    const enterPin = async (name) => {
      await phone.locator('input[inputmode=numeric]').waitFor();
      await look(name);
      await phone.locator('input[inputmode=numeric]').fill(PIN);
      await act();
    };

    await phone.goto(world.url('key', '/app/'));
    await shown('.actions button', 'welcome');
    await at('setup', 'ways to approve');
    await at('setup/password', 'a new password');
    await at('setup/pin', 'a new PIN');
    const [first, second] = [phone.locator('input').nth(0), phone.locator('input').nth(1)];
    await first.fill('123456');
    await second.fill('1');
    await act();
    await look('a bad PIN');
    await first.fill(PIN);
    await second.fill(PIN);
    await act();
    await shown('a[href="#/enrol/national-point"]', 'enrol');
    await at('enrol/national-point', 'where to go on');
    await at('help');
    await at('scan', 'scanning');

    await pc.goto(world.url('key', '/enrol'));
    await seen.look(pc, 'enrolment: a new proof');
    await proveAgain(pc, world, jana);
    await unfolded(pc);
    await seen.look(pc, 'enrolment: the code');
    await paste();
    await look('enrolment');
    await pc.locator('[data-part=claimed]').waitFor();
    await seen.look(pc, 'enrolment: read', { skipLink: false }); // the reader was led to the code
    await phone.locator('main .actions button').last().click();
    await enterPin('PIN for an enrolment');
    await pc.locator('form[action$="/confirm"]').waitFor();
    await seen.look(pc, 'enrolment: do the codes correspond');
    await look('enrolment waits for the browser');
    await submit(pc, '/confirm');
    await pc.locator('.govuk-notification-banner').waitFor();
    await seen.look(pc, 'enrolment: done');
    await shown('.emblem.good', 'enrolled');
    for (const path of ['', 'notices', 'devices', 'history', 'settings', 'settings/method', 'help']) await at(path);
    await phone.goto(world.url('key', '/app/#/devices'));
    await phone.locator('main button').first().click();
    await phone.locator('dialog[open], [role=alertdialog]').first().waitFor();
    await look('disconnect a device');
    await phone.keyboard.press('Escape');
    await phone.locator('a[href^="#/devices/"]').first().click();
    await shown('main form input', 'rename a device');

    const service = seen.hears(await opened(await browser.newContext(device)));
    await service.goto(world.url('service', '/login'));
    await service.locator('a[href*="/login/with/mobile-key"]').click();
    await unfolded(service);
    await seen.look(service, 'login: the code');
    await phone.goto(world.url('key', '/app/#/scan'));
    await phone.locator('details.paste summary').click();
    await phone.locator('details.paste input').fill('x');
    await phone.locator('details.paste button').click();
    await look('not a link');
    await phone.locator('details.paste input').fill(await shownLink(service));
    await phone.locator('details.paste button').click();
    await phone.locator('.code-card').waitFor();
    await look('login request');
    await service.locator('[data-part=claimed]').waitFor();
    await seen.look(service, 'login: read', { skipLink: false });
    await phone.locator('main .actions button').first().click();
    await shown('.emblem.bad', 'refused');
    await service.locator('form[action$="/again"]').waitFor();
    await seen.look(service, 'login: refused');
    await submit(service, '/again');
    await unfolded(service);
    await phone.goto(world.url('key', '/app/#/scan'));
    await phone.locator('details.paste summary').click();
    await phone.locator('details.paste input').fill(await shownLink(service));
    await phone.locator('details.paste button').click();
    await phone.locator('.code-card').waitFor();
    await phone.locator('main .actions button').last().click();
    await enterPin('PIN for a login');
    await service.waitForURL(world.url('service'));
    await seen.look(service, 'what the town knows');
    await shown('.emblem.good', 'approved');
    await phone.goto(world.url('key', '/app/#/history'));
    await phone.reload();
    await phone.locator('main[aria-busy=false] li').first().waitFor();
    await look('history with a login');
    for (const each of [phone, pc, service]) await each.context().close();
    seen.done(t);
  });
}
