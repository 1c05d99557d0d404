// The server is killed at random moments under load: what was acknowledged is there, nothing is doubled, sessions go on.
// mission: A1 A4 B1 B2 B6
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { logInToMojeId } from './lib/actions.mjs';
import { Client } from './lib/client.mjs';
import { Ledger, attachPhone, bringToLife, foundAccount, logInByKey, openPortal, postToken, redeemCode, visitService } from './lib/workers.mjs';
import { OWN_TOML } from './lib/own_client.mjs';
import { jana, petr, zuzana } from './lib/people.mjs';
import { Chaos, randomFrom } from './lib/chaos.mjs';
import { World } from './lib/world.mjs';

/** At any time, or just after something was acknowledged: then its messages are under way. */
const MOMENTS = [undefined, 'registration', 'approval', undefined, 'activation', 'registration', undefined, 'approval', 'registration'];
const LONGEST_CALM_MS = 2500;
const SOON_MS = 40;
/** Providers let one address begin so many logins in a minute, and no more. */
const LOGIN_EVERY_MS = 500;
const CODE_EVERY_MS = 250;
const SAMPLE = 20;
const FEWEST = 6;
const ENOUGH_MS = 45_000;
/** On a fast machine all kills are over before much was acknowledged: then the chaos goes on, for so long at most. */
const LONGEST_MS = 90_000;
/** What must have been acknowledged, or the chaos has shown nothing. */
const ENOUGH = { registrations: 11, logins: 21, codes: 21, approvals: 3 };

const seed = Number(process.env.SVORNIK_SEED ?? Date.now() % 1e9);
const random = randomFrom(seed);
const ledger = new Ledger();
let world, chaos;

before(async () => {
  world = await World.start({ clients: OWN_TOML });
  chaos = new Chaos(world);
});
after(async () => {
  if (chaos) chaos.over = true;
  await world?.stop();
});

test('a storm of kills under registrations, logins, enrolments and approvals', { timeout: 180_000 }, async () => {
  console.log(`seed ${seed} (SVORNIK_SEED repeats its moments)`);
  await openPortal(chaos, ledger, jana);
  const portal = new Client(); // its sessions end with every new proof
  const mine = new Client();
  await logInToMojeId(mine, world, petr);
  for (const name of ['Klíč 1', 'Klíč 2']) await attachPhone(chaos, ledger, { portal, person: jana }, name);
  const [first, second] = ledger.phones;

  let number = 0;
  for (let hands = 0; hands < 4; hands++) chaos.work(() => foundAccount(chaos, ledger, (number += 1)));
  chaos.work(() => visitService(chaos, ledger, 'library', zuzana), LOGIN_EVERY_MS);
  chaos.work(() => logInByKey(chaos, ledger, first, 'service', jana), LOGIN_EVERY_MS);
  chaos.work(() => logInByKey(chaos, ledger, second, 'library', jana), LOGIN_EVERY_MS);
  chaos.work((turn) => attachPhone(chaos, ledger, { portal, person: jana }, `Telefon ${turn}`));
  chaos.work(() => redeemCode(chaos, ledger, mine), CODE_EVERY_MS);
  chaos.watch.catch(() => (chaos.over = true));

  const began = Date.now();
  let kills = 0;
  for (;;) {
    const ms = Date.now() - began;
    if (kills >= MOMENTS.length && isEnough()) break;
    if (kills >= FEWEST && ms > (isEnough() ? ENOUGH_MS : LONGEST_MS)) break; // a slow machine
    const moment = MOMENTS[kills % MOMENTS.length];
    kills += 1;
    await Promise.race([chaos.watch, moment ? soonAfter(moment) : sometime()]);
    await chaos.kill();
    await sessionsGoOn(ledger.sessions.filter(() => random() < SAMPLE / ledger.sessions.length));
    await codesAreSpent();
  }
  await chaos.end();
  const shown = Object.entries(acknowledged()).map(([what, number]) => `${number} ${what}`);
  console.log(`${kills} kills cut ${chaos.cuts} acts off; acknowledged on ${ledger.phones.length} phones: ${shown.join(', ')}`);
  assert.doesNotMatch(world.log, /panicked|ERROR/);
  assert.ok(chaos.cuts >= kills, 'the kills hit nobody');
  assert.ok(isEnough(), 'too little was acknowledged to show anything');
});

test('sessions that were open go on (A1, B1)', () => sessionsGoOn(ledger.sessions));

