// The story of the README, told by Chromium as a PC and as a phone. mission: A1 A2 A4 A6 A7 B1 B2 B3 B6
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { World } from './lib/world.mjs';
import { PC, accessible, launch, phoneContext, picture } from './lib/browser.mjs';
import { jana } from './lib/people.mjs';
import { code, enterPin, logInByMojeId, logInToPortal, press, proveAgain, scan, setUpApp } from './lib/steps.mjs';

let world, browser, pc, phone;

before(async () => {
  world = await World.start({ tls: Boolean(process.env.SVORNIK_TLS) });
  browser = await launch(world);
  pc = await (await browser.newContext(PC)).newPage();
  phone = await (await phoneContext(browser)).newPage();
  for (const page of [pc, phone]) page.setDefaultTimeout(10_000);
});

afterEach(async (context) => {
  if (context.error === undefined && context.passed !== false) return;
  for (const [page, name] of [[pc, 'failed-pc'], [phone, 'failed-phone']]) await picture(page, name).catch(() => {});
});

after(async () => {
  await browser?.close();
  await world?.stop();
});

test('the front door explains the world', async () => {
  await pc.goto(world.url('front'));
  await pc.getByRole('heading', { name: 'Lidé' }).waitFor();
  assert.ok(await pc.getByText('Jana Nováková').first().isVisible());
  await accessible(pc, 'front door');
  await picture(pc, 'front-door');
});

test('a new person founds a mojeID by PIN1 and PIN2 (B1, B6)', async () => {
  const page = await (await browser.newContext(PC)).newPage();
  await page.goto(world.url('mojeid'));
  await press(page, 'Založit mojeID');
  const fields = {
    'Uživatelské jméno': 'eva', Jméno: 'Eva', Příjmení: 'Malá', 'Datum narození': '5. 6. 1990',
    'E-mail': 'eva@posta.example', 'Mobilní telefon': '+420 602 200 300', 'Ulice a číslo': 'Dlouhá 5', Obec: 'Praha', PSČ: '110 00',
    Heslo: 'vrba skloni vetve',
  };
  for (const [label, value] of Object.entries(fields)) await page.getByLabel(label, { exact: true }).fill(value);
  const country = page.getByLabel('Česká republika').or(page.getByLabel('Země'));
  if (await country.first().evaluate((e) => e.tagName) === 'SELECT') await country.first().selectOption('CZ');
  else await country.first().check();
  await accessible(page, 'registration');
  await page.getByRole('button', { name: 'Založit mojeID' }).click();
  const email = await world.message('eva@posta.example');
  const sms = await world.message('+420602200300');
  const pin = (text) => /\b(?=\w*\d|\w*[A-Z]{8})[A-Z0-9]{8}\b/.exec(text)[0];
  await page.getByLabel('PIN1 z e-mailu').fill(pin(email.text));
  await page.getByLabel('PIN2 z SMS').fill(pin(sms.text));
  await accessible(page, 'activation');
  await page.getByRole('button', { name: 'Aktivovat' }).click();
  await page.getByLabel('Uživatelské jméno nebo e-mail').fill('eva');
  await page.getByLabel('Heslo').fill(fields.Heslo);
  await page.getByRole('button', { name: 'Přihlásit se' }).click();
  await page.getByRole('heading', { name: 'Profil' }).waitFor();
  assert.ok(await page.getByText('+420602200300').or(page.getByText('+420 602 200 300')).first().isVisible());
  await accessible(page, 'profile');
});

test('Jana attaches her phone by an existing identification method (A4, A2)', async () => {
  await logInToPortal(pc, world, jana);
  await accessible(pc, 'portal');
  await picture(pc, 'portal');
  await pc.getByRole('link', { name: 'Připojení Mobilního klíče' }).first().click();
  await pc.getByText('Mobilní klíč eGovernmentu').first().waitFor();
  await press(pc, 'Založit');
  await proveAgain(pc, world, jana); // finding N-1: whatever session is open
  await pc.locator('.sv-qr:visible').waitFor();
  await accessible(pc, 'enrolment QR');

  await setUpApp(phone, world);
  await phone.getByRole('link', { name: /Mám účet v Národním bodu/ }).click();
  await picture(phone, 'app-enrol');
  await phone.getByRole('button', { name: 'Mám hotovo' }).click();
  await scan(phone, pc, 'Potvrďte nové zařízení a identitu');
  await accessible(phone, 'enrolment in the app');
  await picture(phone, 'app-enrolment');
  assert.ok(await phone.getByText('Jana Nováková').isVisible());
  const shown = await code(phone);
  assert.match(shown, /^\d{4}$/);
  await pc.locator('[data-code]').waitFor();
  assert.equal(await code(pc), shown);
  await phone.getByRole('button', { name: 'Potvrdit' }).click();
  await enterPin(phone);
  await press(pc, 'Kódy si odpovídají');
  await pc.getByText('Mobilní klíč je založen').waitFor();
  await phone.getByRole('heading', { name: 'Klíč je připojen' }).waitFor();
  await phone.getByRole('button', { name: 'Hotovo' }).click();
  await accessible(phone, 'app home');
  await picture(phone, 'app-home');
});

