// What people do on the sites' forms, without a screen.
import assert from 'node:assert/strict';
import { attributeOf, formTo, link, says } from './client.mjs';
import { Phone } from './phone.mjs';

/** A made-up person who has no account yet. */
export const newPerson = (number) => ({
  userName: `nova-${number}`, password: 'vrba skloni vetve', givenName: 'Nora', familyName: `Nová${inLetters(number)}`,
  birthDate: '5. 6. 1990', email: `nova-${number}@posta.example`, phone: `+420602${100_000 + number}`,
});

/** Three letters, because a name has no digits. */
const inLetters = (number) => [676, 26, 1].map((place) => String.fromCharCode(97 + (Math.floor(number / place) % 26))).join('');

/** The PIN in a message: 8 capital letters and digits, perhaps with a hyphen between. */
export function pinIn(text) {
  const words = text.split(/\s+/).map((word) => word.replace(/[^A-Z0-9]/g, ''));
  return words.find((word) => /^[A-Z0-9]{8}$/.test(word));
}

/** Founds an account; the answer is where its PINs are entered. */
export async function register(client, world, person) {
  const page = await client.go(world.url('mojeid', '/registration'));
  const { userName, password, givenName, familyName, birthDate, email, phone } = person;
  const answer = await client.send(page, {
    user_name: userName, password, given_name: givenName, family_name: familyName, birth_date: birthDate, email, phone,
    street: 'Dlouhá 5', city: 'Praha', postal_code: '11000', country: 'CZ',
  });
  assert.equal(answer.status, 200, says(answer));
  return new URL(answer.url).pathname;
}

/** Enters PIN1 and PIN2; whoever has done so before is told. */
export async function activate(client, world, path, pin1, pin2) {
  const page = await client.go(world.url('mojeid', path));
  if (!/^\/activation\//.test(new URL(page.url).pathname)) return page;
  const answer = await client.send(page, { pin1, pin2 });
  assert.equal(new URL(answer.url).pathname, '/login', says(answer));
  return answer;
}

/** Logs in to mojeID itself; the answer is the page that follows. */
export async function logInToMojeId(client, world, { userName, password }) {
  const page = await client.go(world.url('mojeid', '/login'));
  return client.send(page, { name: userName, password });
}

/** Goes on with a login by mojeID, from page to page, until `arrived` says that an address is the end. */
export async function goOn(client, world, page, person, arrived) {
  for (let steps = 0; steps < 8 && !arrived(page.url); steps++) page = await step(client, world, page, person, arrived);
  assert.ok(arrived(page.url), `the login stopped at ${says(page)}`);
  return page;
}

async function step(client, world, page, person, arrived) {
  const form = (path) => formTo(page, path);
  if (form('/consent')) return client.submit(form('/consent'), tick(form('/consent'), 'items'), arrived);
  if (form('/login/release')) return client.submit(form('/login/release'), tick(form('/login/release'), 'released'), arrived);
  if (form('/login/passcode')) return enterPasscode(client, world, page, person, arrived);
  if (form('/login')) return client.submit(form('/login'), { name: person.userName, password: person.password }, arrived);
  const method = link(page, /\/login\/with\/mojeid/);
  assert.ok(method, `nothing to do at ${says(page)}`);
  return client.go(method, {}, arrived);
}

/** Whoever is asked gives everything. */
const tick = (form, name) => (form.offered.has(name) ? { [name]: form.offered.getAll(name) } : {});

/** SMS whose passcodes were entered already. */
const used = new Set();

async function enterPasscode(client, world, page, person, arrived) {
  const isNew = (message) => /\b\d{6}\b/.test(message.text) && !used.has(message.id);
  const sms = await world.message(person.phone, isNew).catch(() => undefined);
  if (!sms) return client.submit(formTo(page, '/login/passcode/resend'), {}, arrived);
  used.add(sms.id);
  return client.submit(formTo(page, '/login/passcode'), { passcode: /\b\d{6}\b/.exec(sms.text)[0] }, arrived);
}

/** Logs in to a sample service by mojeID; the answer is what the service knows. */
export async function logInToService(client, world, site, person) {
  const arrived = (url) => url === world.url(site, '/');
  const page = await goOn(client, world, await client.go(world.url(site, '/login')), person, arrived);
  return client.go(page.url);
}

/** Logs in to the hub's portal by mojeID. */
export async function logInToPortal(client, world, person) {
  const arrived = (url) => url.startsWith(world.url('hub', '/portal'));
  const page = await goOn(client, world, await client.go(world.url('hub', '/login?return_to=/portal')), person, arrived);
  const portal = await client.go(page.url);
  assert.equal(portal.status, 200);
  return portal;
}

/** The pseudonym that a sample service shows. */
export const pseudonym = (page) => /id="pseudonym"[^>]*>([^<]+)</.exec(page.text)?.[1];

/** What the living QR code of a request's page says right now. */
export const qr = (page) => attributeOf(page, 'data-link');

/** Attaches a phone to the person who is signed in at the portal. */
export async function enrol(client, world, phone, person) {
  // Whatever session is open, the person proves who they are once more.
  const arrived = (url) => url.startsWith(world.url('key', '/requests/'));
  const { url } = await goOn(client, world, await client.go(world.url('key', '/enrol')), person, arrived);
  const page = await client.go(url);
  const request = await phone.claim(qr(page));
  await phone.approve(request);
  const approved = await client.go(page.url);
  const confirmed = await client.submit(formTo(approved, `${new URL(page.url).pathname}/confirm`));
  assert.equal(confirmed.status, 200);
  assert.ok((await phone.post('me', {})).enrolled);
}

/** A new installation of the app. */
export const installApp = (world, name) => Phone.install(world.url('key').slice(0, -1), { name });

/** Begins a login at a sample service by the Mobile Key; the answer is the page with the QR code. */
export async function beginByKey(client, world, site) {
  const choice = await client.go(world.url(site, '/login'));
  return client.go(link(choice, /\/login\/with\/mobile-key/));
}
