import { Device } from '../device';
import { t } from '../i18n';
import type { FactorKind } from '../protocol/types';
import { biometricsAvailable, PromptDismissed } from '../protocol/webauthn';
import type { Context, Screen, View } from '../router';
import { guessDeviceName } from '../ui/device-name';
import { h } from '../ui/dom';
import { hint, lead, message, row } from '../ui/parts';
import { newSecret } from './new-secret';
import '../texts/setup';

/** First start: the preferred login method. `#/setup`, `#/setup/pin`, `#/setup/password`. */
export const setup: Screen = (context) => {
  const { parameter, run } = context;
  if (parameter === 'pin' || parameter === 'password') {
    return newSecret(parameter, 'setup', (secret) => run(async () => {
      await (await thisDevice(context)).setSecret(parameter, secret);
      await finish(context);
    }));
  }
  return methods(context, '', (kind, view) => {
    if (kind !== 'biometrics') return context.go(`setup/${kind}`);
    void run(async () => {
      const device = await thisDevice(context);
      await withPrompt(() => device.setBiometrics(), context, view, () => finish(context));
    });
  });
};

async function thisDevice({ app }: Context): Promise<Device> {
  app.device ??= await Device.register(app.api, app.store, await guessDeviceName());
  return app.device;
}

async function finish({ app, go }: Context): Promise<void> {
  app.resume();
  await navigator.storage?.persist?.();
  go('');
}

/** Runs what may ask for biometrics; a dismissed prompt is said, not an error. */
export async function withPrompt(work: () => Promise<void>, { show }: Context, view: View, then: () => Promise<void> | void): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof PromptDismissed)) throw error;
    show({ ...view, content: [message('error', t('method.biometrics.dismissed')), ...view.content] });
    return;
  }
  await then();
}

/** The list of methods; biometrics only where this device has it. */
export async function methods({ app }: Context, back: string, choose: (kind: FactorKind, view: View) => void): Promise<View> {
  const current = (kind: FactorKind) => app.device?.factorKind === kind && hint(t('method.current'));
  const view: View = { title: t('method.title'), back, content: [] };
  const pick = (kind: FactorKind) => () => choose(kind, view);
  view.content = [
    lead(t('method.lead')),
    row('pin', t('method.pin'), pick('pin'), h('span', {}, hint(t('method.pin.hint')), current('pin'))),
    (await biometricsAvailable()) ? row('finger', t('method.biometrics'), pick('biometrics'), h('span', {}, hint(t('method.biometrics.hint')), current('biometrics'))) : '',
    row('password', t('method.password'), pick('password'), h('span', {}, hint(t('method.password.hint')), current('password'))),
    hint(t('method.promise')),
  ];
  return view;
}