test('the sessions\' cookies are as strict as the addresses allow', async () => {
  const sessions = (await pc.context().cookies()).filter(({ name }) => name.includes('session'));
  assert.ok(sessions.length >= 2, 'the hub\'s and mojeID\'s');
  for (const { name, httpOnly, secure, sameSite } of sessions) {
    assert.deepEqual({ httpOnly, secure, sameSite, host: name.startsWith('__Host-') }, { httpOnly: true, secure: world.tls, sameSite: 'Lax', host: world.tls });
  }
});

let pseudonym;

test('she logs in to the town by the living QR code, at once after her approval (A1)', async () => {
  pc = await (await browser.newContext(PC)).newPage();
  await pc.goto(world.url('service'));
  await press(pc, 'Přihlásit se');
  await pc.getByRole('heading', { name: 'Čím se přihlásíte?' }).first().waitFor();
  await accessible(pc, 'identification methods');
  await picture(pc, 'methods');
  await press(pc, 'Mobilní klíč eGovernmentu');
  await pc.locator('.sv-qr:visible').waitFor();
  await phone.getByRole('button', { name: 'Naskenovat QR kód' }).click();
  await scan(phone, pc, 'Žádost o přihlášení');
  await accessible(phone, 'login request');
  for (const text of ['Město Lipová', 'lipova.example', 'značná', 'Datum narození']) {
    assert.ok(await phone.getByText(text).first().isVisible(), text);
  }
  await pc.locator('[data-code]').waitFor();
  assert.equal(await code(pc), await code(phone));
  await picture(phone, 'app-login');
  await picture(pc, 'pc-login');
  await phone.getByLabel('Místo narození').check();
  await phone.getByRole('button', { name: 'Schválit' }).click();
  const approved = phone.waitForResponse((r) => r.url().endsWith('/requests/decide')).then(() => performance.now());
  const loggedIn = pc.waitForURL(world.url('service', '/'), { waitUntil: 'commit' }).then(() => performance.now());
  await enterPin(phone);
  const took = (await loggedIn) - (await approved);
  await pc.getByRole('heading', { name: 'Toto o vás víme' }).waitFor();
  assert.ok(took < 1000, `the PC was logged in ${took} ms after the approval`);
  console.log(`approval to logged in: ${took.toFixed(0)} ms`);
  for (const text of ['Jana', 'Nováková', '12. 4. 1988', 'Olomouc']) assert.ok(await pc.getByText(text).first().isVisible(), text);
  assert.ok(await pc.locator('#kept').getByText('Adresa').isVisible(), 'the address was not released');
  pseudonym = await pc.locator('#pseudonym').innerText();
  await accessible(pc, 'what the service knows');
  await picture(pc, 'service');
});

test('on one device: a button starts the app and returns to the browser, which sees another pseudonym (A1)', async () => {
  const page = await phone.context().newPage();
  page.setDefaultTimeout(10_000);
  await page.goto(world.url('library'));
  await press(page, 'Přihlásit se');
  await press(page, 'Mobilní klíč eGovernmentu');
  await press(page, 'Spustit mobilní klíč');
  await page.getByRole('heading', { name: 'Žádost o přihlášení' }).waitFor();
  assert.ok(await page.getByText('Knihovna Lipová').first().isVisible());
  await page.getByRole('button', { name: 'Schválit' }).click();
  await enterPin(page);
  await page.waitForURL(world.url('library', '/'));
  await page.getByRole('heading', { name: 'Toto o vás víme' }).waitFor();
  assert.equal(await page.getByText('12. 4. 1988').count(), 0, 'the birth date was not released');
  assert.notEqual(await page.locator('#pseudonym').innerText(), pseudonym);
  await picture(page, 'phone-service');
  await page.close();
});

