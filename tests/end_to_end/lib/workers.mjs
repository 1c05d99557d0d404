// Who is at work while the world is killed, and the ledger they keep of what was acknowledged.
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import {
  activate, beginByKey, enrol, installApp, logInToMojeId, logInToPortal, logInToService, newPerson, pinIn, pseudonym, qr, register,
} from './actions.mjs';
import { Client, says } from './client.mjs';
import { OWN } from './own_client.mjs';
import { CUT } from './chaos.mjs';

/** What the server has said. Nothing in here may ever be untrue again. */
export class Ledger {
  /** Founded accounts: `{ person, path, active }`. */
  people = [];
  /** Logged-in browsers: `{ client, url, shows }`. */
  sessions = [];
  /** Phones: `{ phone, name, approvals: Map(request id → redeemed) }`. */
  phones = [];
  /** Authorization codes: `{ code, verifier, tokens }`, `tokens` only if the answer came. */
  codes = [];
  /** Pseudonyms by service and person. */
  pseudonyms = new Map();
}

/** Founds account after account (B1, B6). */
export async function foundAccount(chaos, ledger, number) {
  const { world } = chaos;
  const person = newPerson(number);
  const path = await chaos.settle(() => register(new Client(), world, person), () => pathOf(world, person));
  chaos.said('registration');
  const entry = { person, path, active: false };
  ledger.people.push(entry);
  await bringToLife(chaos, ledger, entry);
}

/** Whoever logs in before the activation is led to it; an account that does not exist leads nowhere. */
async function pathOf(world, person) {
  const page = await logInToMojeId(new Client(), world, person);
  const path = new URL(page.url).pathname;
  return path.startsWith('/activation/') ? path : undefined;
}

/** PINs, activation, first login. A message that was under way at a kill comes later: so does the rest. */
export async function bringToLife(chaos, ledger, entry) {
  const { world } = chaos;
  const { person } = entry;
  const message = (to) => chaos.settle(() => world.message(to, () => true, 20));
  const messages = await Promise.all([message(person.email), message(person.phone)]).catch(() => undefined);
  if (!messages) return;
  const [pin1, pin2] = messages.map((found) => pinIn(found.text));
  await chaos.settle(() => activate(new Client(), world, entry.path, pin1, pin2));
  entry.active = true;
  chaos.said('activation');
  const client = await chaos.settle(async () => {
    const fresh = new Client();
    const page = await logInToMojeId(fresh, world, person);
    assert.equal(page.url, world.url('mojeid', '/profile'), says(page));
    return fresh;
  });
  ledger.sessions.push({ client, url: world.url('mojeid', '/profile'), shows: person.userName });
}

/** Logs in to a sample service by mojeID, with consent at both providers (A1, B2). */
export async function visitService(chaos, ledger, site, person) {
  const { world } = chaos;
  const { client, known, page } = await chaos.settle(async () => {
    const fresh = new Client();
    const page = await logInToService(fresh, world, site, person);
    return { client: fresh, known: pseudonym(page), page };
  });
  noteVisit(chaos, ledger, { client, site, person, known, page });
}

/** A person has one pseudonym at a service, however often they were cut off. */
function noteVisit(chaos, ledger, { client, site, person, known, page }) {
  const key = `${person.userName} at ${site}`;
  assert.ok(known, `${key}: ${says(page)}`);
  assert.equal(known, ledger.pseudonyms.get(key) ?? known, `${key} has two pseudonyms`);
  ledger.pseudonyms.set(key, known);
  ledger.sessions.push({ client, url: chaos.world.url(site), shows: known });
}

/** Attaches phone after phone from the portal (A4). */
export async function attachPhone(chaos, ledger, { portal, person }, name) {
  const { world } = chaos;
  const phone = await chaos.settle(() => installApp(world, name));
  const done = await chaos.once(() => enrol(portal, world, phone, person));
  const { enrolled } = await chaos.settle(() => phone.post('me', {}));
  assert.ok(enrolled || done === CUT, `${name} was attached and is not`);
  if (enrolled) ledger.phones.push({ phone, name, approvals: new Map() });
}

/** Signs a person in to the portal at a level that may attach phones. */
export async function openPortal(chaos, ledger, person) {
  const client = new Client();
  await chaos.settle(() => logInToPortal(client, chaos.world, person));
  ledger.sessions.push({ client, url: chaos.world.url('hub', '/portal'), shows: '' });
  return client;
}

/** Logs in to a sample service by the Mobile Key (A1): an approval counts from its answer on. */
export async function logInByKey(chaos, ledger, { phone, approvals }, site, person) {
  const { world } = chaos;
  const client = new Client();
  const page = await chaos.once(() => beginByKey(client, world, site));
  if (page === CUT) return;
  // the page anew: a frame grows too old while the world is away
  const request = await chaos.once(async () => phone.claim(qr(await client.go(page.url))));
  if (request === CUT) return giveUp(chaos, phone, page);
  await chaos.settle(() => phone.approve(request));
  approvals.set(request.id, false);
  chaos.said('approval');
  const service = await chaos.once(() => client.go(`${page.url}/continue`));
  if (service !== CUT) noteVisit(chaos, ledger, { client, site, person, known: pseudonym(service), page: service });
  const { state } = await chaos.settle(() => phone.post('requests/state', { request_id: request.id }));
  assert.ok(state === 'redeemed' || (service === CUT && state === 'approved'), `${request.id} is ${state}`);
  if (state === 'approved') await chaos.settle(() => client.go(`${page.url}/continue`));
  const again = await chaos.settle(() => client.go(`${page.url}/continue`));
  assert.equal(again.status, 409, 'an approval was redeemed twice');
  approvals.set(request.id, true);
}

/** The claim was cut off: if it counted, the phone must not be left with an open request. */
async function giveUp(chaos, phone, page) {
  const request_id = new URL(page.url).pathname.split('/').at(-1);
  await chaos.settle(() => phone.post('requests/abandon', { request_id }).then(() => true, refused));
}

function refused(error) {
  if (error.name !== 'TypeError') return true;
  throw error;
}

/** A code from a live session, and its tokens if the answer comes. */
export async function redeemCode(chaos, ledger, client) {
  const { world } = chaos;
  const verifier = randomBytes(32).toString('base64url');
  const code = await chaos.settle(() => askForCode(client, world, verifier));
  const answer = await chaos.once(() => postToken(world, { code, verifier }));
  if (answer !== CUT) assert.equal(answer.status, 200, JSON.stringify(answer.body));
  ledger.codes.push({ code, verifier, tokens: answer === CUT ? undefined : answer.body });
}

async function askForCode(client, world, verifier) {
  const query = new URLSearchParams({
    client_id: OWN.id, redirect_uri: OWN.callback, response_type: 'code', scope: 'openid', state: 'chaos',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'), code_challenge_method: 'S256',
  });
  const answer = await client.once(world.url('mojeid', `/openid/authorize?${query}`));
  const code = new URL(answer.headers.get('location') ?? 'about:blank').searchParams.get('code');
  assert.ok(code, `no code at once: ${answer.status} ${answer.headers.get('location')}`);
  return code;
}

/** One request to the token endpoint. */
export async function postToken(world, { code, verifier }) {
  const answer = await fetch(world.url('mojeid', '/openid/token'), {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${OWN.id}:${OWN.secret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'authorization_code', code, redirect_uri: OWN.callback, code_verifier: verifier }),
  });
  return { status: answer.status, body: await answer.json() };
}
