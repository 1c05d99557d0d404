// What people see on both screens when a login does not go as it should. mission: A1 A7
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { PC, accessible, launch, phoneContext, picture } from './lib/browser.mjs';
import { attach, inPortal, words } from './lib/journeys.mjs';
import { jana } from './lib/people.mjs';
import { askAtService, code, connectApp, enterPin, paste, press, shownLink } from './lib/steps.mjs';
import { travel } from './lib/time.mjs';
import { World } from './lib/world.mjs';

const PATIENCE_MS = 15_000;
let world, browser, portal, pc, phone;

before(async () => {
  world = await World.start();
  browser = await launch();
  portal = await inPortal(world, jana);
  phone = await (await phoneContext(browser)).newPage();
  phone.setDefaultTimeout(PATIENCE_MS);
  await connectApp(phone, world, portal);
});

beforeEach(async () => {
  await pc?.context().close();
  pc = await (await browser.newContext(PC)).newPage();
  pc.setDefaultTimeout(PATIENCE_MS);
});

after(async () => {
  await browser?.close();
  await world?.stop();
});

/** The app reads the code that the PC shows. */
async function read() {
  await phone.getByRole('button', { name: 'Naskenovat QR kód' }).click();
  await paste(phone, () => shownLink(pc));
  await phone.getByRole('heading', { name: 'Žádost o přihlášení' }).waitFor();
  await pc.getByText('Čekáme, až přihlášení schválíte v telefonu.', { exact: true }).waitFor();
  assert.equal(await code(pc), await code(phone));
}

async function approve() {
  await phone.getByRole('button', { name: 'Schválit' }).click();
  await enterPin(phone);
  await pc.getByRole('heading', { name: 'Toto o vás víme' }).waitFor();
  await phone.getByRole('button', { name: 'Hotovo' }).click();
}

const headingOf = (page, name) => page.getByRole('heading', { name, exact: true }).waitFor();

test('a refusal in the app is seen at once on the PC, and the next login goes well (A1)', async () => {
  await askAtService(pc, world);
  await read();
  await phone.getByRole('button', { name: 'Odmítnout' }).click();
  await headingOf(phone, 'Žádost odmítnuta');
  await accessible(phone, 'refused in the app');
  await pc.getByText('Žádost byla odmítnuta').waitFor();
  await accessible(pc, 'refused on the PC');
  await picture(pc, 'pc-refused');
  await picture(phone, 'app-refused');
  await phone.getByRole('button', { name: 'Hotovo' }).click();
  await press(pc, 'Zkusit znovu');
  await pc.locator('.sv-qr:visible').waitFor();
  await read();
  await approve();
});

test('the app was closed in the middle: opened again, it goes on with the same request (A1)', async () => {
  await askAtService(pc, world);
  await read();
  const shown = await code(pc);
  const context = phone.context();
  await phone.close();
  phone = await context.newPage();
  phone.setDefaultTimeout(PATIENCE_MS);
  await phone.goto(world.url('key', '/app/'));
  await headingOf(phone, 'Žádost o přihlášení');
  assert.equal(await code(phone), shown);
  await approve();
});

test('whoever goes back in the app ends the request; whoever gives up on the PC ends it in the app (A1)', async () => {
  await askAtService(pc, world);
  await read();
  await phone.getByRole('link', { name: 'Zpět' }).or(phone.getByRole('button', { name: 'Zpět' })).click();
  await headingOf(phone, 'Mobilní klíč');
  await pc.getByText('Žádost byla zrušena').waitFor();
  await accessible(pc, 'abandoned');
  await press(pc, 'Zkusit znovu');
  await read();
  await press(pc, 'Zpět na výběr způsobu přihlášení');
  await pc.getByRole('heading', { name: /Čím se přihlásíte?/ }).waitFor();
  await headingOf(phone, 'Žádost zrušena');
  await accessible(phone, 'given up on the PC');
  await phone.getByRole('button', { name: 'Na hlavní obrazovku' }).click();
});

