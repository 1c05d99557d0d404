import { known } from '../i18n';
import { request as texts } from '../texts/request';

export const dataName = (name: string): string => known('data', name) ?? name;

const USUAL_ORDER = Object.keys(texts).flatMap((key) => (key.startsWith('data.') ? [key.slice('data.'.length)] : []));

/** As people read them: the name first. What is signed is sorted by its letters. */
export const inUsualOrder = (names: readonly string[]): string[] =>
  [...names].sort((a, b) => USUAL_ORDER.indexOf(a) - USUAL_ORDER.indexOf(b));
