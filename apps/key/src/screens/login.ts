import { t } from '../i18n';
import type { DataItem, LoginRequest } from '../protocol/types';
import type { Context, View } from '../router';
import '../texts/request';
import { h, icon } from '../ui/dom';
import { hint, ticket } from '../ui/parts';
import { dataName } from './data';
import { circumstances, codeQuestion, decidable, type ViewOf } from './deciding';

/** Who asks, for what, at which level; item by item. */
export function loginRequest(context: Context, request: LoginRequest, viewOf: ViewOf): View {
  const items = request.data.map((item) => ({ item, ...dataItem(item) }));
  return decidable(context, request, {
    title: t('login.title'),
    approve: t('login.approve'),
    purpose: t('unlock.for', { service: request.service.name }),
    released: () => items.filter(({ released }) => released()).map(({ item }) => item.name),
    content: [
      ticket(t('login.who'), request.service),
      codeQuestion(request),
      h('section', { class: 'group' },
        h('h2', {}, t('login.data')),
        items.length > 0 ? h('ul', { class: 'rows data' }, ...items.map(({ element }) => element)) : h('p', {}, t('login.data.none'))),
      circumstances(request),
    ],
  }, viewOf);
}

/** What is essential is fixed; the rest is the person's choice. */
function dataItem(item: DataItem): { element: HTMLElement; released(): boolean } {
  const name = dataName(item.name);
  if (item.essential) {
    const element = h('li', { class: 'datum' }, icon('check'), h('span', {}, h('b', {}, name), hint(t('login.data.essential'))));
    return { element, released: () => true };
  }
  const box = h('input', { type: 'checkbox', class: 'checkbox', name: item.name, checked: item.released });
  const element = h('li', { class: 'datum' }, h('label', {}, box, h('span', {}, h('b', {}, name), hint(t(item.released ? 'login.data.lastTime' : 'login.data.voluntary')))));
  return { element, released: () => box.checked };
}
