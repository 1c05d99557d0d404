import type { Name } from './protocol/types';
import { all, type TextKey } from './texts';
import { type Language, LANGUAGES } from './texts/language';

export type { TextKey } from './texts';
export type Values = Readonly<Record<string, string | number>>;

let current: Language = 'cs';

export const language = (): Language => current;

export function setLanguage(code: Language): void {
  current = code;
  document.documentElement.lang = code;
}

export const isLanguage = (code: string | undefined): code is Language => (LANGUAGES as readonly (string | undefined)[]).includes(code);

/** The operator's name for the app, as the site put it into the page; the built one where the site says none. */
export function nameApp(page: ParentNode): void {
  const names = page.querySelector<HTMLMetaElement>('meta[name=application-name]')?.dataset;
  if (names?.cs) Object.assign(all, { 'app.name': { cs: names.cs, sk: names.sk ?? names.cs, en: names.en ?? names.cs } });
}

/** The first language of the browser that the app speaks, otherwise Czech. */
export function preferredLanguage(browser: readonly string[]): Language {
  return browser.map((tag) => tag.slice(0, 2).toLowerCase()).find(isLanguage) ?? 'cs';
}

export function fill(text: string, values: Values): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

export function t(key: TextKey, values: Values = {}): string {
  return fill(bound(all[key][current]), values);
}

/** Czech and Slovak lines do not end with a preposition of one letter, nor between a number and what it counts. */
const bound = (text: string): string =>
  current === 'en' ? text : text.replace(/(?<=^|[\s(„])([kosuvzaiKOSUVZAI]|\d+|\{n\}) (?=\S)/g, '$1\u00a0');

/** A text that depends on a number: Czech and Slovak have three forms. */
export function plural(base: 'tries' | 'failedTries' | 'notices.unread', n: number): string {
  const rule = new Intl.PluralRules(current).select(n);
  return t(rule === 'one' || rule === 'few' ? `${base}.${rule}` : `${base}.other`, { n });
}

/** The text of a value that came from the server, or `undefined` if this version does not know it. */
export function known(prefix: 'data' | 'kind' | 'outcome' | 'notice' | 'problem', value: string, values: Values = {}): string | undefined {
  const key = `${prefix}.${value}`;
  return Object.hasOwn(all, key) ? t(key as TextKey, values) : undefined;
}

/** A name in the reader's language; Czech stands in for one that is missing. */
export const nameOf = (name: Name): string => (typeof name === 'string' ? name : name[current] ?? name.cs);

export function dateTime(ms: number): string {
  return new Intl.DateTimeFormat(current, { dateStyle: 'medium', timeStyle: 'short' }).format(ms);
}

/** An ISO date without a time, such as a birth date. */
export function calendarDate(iso: string): string {
  const ms = Date.parse(`${iso}T00:00:00Z`);
  return Number.isNaN(ms) ? iso : new Intl.DateTimeFormat(current, { dateStyle: 'long', timeZone: 'UTC' }).format(ms);
}