test('another text, another key and an old code are told apart in the app (A1)', async () => {
  await askAtService(pc, world);
  const old = await shownLink(pc);
  await phone.getByRole('button', { name: 'Naskenovat QR kód' }).click();
  for (const [text, told] of [['Ahoj', 'Toto není odkaz Mobilního klíče.'], ['https://evil.example/app/#/q/1.2.3', 'Tento kód nepatří k tomuto Mobilnímu klíči. Nikam jsme ho neposlali.']]) {
    await phone.getByText('Vložit odkaz', { exact: true }).click();
    await phone.getByLabel('Odkaz ze stránky s QR kódem').fill(text);
    await phone.getByRole('button', { name: 'Použít odkaz' }).click();
    await phone.getByText(told).waitFor();
    await phone.getByText('Vložit odkaz', { exact: true }).click();
  }
  await pc.waitForTimeout(4_100);
  await paste(phone, () => old);
  await phone.getByText('Tento kód už neplatí, každou sekundu se mění.').waitFor();
  await accessible(phone, 'an old code');
  await phone.getByRole('button', { name: 'Na hlavní obrazovku' }).click();
  await read();
  await approve();
});

test('the network is lost in the middle: nothing is lost (A1)', async () => {
  await askAtService(pc, world);
  await read();
  await phone.context().setOffline(true);
  await phone.getByRole('button', { name: 'Odmítnout' }).click();
  await headingOf(phone, 'Spojení se přerušilo');
  await accessible(phone, 'offline');
  await phone.context().setOffline(false);
  await phone.getByRole('button', { name: 'Zkusit znovu' }).click();
  await headingOf(phone, 'Žádost o přihlášení');
  await approve();
});

test('a code that another phone has read is told so (A1)', async () => {
  const other = await attach(portal, world, { name: 'Druhý telefon' });
  await askAtService(pc, world);
  const link = await shownLink(pc);
  const request = await other.claim(link);
  await phone.getByRole('button', { name: 'Naskenovat QR kód' }).click();
  await paste(phone, () => link);
  await phone.getByText('Tento kód už naskenovalo jiné zařízení.').waitFor();
  await phone.getByRole('button', { name: 'Na hlavní obrazovku' }).click();
  await other.approve(request);
  await headingOf(pc, 'Toto o vás víme');
});

test('the time runs out: both screens say so and what to do (A1)', async () => {
  await askAtService(pc, world);
  await read();
  await travel(world, 'hour');
  await pc.getByText('Čas na dokončení vypršel').waitFor();
  await accessible(pc, 'expired');
  await headingOf(phone, 'Čas vypršel');
  await accessible(phone, 'expired in the app');
  await phone.getByRole('button', { name: 'Na hlavní obrazovku' }).click();
  await press(pc, 'Zkusit znovu');
  await headingOf(pc, 'Přihlášení trvalo příliš dlouho a vypršelo');
  // finding N-40
  assert.equal(await pc.getByRole('link', { name: 'Zpět do služby' }).getAttribute('href'), world.url('service'));
  await askAtService(pc, world);
  await read();
  await approve();
});

test('five wrong PINs: the app and the PC say how to go on (A7)', async () => {
  await askAtService(pc, world);
  await read();
  await phone.getByRole('button', { name: 'Schválit' }).click();
  for (const told of ['Zbývají 4 pokusy.', 'Zbývají 3 pokusy.', 'Zbývají 2 pokusy.', 'Zbývá 1 pokus, potom se klíč zablokuje.']) {
    await enterPin(phone, '314159');
    await phone.getByText(`PIN není správný. ${told}`).waitFor();
  }
  await accessible(phone, 'a wrong PIN');
  await enterPin(phone, '314159');
  await phone.getByText('Klíč v tomto telefonu je zablokován po pěti chybných zadáních a už nic neschválí. Nastavte ho znovu').waitFor();
  await accessible(phone, 'a blocked key');
  await picture(phone, 'app-blocked');
  await pc.getByText('Klíč v telefonu je zablokován').waitFor();
  await pc.getByText('Zvolte jiný způsob přihlášení. Klíč si potom v telefonu nastavíte znovu, aplikace vás povede.').waitFor();
  await accessible(pc, 'a blocked key on the PC');
  await picture(pc, 'pc-blocked');
  await phone.reload();
  await phone.getByText('Klíč v tomto telefonu je zablokován').waitFor();

  // finding N-24: the app asks for nothing more, and setting the key up again leaves no ghost in the portal.
  let asked = 0;
  phone.on('request', (request) => (asked += request.url().includes('/api/v1/') ? 1 : 0));
  await phone.waitForTimeout(5_000);
  assert.equal(asked, 0);
  const devices = async () => words(await portal.go(world.url('hub', '/portal/devices')));
  assert.ok((await devices()).includes('Zablokováno'));
  await phone.getByRole('button', { name: 'Nastavit klíč znovu' }).click();
  await headingOf(phone, 'Vítejte');
  assert.ok(!(await devices()).includes('Zablokováno'));
});
