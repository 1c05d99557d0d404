import { t } from '../i18n';
import { passwordProblem, pinProblem } from '../protocol/secrets';
import type { View } from '../router';
import { h } from '../ui/dom';
import { secretField, submit } from '../ui/parts';
import '../texts/setup';

/** A new PIN or password, entered twice. */
export function newSecret(kind: 'pin' | 'password', back: string, accept: (secret: string) => unknown): View {
  const first = secretField(kind, t(`newSecret.${kind}.label`), t(`newSecret.${kind}.hint`));
  const again = secretField(kind, t(`newSecret.${kind}.again`));
  first.input.toggleAttribute('autofocus', true);
  const check = (event: Event): void => {
    event.preventDefault();
    first.fail(undefined);
    again.fail(undefined);
    const secret = first.input.value;
    const problem = kind === 'pin' ? pinProblem(secret) : passwordProblem(secret);
    if (problem) return first.fail(t(problem));
    if (again.input.value !== secret) return again.fail(t('secret.differ'));
    accept(secret);
  };
  const form = h('form', { class: 'form', novalidate: true, onsubmit: check }, first.element, again.element, submit(t(`newSecret.${kind}.button`)));
  return { title: t(`newSecret.${kind}.title`), back, content: [form] };
}
