import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fill, known, preferredLanguage, t } from '../src/i18n';
import { ERROR_CODES } from '../src/protocol/api';
import { all, type TextKey } from '../src/texts';
import { LANGUAGES } from '../src/texts/language';
import { more } from '../src/texts/more';

const SOURCE = join(import.meta.dirname, '../src');
Object.assign(all, more);
const keys = Object.keys(all) as TextKey[];

/** Keys that are put together from a value of a closed set. */
const COMPOSED: Record<string, readonly string[]> = {
  problem: ERROR_CODES,
  level: ['low', 'substantial', 'high'],
  scan: ['denied', 'missing', 'busy', 'failed'],
  link: ['foreign', 'notALink'],
  method: ['pin', 'biometrics', 'password'],
  tries: ['one', 'few', 'other'],
  'notices.unread': ['one', 'few', 'other'],
  ...Object.fromEntries(['pin', 'password'].flatMap((kind) => [
    [`newSecret.${kind}`, ['title', 'label', 'again', 'hint', 'button']],
    [`unlock.${kind}`, ['title', 'label', 'wrong', 'forgotten']],
  ])),
  kind: ['login', 'enrolment', 'device_renamed', 'device_disconnected', 'device_blocked', 'factor_changed'],
  outcome: ['approved', 'refused', 'claimed', 'expired', 'abandoned', 'blocked', 'level_too_low', 'done'],
  notice: ['login', 'device_attached', 'device_disconnected', 'device_blocked', 'factor_changed'],
  data: ['given_name', 'family_name', 'birthdate', 'place_of_birth', 'address', 'document', 'email', 'phone_number'],
};
const composed = Object.entries(COMPOSED).flatMap(([prefix, values]) => values.map((value) => `${prefix}.${value}`));

const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.startsWith('texts'))
  .map((file) => ({ file, text: readFileSync(join(SOURCE, file), 'utf8') }));
const code = files.map(({ text }) => text).join('\n');

const placeholders = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(String).sort();

describe('the texts', () => {
  it('exist for every value of a closed set', () => {
    expect(composed.filter((key) => !(keys as string[]).includes(key))).toEqual([]);
  });

  it('are all used', () => {
    expect(keys.filter((key) => !composed.includes(key) && !code.includes(`'${key}'`))).toEqual([]);
  });

  it('are not asked for before the screens that they come with', () => {
    const later = ['devices', 'history', 'notices', 'done-on', 'settings'].map((name) => join('screens', `${name}.ts`));
    const shell = files.filter(({ file }) => !later.includes(file)).map(({ text }) => text).join('\n');
    expect(Object.keys(more).filter((key) => shell.includes(`'${key}'`))).toEqual([]);
    for (const prefix of ['kind', 'outcome']) expect(shell).not.toContain(`known('${prefix}'`);
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
    expect(t('enrol.nationalPoint')).toBe('Mám účet v Národním bodu');
    expect(t('nationalPoint.pc.button')).toBe('Mám hotovo');
    expect(t('nationalPoint.phone.button')).toBe('Otevřít prohlížeč');
    expect(t('nationalPoint.phone.text')).toContain('„Spustit mobilní klíč“');
    expect(t('nationalPoint.pc.step2')).toContain('„Mobilní klíč eGovernmentu“ a „Založit“');
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
