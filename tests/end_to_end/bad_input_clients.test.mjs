// Services that ask wrongly, at mojeID and at the hub, and answers that go astray at a service. mission: B1 B2
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createHash, randomBytes } from 'node:crypto';
import https from 'node:https';
import { Client } from './lib/client.mjs';
import { beginLogin, heading, passMojeId } from './lib/journeys.mjs';
import { OWN, OWN_TOML } from './lib/own_client.mjs';
import { jana } from './lib/people.mjs';
import { isProblem } from './lib/assertions.mjs';
import { World } from './lib/world.mjs';

let world, browser;

before(async () => {
  world = await World.start({ clients: OWN_TOML });
  browser = new Client();
});
after(() => world?.stop());

const CLIENT = { id: OWN.id, secret: OWN.secret, redirectUri: OWN.callback };

function authorization(site, changes = {}) {
  const verifier = randomBytes(32).toString('base64url');
  const parameters = {
    response_type: 'code', client_id: CLIENT.id, redirect_uri: CLIENT.redirectUri, scope: 'openid email offline_access', state: 'st', nonce: 'no',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'), code_challenge_method: 'S256', ...changes,
  };
  for (const [name, value] of Object.entries(parameters)) if (value === undefined) delete parameters[name];
  return { url: world.url(site, `/openid/authorize?${new URLSearchParams(parameters)}`), verifier };
}

/** A login at mojeID as Jana; a code and what it takes to redeem it. */
async function newCode() {
  const { url, verifier } = authorization('mojeid');
  const back = (url) => url.startsWith(CLIENT.redirectUri);
  let page = await browser.go(url, {}, back);
  if (!back(page.url)) page = await browser.send(page, { name: jana.userName, password: jana.password }, back);
  const answer = new URL(page.url).searchParams;
  assert.deepEqual([answer.get('state'), answer.get('iss')], ['st', world.url('mojeid', '').replace(/\/$/, '')]);
  return { grant_type: 'authorization_code', code: answer.get('code'), redirect_uri: CLIENT.redirectUri, code_verifier: verifier };
}

async function token(form, { id, secret } = CLIENT) {
  const answer = await fetch(world.url('mojeid', '/openid/token'), {
    method: 'POST', body: new URLSearchParams(form),
    headers: { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` },
  });
  assert.equal(answer.headers.get('cache-control'), 'no-store');
  return { status: answer.status, ...(await answer.json()) };
}

async function userinfo(accessToken) {
  const answer = await fetch(world.url('mojeid', '/openid/userinfo'), { headers: { authorization: `Bearer ${accessToken}` } });
  return { status: answer.status, challenge: answer.headers.get('www-authenticate') ?? '' };
}

const wrong = (answer, status, error) => assert.deepEqual([answer.status, answer.error], [status, error], answer.error_description);

test('an unknown service gets a page and no redirect, at mojeID and at the hub (B1)', async () => {
  for (const site of ['mojeid', 'hub']) {
    for (const id of ['nobody', '', undefined, 'x'.repeat(500)]) {
      const { url } = authorization(site, { client_id: id, redirect_uri: 'https://evil.example/cb' });
      assert.equal((await new Client().once(url)).headers.get('location'), null);
      isProblem(await new Client().go(url), 400, 'Služba, která vás sem poslala, u nás není zaregistrovaná');
    }
  }
});

test('an unregistered redirect_uri gets a page and no redirect (B1)', async () => {
  const known = [['mojeid', CLIENT.id, CLIENT.redirectUri], ['hub', 'lipova', world.url('service', '/callback')]];
  for (const [site, id, uri] of known) {
    for (const other of ['https://evil.example/cb', `${uri}/`, `${uri}?a=b`, `${uri}#x`, `${uri}/../x`, uri.replace('http:', 'https:'), uri.replace('//', '//evil@'), 'javascript:alert(1)', undefined]) {
      const { url } = authorization(site, { client_id: id, redirect_uri: other });
      assert.equal((await new Client().once(url)).headers.get('location'), null, other);
      isProblem(await new Client().go(url), 400, 'Služba vás sem poslala s návratovou adresou, kterou u nás nemá zaregistrovanou');
    }
  }
});

