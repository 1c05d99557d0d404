import type { Unlocked } from '../device';
import { plural, t } from '../i18n';
import { PromptDismissed } from '../protocol/webauthn';
import type { Context, View } from '../router';
import { h } from '../ui/dom';
import { button, lead, message, secretField, submit } from '../ui/parts';
import '../texts/request';

/** Asks for the PIN, the password or biometrics, and hands on the opened factor. */
export function unlock(context: Context, purpose: string, back: () => void, done: (opened: Unlocked) => Promise<void>): void {
  const kind = context.app.device?.factorKind;
  if (!kind) return context.go('');
  const stop = backByGesture(context, back);
  const finish = async (opened: Unlocked): Promise<void> => {
    await done(opened);
    stop();
  };
  if (kind === 'biometrics') biometrics(context, purpose, finish);
  else secret(context, kind, purpose, finish);
}

/** The browser's own „back“ (a gesture on Android) leaves only this step. */
function backByGesture(context: Context, back: () => void): () => void {
  const { hash } = location;
  history.pushState(null, '', hash);
  const popped = (): void => {
    stop();
    if (context.present() && location.hash === hash) back();
  };
  const stop = (): void => window.removeEventListener('popstate', popped);
  window.addEventListener('popstate', popped);
  context.onLeave(stop);
  return stop;
}

function secret({ app, run, show }: Context, kind: 'pin' | 'password', purpose: string, done: (opened: Unlocked) => Promise<void>): void {
  const entry = secretField(kind, t(`unlock.${kind}.label`));
  entry.input.toggleAttribute('autofocus', true);
  const enter = async (): Promise<void> => {
    entry.fail(undefined);
    if (!entry.input.value) return entry.fail(t(`unlock.${kind}.title`));
    const opened = await app.device!.open(entry.input.value);
    entry.input.value = '';
    if ('wrong' in opened) return entry.fail(`${t(`unlock.${kind}.wrong`)} ${plural('tries', opened.triesLeft)}`);
    await done(opened);
  };
  const send = (event: Event): void => {
    event.preventDefault();
    void run(enter);
  };
  show({
    title: t(`unlock.${kind}.title`),
    back: () => history.back(),
    content: [
      lead(purpose),
      h('form', { class: 'form', novalidate: true, onsubmit: send }, entry.element, submit(t('unlock.button'))),
      h('details', {}, h('summary', {}, t(`unlock.${kind}.forgotten`)), h('p', {}, t('unlock.forgotten.text'))),
    ],
  });
}

function biometrics({ app, run, show }: Context, purpose: string, done: (opened: Unlocked) => Promise<void>): void {
  const dismissed = message('error');
  const ask = (): Promise<void> => run(async () => {
    dismissed.textContent = '';
    try {
      const opened = await app.device!.open('');
      if (!('wrong' in opened)) await done(opened);
    } catch (error) {
      if (!(error instanceof PromptDismissed)) throw error;
      dismissed.textContent = t('unlock.biometrics.dismissed');
    }
  });
  const view: View = {
    title: t('unlock.biometrics.title'),
    back: () => history.back(),
    content: [lead(purpose), h('p', {}, t('unlock.biometrics.text')), dismissed],
    actions: [button(t('unlock.button'), ask)],
  };
  show(view);
  void ask();
}
