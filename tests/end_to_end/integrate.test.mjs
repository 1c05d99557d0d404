// docs/integrate.md as a service's developer follows it: its settings in programs of strangers, which run unmodified. mission: B1 B2
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { goOn } from './lib/actions.mjs';
import { PC, launch } from './lib/browser.mjs';
import { Client, formTo, says } from './lib/client.mjs';
import { jana, petr, zuzana } from './lib/people.mjs';
import { preparePython, startPython } from './lib/python.mjs';
import { World, freeBase } from './lib/world.mjs';

const guide = readFileSync(new URL('../../docs/integrate.md', import.meta.url), 'utf8');
const library = readFileSync(new URL('./node_modules/oidc-client-ts/dist/browser/oidc-client-ts.min.js', import.meta.url), 'utf8');
const MODULES = '/usr/lib/apache2/modules';
const SECRET = /secret = "([^"]+)"/.exec(block('toml'))[1];

let world, browser, folder, services;

/** The only block of the page in that language, as it stands there. */
function block(language) {
  const found = blocks(language);
  assert.equal(found.length, 1, `${found.length} blocks of ${language}`);
  return found[0];
}

function blocks(language) {
  return [...guide.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map((found) => found[1]);
}

/** The same at the addresses of this world, for the service on that port. */
const here = (text, port) => text
  .replaceAll('http://localhost:8001', world.url('mojeid').slice(0, -1))
  .replaceAll('http://localhost:3000', `http://localhost:${port}`);

before(async () => {
  preparePython();
  folder = mkdtempSync(join(tmpdir(), 'svornik-integrate-'));
  const base = await freeBase();
  services = { apache: base, plain: base + 1, django: base + 2, app: base + 3, chain: base + 4 };
  world = await World.start({ clients: clients() });
  browser = await launch(world);
});

after(async () => {
  await browser?.close();
  await world?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** The client of the page, and further ones with its secret. */
function clients() {
  const client = (id, authentication, redirects, more = '') => `
[[mojeid.settings.openid.clients]]
id = "${id}"
name = "${id}"
authentication = ${authentication}
redirect_uris = [${redirects.map((uri) => `"${uri}"`)}]
post_logout_redirect_uris = ["http://localhost:${services.app}/"]
scope = "openid profile email"
${more}`;
  const secret = `{ method = "client_secret", secret = "${SECRET}" }`;
  const own = block('toml').replace('http://localhost:3000/callback', `http://localhost:${services.apache}/secret/callback", "http://localhost:${services.django}/oidc/callback/`);
  return own
    + client('shop-plain', secret, [`http://localhost:${services.plain}/secret/callback`], 'pkce = "optional"')
    + client('shop-app', '{ method = "none" }', [`http://localhost:${services.app}/callback`, 'com.example.shop:/callback', 'http://127.0.0.1/callback', `http://localhost:${services.chain}/callback`]);
}

/** Apache with the settings, on a port of its own and as nobody else's service. */
async function startApache(port, settings) {
  const root = join(folder, `apache-${port}`);
  chmodSync(folder, 0o755); // root's Apache reads as www-data
  mkdirSync(join(root, 'www', 'secret'), { recursive: true });
  writeFileSync(join(root, 'www', 'secret', 'index.html'), 'the secret page');
  const modules = ['mpm_event', 'authn_core', 'authz_core', 'authz_user', 'dir', 'headers', 'auth_openidc'];
  writeFileSync(join(root, 'apache.conf'), `
ServerRoot ${root}
ServerName localhost:${port}
Listen 127.0.0.1:${port}
PidFile ${root}/pid
DefaultRuntimeDir ${root}
Mutex file:${root} default
ErrorLog ${root}/error.log
LogLevel auth_openidc:warn
DocumentRoot ${root}/www
${process.getuid() === 0 ? 'User www-data\nGroup www-data' : ''}
${modules.map((name) => `LoadModule ${name}_module ${MODULES}/mod_${name}.so`).join('\n')}
DirectoryIndex index.html
Header set x-sub "expr=%{REMOTE_USER}"
${settings}`);
  const apache = spawn('/usr/sbin/apache2', ['-f', join(root, 'apache.conf'), '-DFOREGROUND'], { stdio: ['ignore', 'inherit', 'inherit'] });
  const ended = new Promise((resolve) => apache.once('exit', resolve));
  await answers(`http://localhost:${port}/`);
  return { log: () => readFileSync(join(root, 'error.log'), 'utf8'), end: () => (apache.kill('SIGTERM'), ended) };
}

async function answers(url) {
  for (let looks = 0; looks < 200; looks++) {
    if (await fetch(url).then(() => true, () => false)) return;
    await new Promise((wait) => setTimeout(wait, 50));
  }
  throw new Error(`${url} does not answer`);
}

test('mod_auth_openidc with the settings of the page, with PKCE and without', async () => {
  const withoutPkce = block('apache').replace(/^OIDCPKCEMethod .*\n/m, '').replace('OIDCClientID shop', 'OIDCClientID shop-plain');
  assert.notEqual(withoutPkce, block('apache'));
  for (const [port, settings] of [[services.apache, block('apache')], [services.plain, withoutPkce]]) {
    const apache = await startApache(port, here(settings, port));
    const context = await browser.newContext(PC);
    try {
      const secret = `http://localhost:${port}/secret/`;
      // It takes what does not call itself a navigation for a script, and sends that nowhere: hence Chromium.
      const page = await context.newPage();
      await page.goto(secret);
      assert.ok(page.url().startsWith(world.url('mojeid')), `a stranger has to log in: ${page.url()} ${apache.log()}`);
      await logInOn(page);
      await consentOn(page);
      await page.waitForURL(secret);
      const answer = await page.goto(secret);
      assert.equal(await answer.text(), 'the secret page', apache.log());
      assert.ok(answer.headers()['x-sub'].length > 20);
    } finally {
      await context.close();
      await apache.end();
    }
  }
});

test('mozilla-django-oidc with the settings of the page', async () => {
  const [settings, backend] = blocks('python');
  mkdirSync(join(folder, 'shop'));
  writeFileSync(join(folder, 'shop', 'login.py'), backend);
  writeFileSync(join(folder, 'settings.py'), here(settings, services.django));
  const home = `http://localhost:${services.django}/`;
  const django = startPython('django_app.py', String(services.django), folder);
  try {
    await answers(home);
    const person = new Client();
    const first = await person.go(`${home}oidc/authenticate/`);
    const page = await goOn(person, world, first, zuzana, (url) => url === home);
    const known = await person.go(page.url);
    assert.deepEqual(JSON.parse(known.text), { users: 1, email: zuzana.email }, django.log());
    // who keeps the e-mail address gets in all the same, and is the same user the next time
    const shy = new Client();
    const asked = await goOn(shy, world, await shy.go(`${home}oidc/authenticate/`), petr, (url) => url.includes('/consent'));
    const kept = await shy.submit(formTo(await shy.go(asked.url), '/consent'), { items: [] }, (url) => url === home);
    assert.deepEqual(JSON.parse((await shy.go(kept.url)).text), { users: 2, email: '' }, django.log());
    const again = new Client();
    await goOn(again, world, await again.go(`${home}oidc/authenticate/`), petr, (url) => url === home);
    assert.deepEqual(JSON.parse((await again.go(home)).text), { users: 2, email: '' }, django.log());
  } finally {
    await django.end();
  }
});

/** A service of static pages. */
async function serve(port, answer) {
  const server = createServer(answer);
  await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
  return server;
}

async function logInOn(page) {
  await page.fill('input[name=name]', jana.userName);
  await page.fill('input[name=password]', jana.password);
  await page.click('main form[action="/login"] button');
}

test('oidc-client-ts in Chromium with the settings of the page', async () => {
  const html = (script) => `<!doctype html><title>Shop</title><p id="who"></p><button id="popup">log in</button><script src="/library.js"></script>
<script>${here(block('js'), services.app)}
const manager = new oidc.UserManager({ ...settings, popup_redirect_uri: settings.redirect_uri });
const show = (user) => { document.getElementById('who').textContent = user ? user.profile.sub + ' ' + user.profile.email : 'nobody'; };
${script}</script>`;
  const server = await serve(services.app, (request, answer) => {
    const { pathname, searchParams } = new URL(request.url, 'http://localhost');
    if (pathname === '/library.js') return answer.setHeader('content-type', 'text/javascript').end(library);
    answer.setHeader('content-type', 'text/html');
    if (pathname === '/callback') return answer.end(html('(window.opener ? manager.signinPopupCallback() : manager.signinRedirectCallback().then(show)).catch((error) => { document.getElementById("who").textContent = String(error); });'));
    if (searchParams.has('out')) return answer.end(html('manager.signoutRedirect();'));
    if (searchParams.has('in')) return answer.end(html('manager.signinRedirect();'));
    return answer.end(html('manager.getUser().then(show); document.getElementById("popup").onclick = () => manager.signinPopup().then(show, (error) => show({ profile: { sub: String(error) } }));'));
  });
  const context = await browser.newContext(PC);
  try {
    const page = await context.newPage();
    const home = `http://localhost:${services.app}/`;
    await page.goto(`${home}?in`);
    await logInOn(page);
    await page.check('[name="items"][value="email"]');
    await page.click('main form[action="/consent"] button');
    await page.waitForURL(`${home}callback**`);
    await page.waitForFunction(() => document.getElementById('who').textContent.includes('@'));
    const who = await page.textContent('#who');
    assert.match(who, new RegExp(`^\\S{20,} ${jana.email}$`));

    // Logged out here and at mojeID: both ways of the page.
    await page.goto(`${home}?out`);
    await page.click('main form[action="/logout"] button');
    await page.waitForURL(home + '**');
    assert.equal(await page.textContent('#who'), 'nobody');

    // Finding Cl-C10: a popup comes back to its opener, over the forms of a login.
    const [popup] = await Promise.all([context.waitForEvent('page'), page.click('#popup')]);
    await popup.waitForSelector('input[name=password]');
    await logInOn(popup);
    await page.waitForFunction((who) => document.getElementById('who').textContent === who, who);
  } finally {
    await context.close();
    server.close();
  }
});

/** Consents, where the page asks. */
const consentOn = (page) => page.locator('main form[action="/consent"] button').first().click({ timeout: 5000 }).catch(() => {});

/** A login that has yet to be entered, at mojeID, for an answer at that address. */
function loginUrl(redirectUri, more = {}) {
  const url = new URL(world.url('mojeid', '/openid/authorize'));
  url.search = new URLSearchParams({
    client_id: 'shop-app', redirect_uri: redirectUri, response_type: 'code', scope: 'openid', state: 'st', nonce: 'no',
    code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM', code_challenge_method: 'S256', ...more,
  });
  return url.href;
}

test('an app with a scheme of its own, and one on a loopback port, get their answers from a form (finding Cl-C1)', async () => {
  const loopback = await serve(services.plain, (_, answer) => answer.end('the app has it'));
  for (const callback of ['com.example.shop:/callback', `http://127.0.0.1:${services.plain}/callback`]) {
    const context = await browser.newContext(PC);
    try {
      const page = await context.newPage();
      // Chromium asks for an address that a policy forbids after a form not at all, though nothing here opens the app's scheme.
      const sent = page.waitForRequest((request) => request.url().startsWith(`${callback}?`));
      sent.catch(() => {});
      await page.goto(loginUrl(callback));
      await logInOn(page);
      await consentOn(page);
      assert.match((await sent).url(), /[?&]code=/);
      if (callback.startsWith('http')) {
        await page.waitForURL(`${callback}**`);
        assert.equal(await page.textContent('body'), 'the app has it');
      }
    } finally {
      await context.close();
    }
  }
  loopback.close();
});

test('an answer by form whose callback leads on to another host (finding Cl-C11)', async () => {
  const shop = await serve(services.plain, (_, answer) => answer.end('at another host'));
  const callback = await serve(services.chain, (request, answer) => {
    request.resume();
    answer.writeHead(303, { location: `http://127.0.0.1:${services.plain}/welcome` }).end();
  });
  const context = await browser.newContext(PC);
  try {
    const page = await context.newPage();
    await page.goto(loginUrl(`http://localhost:${services.chain}/callback`, { response_mode: 'form_post' }));
    await logInOn(page);
    await consentOn(page);
    await page.waitForURL(`http://127.0.0.1:${services.plain}/welcome`);
    assert.equal(await page.textContent('body'), 'at another host');
  } finally {
    await context.close();
    shop.close();
    callback.close();
  }
});

test('who is asked for offline access is told so, and is not asked to no purpose (findings Cl-C4, O16)', async () => {
  const person = new Client();
  const at = `http://localhost:${services.apache}/secret/callback`;
  const url = (more) => loginUrl(at, { client_id: 'shop', ...more });
  const arrived = (address) => address.startsWith(at);
  const login = await person.go(url({ scope: 'openid email offline_access' }));
  const consent = await person.send(login, { name: jana.userName, password: jana.password });
  assert.match(consent.text, /ve vaší nepřítomnosti/, says(consent));
  await person.submit(formTo(consent, '/consent'), {}, arrived);
  const usual = await person.go(url({ scope: 'openid' }), {}, arrived);
  assert.doesNotMatch(usual.text, /ve vaší nepřítomnosti/, says(usual));
});

test("Spring's settings fit the discovery document", async () => {
  const yaml = block('yaml');
  const value = (key) => new RegExp(`^ *${key}: "?([^"\\n]+)"?$`, 'm').exec(yaml)?.[1];
  const issuer = here(value('issuer-uri'), services.app);
  const document = await world.json(`${issuer}/.well-known/openid-configuration`);
  assert.equal(document.issuer, issuer);
  assert.ok(document.token_endpoint_auth_methods_supported.includes(value('client-authentication-method')));
  assert.ok(document.grant_types_supported.includes(value('authorization-grant-type')));
  for (const scope of value('scope').split(',')) assert.ok(document.scopes_supported.includes(scope), scope);
  assert.ok(document.claims_supported.includes(value('user-name-attribute')));
  assert.equal(value('client-secret'), SECRET);
  const oauth = await world.json(`${issuer}/.well-known/oauth-authorization-server`);
  assert.deepEqual(oauth, document);
});

test('the page names every endpoint and every setting of a client', async () => {
  const document = await world.json(world.url('mojeid', '/.well-known/openid-configuration'));
  const endpoints = Object.entries(document).filter(([name]) => name.endsWith('_endpoint') || name === 'jwks_uri');
  for (const [, url] of endpoints) assert.ok(guide.includes(`\`${new URL(url).pathname}\``) || guide.includes(new URL(url).pathname), url);
  const source = readFileSync(new URL('../../crates/platform/openid/src/client.rs', import.meta.url), 'utf8');
  const [, fields] = /pub struct Client \{([\s\S]*?)\n\}/.exec(source);
  for (const [, name] of fields.matchAll(/pub (\w+):/g)) {
    if (['first_party', 'authorization_details_types'].includes(name)) continue; // for the operator's own parties
    assert.ok(guide.includes(`\`${name}\``), `${name} is not explained`);
  }
});
