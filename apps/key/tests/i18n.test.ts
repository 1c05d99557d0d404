import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { fill, known, nameApp, nameOf, preferredLanguage, setLanguage, t } from '../src/i18n';
import { ERROR_CODES } from '../src/protocol/api';
import { all, type TextKey } from '../src/texts';
import { LANGUAGES } from '../src/texts/language';
import { common } from '../src/texts/common';
import { home } from '../src/texts/home';
import { more } from '../src/texts/more';
import { problems } from '../src/texts/problems';
import { request } from '../src/texts/request';
import { scan } from '../src/texts/scan';
import { setup } from '../src/texts/setup';

const SOURCE = join(import.meta.dirname, '../src');
const LATER = { more, request, scan, setup };
const keys = Object.keys(all) as TextKey[];

/** Keys that are put together from a value of a closed set. */
const COMPOSED: Record<string, readonly string[]> = {
  problem: ERROR_CODES,
  level: ['low', 'substantial', 'high'],
  scan: ['denied', 'missing', 'busy', 'failed'],
  link: ['foreign', 'notALink'],
  method: ['pin', 'biometrics', 'password'],
  'method.changed': ['pin', 'password'],
  tries: ['one', 'few', 'other'],
  failedTries: ['one', 'few', 'other'],
  'notices.unread': ['one', 'few', 'other'],
  ...Object.fromEntries(['pin', 'password'].flatMap((kind) => [
    [`newSecret.${kind}`, ['title', 'label', 'again', 'hint', 'button']],
    [`unlock.${kind}`, ['title', 'label', 'wrong', 'forgotten']],
  ])),
  kind: ['login', 'enrolment', 'device_renamed', 'device_disconnected', 'device_blocked', 'factor_changed', 'failed_tries'],
  outcome: ['approved', 'refused', 'claimed', 'expired', 'abandoned', 'blocked', 'level_too_low', 'done'],
  notice: ['login', 'single_sign_on', 'enrolment_begun', 'account_linked', 'account_allowed', 'account_disconnected', 'account_suspended', 'failed_tries', 'device_attached', 'device_disconnected', 'device_blocked', 'factor_changed'],
  data: ['given_name', 'family_name', 'birthdate', 'place_of_birth', 'address', 'document', 'email', 'phone_number'],
};
const composed = Object.entries(COMPOSED).flatMap(([prefix, values]) => values.map((value) => `${prefix}.${value}`));

const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.startsWith('texts'))
  .map((file) => ({ file, text: readFileSync(join(SOURCE, file), 'utf8') }));
const code = files.map(({ text }) => text).join('\n');

/** As it is written, without the blanks that keep words together. */
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');
const placeholders = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(String).sort();

