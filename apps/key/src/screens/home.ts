import { plural, t } from '../i18n';
import type { Context, View } from '../router';
import { h, icon } from '../ui/dom';
import { installHint } from '../ui/install';
import { card, button, row } from '../ui/parts';
import { noticeText } from './notice-text';

export function home(context: Context): View {
  const { app, go, say, run } = context;
  const device = app.device!;
  const name = h('span', { class: 'home-name' }, device.name);
  const badge = h('span', { class: 'badge', hidden: true });
  const unread = (count: number): void => {
    badge.hidden = count === 0;
    badge.textContent = count === 0 ? '' : plural('notices.unread', count);
  };
  const refresh = async (): Promise<void> => {
    const me = await app.refreshMe();
    if (!context.present() || !me) return;
    if (!me.enrolled) return go('enrol');
    name.textContent = me.device.name;
    unread(me.unread);
  };
  app.onEvent = (event) => {
    if (event.kind === 'notice') say(t('home.newNotice', { text: noticeText(event.notice) }));
    void run(refresh);
  };
  unread(app.me?.unread ?? 0);
  queueMicrotask(() => void refresh().catch((error: unknown) => run(() => Promise.reject(error))));

  return {
    title: t('home.title'),
    content: [
      h('div', { class: 'home-device' }, icon('phone'), h('span', {}, h('span', { class: 'hint' }, t('home.device')), name)),
      app.open ? card(h('p', {}, t('home.resume')), button(t('home.resume.button'), () => go('request'), 'secondary')) : '',
      h('button', { type: 'button', class: 'scan-button', onclick: () => go('scan') },
        icon('qr'), h('span', {}, t('home.scan'))),
      installHint(app),
      h('nav', { class: 'rows', 'aria-label': t('home.title') },
        row('bell', t('notices.title'), '#/notices', badge),
        row('phone', t('devices.title'), '#/devices'),
        row('history', t('history.title'), '#/history'),
        row('settings', t('settings.title'), '#/settings'),
        row('help', t('help.title'), '#/help')),
    ],
  };
}
