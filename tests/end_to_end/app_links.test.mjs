// The app when a link is opened from outside, an answer is lost, a request forgotten, a PIN nearly used up. mission: A1 A2 A6
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { PC, accessible, launch, phoneContext, picture } from './lib/browser.mjs';
import { attach, inPortal } from './lib/journeys.mjs';
import { jana } from './lib/people.mjs';
import { askAtService, code, connectApp, enterPin, paste, shownLink } from './lib/steps.mjs';
import { travel } from './lib/time.mjs';
import { World } from './lib/world.mjs';

const PATIENCE_MS = 15_000;
const QUIET_MS = 1_500;
const WARNING = 'Žádost jste otevřeli odkazem.';
let world, browser, phone, pc, other;

const patient = (page) => {
  page.setDefaultTimeout(PATIENCE_MS);
  return page;
};
const headingOf = (page, name) => page.getByRole('heading', { name, exact: true }).waitFor();
const button = (page, name) => page.getByRole('button', { name, exact: true });

before(async () => {
  world = await World.start();
  browser = await launch();
  phone = patient(await (await phoneContext(browser)).newPage());
  await connectApp(phone, world, await inPortal(world, jana));
});

beforeEach(async () => {
  [pc, other] = await Promise.all([1, 2].map(async () => patient(await (await browser.newContext(PC)).newPage())));
  await phone.goto(world.url('key', '/app/'));
  await headingOf(phone, 'Mobilní klíč');
});

afterEach(async (context) => {
  if (context.passed === false) await picture(phone, 'failed-app-links').catch(() => {});
  await Promise.all([pc, other].map((page) => page.context().close()));
});

after(async () => {
  await browser?.close();
  await world?.stop();
});

/** The app reads the code that a PC shows at a service. */
async function read(pc) {
  await askAtService(pc, world);
  await button(phone, 'Naskenovat QR kód').click();
  await paste(phone, () => shownLink(pc));
  await headingOf(phone, 'Žádost o přihlášení');
  await pc.getByText('Čekáme, až přihlášení schválíte v telefonu.', { exact: true }).waitFor();
  return code(phone);
}

async function approve(page, loggedIn) {
  await button(page, 'Schválit').click();
  await enterPin(page);
  await loggedIn.getByRole('heading', { name: 'Toto o vás víme' }).waitFor();
}

const refuse = async (page) => {
  await button(page, 'Odmítnout').click();
  await headingOf(page, 'Žádost odmítnuta');
};

const sameDeviceLink = (page) => page.locator('a[href*="/app/#/s/"]').first().getAttribute('href');

test('a code read by the phone\'s own camera opens the app, which warns; one read in the app does not (A1)', async () => {
  await askAtService(pc, world);
  const tab = patient(await phone.context().newPage());
  await tab.goto(await shownLink(pc));
  await headingOf(tab, 'Žádost o přihlášení');
  await tab.getByText(WARNING).waitFor();
  assert.equal(await code(tab), await code(pc));
  await accessible(tab, 'a request opened by a link');
  await picture(tab, 'app-opened-by-link');
  await tab.reload();
  await tab.getByText(WARNING).waitFor();
  await approve(tab, pc);
  await tab.close();

  await read(other);
  assert.equal(await phone.getByText(WARNING).count(), 0);
  await refuse(phone);
});

test('a link opened while a request waits ends it only when the person says so (A1)', async () => {
  const shown = await read(pc);
  await askAtService(other, world, 'library');
  for (const link of [() => shownLink(other), () => sameDeviceLink(other)]) {
    await phone.goto(await link());
    await headingOf(phone, 'Otevřít žádost o přihlášení?');
    await accessible(phone, 'a link while another request waits');
    await picture(phone, 'app-another-link');
    await button(phone, 'Zrušit').click();
    await headingOf(phone, 'Žádost o přihlášení');
    assert.equal(await code(phone), shown);
    assert.equal(await phone.getByText(WARNING).count(), 0);
  }
  // What only looks like a link changes nothing at all.
  await phone.goto(world.url('key', '/app/#/q/nothing'));
  await pc.waitForTimeout(QUIET_MS);
  assert.equal(await code(phone), shown);
  assert.ok(await pc.getByText('Čekáme, až přihlášení schválíte v telefonu.', { exact: true }).isVisible());

  // A second tab, as a button on a page opens it, sees the same.
  const tab = patient(await phone.context().newPage());
  await tab.goto(await sameDeviceLink(other));
  await headingOf(tab, 'Otevřít žádost o přihlášení?');
  await tab.close();
  await approve(phone, pc);
});

test('the person goes on with the link: the older request ends, the new one is shown (A1)', async () => {
  await read(pc);
  await askAtService(other, world, 'library');
  await phone.goto(await sameDeviceLink(other));
  await headingOf(phone, 'Otevřít žádost o přihlášení?');
  await button(phone, 'Pokračovat').click();
  await phone.getByText('Knihovna Lipová').first().waitFor();
  await pc.getByText('Žádost byla zrušena').waitFor();
  await refuse(phone);
});

