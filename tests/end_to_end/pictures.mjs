// What the product looks like, at a glance: every kind of page as PC and phone, light and dark, into the folder given; and the
// README's picture. `cargo xtask pictures` calls it.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PC, PHONE, launch } from './lib/browser.mjs';
import { Client } from './lib/client.mjs';
import { attach, inPortal, nextPasscode, register } from './lib/journeys.mjs';
import { jana, zuzana } from './lib/people.mjs';
import { connectApp, paste, shownLink } from './lib/steps.mjs';
import { World } from './lib/world.mjs';

const [folder = '../../target/pictures', readme] = process.argv.slice(2);
const LANGUAGE = process.env.PICTURES_LANGUAGE ?? 'cs';
const DEVICES = { pc: { ...PC, viewport: { width: 1280, height: 800 } }, phone: { ...PHONE, deviceScaleFactor: 1 } };

mkdirSync(folder, { recursive: true });
const world = await World.start();
const browser = await launch();
const shown = [];
try {
  const client = await inPortal(world, jana);
  await attach(client, world, { name: 'Telefon Jany' });
  const everywhere = [...client.cookies];
  const stranger = new Client();
  const applied = await register(stranger, world, 'nova-osoba');
  const release = (await client.go(world.url('service', '/login'))).url;
  const consent = await consentOf(zuzana);

  /** name, address, cookies, and what is done before the picture is taken */
  const pages = [
    ['rozcestnik', world.url('front')],
    ['mojeid-uvod', world.url('mojeid')],
    ['mojeid-registrace', world.url('mojeid', '/registration')],
    ['mojeid-registrace-chyby', world.url('mojeid', '/registration'), [], (page) => send(page, '/registration')],
    ['mojeid-aktivace', applied.url, [...stranger.cookies]],
    ['mojeid-prihlaseni', world.url('mojeid', '/login')],
    ['mojeid-souhlas', consent.url, consent.cookies],
    ...['profile', 'profile/data', 'services', 'settings', 'sessions', 'history'].map((path) => [`mojeid-${path.replace('/', '-')}`, world.url('mojeid', `/${path}`), everywhere]),
    ['hub-uvod', world.url('hub')],
    ['hub-volba', world.url('service', '/login')],
    ['hub-predani', release, everywhere],
    ...['', '/methods', '/devices', '/sessions', '/history', '/releases', '/register'].map((path) => [`hub-portal${path.replace('/', '-')}`, world.url('hub', `/portal${path}`), everywhere]),
    ['hub-odhlaseni', world.url('hub', '/openid/logout'), everywhere],
    ['klic-uvod', world.url('key')],
    ['klic-qr', world.url('service', '/login'), [], (page) => page.locator('a[href*="/login/with/mobile-key"]').click()],
    ['chyba', world.url('hub', '/nothing/here')],
    ['chyba-prihlasen', world.url('hub', '/nothing/here'), everywhere],
    ['napoveda', world.url('mojeid', '/help')],
    ['zpravy', world.url('outbox')],
    ['registr', world.url('population')],
    ['sluzba', world.url('service')],
  ];
  for (const [device, options] of Object.entries(DEVICES)) {
    for (const [name, url, cookies = [], act] of pages) {
      const context = await browser.newContext({ ...options, locale: { cs: 'cs-CZ', sk: 'sk-SK', en: 'en-GB' }[LANGUAGE] });
      const own = cookies.filter(([name]) => !name.startsWith('lang_'));
      await context.addCookies(own.map(([name, value]) => ({ name, value, domain: 'localhost', path: '/' })));
      const page = await context.newPage();
      await page.goto(url);
      await act?.(page);
      await page.waitForLoadState();
      for (const scheme of ['light', 'dark']) {
        await page.emulateMedia({ colorScheme: scheme });
        await take(page, `${name}-${device}-${scheme}`);
      }
      if (device === 'phone' && name === 'hub-portal') {
        await page.emulateMedia({ colorScheme: 'light' });
        await page.locator('.sv-header .sv-menu-button').click();
        await page.screenshot({ path: join(folder, 'hub-portal-menu-phone-light.png') });
        shown.push('hub-portal-menu-phone-light');
      }
      await context.close();
    }
  }
  await theLogin(readme);
  writeFileSync(join(folder, 'index.html'), contents());
  console.log(`${shown.length} pictures in ${folder}`);
} finally {
  await browser.close();
  await world.stop();
}

async function take(page, name) {
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
  shown.push(name);
}

async function send(page, action) {
  await page.locator(`main form[action^="${action}"] button[type=submit]`).first().click();
}

/** mojeID's question to somebody who comes from the hub for the first time. */
async function consentOf(person) {
  const context = await browser.newContext(PC);
  const page = await context.newPage();
  await page.goto(world.url('hub', '/login/with/mojeid'));
  await page.locator('[name=name]').fill(person.userName);
  await page.locator('[name=password]').fill(person.password);
  const sent = await nextPasscode(world, person);
  await send(page, '/login');
  await page.locator('[name=passcode]').waitFor();
  await page.locator('[name=passcode]').fill(await sent());
  await send(page, '/login/passcode');
  await page.waitForURL('**/consent**');
  const cookies = (await context.cookies()).map(({ name, value }) => [name, value]);
  const url = page.url();
  await context.close();
  return { url, cookies };
}

/** The README's picture: the PC shows a code, the phone shows who asks, for what, and the same code. */
async function theLogin(path) {
  const phone = await (await browser.newContext({ ...PHONE })).newPage();
  await connectApp(phone, world, await inPortal(world, zuzana));
  await take(phone, 'app-domu-phone-light');
  const pc = await (await browser.newContext({ viewport: { width: 1080, height: 760 }, locale: 'cs-CZ', deviceScaleFactor: 2 })).newPage();
  await pc.goto(world.url('service', '/login'));
  await pc.locator('a[href*="/login/with/mobile-key"]').click();
  await pc.locator('[data-link]').first().waitFor({ state: 'attached' });
  await phone.goto(world.url('key', '/app/#/scan'));
  await paste(phone, () => shownLink(pc));
  await pc.locator('[data-part=claimed]').waitFor();
  await phone.waitForTimeout(500);
  await take(phone, 'app-zadost-phone-light');
  await take(pc, 'klic-kod-pc-light');
  if (!path) return;
  const [left, right] = [await pc.screenshot(), await phone.screenshot()].map((png) => `data:image/png;base64,${png.toString('base64')}`);
  const both = await (await browser.newContext({ viewport: { width: 1400, height: 780 } })).newPage();
  await both.setContent(`<style>body{margin:0;height:780px;background:#e4e9f2;position:relative}
    .pc{position:absolute;left:30px;top:40px;width:960px;border-radius:12px;box-shadow:0 12px 40px rgb(20 40 80/18%)}
    .phone{position:absolute;right:30px;top:60px;width:300px;border:10px solid #16181c;border-radius:30px;box-shadow:0 12px 40px rgb(20 40 80/30%)}</style>
    <img class="pc" src="${left}"><img class="phone" src="${right}">`);
  await both.screenshot({ path });
}

function contents() {
  const figure = (name) => `<figure><a href="${name}.png"><img src="${name}.png" loading="lazy" alt=""></a><figcaption>${name}</figcaption></figure>`;
  return `<!doctype html><meta charset="utf-8"><title>Svorník</title><style>body{font:16px sans-serif;display:grid;grid-template-columns:repeat(auto-fill,minmax(280px,1fr));gap:24px;background:#eee}figure{margin:0}img{width:100%;max-height:420px;object-fit:cover;object-position:top;border:1px solid #999}</style>${shown.map(figure).join('')}`;
}
