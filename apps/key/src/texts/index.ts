import { common } from './common';
import { home } from './home';
import { problems } from './problems';
import { request } from './request';
import { scan } from './scan';
import { setup } from './setup';

export const all = { ...common, ...setup, ...scan, ...request, ...home, ...problems };
export type TextKey = keyof typeof all;
