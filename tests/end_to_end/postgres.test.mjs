// `svornik serve` on PostgreSQL, with a mail server, an SMS gateway and a print shop; and what happens when the database is away.
// mission: A1 B1 B2 B6 B8
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { activate, logInToMojeId, newPerson, pinIn, register } from './lib/actions.mjs';
import { Client, formTo, says } from './lib/client.mjs';
import { clientToml } from './lib/configuration.mjs';
import { Installation, Server } from './lib/installation.mjs';
import { Database, server as given } from './lib/postgres.mjs';
import { preparePython, runPython } from './lib/python.mjs';
import { begin, discover, goThrough, logIn, oidc } from './lib/relying_party.mjs';

const CALLBACK = 'http://127.0.0.1:9/cb';
const SECRET = 'town-at-the-test-0123456789abcdef';
const nora = newPerson(1);
const town = (at, more = '') => clientToml(at, `
id = "town"
name = "Town"
authentication = { method = "client_secret", secret = "${SECRET}" }
redirect_uris = ["${CALLBACK}"]
scope = "openid profile email address"
${more}`);

let home, database, session;

const skip = given ? false : 'SVORNIK_TEST_POSTGRES is not set';
if (!given && process.env.CI) throw new Error('in CI, SVORNIK_TEST_POSTGRES must name a PostgreSQL server');

before(async () => {
  if (skip) return;
  preparePython();
  home = await Installation.prepare({
    store: async ({ ports }) => {
      database = await Database.make(ports.database);
      return `postgres = "${database.url}"`;
    },
    clients: () => ({ mojeid: town('mojeid', 'first_party = true'), hub: town('hub') }),
  });
});

after(async () => {
  await home?.remove();
  await database?.drop();
});

