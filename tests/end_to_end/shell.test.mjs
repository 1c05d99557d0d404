// What stands around every page: navigation without scripts, errors that can be gone back to, old tabs, idle crowds.
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, before, test } from 'node:test';
import { PC, PHONE, launch } from './lib/browser.mjs';
import { inPortal } from './lib/journeys.mjs';
import { jana } from './lib/people.mjs';
import { World } from './lib/world.mjs';

let world, browser, cookies;

before(async () => {
  world = await World.start({ files: 1024 });
  browser = await launch();
  const client = await inPortal(world, jana);
  cookies = [...client.cookies].map(([name, value]) => ({ name, value, domain: 'localhost', path: '/' }));
});

after(async () => {
  await browser?.close();
  await world?.stop();
});

async function signedIn(options) {
  const context = await browser.newContext(options);
  await context.addCookies(cookies.filter(({ name }) => !name.startsWith('lang_')));
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  return page;
}

// findings N-14, N-15
test('on a phone one button shows the whole navigation, without scripts', async () => {
  const phone = await signedIn({ ...PHONE, javaScriptEnabled: false });
  await phone.goto(world.url('hub', '/portal'));
  const links = phone.locator('nav#menu > ul a');
  assert.ok((await links.count()) >= 7);
  assert.equal(await links.first().isVisible(), false);
  await phone.locator('header .sv-menu-button').click();
  for (const link of await links.all()) {
    const box = await link.boundingBox();
    assert.ok(box && box.x >= 0 && box.x + box.width <= 390 && box.y + box.height <= 844, `${await link.innerText()} is out of sight`);
    assert.ok(box.height >= 44, 'a finger can hit it');
  }
  assert.ok(await phone.locator('nav#menu form[action="/logout"] button').isVisible());
  await phone.locator('nav#menu .sv-menu-button').click();
  assert.equal(await links.first().isVisible(), false);
  await phone.context().close();

  const pc = await signedIn({ ...PC, javaScriptEnabled: false });
  await pc.goto(world.url('hub', '/portal'));
  assert.ok(await pc.locator('nav#menu > ul a').last().isVisible());
  assert.equal(await pc.locator('header .sv-menu-button').isVisible(), false);
  await pc.context().close();
});

// findings N-27, N-31
test('"Back" shows the form with its errors again, and "Reload" does not send it once more', async () => {
  const context = await browser.newContext(PC);
  const page = await context.newPage();
  const posts = [];
  page.on('request', (request) => request.method() === 'POST' && posts.push(request.url()));
  await page.goto(world.url('mojeid', '/registration'));
  await page.locator('[name=user_name]').fill('nova.osoba');
  await page.locator('main form[action^="/registration"] button[type=submit]').click();
  await page.locator('.govuk-error-summary').waitFor();
  assert.match(await page.title(), /^Chyba: /);
  assert.ok(await page.evaluate(() => document.activeElement.classList.contains('govuk-error-summary')), 'the errors have the focus');
  await page.goto(world.url('mojeid', '/help'));
  await page.goBack();
  assert.equal(await page.locator('[name=user_name]').inputValue(), 'nova.osoba');
  assert.ok(await page.locator('.govuk-error-summary').isVisible());
  await page.reload();
  assert.equal(await page.locator('[name=user_name]').inputValue(), 'nova.osoba');
  assert.equal(posts.length, 1);
  await context.close();
});

// finding N-26
test('an error keeps the name, the navigation and the logout', async () => {
  const page = await signedIn(PC);
  await page.goto(world.url('mojeid', '/profile'));
  const name = await page.locator('.sv-header .sv-person__name').innerText();
  await page.goto(world.url('mojeid', '/nothing/here'));
  assert.equal(await page.locator('.sv-header .sv-person__name').innerText(), name);
  assert.ok(await page.locator('nav#menu a').first().isVisible());
  assert.ok(await page.locator('.sv-header form[action="/logout"] button').isVisible());
  await page.context().close();
});

// finding N-25
test('a form of an old tab after the logout says that nothing was changed, and the login leads back to it', async () => {
  const page = await signedIn(PC);
  await page.goto(world.url('mojeid', '/settings/password'));
  const other = await page.context().newPage();
  await other.goto(world.url('mojeid', '/profile'));
  await other.locator('.sv-header form[action="/logout"] button').click();
  await other.waitForLoadState();
  await page.locator('main form button[type=submit]').first().click();
  await page.waitForLoadState();
  assert.match(await page.locator('main').innerText(), /Mezitím jste byli odhlášeni\s+Nic se nezměnilo/);
  assert.match(await page.locator('main .govuk-button').getAttribute('href'), /return_to=%2Fsettings%2Fpassword/);
  await page.context().close();
});

// finding S-A11
test('1 500 idle connections at one site leave all sites answering', async () => {
  const { hostname, port } = new URL(world.url('mojeid'));
  const sockets = [];
  for (let n = 0; n < 1500; n++) {
    const socket = connect(Number(port), hostname);
    socket.on('error', () => {});
    sockets.push(socket);
    if (n % 100 === 0) await new Promise((wait) => setTimeout(wait, 20));
  }
  try {
    for (let tries = 0; tries < 10; tries++) {
      for (const site of ['hub', 'key', 'mojeid']) {
        const answer = await fetch(world.url(site, '/help'), { signal: AbortSignal.timeout(5000) });
        assert.equal(answer.status, 200, site);
      }
    }
  } finally {
    for (const socket of sockets) socket.destroy();
  }
  assert.doesNotMatch(world.log, /Too many open files|unable to open database/);
});
