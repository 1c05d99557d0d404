import { common } from './common';
import { home } from './home';
import type { Text } from './language';
import type { more } from './more';
import { problems } from './problems';
import { request } from './request';
import { scan } from './scan';
import { setup } from './setup';

const shell = { ...common, ...setup, ...scan, ...request, ...home, ...problems };
export type TextKey = keyof typeof shell | keyof typeof more;

/** Those of `more` are there once its screens are. */
export const all = shell as Record<TextKey, Text>;
