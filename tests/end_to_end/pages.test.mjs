// Every page of every site and every screen of the app, in three languages: found by walking, then looked at. mission: A6
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { PHONE, launch } from './lib/browser.mjs';
import { Client } from './lib/client.mjs';
import { faults, listen, LOCALES } from './lib/inspect.mjs';
import { attach, beginLogin, goOn, inPortal, press, shownRequest } from './lib/journeys.mjs';
import { jana, karel } from './lib/people.mjs';
import { World } from './lib/world.mjs';

const LANGUAGES = Object.keys(LOCALES);
const SITES = ['front', 'mojeid', 'hub', 'key', 'population', 'outbox', 'service', 'library', 'shop'];
/** Links that are not pages, begin something, or leave the site's pages. */
const NOT_WALKED = /[?&]lang=|\/assets\/|\/app\/|\/login\/with\/|\/enrol$|\.pdf$|\/pdf$|\/api\//;

/** What was sent stays in the language of whom it was sent to. */
const MESSAGES = 'mojeID:.*|PIN3 .*|.* – (?=O)';

let world, browser, karelsPage;
/** Cookies of a browser in which Jana is logged in everywhere. */
let signedIn;

before(async () => {
  world = await World.start();
  browser = await launch();
  const client = await inPortal(world, jana);
  const phone = await attach(client, world, { name: 'Telefon Jany' });
  const elsewhere = new Client();
  const login = await beginLogin(elsewhere, world);
  await phone.approve(await phone.claim(shownRequest(login).link));
  await goOn(elsewhere, login);
  for (const service of ['service', 'library']) {
    const release = await client.go(world.url(service, '/login'));
    await press(client, release, '/login/release', { remember: 'yes' });
  }
  signedIn = [...client.cookies].filter(([name]) => !name.startsWith('lang_'));
  karelsPage = world.url('mojeid', /\/activation\/\S+/.exec((await world.message(karel.email)).text)[0]); // the message is of the world that this one is a copy of
});

after(async () => {
  await browser?.close();
  await world?.stop();
});

async function visitor(language, { cookies = [], device = { ...PHONE, deviceScaleFactor: 1 } } = {}) {
  const context = await browser.newContext({ ...device, locale: LOCALES[language] });
  await context.addCookies(cookies.map(([name, value]) => ({ name, value, domain: 'localhost', path: '/' })));
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  return page;
}

/** Opens each page that can be reached by links from `starts`, one of each kind. */
async function walk(page, site, starts, look) {
  const origin = new URL(world.url(site)).origin;
  const waiting = starts.map((path) => new URL(path, origin).href);
  const seen = new Set();
  while (waiting.length > 0) {
    const url = waiting.shift();
    const kind = kindOf(url);
    if (seen.has(kind) || NOT_WALKED.test(url)) continue;
    seen.add(kind);
    const answer = await page.goto(url);
    if (!page.url().startsWith(origin)) continue;
    seen.add(kindOf(page.url()));
    await look(page, answer.status(), kind);
    const links = await page.locator('a[href]').evaluateAll((all) => all.map((a) => a.href.split('#')[0]));
    waiting.push(...links.filter((link) => link.startsWith(`${origin}/`)));
  }
  return seen.size;
}

/** Pages that differ only in ids and in what they filter are of one kind. */
const kindOf = (url) => {
  const { pathname, searchParams } = new URL(url);
  const path = pathname.replace(/[0-9a-f-]{32,}|[\w-]{40,}/g, ':id');
  return `${path}?${[...searchParams.keys()].sort().join('&')}`;
};

async function inspectAll(language, options, visit) {
  const wrong = [];
  const page = await visitor(language, options);
  const heard = listen(page);
  const look = async (page, status, name, expected = 200) => {
    const found = await faults(page, { language, colours: language === 'cs', dark: language === 'cs', varied: language === 'cs', leave: name.startsWith('outbox') ? MESSAGES : '' });
    if (status !== expected) found.push(`status ${status}, not ${expected}`);
    found.push(...heard.take());
    wrong.push(...found.map((fault) => `${name}: ${fault}`));
  };
  const count = await visit(page, look);
  await page.context().close();
  assert.deepEqual(wrong, []);
  return count;
}

describe('pages', { concurrency: 2 }, () => {
  for (const language of LANGUAGES) {
    test(`every page that a stranger can reach, in ${language}`, async (t) => {
      await inspectAll(language, {}, async (page, look) => {
        let count = 0;
        for (const site of SITES) count += await walk(page, site, ['/'], (page, status, kind) => look(page, status, `${site}${kind}`));
        t.diagnostic(`${count} pages`);
      });
    });

    test(`every page that Jana can reach when she is logged in, in ${language}`, async (t) => {
      await inspectAll(language, { cookies: signedIn }, async (page, look) => {
        let count = 0;
        for (const [site, starts] of Object.entries({ mojeid: ['/profile', '/profile/email', '/logout'], hub: ['/portal', '/logout'], service: ['/'], library: ['/'] })) {
          count += await walk(page, site, starts, (page, status, kind) => look(page, status, `${site}${kind}`));
        }
        t.diagnostic(`${count} pages`);
      });
    });

    test(`forms that are filled in wrongly, and pages that are not there, in ${language}`, async () => {
      await inspectAll(language, {}, async (page, look) => {
        const send = async (site, path, action, fill = {}) => {
          await page.goto(path.startsWith('http') ? path : world.url(site, path));
          for (const [name, value] of Object.entries(fill)) await page.locator(`[name="${name}"]`).fill(value);
          // the answer to the form sends the browser to the address of the page with the errors
          const answer = page.waitForResponse((r) => r.request().isNavigationRequest() && r.status() !== 303);
          await page.locator(`main form[action^="${action}"] button[type=submit]`).first().click();
          const status = (await answer).status();
          await page.waitForLoadState();
          await look(page, status, `${site}${action}`, 422);
          assert.match(await page.title(), { cs: /^Chyba: /, sk: /^Chyba: /, en: /^Error: / }[language]); // finding N-31
        };
        await send('mojeid', '/registration', '/registration');
        await send('mojeid', '/registration', '/registration', { user_name: 'a--b', password: 'short', email: 'x', phone: '+49 1', birth_date: 'x', company_number: '1', vat_number: '2', postal_code: '1' });
        await send('mojeid', '/login', '/login', { name: 'jana', password: 'wrong' });
        await send('mojeid', karelsPage, '/activation/', { pin1: 'AAAAAAAA', pin2: 'A' });
        for (const site of SITES) {
          const answer = await page.goto(world.url(site, '/nothing/here'));
          await look(page, answer.status(), `${site} 404`, 404);
        }
        for (const [site, path, status] of [
          ['mojeid', '/activation/nobody', 404], ['mojeid', '/consent?interaction=x', 200], ['mojeid', '/login?interaction=x', 404], ['mojeid', '/openid/authorize', 400],
          ['hub', '/login?interaction=x', 404], ['hub', '/login/with/nothing', 404], ['hub', '/login/callback/mojeid?code=x&state=y', 410], ['hub', '/openid/authorize?client_id=x', 400],
          ['key', '/requests/x', 404], ['key', '/requests/01a1ffe8-a5dd-7034-bf24-4c9cac5b0d1b', 404], ['service', '/callback', 410], ['mojeid', '/login/refuse', 405], ['hub', '/login/cancel', 405],
        ]) {
          const answer = await page.goto(world.url(site, path));
          if (status !== 200) await look(page, answer.status(), `${site}${path}`, status);
        }
      });
    });
  }
});