test('a request of a known service that is wrong is answered to the service (B1)', async () => {
  const cases = {
    invalid_request: { code_challenge: undefined }, unsupported_response_type: { response_type: 'token' }, invalid_scope: { scope: 'email' },
    request_not_supported: { request: 'eyJhbGciOiJub25lIn0.e30.' }, login_required: { prompt: 'none' },
  };
  for (const [error, changes] of Object.entries(cases)) {
    const answer = await new Client().once(authorization('mojeid', changes).url);
    const location = new URL(answer.headers.get('location'));
    assert.equal(location.origin + location.pathname, CLIENT.redirectUri);
    assert.deepEqual([location.searchParams.get('error'), location.searchParams.get('state')], [error, 'st']);
  }
  const twice = await new Client().go(`${authorization('mojeid').url}&state=again`);
  assert.equal(twice.status, 400);
});

test('an authorization code that is used twice takes its tokens with it (B1)', async () => {
  const form = await newCode();
  const tokens = await token(form);
  assert.equal(tokens.status, 200, JSON.stringify(tokens));
  assert.equal((await userinfo(tokens.access_token)).status, 200);
  wrong(await token(form), 400, 'invalid_grant');
  const { status, challenge } = await userinfo(tokens.access_token);
  assert.equal(status, 401);
  assert.match(challenge, /invalid_token/);
  wrong(await token({ grant_type: 'refresh_token', refresh_token: tokens.refresh_token }), 400, 'invalid_grant');
  assert.equal((await token(await newCode())).status, 200, 'the next login is whole');
});

test('a wrong PKCE verifier, secret, address or client redeems nothing and spoils nothing (B1)', async () => {
  const form = await newCode();
  wrong(await token({ ...form, code_verifier: 'a'.repeat(43) }), 400, 'invalid_grant');
  const { code_verifier: _, ...without } = form;
  wrong(await token(without), 400, 'invalid_request');
  wrong(await token({ ...form, redirect_uri: 'http://127.0.0.1:9/other' }), 400, 'invalid_grant');
  wrong(await token(form, { id: CLIENT.id, secret: 'wrong' }), 401, 'invalid_client');
  wrong(await token(form, { id: 'nobody', secret: 'x' }), 401, 'invalid_client');
  wrong(await token(form, { id: 'hub', secret: CLIENT.secret }), 401, 'invalid_client');
  wrong(await token({ ...form, code: form.code.slice(0, -2) }), 400, 'invalid_grant');
  wrong(await token({ ...form, grant_type: 'password' }), 400, 'unsupported_grant_type');
  assert.equal((await token(form)).status, 200, 'the right one still redeems it');
});

test('a spent refresh token ends the whole family (B1)', async () => {
  const first = await token(await newCode());
  const refresh = (token_) => token({ grant_type: 'refresh_token', refresh_token: token_ });
  const second = await refresh(first.refresh_token);
  assert.equal(second.status, 200);
  wrong(await refresh(first.refresh_token), 400, 'invalid_grant');
  wrong(await refresh(second.refresh_token), 400, 'invalid_grant');
  assert.equal((await userinfo(second.access_token)).status, 401);
});

test('tokens that are none, and questions without one, are refused (B1)', async () => {
  for (const bad of ['x', 'x'.repeat(5_000), '..', '💥']) {
    const answer = await fetch(world.url('mojeid', '/openid/userinfo'), { headers: { authorization: `Bearer ${encodeURI(bad)}` } });
    assert.equal(answer.status, 401, bad);
  }
  assert.equal((await fetch(world.url('mojeid', '/openid/userinfo'))).status, 401);
  for (const [method, path] of [['GET', 'devices'], ['PATCH', 'devices/x'], ['DELETE', 'devices/x']]) {
    const body = method === 'PATCH' ? '{"name":"x"}' : undefined;
    const headers = { authorization: 'Bearer x', 'content-type': 'application/json' };
    const answer = await fetch(world.url('key', `/api/people/x/${path}`), { method, body, headers });
    assert.equal(answer.status, 401, path);
  }
});

