import { installHint } from '../ui/install';
import { languageSwitch } from '../ui/languages';
import type { Context, View } from '../router';
import { t } from '../i18n';
import { h, icon } from '../ui/dom';
import { button, lead, message } from '../ui/parts';

export function welcome(context: Context): View {
  const { app, go } = context;
  return {
    title: t('welcome.title'),
    content: [
      h('div', { class: 'emblem' }, icon('key')),
      lead(t('welcome.lead')),
      app.link ? message('info', t('welcome.linkWaits')) : '',
      h('ol', { class: 'steps' }, ...(['welcome.step1', 'welcome.step2', 'welcome.step3'] as const).map((key) => h('li', {}, t(key)))),
      installHint(app),
      languageSwitch(context),
    ],
    actions: [button(t('welcome.start'), () => go('setup'))],
  };
}