describe('the texts', () => {
  it('exist for every value of a closed set', () => {
    expect(composed.filter((key) => !(keys as string[]).includes(key))).toEqual([]);
  });

  it('are all used', () => {
    expect(keys.filter((key) => !composed.includes(key) && !code.includes(`'${key}'`))).toEqual([]);
  });

  it('are loaded wherever they are asked for: a screen names the texts that come later', () => {
    const begins: Record<keyof typeof LATER, RegExp> = { more: /known\('(kind|outcome)'/, request: /`(unlock|level)\.|known\('data'|plural\('(tries|failedTries)'/, scan: /`(scan|link)\./, setup: /`(newSecret|method)\./ };
    for (const [name, table] of Object.entries(LATER) as [keyof typeof LATER, Record<string, unknown>][]) {
      const own = Object.keys(table);
      // Those rules only name the texts that the screens show.
      for (const { file, text } of files.filter(({ file }) => file !== join('protocol', 'secrets.ts'))) {
        const asked = own.filter((key) => text.includes(`'${key}'`));
        if (asked.length > 0 || begins[name].test(text)) expect(text, `${file} asks for ${asked.join()}`).toContain(`'../texts/${name}'`);
      }
    }
  });

  it('of every table are different ones', () => {
    const named = [common, home, problems, more, request, scan, setup].flatMap((table) => Object.keys(table));
    expect(named.filter((key, index) => named.indexOf(key) !== index)).toEqual([]);
    expect(new Set(keys)).toEqual(new Set(named));
  });

  it('are written in every language, with the same placeholders', () => {
    for (const key of keys) {
      for (const language of LANGUAGES) {
        const text = all[key][language];
        expect(text, key).toMatch(/^\S(.*\S)?$/);
        expect(placeholders(text), key).toEqual(placeholders(all[key].cs));
      }
    }
  });

  // mission: A4
  it('has the labels of the operator\'s page letter for letter', () => {
    expect(plain(t('enrol.nationalPoint'))).toBe('Mám účet v Národním bodu');
    expect(t('nationalPoint.pc.button')).toBe('Mám hotovo');
    expect(t('nationalPoint.phone.button')).toBe('Otevřít prohlížeč');
    expect(t('nationalPoint.phone.text')).toContain('„Spustit mobilní klíč“');
    expect(plain(t('nationalPoint.pc.step2'))).toContain('„Mobilní klíč eGovernmentu“ a „Založit“');
  });
});

it('takes the first language of the browser that it speaks, otherwise Czech', () => {
  expect(preferredLanguage(['de-AT', 'sk-SK', 'en'])).toBe('sk');
  expect(preferredLanguage(['EN-gb'])).toBe('en');
  expect(preferredLanguage(['de'])).toBe('cs');
});

it('fills placeholders as plain text and leaves unknown ones', () => {
  expect(fill('{a} and {b}', { a: '<b>{b}</b>' })).toBe('<b>{b}</b> and {b}');
});

it('does not know values that have no text', () => {
  expect(known('problem', 'toString')).toBeUndefined();
  expect(known('problem', 'frame_expired')).toBeDefined();
});

// finding N-54
it('keeps a preposition of one letter with its word, and a number with what it counts', () => {
  expect(t('enrol.nationalPoint')).toBe('Mám účet v\u00a0Národním bodu');
  expect(t('tries.few', { n: 3 })).toBe('Zbývají 3\u00a0pokusy.');
  expect(t('unlock.for', { service: 'Úřad v Lipové' })).toContain('Úřad v Lipové');
  vi.stubGlobal('document', { documentElement: {} });
  setLanguage('en');
  expect(t('tries.few', { n: 3 })).toBe('3 tries left.');
  setLanguage('cs');
});

// finding N-49: one word for one thing
it('has one vocabulary', () => {
  const written = (language: 'cs' | 'sk' | 'en'): string => keys.map((key) => all[key][language]).join('\n');
  for (const bad of [/na portálu/i, /ke službě/i, /požadav/i, /nezbytn/i, /voliteln/i, /dobrovoln/i, /\(a\)/]) expect(written('cs')).not.toMatch(bad);
  for (const bad of [/na portáli/i, /k službe/i, /k online/i, /požiadavk/i, /nutné/i, /úrov\S+ záruky/i, /nastaveniach|Nastavenia\b/, /autentiz/i]) expect(written('sk')).not.toMatch(bad);
  for (const bad of [/control code/i, /as anybody/i, /to nobody/i, /anew/i]) expect(written('en')).not.toMatch(bad);
});

// finding N-18
it('has the name that the site gives it', () => {
  const built = all['app.name'];
  const page = (dataset?: object) => ({ querySelector: () => (dataset ? { dataset } : null) }) as unknown as ParentNode;
  nameApp(page());
  expect(t('app.name')).toBe(built.cs);
  nameApp(page({ cs: 'Klíč kraje', en: 'County Key' }));
  expect(all['app.name']).toEqual({ cs: 'Klíč kraje', sk: 'Klíč kraje', en: 'County Key' });
  Object.assign(all, { 'app.name': built });
});

it('has a name in the language of the reader', () => {
  const lipova = { cs: 'Město Lipová', sk: 'Mesto Lipová' };
  setLanguage('sk');
  expect([nameOf(lipova), nameOf('mojeID')]).toEqual(['Mesto Lipová', 'mojeID']);
  setLanguage('en');
  expect(nameOf(lipova)).toBe('Město Lipová');
  setLanguage('cs');
});