test('a service takes no answer that it did not ask for in this browser (A1, B1)', async () => {
  const callback = (query) => world.url('service', `/callback?${new URLSearchParams(query)}`);
  const iss = world.url('hub', '').replace(/\/$/, '');
  isProblem(await new Client().go(callback({ code: 'x', state: 'made-up', iss })), 410, 'Přihlášení vypršelo nebo už bylo dokončeno');
  isProblem(await new Client().go(callback({})), 410, 'Přihlášení vypršelo nebo už bylo dokončeno');
  isProblem(await new Client().go(callback({ error: 'access_denied' })), 410, 'Přihlášení vypršelo nebo už bylo dokončeno');

  // asked for, then answered to a victim's browser, by another issuer, or with a made-up code
  const { client: mine, back } = await refusal();
  const state = back.searchParams.get('state');
  isProblem(await new Client().go(callback({ code: 'x', state, iss })), 403, 'Toto přihlášení začalo v jiném prohlížeči');
  isProblem(await mine.go(back.href), 403, 'Přihlášení jste zrušili');
  isProblem(await mine.go(back.href), 410, 'Přihlášení vypršelo nebo už bylo dokončeno');
  for (const changes of [{ iss: 'https://evil.example' }, { iss }]) {
    const { client, back } = await refusal();
    const answer = { code: 'x', state: back.searchParams.get('state'), ...changes };
    isProblem(await client.go(callback(answer)), 502, 'Odpověď poskytovatele přihlášení nemůžeme přijmout');
    assert.notEqual(heading(await client.go(world.url('service'))), 'Toto o vás víme');
  }
});

/** A login that the person breaks off at the hub; the answer is on its way to the service. */
async function refusal() {
  const client = new Client();
  const choice = await client.go(world.url('service', '/login'));
  const form = choice.forms.find((form) => form.action.endsWith('/login/cancel'));
  const { url } = await client.submit(form, {}, (url) => url.startsWith(world.url('service', '/callback')));
  return { client, back: new URL(url) };
}

test('a login that began in one browser goes on in no other (B1)', async () => {
  const mine = new Client();
  const page = await mine.go(authorization('mojeid').url);
  const stranger = new Client();
  isProblem(await stranger.go(page.url), 403, 'Toto přihlášení začalo v jiném prohlížeči');
  isProblem(await stranger.go(page.url.replace(/interaction=...../, 'interaction=AAAAA')), 404, 'Toto přihlášení neznáme');
  const done = await mine.send(page, { name: jana.userName, password: jana.password }, (url) => url.startsWith(CLIENT.redirectUri));
  assert.ok(new URL(done.url).searchParams.get('code'));
  const again = await mine.go(page.url, {}, (url) => url.startsWith(CLIENT.redirectUri));
  assert.equal(again.url, done.url, 'the same browser, going back at once, is sent on as the first time');
  isProblem(await stranger.go(page.url), 403, 'Toto přihlášení začalo v jiném prohlížeči');
});

test('the hub offers no way below the level that the service asks (A1)', async () => {
  const page = await beginLogin(new Client(), world);
  assert.equal(heading(page), 'Přihlášení Mobilním klíčem');
  const client = new Client();
  const choice = await client.go(world.url('service', '/login'));
  const interaction = new URL(choice.url).searchParams.get('interaction');
  const gone = await client.go(world.url('hub', `/login/with/nothing?interaction=${interaction}`));
  assert.equal(gone.status, 404, heading(gone));
  const release = await client.go(world.url('hub', `/login/release?interaction=${interaction}`));
  assert.notEqual(new URL(release.url).host, new URL(world.url('service')).host, 'nobody skips the login');
  const loggedIn = await passMojeId(client, world, await client.go(world.url('hub', `/login/with/mojeid?interaction=${interaction}`)), jana);
  assert.equal(heading(loggedIn), 'Předáte tyto údaje?');
  assert.ok(loggedIn.text.includes('Město Lipová'));
});

test('the register tells nothing to a caller without a certificate', async () => {
  const answer = await new Promise((resolve) => {
    const call = https.get({ host: '127.0.0.1', port: world.sites.get('population').ports[1], path: '/', rejectUnauthorized: false }, (answer) => resolve(answer.statusCode));
    call.on('error', () => resolve('refused'));
  });
  assert.ok(answer === 'refused' || answer >= 400, `${answer}`);
});