test('check-config takes a good file and says what is wrong with a bad one', { skip }, async () => {
  assert.equal((await home.command('check-config')).code, 0);
  const mistakes = [
    ['registrations_per_hour = 200', 'registrations_per_huor = 200', /unknown field `registrations_per_huor`/],
    ['level = "substantial"', 'level = "sufficient"', /level/],
    ['common_name = "hub"', 'comon_name = "hub"', /unknown variant `comon_name`|comon_name/],
    [/listen = "127[^"]*"/, 'listen = "localhost"', /listen/],
    ['master.key', 'masterkey', /cannot read .*masterkey/],
    ['tls = { certificate = "', 'tls = { certificate = "/nowhere', /cannot read \/nowhere/],
    ['letters = { via', 'leters = { via', /letters|leters/],
    [/mail = \{ via = "smtp"/, 'mail = { via = "smtp", porto = 1', /line \d+, mail: .*porto/],
  ];
  for (const [right, wrong, message] of mistakes) {
    const file = home.write('wrong.toml', home.text.replace(right, wrong));
    const { code, output } = await home.command('check-config', file);
    assert.notEqual(code, 0, wrong);
    assert.match(output, message);
    assert.doesNotMatch(output, /0123456789abcdef/, 'a secret in an error');
  }
});

test('migrate makes the databases, and does nothing the second time', { skip }, async () => {
  for (let turn = 0; turn < 2; turn++) {
    const { code, output } = await home.command('migrate');
    assert.equal(code, 0, output);
  }
  const schemas = database.query("SELECT string_agg(nspname, ' ' ORDER BY nspname) FROM pg_namespace WHERE nspname !~ '^pg_|^info|^public'");
  assert.equal(schemas, 'hub mobile_key mojeid population');
});

test('serve answers on every site', { skip }, async () => {
  await home.serve();
  for (const site of ['mojeid', 'hub', 'key']) {
    const found = await (await fetch(home.url(site, '/.well-known/openid-configuration'))).json();
    assert.equal(`${found.issuer}/`, home.url(site));
    assert.ok((await (await fetch(found.jwks_uri)).json()).keys.length > 0);
  }
  assert.equal((await new Client().go(home.url('population'))).status, 200);
});

test('the population register answers only those who show a certificate', { skip }, async () => {
  await assert.rejects(askRegister({}), /certificate|alert|ECONNRESET|socket/i);
  const pem = (name) => readFileSync(`${home.folder}/${name}`);
  const { status, body } = await askRegister({ cert: pem('hub.pem'), key: pem('hub.key') });
  assert.equal(status, 404, JSON.stringify(body));
  assert.equal(body.code, 'no_match');
});

test('a person registers, with PIN1 from the mail server and PIN2 from the gateway (B1, B6)', { skip }, async () => {
  const client = new Client();
  const path = await register(client, home, nora);
  const [mail, sms] = [await home.message(nora.email), await home.message(nora.phone)];
  assert.match(mail.headers['message-id'], /^<[^@\s]+@mojeid\.example>$/);
  assert.equal(mail.headers['auto-submitted'], 'auto-generated');
  await activate(client, home, path, pinIn(mail.text), pinIn(sms.text));
  const profile = await logInToMojeId(client, home, nora);
  assert.equal(profile.url, home.url('mojeid', '/profile'), says(profile));
  session = client;
  assert.equal(home.messages(nora.email).length, 1);
  assert.equal(home.messages(nora.phone).length, 1);
});

test('PIN3 comes as a PDF for the print shop, and makes the account identified (B6, B8)', { skip }, async () => {
  for (let looks = 0; looks < 100 && !home.mail.spooled().length; looks++) await pause(50);
  const [letter, ...others] = home.mail.spooled();
  assert.deepEqual(others, []);
  const text = runPython('pdf_text.py', letter);
  assert.match(text, new RegExp(`${nora.givenName} ${nora.familyName}`));
  assert.match(text, /Dlouhá 5/);
  const settings = await session.go(home.url('mojeid', '/settings'));
  const pin3 = /PIN3\n([A-Z0-9](?: ?[A-Z0-9]){7})\n/.exec(text)[1].replaceAll(' ', '');
  const identified = await session.submit(formTo(settings, '/settings/pin3'), { pin3 });
  assert.match(identified.url, /done=identified/, says(identified));
});

test('record-people fills the register; a mistake in any line records nobody and quotes nobody', { skip }, async () => {
  const person = (change) => ({
    id: crypto.randomUUID(), given_name: nora.givenName, family_name: nora.familyName, birthdate: '1990-06-05', place_of_birth: 'Brno',
    address: { street: 'Dlouhá 5', city: 'Praha', postal_code: '11000', country: 'CZ' }, ...change,
  });
  const record = (...people) =>
    home.command('record-people', undefined, home.write('people.jsonl', people.map((one) => `${JSON.stringify(one)}\n`).join('')));
  const recorded = () => database.query('SELECT count(*) FROM population.person');
  const [good, other] = [person(), person({ given_name: 'Ota', family_name: 'Tajný' })];
  const mistakes = [{ id: undefined }, { birthdate: 'June 1990' }, { nickname: 'Ota' }, { given_name: 7 }, { document: { kind: 'X', number: '1' } }];
  for (const mistake of mistakes) {
    const { code, output } = await record(good, { ...other, ...mistake });
    assert.notEqual(code, 0);
    assert.match(output, /line 2/);
    assert.doesNotMatch(output, /Tajný|1990|Ota/);
    assert.equal(recorded(), '0');
  }
  for (let turn = 0; turn < 2; turn++) {
    const { code, output } = await record(good, other);
    assert.equal(code, 0, output);
    assert.equal(recorded(), '2');
  }
});

test('she logs in to a service by the hub, which finds her in the register (A1, B2)', { skip }, async () => {
  const configuration = await discover(home.url('hub').slice(0, -1), 'town', oidc.ClientSecretBasic(SECRET));
  const parameters = { redirect_uri: CALLBACK, scope: 'openid profile', acr_values: 'http://eidas.europa.eu/LoA/substantial' };
  const tokens = await logIn(home, configuration, nora, parameters);
  assert.equal(tokens.claims().acr, 'http://eidas.europa.eu/LoA/substantial');
  const known = await oidc.fetchUserInfo(configuration, tokens.access_token, tokens.claims().sub);
  assert.equal(known.family_name, nora.familyName);
  const passcodes = home.messages(nora.phone).filter((message) => /\b\d{6}\b/.test(message.text));
  assert.equal(passcodes.length, 1);
});

test('two processes on one database: a session counts at both, a code only once', { skip }, async () => {
  const other = await secondProcess();
  try {
    const page = await session.once(other.url('/profile'));
    assert.ok((await page.text()).includes(nora.userName));
    for (let round = 0; round < 5; round++) {
      const { url, checks } = await begin(await mojeId(), { redirect_uri: CALLBACK, scope: 'openid' });
      const code = new URL(await goThrough(home, url, nora, CALLBACK, session)).searchParams.get('code');
      const addresses = [home.url('mojeid', '/openid/token'), other.url('/openid/token')];
      const answers = await Promise.all([...addresses, ...addresses].map((address) => redeem(address, code, checks.pkceCodeVerifier)));
      assert.equal(answers.filter((answer) => answer.ok).length, 1);
    }
  } finally {
    await other.stop();
  }
});

test('the database drops every connection: nobody notices', { skip }, async () => {
  for (let round = 0; round < 5; round++) {
    assert.ok(database.terminate() > 0);
    const page = await session.once(home.url('mojeid', '/profile'));
    assert.equal(page.status, 200);
  }
});

test('the database is away: a clear page and JSON at once; back again: everything goes on', { skip }, async () => {
  await database.line.cut();
  const asked = Date.now();
  const page = await session.go(home.url('mojeid', '/profile'));
  assert.equal(page.status, 503, says(page));
  assert.match(page.text, /<h1/);
  const refused = await redeem(home.url('mojeid', '/openid/token'), 'anything', 'v'.repeat(43));
  assert.ok(refused.status >= 400);
  const person = newPerson(2);
  await assert.rejects(register(new Client(), home, person), /503/);
  assert.ok(Date.now() - asked < 10_000, 'it took too long to say so');
  await database.line.mend();
  assert.equal((await session.go(home.url('mojeid', '/profile'))).status, 200);
  const path = await register(new Client(), home, person);
  const [mail, sms] = [await home.message(person.email), await home.message(person.phone)];
  await activate(new Client(), home, path, pinIn(mail.text), pinIn(sms.text));
  assert.equal((await logInToMojeId(new Client(), home, person)).url, home.url('mojeid', '/profile'));
});

test('the database takes connections and says nothing: a clear page all the same', { skip }, async () => {
  await database.line.cut();
  database.line.silent = true;
  await database.line.mend();
  const asked = Date.now();
  assert.equal((await session.go(home.url('mojeid', '/profile'))).status, 503);
  assert.ok(Date.now() - asked < 20_000, `it took ${Date.now() - asked} ms`);
  database.line.silent = false;
  assert.equal((await session.go(home.url('mojeid', '/profile'))).status, 200);
});

test('registrations while the line breaks again and again: each is whole or not at all (B1)', { skip, timeout: 60_000 }, async () => {
  const people = Array.from({ length: 12 }, (_, n) => newPerson(100 + n));
  let breaks = 0;
  const founded = [];
  const breaking = (async () => {
    while (founded.length < people.length / 2 || breaks < 10) {
      await pause(100 + Math.random() * 900);
      await database.line.cut();
      await pause(50);
      await database.line.mend();
      breaks += 1;
    }
  })();
  const found = async (person) => {
    for (;;) {
      const path = await register(new Client(), home, person).catch(String);
      if (path.startsWith('/activation/')) return founded.push({ person, path });
      if (/\(422\)/.test(path)) return founded.push({ person }); // it happened, and nobody was told
    }
  };
  for (const pair of [0, 2, 4, 6, 8, 10]) await Promise.all(people.slice(pair, pair + 2).map(found));
  await breaking;
  for (const person of people) {
    const page = await logInToMojeId(new Client(), home, person);
    assert.match(page.url, /\/activation\//, `${person.userName}: ${says(page)}`);
    const { path } = founded.find((entry) => entry.person === person);
    if (path) assert.equal(new URL(page.url).pathname, path);
  }
  for (const { email, phone } of people) {
    for (const to of [email, phone]) assert.ok(new Set(home.messages(to).map((message) => message.id)).size <= 1, to);
  }
});

test('messages shows the queues, and puts back what was given up', { skip }, async () => {
  database.query("SET search_path TO mojeid; UPDATE job SET state = 'failed', payload = 'x', finished_at = 0 WHERE id = (SELECT min(id) FROM job)");
  const before = await home.command('messages');
  assert.equal(before.code, 0, before.output);
  assert.match(before.output, /^mojeid (email|sms|letter): \d+ waiting.*, 1 given up$/m);
  assert.match(before.output, /given up at 1970-01-01T00:00:00Z after \d+ attempts/);
  const retried = await home.command('messages', undefined, '--retry');
  assert.match(retried.output, /^mojeid: 1 messages are back in the queue$/m);
  assert.match(retried.output, /^hub: 0 messages/m);
});

test('without a database the program says so, and not its password', { skip }, async () => {
  const secret = 'postgres-password';
  const url = database.url.replace('postgres@', `postgres:${secret}@`);
  const file = home.write('away.toml', home.text.replace(database.url, url.replace(/:\d+\//, ':9/')));
  const { code, output } = await home.command('migrate', file);
  assert.notEqual(code, 0);
  assert.match(output, /cannot open the database of mojeid/);
  assert.doesNotMatch(output, new RegExp(secret));
});

test('SIGTERM ends it in order', { skip }, async () => {
  assert.equal(await home.server.stop(), 0, home.server.log);
  assert.doesNotMatch(home.server.log, /panicked/);
});

const mojeId = () => discover(home.url('mojeid').slice(0, -1), 'town', oidc.ClientSecretBasic(SECRET));

const redeem = (address, code, verifier) =>
  fetch(address, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`town:${SECRET}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'authorization_code', code, redirect_uri: CALLBACK, code_verifier: verifier }),
  });

/** mojeID alone, on another port, as on another machine behind the same proxy. */
async function secondProcess() {
  const only = home.text.slice(0, home.text.indexOf('\n[population]')) + home.text.slice(home.text.indexOf('\n[mojeid]'), home.text.indexOf('\n[hub]'));
  const port = home.ports.second;
  const server = new Server(home.write('second.toml', only.replace(`listen = "127.0.0.1:${home.ports.mojeid}"`, `listen = "127.0.0.1:${port}"`)));
  const url = (path) => `http://localhost:${port}${path}`;
  await server.answers(url('/.well-known/openid-configuration'));
  return { url, stop: () => server.stop() };
}

function askRegister(identity) {
  const agent = new Agent({ ca: readFileSync(`${home.folder}/ca.pem`), ...identity });
  const body = JSON.stringify({
    given_name: 'Nikdo', family_name: 'Neznámý', birthdate: '1990-01-01', on_behalf_of: 'test', reason: 'test',
    address: { street: 'Dlouhá 5', city: 'Praha', postal_code: '11000', country: 'CZ' },
  });
  return new Promise((resolve, reject) => {
    const options = { agent, method: 'POST', headers: { 'content-type': 'application/json', accept: 'application/json' } };
    const asking = request(`https://localhost:${home.ports.register}/api/v1/identify`, options, async (answer) => {
      const parts = [];
      for await (const part of answer) parts.push(part);
      resolve({ status: answer.statusCode, body: JSON.parse(Buffer.concat(parts)) });
    });
    asking.on('error', reject);
    asking.end(body);
  });
}