test('no code is redeemed twice, and its tokens end with the second try', async () => {
  await codesAreSpent();
  assert.ok(ledger.codes.every((entry) => entry.replayed));
});

test('each approval stands in the history once and was redeemed once (A1, A7)', async () => {
  for (const { phone, name, approvals } of ledger.phones) {
    const logins = (await wholeHistory(phone)).filter((entry) => entry.kind === 'login' && entry.device_name === name);
    const approved = logins.filter((entry) => entry.outcome === 'approved');
    assert.equal(approved.length, approvals.size, `${name}: ${JSON.stringify(logins.map((entry) => entry.outcome))}`);
  }
});

test('each attached phone is in the list once (A4, A7)', async () => {
  const { devices } = await ledger.phones[0].phone.post('devices/list', {});
  const names = devices.map((device) => device.name).sort();
  assert.deepEqual(names, ledger.phones.map((entry) => entry.name).sort());
});

test('every registration can log in and exists once; no PIN is lost or sent twice (B1, B6)', { timeout: 60_000 }, async () => {
  console.log(`${ledger.people.filter((entry) => !entry.active).length} people still wait for a PIN`);
  await inAnHour(); // what was on its way at a kill is sent again when its lease has run out
  for (const entry of ledger.people.filter((entry) => !entry.active)) await bringToLife(chaos, ledger, entry);
  for (const { person, active } of ledger.people) {
    assert.ok(active, `${person.userName} never got both PINs`);
    const client = new Client();
    assert.equal((await logInToMojeId(client, world, person)).url, world.url('mojeid', '/profile'));
    const { text } = await client.go(world.url('mojeid', '/history'));
    for (const event of ['Účet založen', 'Účet aktivován']) assert.equal(text.split(event).length - 1, 1, `${person.userName}: ${event}`);
    await world.message(`${person.givenName} ${person.familyName}`);
    for (const to of [person.email, person.phone, `${person.givenName} ${person.familyName}`]) {
      const sent = (await world.messages(to)).filter((message) => !/nového prohlížeče/.test(message.subject)); // this test's own login
      assert.equal(sent.length, 1, `messages to ${to}`);
    }
  }
});

function acknowledged() {
  const { people, sessions, phones, codes } = ledger;
  return { registrations: people.length, logins: sessions.length, codes: codes.length, approvals: phones[0]?.approvals.size ?? 0 };
}

const isEnough = () => Object.entries(ENOUGH).every(([what, number]) => acknowledged()[what] >= number);

const sometime = () => pause(300 + random() * LONGEST_CALM_MS);

async function soonAfter(what) {
  await Promise.race([chaos.next(what), pause(LONGEST_CALM_MS)]);
  await pause(random() * SOON_MS);
}

async function sessionsGoOn(open) {
  const pages = await Promise.all(open.map(({ client, url }) => client.once(url)));
  for (const [n, page] of pages.entries()) {
    assert.equal(page.status, 200, `${open[n].url} forgot a session`);
    assert.ok((await page.text()).includes(open[n].shows), `${open[n].url} does not show ${open[n].shows}`);
  }
}

const codesAreSpent = () => Promise.all(ledger.codes.filter((entry) => !entry.replayed).map(isSpent));

async function isSpent(entry) {
  entry.replayed = true;
  const { tokens } = entry;
  if (tokens) assert.equal((await userinfo(tokens)).status, 200, 'an acknowledged token is gone');
  const replies = [await postToken(world, entry), await postToken(world, entry)];
  const successes = replies.filter((reply) => reply.status === 200);
  assert.ok(successes.length <= (tokens ? 0 : 1), 'a code was redeemed twice');
  assert.equal(replies[1].body.error, 'invalid_grant');
  for (const spent of [tokens, successes[0]?.body].filter(Boolean)) {
    assert.equal((await userinfo(spent)).status, 401, 'the tokens of a reused code work');
  }
}

const userinfo = (tokens) =>
  fetch(world.url('mojeid', '/openid/userinfo'), { headers: { authorization: `Bearer ${tokens.access_token}` } });

async function wholeHistory(phone) {
  const entries = [];
  for (let before_ms; ; ) {
    const page = await phone.post('history', before_ms === undefined ? {} : { before_ms });
    entries.push(...page.entries);
    before_ms = page.next_before_ms;
    if (before_ms === undefined) return entries;
  }
}

async function inAnHour() {
  const client = new Client();
  await client.send(await client.go(world.url('front')), { jump: 'hour' });
}
