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

/** How far a page goes beyond its right edge, and what does. */
const beyond = (page) =>
  page.evaluate(() => {
    const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    if (wide <= 0) return '';
    const widest = [...document.querySelectorAll('body *')].filter((e) => e.getBoundingClientRect().right > innerWidth + 1);
    return `${wide} px: ${widest.slice(0, 3).map((e) => e.outerHTML.slice(0, 120)).join(' | ')}`;
  });

async function narrow(page, width = 320, when = `at ${width} px`) {
  const before = page.viewportSize();
  await page.setViewportSize({ width, height: before.height }); // WCAG 2.2, 1.4.10
  const wide = await beyond(page);
  await page.setViewportSize(before);
  return wide ? [`${when} scrolls sideways by ${wide}`] : [];
}

/** The ways in which people look at a page other than as it was drawn: larger, in their own colours, with their own names. */
export async function variants(page) {
  const found = [];
  const devtools = await page.context().newCDPSession(page);
  // letters twice as large, as people set them in their browser (WCAG 2.2, 1.4.4)
  await devtools.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } });
  found.push(...(await narrow(page, 390, 'with letters twice as large')), ...(await narrow(page, 1280, 'with letters twice as large on a PC')));
  await devtools.send('Page.setFontSizes', { fontSizes: { standard: 16, fixed: 13 } });
  await devtools.detach();
  // a page of 1280 px at 200 % has 640 px
  found.push(...(await narrow(page, 640, 'at 200 %')));
  await page.emulateMedia({ forcedColors: 'active' });
  found.push(...(await page.evaluate(() => {
    const shown = (e) => e.checkVisibility() && !e.closest('.govuk-visually-hidden, .govuk-skip-link');
    const bare = [...document.querySelectorAll('.govuk-button, .govuk-input, .govuk-select, .sv-header__button, .sv-rows, .sv-ticket, .sv-card, .govuk-error-summary')]
      .filter(shown).filter((e) => { const s = getComputedStyle(e); return s.borderTopStyle === 'none' || parseFloat(s.borderTopWidth) === 0; });
    return bare.slice(0, 3).map((e) => `in forced colours has no edge: ${e.outerHTML.slice(0, 120)}`);
  })));
  found.push(...(await violations(page, RULES, false)).map((fault) => `in forced colours: ${fault}`));
  await page.emulateMedia({ forcedColors: 'none' });
  found.push(...(await withLongNames(page)));
  return found;
}

/** People, services and domains may have names of any length: none may push the page sideways, whatever stands there. */
async function withLongNames(page) {
  await page.evaluate(() => {
    const LONG = 'Habsburskolotrinskovaldsteinovaschwarzenberkova';
    const places = '.sv-person__name, .sv-nav__phone strong, .sv-ticket p, .sv-brand > span, dd, th[scope=row], td, h1, main h2, .sv-row h3, .sv-row p, .sv-card h3, .sv-card p, .sv-notice p, .govuk-tag, .govuk-checkboxes__label, .govuk-button';
    for (const place of document.querySelectorAll(places)) {
      const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
      for (let text = walker.nextNode(); text; text = walker.nextNode()) if (text.data.trim()) {
        // dates, numbers of telephones and "Change" are no names
        if (!text.parentElement.closest('.sv-nowrap, .govuk-summary-list__actions, time')) text.data = `${LONG} ${text.data}`;
        break;
      }
    }
  });
  return [...(await narrow(page, 320, 'at 320 px with long names')), ...(await narrow(page, 1280, 'on a PC with long names'))];
}

/** Everything that is wrong with the page as it stands; `leave` names texts that stay in their own language. */
export async function faults(page, { language, skipLink = true, colours = true, dark = false, varied = false, leave = '' }) {
  const found = [];
  const seen = await page.evaluate(() => ({
    language: document.documentElement.lang,
    title: document.title,
    headings: document.querySelectorAll('h1').length,
    text: [...document.querySelectorAll('body')].map((body) => body.innerText).join('\n') + '\n' + document.title
      + [...document.querySelectorAll('[aria-label],[title],[alt],[placeholder]')].map((e) => ['aria-label', 'title', 'alt', 'placeholder'].map((a) => e.getAttribute(a) ?? '').join(' ')).join('\n'),
  }));
  if (seen.language !== language) found.push(`lang="${seen.language}"`);
  if (!/\S.* – \S/.test(seen.title)) found.push(`title "${seen.title}"`);
  if (seen.headings !== 1) found.push(`${seen.headings} first headings`);
  const wide = await beyond(page);
  if (wide) found.push(`scrolls sideways by ${wide}`);
  found.push(...(await narrow(page)));
  const words = leave ? seen.text.replaceAll(new RegExp(leave, 'gu'), '') : seen.text;
  for (const line of words.replaceAll(NAMES, '').split('\n')) if (FOREIGN[language].test(line)) found.push(`not in ${language}: ${line.trim().slice(0, 100)}`);
  if (/[\w-]+\.(hint|next|answer|what|link)\b|\{ ?\$/.test(words)) found.push('a key instead of a text');
  if (skipLink) {
    // a summary of errors has taken the focus: the Tab begins anew from the page's start
    await page.evaluate(() => { const start = document.createElement('a'); start.tabIndex = -1; document.body.prepend(start); start.focus(); start.remove(); window.getSelection()?.removeAllRanges(); });
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
  if (varied) found.push(...(await variants(page)));
  return found;
}

/** Colours do not depend on the language, and take most of the time. */
async function violations(page, values, colours, type = 'tag') {
  await page.evaluate(axe); // through the protocol: the page's CSP stays as it is
  const { violations } = await page.evaluate((options) => globalThis.axe.run(document, options),
    { runOnly: { type, values }, rules: { 'color-contrast': { enabled: colours } } });
  return violations.map((v) => `${v.id}: ${v.help} — ${v.nodes.map((node) => node.html.slice(0, 160)).slice(0, 3).join(' | ')}`);
}
