import { plural, t } from '../i18n';
import type { Context, View } from '../router';
import { h, icon } from '../ui/dom';
import { installHint } from '../ui/install';
import { card, button, hint, row } from '../ui/parts';
import { noticeText } from './notice-text';

export function home(context: Context): View {
  const { app, go, say, run } = context;
  const device = app.device!;
  const name = h('span', {}, device.name);
  const connected = h('span', {}, t('home.connected', { device: device.name }));
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
    connected.textContent = t('home.connected', { device: me.device.name });
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
    pass: [
      h('p', {}, t(device.holder ? 'home.holder' : 'home.device')),
      h('p', { class: 'pass-holder' }, device.holder ?? name),
      h('p', { class: 'pass-state' }, icon('check'), connected),
    ],
    content: [
      h('nav', { class: 'rows', 'aria-label': t('home.title') },
        row('bell', t('notices.title'), '#/notices', hint(t('home.notices.hint')), badge),
        row('history', t('history.title'), '#/history', hint(t('home.history.hint'))),
        row('phone', t('devices.title'), '#/devices', hint(t('home.devices.hint'))),
        row('settings', t('settings.title'), '#/settings', hint(t('home.settings.hint')))),
      app.open ? card(h('p', {}, t('home.resume')), button(t('home.resume.button'), () => go('request'), 'secondary')) : '',
      installHint(app),
      h('p', { class: 'muted' }, t('home.scan.hint')),
    ],
    actions: [h('button', { type: 'button', class: 'button big', onclick: () => go('scan') }, icon('qr'), t('home.scan'))],
  };
}