test('in the portal she names the phone, sees its use and her logins, and disconnects it (A7)', async () => {
  const portal = await (await browser.newContext(PC)).newPage();
  portal.setDefaultTimeout(10_000);
  await logInToPortal(portal, world, jana);
  await portal.goto(world.url('hub', '/portal/devices'));
  await portal.getByRole('link', { name: /^Přejmenovat/ }).click();
  await portal.getByLabel('Název zařízení').fill('Janin telefon');
  await press(portal, 'Uložit');
  await portal.getByRole('heading', { name: 'Janin telefon' }).or(portal.getByText('Janin telefon')).first().waitFor();
  for (const label of ['Připojeno', 'Naposledy použito']) {
    const row = portal.locator('.sv-values > div', { hasText: label }).first();
    assert.match(await row.innerText(), /\d{1,2}\.\s\d{1,2}\.\s20\d\d/, label);
  }
  await accessible(portal, 'devices');
  await picture(portal, 'devices');
  await portal.goto(world.url('hub', '/portal/history'));
  for (const text of ['Město Lipová', 'Knihovna Lipová', 'mojeID']) assert.ok(await portal.getByText(text).first().isVisible(), text);
  await accessible(portal, 'history');
  await picture(portal, 'history');

  await phone.goto(world.url('key', '/app/#/notices'));
  await phone.getByText(/Přihlášení do služby Město Lipová/).first().waitFor();
  await picture(phone, 'app-notices');

  await portal.goto(world.url('hub', '/portal/devices'));
  await portal.getByRole('link', { name: /^Odpojit/ }).click();
  await portal.getByText(/poslední použitelné zařízení s\sMobilním klíčem/).waitFor();
  await picture(portal, 'disconnect');
  await press(portal, 'Odpojit zařízení');
  await portal.getByText('Nemáte připojené žádné zařízení.').waitFor();

  const page = await (await browser.newContext(PC)).newPage();
  await page.goto(world.url('service'));
  await press(page, 'Přihlásit se');
  await press(page, 'Mobilní klíč eGovernmentu');
  await page.locator('.sv-qr:visible').waitFor();
  await phone.goto(world.url('key', '/app/'));
  await phone.getByRole('heading', { name: 'Klíč nelze použít' }).waitFor();
  await picture(phone, 'app-disconnected');
});

test('with a phone alone: „Otevřít prohlížeč", „Spustit mobilní klíč" (A4)', async () => {
  const app = await (await phoneContext(browser)).newPage();
  app.setDefaultTimeout(10_000);
  await setUpApp(app, world);
  await app.getByRole('link', { name: /Mám účet v Národním bodu/ }).click();
  const opened = app.waitForEvent('popup');
  await app.getByRole('link', { name: 'Otevřít prohlížeč' }).click();
  const page = await opened;
  page.setDefaultTimeout(10_000);
  await press(page, 'mojeID');
  await logInByMojeId(page, world, jana);
  await page.waitForURL(world.url('hub', '/portal/attach**'));
  await press(page, 'Založit');
  await proveAgain(page, world, jana);
  await press(page, 'Spustit mobilní klíč');
  await page.getByRole('heading', { name: 'Potvrďte nové zařízení a identitu' }).waitFor();
  const shown = await code(page);
  await page.getByRole('button', { name: 'Potvrdit' }).click();
  await enterPin(page);
  await page.getByRole('button', { name: 'Ano, tento kód' }).waitFor();
  assert.equal(await code(page), shown);
  await picture(page, 'phone-codes');
  await press(page, 'Ano, tento kód');
  await page.getByText('Mobilní klíč je založen').waitFor();
});

test('a phone with biometrics needs no PIN (A2)', async () => {
  const context = await phoneContext(browser);
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const device = await context.newCDPSession(page);
  await device.send('WebAuthn.enable');
  await device.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true,
      isUserVerified: true, automaticPresenceSimulation: true,
    },
  });
  await page.goto(world.url('key', '/app/'));
  await page.getByRole('button', { name: 'Začít' }).click();
  await page.getByRole('button', { name: /^Biometrie/ }).click();
  await page.getByRole('link', { name: /Mám účet v Národním bodu/ }).waitFor();
  await logInToPortal(page, world, jana);
  await page.goto(world.url('hub', '/portal/attach'));
  await press(page, 'Založit');
  await proveAgain(page, world, jana);
  await press(page, 'Spustit mobilní klíč');
  await page.getByRole('button', { name: 'Potvrdit' }).click();
  await press(page, 'Ano, tento kód');
  await page.getByText('Mobilní klíč je založen').waitFor();

  await context.clearCookies(); // signed in nowhere any more
  await page.goto(world.url('service'));
  await press(page, 'Přihlásit se');
  await press(page, 'Mobilní klíč eGovernmentu');
  await press(page, 'Spustit mobilní klíč');
  await page.getByRole('button', { name: 'Schválit' }).click();
  await page.waitForURL(world.url('service', '/'));
  await page.getByRole('heading', { name: 'Toto o vás víme' }).waitFor();
});
