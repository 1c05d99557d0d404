import { common } from './common';
import { home } from './home';
import type { Text } from './language';
import type { more } from './more';
import { problems } from './problems';
import type { request } from './request';
import type { scan } from './scan';
import type { setup } from './setup';

const shell = { ...common, ...home, ...problems };
export type TextKey = keyof typeof shell | keyof typeof setup | keyof typeof request | keyof typeof scan | keyof typeof more;

/** Those of `setup`, `request`, `scan` and `more` are there once a screen that needs them is loaded. */
export const all = shell as Record<TextKey, Text>;

/** Adds texts that come later. */
export function addTexts(table: Readonly<Record<string, Text>>): void {
  Object.assign(all, table);
}