test('a link that grew old while the person thought ends nothing (A1)', async () => {
  const shown = await read(pc);
  await askAtService(other, world, 'library');
  await phone.goto(await shownLink(other));
  await headingOf(phone, 'Otevřít žádost o přihlášení?');
  await phone.waitForTimeout(4_100);
  await button(phone, 'Pokračovat').click();
  await phone.getByText('Tento kód už neplatí, každou sekundu se mění.').waitFor();
  await button(phone, 'Na hlavní obrazovku').click();
  await headingOf(phone, 'Žádost o přihlášení');
  assert.equal(await code(phone), shown);
  await refuse(phone);
});

test('the answer to a scan is lost: the app asks again and has the request (A1)', async () => {
  let lost = 0;
  const lose = async (route) => {
    lost += 1;
    if (lost === 1) await route.fetch();
    await route.abort();
  };
  await phone.route('**/api/v1/requests/claim', lose);
  await askAtService(pc, world);
  await button(phone, 'Naskenovat QR kód').click();
  await paste(phone, () => shownLink(pc));
  await phone.getByText('Server neodpovídá.').waitFor();
  assert.ok(lost >= 1);
  await pc.waitForTimeout(4_100); // the frame is old by now
  await phone.unroute('**/api/v1/requests/claim', lose);
  await button(phone, 'Zkusit znovu').click();
  await headingOf(phone, 'Žádost o přihlášení');
  assert.equal(await code(phone), await code(pc));
  assert.equal(await phone.getByText(WARNING).count(), 0);
  await approve(phone, pc);
});

test('four wrong PINs and the right one where the PIN is changed: all tries are back, though nothing was changed (A2)', async () => {
  const changePin = async () => {
    await phone.goto(world.url('key', '/app/#/settings'));
    await phone.getByRole('link', { name: 'Změnit PIN' }).click();
    await headingOf(phone, 'Zadejte PIN');
  };
  await changePin();
  for (const told of ['Zbývají 4 pokusy.', 'Zbývají 3 pokusy.', 'Zbývají 2 pokusy.', 'Zbývá 1 pokus, potom se klíč zablokuje.']) {
    await enterPin(phone, '314159');
    await phone.getByText(`PIN není správný. ${told}`).waitFor();
  }
  await enterPin(phone);
  await headingOf(phone, 'Zvolte si PIN');
  await phone.getByRole('link', { name: 'Zpět' }).click();
  await headingOf(phone, 'Nastavení');
  await changePin();
  await enterPin(phone, '314159');
  await phone.getByText('PIN není správný. Zbývají 4 pokusy.').waitFor();
  await enterPin(phone);
  await headingOf(phone, 'Zvolte si PIN');
});

test('without a helpdesk the help still leads to the portal (A6)', async () => {
  await phone.route('**/api/v1/config', async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: { ...(await answer.json()), helpdesk: { phone: null, hours: null } } });
  });
  await phone.goto(world.url('key', '/app/'));
  await phone.getByRole('link', { name: 'Nápověda', exact: true }).click();
  await phone.getByRole('link', { name: 'Otevřít portál' }).waitFor();
  await headingOf(phone, 'Podpora');
  assert.equal(await phone.getByText('Zavolat').count(), 0);
  await accessible(phone, 'help without a helpdesk');
  await phone.unroute('**/api/v1/config');
});

test('a request that the server has forgotten does not lock the app (A1)', async () => {
  await read(pc);
  const context = phone.context();
  await phone.close();
  await travel(world, 'day');
  await travel(world, 'day');
  phone = patient(await context.newPage());
  await phone.goto(world.url('key', '/app/'));
  await phone.getByText('Tuto žádost server nezná.').waitFor();
  await accessible(phone, 'a forgotten request');
  await button(phone, 'Na hlavní obrazovku').click();
  await headingOf(phone, 'Mobilní klíč');
  await phone.reload();
  await headingOf(phone, 'Mobilní klíč');
});

test('another device is renamed and disconnected by the PIN only (A7)', async () => {
  const elsewhere = await attach(await inPortal(world, jana), world);
  await phone.goto(world.url('key', '/app/#/devices'));
  await phone.locator('li', { hasNotText: 'Toto zařízení' }).getByRole('link', { name: /^Přejmenovat/ }).first().click();
  await phone.getByLabel('Nový název').fill('Starý telefon');
  await button(phone, 'Uložit').click();
  await enterPin(phone);
  const old = phone.locator('li', { hasText: 'Starý telefon' });
  await old.getByRole('button', { name: /^Odpojit/ }).click();
  await phone.getByRole('dialog').getByRole('button', { name: 'Odpojit', exact: true }).click();
  await phone.getByLabel('PIN', { exact: true }).waitFor();
  assert.equal((await elsewhere.post('devices/list', {})).devices.length, 2, 'a tap disconnects nothing');
  await enterPin(phone);
  await phone.getByRole('heading', { name: 'Zařízení', exact: true }).waitFor();
  await old.waitFor({ state: 'detached' });
  await assert.rejects(elsewhere.post('devices/list', {}), /device_disconnected/);
});
