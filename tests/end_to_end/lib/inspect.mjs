// What every page owes to everybody: status, language, no foreign words, axe, no sideways scrolling, a skip link, a quiet console.
import { readFileSync } from 'node:fs';

const axe = readFileSync(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
/** What a browser of each language says it prefers. */
export const LOCALES = { cs: 'cs-CZ', sk: 'sk-SK', en: 'en-GB' };
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

// Letters that only the other languages have; names of people, places and things keep theirs.
const FOREIGN = { cs: /[ľĺŕôäĽĹŔÔÄ]/, sk: /[ěřůĚŘŮ]/, en: /[ěščřžýáíéúůňťďľĺŕôäóĚŠČŘŽÝÁÍÉÚŮŇŤĎĽÓ]/ };
const NAMES = new RegExp(
  ['Čeština', 'Slovenčina', 'Národní bod\\w*', 'Svorník', 'Lipov\\w+', 'Město Lipová', 'Knihovna Lipová', 'Mobilní klíč eGovernmentu', 'IČO', 'DIČ', 'Nováková', 'Dvořák', 'Božena', 'Malá',
    'Horváthová', 'Hlavná', 'Dlouhá', 'Školní', 'Lipová', 'U Mlýna', 'Tábor', 'Plzeň', 'Telefon Jany', 'Správce registru \\(ukázka\\)', 'Správa základních registrů \\(ukázka\\)',
    'Ministerstvo vnitra \\(ukázka\\)', 'Žádost', 'Kateřina', 'Odolen'].join('|'), 'giu');

/** Listens to what the browser complains of; what it gathered since is asked for with `take`. */
export function listen(page) {
  let heard = [];
  page.on('console', (message) => {
    // the browser says of its own accord that a page answered 404
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) heard.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => heard.push(`script: ${error.message}`));
  page.on('requestfailed', (request) => {
    if (!/ERR_ABORTED/.test(request.failure()?.errorText)) heard.push(`failed: ${request.url()}`);
  });
  return { take: () => heard.splice(0) };
}

/** Everything that is wrong with the page as it stands; `leave` names texts that stay in their own language. */
export async function faults(page, { language, skipLink = true, colours = true, dark = false, leave = '' }) {
  const found = [];
  const seen = await page.evaluate(() => ({
    language: document.documentElement.lang,
    title: document.title,
    headings: document.querySelectorAll('h1').length,
    text: [...document.querySelectorAll('body')].map((body) => body.innerText).join('\n') + '\n' + document.title
      + [...document.querySelectorAll('[aria-label],[title],[alt],[placeholder]')].map((e) => ['aria-label', 'title', 'alt', 'placeholder'].map((a) => e.getAttribute(a) ?? '').join(' ')).join('\n'),
    wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    widest: [...document.querySelectorAll('body *')].filter((e) => e.getBoundingClientRect().right > innerWidth + 1).slice(0, 3).map((e) => e.outerHTML.slice(0, 120)),
  }));
  if (seen.language !== language) found.push(`lang="${seen.language}"`);
  if (!/\S.* – \S/.test(seen.title)) found.push(`title "${seen.title}"`);
  if (seen.headings !== 1) found.push(`${seen.headings} first headings`);
  if (seen.wide > 0) found.push(`scrolls sideways by ${seen.wide} px: ${seen.widest.join(' | ')}`);
  const { width, height } = page.viewportSize();
  await page.setViewportSize({ width: 320, height }); // WCAG 2.2, 1.4.10
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - 320);
  if (wider > 0) found.push(`at 320 px scrolls sideways by ${wider} px`);
  await page.setViewportSize({ width, height });
  const words = leave ? seen.text.replaceAll(new RegExp(leave, 'gu'), '') : seen.text;
  for (const line of words.replaceAll(NAMES, '').split('\n')) if (FOREIGN[language].test(line)) found.push(`not in ${language}: ${line.trim().slice(0, 100)}`);
  if (/[\w-]+\.(hint|next|answer|what|link)\b|\{ ?\$/.test(words)) found.push('a key instead of a text');
  if (skipLink) {
    await page.evaluate(() => { document.activeElement?.blur?.(); window.getSelection()?.removeAllRanges(); });
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => document.activeElement?.getAttribute('href') ?? document.activeElement?.tagName);
    if (focused !== '#main') found.push(`the first Tab reaches ${focused}, not the skip link`);
  }
  found.push(...(await violations(page, RULES, colours)));
  if (dark) {
    await page.emulateMedia({ colorScheme: 'dark' });
    found.push(...(await violations(page, ['color-contrast'], true, 'rule')).map((fault) => `dark: ${fault}`));
    await page.emulateMedia({ colorScheme: 'light' });
  }
  return found;
}

/** Colours do not depend on the language, and take most of the time. */
async function violations(page, values, colours, type = 'tag') {
  await page.evaluate(axe); // through the protocol: the page's CSP stays as it is
  const { violations } = await page.evaluate((options) => globalThis.axe.run(document, options),
    { runOnly: { type, values }, rules: { 'color-contrast': { enabled: colours } } });
  return violations.map((v) => `${v.id}: ${v.help} — ${v.nodes.map((node) => node.html.slice(0, 160)).slice(0, 3).join(' | ')}`);
}
