// What people do, step by step, in a browser without a screen and with a scripted phone.
import { Client } from './client.mjs';
import { Phone } from './phone.mjs';

export const PIN = '271828';

/** The first heading of a page: what it is, or what went wrong. */
export const heading = (page) => plain(/<h1[^>]*>([\s\S]*?)<\/h1>/.exec(page.text)?.[1] ?? '');

/** The text of a page's main part, without tags. */
export const words = (page) => plain(/<main[\s\S]*<\/main>/.exec(page.text)?.[0] ?? page.text);

const plain = (html) => decode(html.replace(/<[^>]+>/g, ' ')).replace(/[\u2068\u2069]/g, '').replace(/\s+/g, ' ').trim();
const decode = (text) => text.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(code)).replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

/** Fills in the registration form; `changes` replace fields. */
export async function register(client, world, name, changes = {}) {
  const page = await client.go(world.url('mojeid', '/registration'));
  return client.send(page, { ...applicant(name), ...changes });
}

/** A made-up person whose e-mail and phone number follow from the name. */
export function applicant(name) {
  const number = [...name].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 1_000_000, 7);
  return {
    user_name: name, password: 'vrba skloni vetve', given_name: 'Eva', family_name: 'Malá', birth_date: '5. 6. 1990',
    email: `${name}@posta.example`, phone: `+420602${String(number).padStart(6, '0')}`,
    street: 'Dlouhá 5', city: 'Praha', postal_code: '110 00', country: 'CZ',
  };
}

const PIN_IN_TEXT = /\b[A-HJ-NP-Z2-9]{8}\b/;

/** Waits for the PIN1 or PIN2 that comes to an address or number from now on. */
export async function nextPin(world, to) {
  const known = new Set((await world.messages(to)).map(({ id }) => id));
  return async () => PIN_IN_TEXT.exec((await world.message(to, (m) => !known.has(m.id) && PIN_IN_TEXT.test(m.text))).text)[0];
}

/** Registers; the page for the PINs, and the PINs. */
export async function apply(client, world, name, changes = {}) {
  const { email, phone } = { ...applicant(name), ...changes };
  const [pin1, pin2] = await Promise.all([nextPin(world, email), nextPin(world, phone)]);
  const page = await register(client, world, name, changes);
  return { page, pins: { pin1: await pin1(), pin2: await pin2() } };
}

/** Registers and enters both PINs. */
export async function found(client, world, name, changes = {}) {
  const { page, pins } = await apply(client, world, name, changes);
  return client.send(page, pins);
}

/** From mojeID's login form to wherever it leads: password, passcode if asked, consent if asked. */
export async function passMojeId(client, world, page, person) {
  const sms = await nextPasscode(world, person);
  if (page.forms.some((form) => form.names.has('password'))) {
    page = await client.send(page, { name: person.userName, password: person.password });
  }
  if (page.forms.some((form) => form.names.has('passcode'))) {
    page = await client.send(page, { passcode: await sms() });
  }
  const consent = page.forms.find((form) => new URL(form.action).pathname === '/consent');
  if (!consent) return page;
  return client.submit(consent, consent.offered.has('items') ? { items: consent.offered.getAll('items') } : {});
}

/** The passcode that comes by SMS from now on; one that still waits to be entered is not sent again. */
export async function nextPasscode(world, { phone }) {
  const code = /\b\d{6}\b/;
  const passcodes = async () => (await world.messages(phone)).filter((m) => code.test(m.text));
  const [newest] = await passcodes();
  return async () => {
    let [found] = await passcodes();
    for (let tries = 0; tries < 100 && found?.id === newest?.id; tries++) {
      await new Promise((wait) => setTimeout(wait, 50));
      [found] = await passcodes();
    }
    return code.exec(found.text)[0];
  };
}

/** A browser that is logged in to the portal. */
export async function inPortal(world, person, client = new Client()) {
  const page = await client.go(world.url('hub', '/login/with/mojeid'));
  client.person = person;
  const portal = await passMojeId(client, world, page, person);
  if (!portal.url.startsWith(world.url('hub', '/portal'))) throw new Error(`not in the portal: ${portal.url} ${heading(portal)}`);
  return client;
}

/** The request that a page of the Mobile Key shows: its id and the link of its QR code at this moment. */
export function shownRequest(page) {
  const { pathname } = new URL(page.url);
  return { id: pathname.split('/')[2], link: /data-link="([^"]*)"/.exec(page.text)?.[1], sameDevice: /href="([^"]*\/app\/#\/s\/[^"]*)"/.exec(page.text)?.[1] };
}

/** The newest frame of a page that waits. */
export async function freshLink(client, page) {
  return shownRequest(await client.go(page.url)).link;
}

/** Sends the form of a page whose address ends so. */
export async function press(client, page, ending, fields) {
  const form = page.forms.find((form) => new URL(form.action).pathname.endsWith(ending));
  if (!form) throw new Error(`no form to ${ending} at ${page.url} (${page.status}): ${words(page)}`);
  return client.submit(form, fields);
}

/** To the page that attaches a phone: whoever is logged in to the portal proves who they are once more. */
export async function toEnrolment(client, world) {
  const choice = await client.go(world.url('key', '/enrol'));
  const way = /href="(\/login\/with\/mojeid[^"]*)"/.exec(choice.text)?.[1];
  if (!way) throw new Error(`no new proof is asked for at ${choice.url} (${choice.status}): ${heading(choice)}`);
  return passMojeId(client, world, await client.go(new URL(decode(way), choice.url).href), client.person);
}

/** Attaches a new phone to the person who is logged in to the portal. */
export async function attach(client, world, options) {
  const phone = await Phone.install(world.url('key', '').replace(/\/$/, ''), options);
  const page = await toEnrolment(client, world);
  await phone.approve(await phone.claim(shownRequest(page).link));
  const done = await press(client, await client.go(page.url), '/confirm');
  if (!done.text.includes('Mobilní klíč je založen')) throw new Error(`not enrolled: ${done.status} ${heading(done)}`);
  return phone;
}

/** At a service: log in, by the Mobile Key; the page with the QR code. */
export async function beginLogin(client, world, service = 'service') {
  const choice = await client.go(world.url(service, '/login'));
  const way = /href="(\/login\/with\/mobile-key[^"]*)"/.exec(choice.text)?.[1];
  if (!way) throw new Error(`no Mobile Key offered at ${choice.url} (${choice.status}): ${heading(choice)}`);
  return client.go(new URL(decode(way), choice.url).href);
}

/** The phone approved: the page goes on. */
export const goOn = (client, page) => client.go(page.url);
