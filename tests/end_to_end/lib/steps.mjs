// What people do, step by step, as they see it on their screens (in Czech).
import { holdBefore } from './browser.mjs';
import { nextPasscode } from './journeys.mjs';

export const PIN = '271828';

/** A button, or a link that looks like one. */
export function press(page, name) {
  return page.getByRole('link', { name, exact: true }).or(page.getByRole('button', { name, exact: true })).first().click();
}

/** Fills in user name, password and, if asked, the passcode from the SMS; agrees to hand over data. */
export async function logInByMojeId(page, world, person) {
  await page.getByLabel('Uživatelské jméno nebo e-mail').fill(person.userName);
  await page.getByLabel('Heslo').fill(person.password);
  const sent = await nextPasscode(world, person);
  await page.getByRole('button', { name: 'Přihlásit se' }).click();
  await page.waitForLoadState();
  const passcode = page.getByLabel('Šestimístný kód');
  if (await passcode.isVisible()) {
    await passcode.fill(await sent());
    await page.getByRole('button', { name: 'Pokračovat' }).click();
    await page.waitForLoadState();
  }
  const agree = page.getByRole('button', { name: 'Předat a pokračovat' });
  if (await agree.isVisible()) await agree.click();
}

/** Whoever is signed in at the hub already proves it once more, by mojeID, in whatever language the pages are. */
export async function proveAgain(page, world, person) {
  await page.locator('a[href*="/login/with/mojeid"]').first().click();
  const name = page.locator('input[name=name]');
  if (await name.isVisible()) await name.fill(person.userName);
  await page.locator('input[name=password]').fill(person.password);
  const sent = await nextPasscode(world, person);
  await page.locator('form:has(input[name=password]) button[type=submit]').first().click();
  const passcode = page.locator('input[name=passcode]');
  await passcode.waitFor();
  await passcode.fill(await sent());
  await page.locator('form:has(input[name=passcode]) button[type=submit]').first().click();
}

export async function logInToPortal(page, world, person) {
  await page.goto(world.url('hub'));
  await press(page, 'Přihlásit se');
  await press(page, 'mojeID');
  await logInByMojeId(page, world, person);
  await page.waitForURL(world.url('hub', '/portal**'));
}

/** First start of the app: the login method is a PIN. */
export async function setUpApp(phone, world) {
  await phone.goto(world.url('key', '/app/'));
  await phone.getByRole('button', { name: 'Začít' }).click();
  await choosePin(phone);
}

export async function choosePin(phone) {
  await phone.getByRole('button', { name: /^PIN/ }).click();
  await phone.getByLabel('Nový PIN', { exact: true }).fill(PIN);
  await phone.getByLabel('Nový PIN znovu', { exact: true }).fill(PIN);
  await phone.getByRole('button', { name: 'Nastavit PIN' }).click();
}

/** Opens the camera and holds the PC's QR code before it until the phone shows `heading`. */
export async function scan(phone, pc, heading) {
  await phone.getByRole('heading', { name: 'Naskenujte QR kód' }).waitFor();
  const start = phone.getByRole('button', { name: 'Zapnout fotoaparát' });
  const video = phone.locator('video');
  await start.or(video).first().waitFor();
  await phone.waitForTimeout(300); // the camera starts by itself where the permission was granted before
  if (await start.isVisible()) await start.click();
  await holdBefore(phone, pc.locator('.sv-qr:visible').first(), phone.getByRole('heading', { name: heading }).waitFor());
}

export async function enterPin(phone, pin = PIN) {
  await phone.getByLabel('PIN', { exact: true }).fill(pin);
  await phone.getByRole('button', { name: 'Potvrdit' }).click();
}

/** The four digits, wherever a screen shows them. */
export async function code(page) {
  const shown = page.getByTestId('code').or(page.locator('[data-code], .sv-code__value')).first();
  return (await shown.textContent()).replace(/\D/g, '').slice(0, 4);
}

/** Puts the link of a QR code into the app by hand, on the screen where it would scan. */
export async function paste(phone, link) {
  await phone.getByRole('heading', { name: 'Naskenujte QR kód' }).waitFor();
  // Where no camera is found the app opens it by itself: a click at that moment would close it.
  await phone.locator('details', { hasText: 'Vložit odkaz' }).evaluate((details) => (details.open = true));
  await phone.getByLabel('Odkaz ze stránky s QR kódem').fill(await link());
  await phone.getByRole('button', { name: 'Použít odkaz' }).click();
}

/** The link of the QR code that a page shows at this moment. */
export const shownLink = (pc) => pc.locator('[data-link]').getAttribute('data-link');

/** Connects the app to the person whose browser is logged in to the portal. */
export async function connectApp(phone, world, portal) {
  const { goOn, press: send, shownRequest, toEnrolment } = await import('./journeys.mjs');
  await setUpApp(phone, world);
  await phone.getByRole('link', { name: /Mám účet v Národním bodu/ }).click();
  await phone.getByRole('button', { name: 'Mám hotovo' }).click();
  const page = await toEnrolment(portal, world);
  await paste(phone, async () => shownRequest(await goOn(portal, page)).link);
  await phone.getByRole('button', { name: 'Potvrdit' }).click();
  await enterPin(phone);
  await phone.getByRole('heading', { name: 'Teď potvrďte v prohlížeči' }).waitFor();
  await send(portal, await goOn(portal, page), '/confirm');
  await phone.getByRole('heading', { name: 'Klíč je připojen' }).waitFor();
  await phone.getByRole('button', { name: 'Hotovo' }).click();
}

/** At the town hall: log in, by the Mobile Key; the page with the QR code. */
export async function askAtService(pc, world, service = 'service') {
  await pc.goto(world.url(service));
  await press(pc, 'Přihlásit se');
  await press(pc, 'Mobilní klíč eGovernmentu');
  await pc.locator('.sv-qr:visible').or(pc.getByRole('link', { name: 'Spustit mobilní klíč' })).first().waitFor();
}
