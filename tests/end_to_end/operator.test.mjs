// What an operator does: checks a configuration, takes in a service without a restart. SQLite, one process.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { clientToml } from './lib/configuration.mjs';
import { Installation, Server } from './lib/installation.mjs';

const service = (at, id, more = '') => clientToml(at, `
id = "${id}"
name = "${id}"
authentication = { method = "client_secret", secret = "service-of-the-test-0123456789" }
redirect_uris = ["http://127.0.0.1:9/${id}"]
scope = "openid profile"
${more}`);

let home;

before(async () => {
  home = await Installation.prepare({ store: ({ folder }) => `sqlite = "${folder}"`, clients: () => ({ mojeid: service('mojeid', 'old') }) });
  await home.serve();
});
after(() => home?.remove());

/** What a site makes of a login for a service: 400 is a page that says it does not know it. */
async function knows(site, id) {
  const query = new URLSearchParams({
    client_id: id, redirect_uri: `http://127.0.0.1:9/${id}`, response_type: 'code', scope: 'openid', state: 's', nonce: 'n',
    code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM', code_challenge_method: 'S256',
  });
  const { status } = await fetch(home.url(site, `/openid/authorize?${query}`), { redirect: 'manual' });
  assert.ok([303, 302, 400].includes(status), `${site}: ${status}`);
  return status !== 400;
}

async function hangUp(text, says) {
  home.write('svornik.toml', text);
  const from = home.server.log.length;
  home.server.process.kill('SIGHUP');
  for (let looks = 0; looks < 200 && !says.test(home.server.log.slice(from)); looks++) await pause(50);
  assert.match(home.server.log.slice(from), says);
  assert.equal(home.server.process.exitCode, null, 'it goes on');
}

test('SIGHUP takes other services, at every site, and none of them needs a restart (finding Cl-C3)', async () => {
  assert.deepEqual([await knows('mojeid', 'old'), await knows('mojeid', 'new'), await knows('hub', 'new')], [true, false, false]);
  const release = 'release = { essential = ["given_name"] }';
  const text = home.text.replace(service('mojeid', 'old'), '') + service('mojeid', 'new') + service('hub', 'new', release);
  await hangUp(text, /the services were read again/);
  assert.deepEqual([await knows('mojeid', 'old'), await knows('mojeid', 'new'), await knows('hub', 'new')], [false, true, true]);
});

test('with a mistake anywhere everything stays as it was, and the log says where it is (finding Cl-C3)', async () => {
  const good = home.text + service('mojeid', 'new') + service('hub', 'new');
  for (const [text, says] of [
    [good + service('hub', 'new'), /stay as they were: .*hub.*new/],
    [good.replaceAll('service-of-the-test-0123456789', 'short'), /stay as they were: [\s\S]*16 characters/],
    [`${good}\n[hub.settings.release.nobody]\nessential = []\n`, /stay as they were: .*hub\.settings\.release is now hub\.settings\.services/],
    ['not = toml = at all', /stay as they were: .*line 1/],
  ]) {
    await hangUp(text, says);
    assert.deepEqual([await knows('mojeid', 'new'), await knows('hub', 'new')], [true, true]);
  }
});

test('what check-config says of a file, serve does with it (findings S-A14 and Cl-C3)', async () => {
  const good = home.text;
  const mistakes = [
    good.replaceAll('service-of-the-test-0123456789', 'short'),
    good + service('mojeid', 'old'),
    good.replace(/origin = "http:\/\/localhost/, 'origin = "http://mojeid.example'),
    good.replace(/sms = \{[^}]*\}/, 'sms = { via = "outbox", url = "https://outbox.example" }'),
  ];
  for (const text of mistakes) {
    const file = home.write('wrong.toml', text);
    const { code, output } = await home.command('check-config', file);
    assert.notEqual(code, 0, output);
    assert.doesNotMatch(output, /service-of-the-test/);
    const server = new Server(file);
    const ended = await server.ended;
    assert.notEqual(ended, 0, server.log);
    const said = output.trim().split('\n').at(-1).replace(/^Error: /, '');
    assert.ok(server.log.includes(said), `check-config: ${said}\nserve: ${server.log}`);
  }
});
