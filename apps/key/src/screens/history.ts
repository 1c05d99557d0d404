import { dateTime, known, t } from '../i18n';
import type { HistoryEntry } from '../protocol/types';
import type { Screen } from '../router';
import { h } from '../ui/dom';
import { button, hint } from '../ui/parts';
import { doneOn } from './done-on';
import { dataName, inUsualOrder } from './data';
import '../texts/more';

export const history: Screen = async ({ app, run }) => {
  const list = h('ul', { class: 'entries' });
  const more = h('div', {});
  const load = async (beforeMs?: number): Promise<void> => {
    const page = await app.device!.call('history', beforeMs === undefined ? {} : { before_ms: beforeMs });
    list.append(...page.entries.map(entry));
    const next = page.next_before_ms;
    more.replaceChildren(...(next === undefined ? [] : [button(t('history.more'), () => run(() => load(next)), 'secondary')]));
  };
  await load();
  return {
    title: t('history.title'),
    back: '',
    content: [list.children.length === 0 ? h('p', {}, t('history.empty')) : list, more],
  };
};

function entry(event: HistoryEntry): HTMLElement {
  const { at_ms, kind, outcome, service_name: service, service_domain, device_name, data, tries = 0 } = event;
  const good = outcome === 'approved' || outcome === 'done';
  return h('li', { class: 'entry' },
    h('span', { class: 'entry-title' },
      known('kind', kind, { service: service ?? '', tries }) ?? t('kind.unknown'),
      kind !== 'failed_tries' && h('span', { class: good ? 'tag good' : 'tag' }, known('outcome', outcome) ?? outcome)),
    service_domain ? hint(service_domain) : '',
    data && data.length > 0 ? hint(t('history.data', { data: inUsualOrder(data).map(dataName).join(', ') })) : '',
    doneOn(event),
    hint([device_name, dateTime(at_ms)].filter(Boolean).join(' · ')));
}
