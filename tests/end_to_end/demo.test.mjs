// What only the demo has: the front door, the outbox, a shop that asks mojeID itself, services of one's own. mission: B1 B2 B7
import assert from 'node:assert/strict';
import { request } from 'node:http';
import { after, before, test } from 'node:test';
import { Client, formTo, link, says } from './lib/client.mjs';
import { heading, passMojeId, words } from './lib/journeys.mjs';
import { OWN, OWN_TOML } from './lib/own_client.mjs';
import { jana, karel, zuzana } from './lib/people.mjs';
import { World } from './lib/world.mjs';

let world;

before(async () => {
  world = await World.start({ clients: OWN_TOML });
});
after(() => world?.stop());

test('„Zprávy“ of a person has e-mails, SMS and letters (finding N-62)', async () => {
  const client = new Client();
  const door = await client.go(world.url('front'));
  const inbox = await client.go(link(door, /\/\?to=jana/));
  for (const channel of ['E-mail', 'SMS', 'Dopis']) {
    assert.match(inbox.text, new RegExp(`data-label="Druh"[^>]*>(<[^>]+>)*\\s*${channel}`), `${channel} is missing`);
  }
  assert.doesNotMatch(inbox.text, /petr\.svoboda/);
});

test('the front door speaks of people as they write, and its links keep the language (findings N-64, N-66)', async () => {
  const client = new Client();
  const door = await client.go(world.url('front', '/?lang=sk'));
  const plain = words(door).replaceAll('\u00a0', ' ');
  for (const shown of ['3. 1. 1949', '390 01 Tábor', '+420 601 100 001']) assert.ok(plain.includes(shown), `${shown}: ${plain}`);
  const registration = await client.go(link(door, /\/registration/));
  assert.match(registration.text, /<html[^>]* lang="sk"/);
});

test('no real telephone number stands on any site', async () => {
  for (const site of ['mojeid', 'hub', 'key', 'population', 'service']) {
    const page = await new Client().go(world.url(site));
    assert.doesNotMatch(page.text.replace(/[\s\u00a0]|&nbsp;/g, ''), /222745111|225514777/, site);
  }
});

test('a page of a stranger cannot read the outbox by another name for this machine (finding S-A16)', async () => {
  const ask = (site, host) => new Promise((resolve, reject) => {
    const { port } = new URL(world.url(site));
    request({ host: '127.0.0.1', port, headers: { host } }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    }).on('error', reject).end();
  });
  for (const site of ['front', 'outbox', 'mojeid', 'service']) {
    assert.equal(await ask(site, 'rebound.example'), 421, site);
    assert.equal(await ask(site, `127.0.0.1:${new URL(world.url(site)).port}`), 200, site);
  }
});

test('the shop asks mojeID itself: what people keep back stays there (finding N-67, B2)', async () => {
  const client = new Client();
  let page = await client.go(world.url('shop', '/login'));
  page = await client.send(page, { name: jana.userName, password: jana.password });
  const consent = formTo(page, '/consent');
  assert.ok(consent, says(page));
  const [all, first] = [consent.offered.getAll('items'), consent.offered.getAll('items')[0]];
  assert.ok(all.length >= 3, `optional data are offered: ${all}`);
  page = await client.submit(consent, { items: [first] });
  assert.equal(page.url, world.url('shop'), says(page));
  assert.match(page.text, /id="kept"/);
  const released = /id="released">([\s\S]*?)<\/dl>/.exec(page.text)[1];
  assert.match(released, /Nováková/);
  assert.equal((page.text.split('id="kept">')[1].split('</ul>')[0].match(/<li>/g) ?? []).length, all.length - 1);
});

test('whoever logs out of a service is told so, there and on the way back from the provider (finding N-68)', async () => {
  const client = new Client();
  const arrived = await passMojeId(client, world, await client.go(world.url('shop', '/login')), zuzana);
  assert.equal(arrived.url, world.url('shop'), says(arrived));
  for (const path of ['/nothing/here', '/help']) {
    const other = await client.go(world.url('shop', path));
    assert.ok(other.text.includes('Obchod U Mostu') && formTo(other, '/logout'), `who is logged in stays so: ${says(other)}`);
    assert.match(other.text, /sv-person__name[\s\S]*?Zuzana/);
  }
  const out = await client.submit(formTo(arrived, '/logout'));
  assert.equal(heading(out), 'Jste odhlášeni', says(out));
  assert.match(words(out), /V mojeID můžete být ještě přihlášeni/);
  const provider = await client.go(link(out, /\/openid\/logout/));
  const back = await client.submit(formTo(provider, '/logout'));
  assert.equal(back.url, world.url('shop', '/logged-out/back'), says(back));
  assert.equal(heading(back), 'Jste odhlášeni');
  assert.doesNotMatch(words(back), /můžete být ještě přihlášeni/);
});

test('a service of one’s own logs people in with nothing but a file (finding Cl-C13)', async () => {
  const query = new URLSearchParams({
    client_id: OWN.id, redirect_uri: OWN.callback, response_type: 'code', scope: 'openid', state: 's', nonce: 'n',
    code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM', code_challenge_method: 'S256',
  });
  const client = new Client();
  const back = (url) => url.startsWith(OWN.callback);
  const login = await client.go(world.url('mojeid', `/openid/authorize?${query}`), {}, back);
  const answer = await client.send(login, { name: jana.userName, password: jana.password }, back);
  assert.ok(back(answer.url) && new URL(answer.url).searchParams.get('code'), says(answer));
});

test('who is not there any more is not said to wait (finding N-65, B7)', async () => {
  const client = new Client();
  const state = async () => {
    const page = await client.go(world.url('front'));
    return words(page).split('Karel Dvořák')[1].split('Božena')[0];
  };
  assert.match(await state(), /čeká na PIN1 a PIN2/);
  await client.send(await client.go(world.url('front')), { jump: 'eight-months' });
  assert.match(await state(), /čeká na PIN1 a PIN2/, 'he was reminded only now');
  await client.send(await client.go(world.url('front')), { jump: 'month' });
  assert.match(await state(), /smazaný/);
  assert.doesNotMatch(await state(), /čeká na PIN1/);
  assert.ok((await world.messages(karel.email)).length > 0, 'his messages stay in the outbox');
});
