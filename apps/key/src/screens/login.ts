import { known, t } from '../i18n';
import type { DataItem, LoginRequest } from '../protocol/types';
import type { Context, View } from '../router';
import { request as texts } from '../texts/request';
import { h, icon } from '../ui/dom';
import { card, hint } from '../ui/parts';
import { circumstances, codeQuestion, decidable } from './deciding';

/** Who asks, for what, at which level; item by item. */
export function loginRequest(context: Context, request: LoginRequest): View {
  const items = request.data.map((item) => ({ item, ...dataItem(item) }));
  return decidable(context, request, {
    title: t('login.title'),
    approve: t('login.approve'),
    purpose: t('unlock.for', { service: request.service.name }),
    released: () => items.filter(({ released }) => released()).map(({ item }) => item.name),
    content: [
      card(
        h('p', { class: 'hint' }, t('login.who')),
        h('p', { class: 'service-name' }, request.service.name),
        h('p', { class: 'service-domain' }, request.service.domain),
      ),
      codeQuestion(request),
      card(
        h('h2', {}, t('login.data')),
        items.length > 0 ? h('ul', { class: 'data' }, ...items.map(({ element }) => element)) : h('p', {}, t('login.data.none')),
      ),
      card(circumstances(request)),
    ],
  });
}

/** What is essential is fixed; the rest is the person's choice. */
function dataItem(item: DataItem): { element: HTMLElement; released(): boolean } {
  const name = dataName(item.name);
  if (item.essential) {
    const element = h('li', { class: 'datum' }, icon('check'), h('span', {}, name), hint(t('login.data.essential')));
    return { element, released: () => true };
  }
  const box = h('input', { type: 'checkbox', class: 'checkbox', name: item.name, checked: item.released });
  const element = h('li', { class: 'datum' }, h('label', {}, box, h('span', {}, name)), hint(t('login.data.voluntary')));
  return { element, released: () => box.checked };
}

export const dataName = (name: string): string => known('data', name) ?? name;

const USUAL_ORDER = Object.keys(texts).flatMap((key) => (key.startsWith('data.') ? [key.slice('data.'.length)] : []));

/** As people read them: the name first. What is signed is sorted by its letters. */
export const inUsualOrder = (names: readonly string[]): string[] =>
  [...names].sort((a, b) => USUAL_ORDER.indexOf(a) - USUAL_ORDER.indexOf(b));
