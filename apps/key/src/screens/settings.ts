import { t } from '../i18n';
import type { Unlocked } from '../device';
import type { FactorKind } from '../protocol/types';
import type { Context, Screen, View } from '../router';
import { h } from '../ui/dom';
import { languageSwitch } from '../ui/languages';
import { card, hint, row } from '../ui/parts';
import { newSecret } from './new-secret';
import { methods, withPrompt } from './setup';
import { unlock } from './unlock';
import '../texts/more';
import '../texts/setup';

export const settings: Screen = async (context) => {
  const { app } = context;
  const kind = app.device!.factorKind!;
  const me = await app.refreshMe();
  return {
    title: t('settings.title'),
    back: '',
    content: [
      card(h('h2', {}, t('app.language')), languageSwitch(context)),
      card(h('h2', {}, t('settings.method')), h('p', {}, t(`method.${kind}`)),
        kind === 'pin' ? row('pin', t('settings.method.changePin'), '#/settings/method/pin', '') : '',
        kind === 'password' ? row('password', t('settings.method.changePassword'), '#/settings/method/password', '') : '',
        row('settings', t('settings.method.change'), '#/settings/method', '')),
      card(noticesSwitch(context, me?.notices_enabled ?? true)),
      h('div', { class: 'rows' }, row('help', t('help.title'), '#/help', '')),
      hint(t('settings.version', { version: __APP_VERSION__ })),
    ],
  };
};

function noticesSwitch({ app, run, say }: Context, on: boolean): HTMLElement {
  const box = h('input', { type: 'checkbox', role: 'switch', class: 'checkbox', checked: on, 'aria-describedby': 'notices-hint' });
  box.addEventListener('change', () => void run(async () => {
    try {
      await app.device!.call('notices/settings', { logins: box.checked });
    } catch (error) {
      box.checked = !box.checked;
      throw error;
    }
    say(t('settings.saved'));
  }));
  return h('div', { class: 'switch' }, h('label', {}, box, h('span', {}, t('settings.notices'))), h('span', { id: 'notices-hint', class: 'hint' }, t('settings.notices.hint')));
}

/** Changes the factor: the present one signs first. `#/settings/method`, `#/settings/method/pin`, `…/password`. */
export const changeMethod: Screen = (context) => {
  const { parameter, app, show } = context;
  const change = (kind: FactorKind, view: View): void => {
    if (kind === 'biometrics' && app.device!.factorKind === 'biometrics') return context.go('settings');
    unlock(context, t('settings.method.change'), () => show(view), (opened) => replace(context, kind, opened, view));
  };
  if (parameter !== 'pin' && parameter !== 'password') return methods(context, 'settings', change);
  const title = t(parameter === 'pin' ? 'settings.method.changePin' : 'settings.method.changePassword');
  unlock(context, title, () => context.go('settings'), (opened) => replace(context, parameter, opened));
  return undefined;
};

async function replace(context: Context, kind: FactorKind, old: Unlocked, methodsView?: View): Promise<void> {
  const { app, go, run, say, show } = context;
  const isSame = app.device!.factorKind === kind;
  const changed = (): void => {
    say(t(isSame && kind !== 'biometrics' ? `method.changed.${kind}` : 'method.changed'));
    go('settings');
  };
  const device = app.device!;
  // At once: the person may leave without a new PIN, or take longer than the server waits.
  await device.giveTriesBack(old);
  if (kind === 'biometrics') return withPrompt(() => device.setBiometrics(old), context, methodsView!, changed);
  const made = {};
  const view = newSecret(kind, 'settings', (secret) => run(() => withPrompt(() => device.setSecret(kind, secret, old, made), context, view, changed)));
  show(view);
}
