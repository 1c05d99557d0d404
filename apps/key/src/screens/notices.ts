import { dateTime, nameOf, t } from '../i18n';
import type { Notice } from '../protocol/types';
import type { Screen } from '../router';
import { h } from '../ui/dom';
import { hint, lead } from '../ui/parts';
import { doneOn } from './done-on';
import { noticeText } from './notice-text';
import '../texts/more';

export const notices: Screen = async ({ app }) => {
  const { notices: list } = await app.device!.call('notices', {});
  if (app.me) app.me.unread = 0;
  return {
    title: t('notices.title'),
    back: '',
    content: [lead(t('notices.lead')), list.length === 0 ? h('p', {}, t('notices.empty')) : h('ul', { class: 'entries' }, ...list.map(entry))],
  };
};

function entry(notice: Notice): HTMLElement {
  return h('li', { class: notice.read ? 'entry' : 'entry unread' },
    h('span', { class: 'entry-title' }, noticeText(notice), !notice.read && h('span', { class: 'tag' }, t('notices.new'))),
    notice.method ? hint(t(notice.kind === 'single_sign_on' ? 'notice.sso.method' : 'notice.login.method', { method: nameOf(notice.method) })) : '',
    doneOn(notice),
    hint(dateTime(notice.at_ms)));
}
