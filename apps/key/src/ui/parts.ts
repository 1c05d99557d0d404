import { type Child, h, icon, type IconName } from './dom';
import { t } from '../i18n';

type Kind = 'primary' | 'secondary' | 'danger' | 'quiet';

export function button(text: string, act: () => unknown, kind: Kind = 'primary', type: 'button' | 'submit' = 'button'): HTMLButtonElement {
  return h('button', { type, class: `button ${kind}`, onclick: () => void act() }, text);
}

export const submit = (text: string): HTMLButtonElement => h('button', { type: 'submit', class: 'button primary' }, text);

export function link(text: string, href: string, kind: Kind = 'primary', outside = false): HTMLAnchorElement {
  return h('a', { href, class: `button ${kind}`, ...(outside && { target: '_blank', rel: 'noopener' }) }, text);
}

/** A large row that leads on: icon, text, hint. */
export function row(name: IconName, text: string, act: string | (() => unknown), more: Child, after?: Child): HTMLElement {
  const inside = [h('span', { class: 'tile' }, icon(name)), h('span', { class: 'row-text' }, h('span', { class: 'row-title' }, text), more), after, icon('chevron')];
  return typeof act === 'string'
    ? h('a', { class: 'row', href: act }, ...inside)
    : h('button', { type: 'button', class: 'row', onclick: () => void act() }, ...inside);
}

/** The service that asks, as on every page of a login. */
export function ticket(what: string, { name, domain }: { name: string; domain: string }): HTMLElement {
  const initials = name.split(/\s+/).slice(0, 2).map((word) => [...word][0]).join('').toUpperCase();
  return h('div', { class: 'ticket' }, h('span', { class: 'tile', 'aria-hidden': 'true' }, initials),
    h('div', {}, h('p', { class: 'muted' }, what), h('p', { class: 'ticket-who' }, name), h('p', { class: 'ticket-where' }, domain)));
}

export const hint = (text: string): HTMLElement => h('span', { class: 'hint' }, text);

export const lead = (text: string): HTMLElement => h('p', { class: 'lead' }, text);

export function card(...children: Child[]): HTMLElement {
  return h('div', { class: 'card' }, ...children);
}

export function summary(...rows: [label: string, value: Child][]): HTMLElement {
  return h('dl', { class: 'summary' }, ...rows.map(([label, value]) => h('div', {}, h('dt', {}, label), h('dd', {}, value))));
}

/** The four digits, large; read out digit by digit. */
export function codeDisplay(code: string): HTMLElement {
  const digits = h('span', { 'aria-hidden': 'true' }, ...[...code].map((digit) => h('span', { class: 'digit' }, digit)));
  return h('p', { class: 'code', 'data-testid': 'code' }, h('span', { class: 'visually-hidden' }, [...code].join(' ')), digits);
}

/** A message that is read out when it appears. */
export function message(kind: 'error' | 'warning' | 'info', text = ''): HTMLElement {
  return h('p', { class: `message ${kind}`, role: kind === 'info' ? 'status' : 'alert' }, text);
}

export interface Field { element: HTMLElement; input: HTMLInputElement; fail(text: string | undefined): void }

let fields = 0;

export function field(label: string, attributes: Record<string, string | number | boolean>, hintText?: string): Field {
  const id = `field-${++fields}`;
  const input = h('input', { id, class: 'input', autocomplete: 'off', autocapitalize: 'off', spellcheck: 'false', ...attributes });
  const error = h('p', { id: `${id}-error`, class: 'field-error', role: 'alert' });
  const hintElement = hintText !== undefined && h('p', { id: `${id}-hint`, class: 'hint' }, hintText);
  input.setAttribute('aria-describedby', `${id}-error${hintElement ? ` ${id}-hint` : ''}`);
  return {
    element: h('div', { class: 'field' }, h('label', { for: id }, label), hintElement, error, input),
    input,
    fail(text) {
      error.textContent = text ?? '';
      input.toggleAttribute('aria-invalid', text !== undefined);
      if (text === undefined) return;
      input.setAttribute('aria-invalid', 'true');
      input.focus();
    },
  };
}

/** A field for a PIN or password, with a button that shows what was typed. */
export function secretField(kind: 'pin' | 'password', label: string, hintText?: string): Field {
  const digits = kind === 'pin' && { inputmode: 'numeric', pattern: '[0-9]*', maxlength: 12 };
  const made = field(label, { type: 'password', class: `input secret ${kind}`, ...digits }, hintText);
  const toggle = h('button', { type: 'button', class: 'show', 'aria-label': `${t('secret.show')}: ${label}` }, t('secret.show'));
  toggle.addEventListener('click', () => {
    const hidden = made.input.type === 'password';
    made.input.type = hidden ? 'text' : 'password';
    const text = hidden ? t('secret.hide') : t('secret.show');
    toggle.textContent = text;
    toggle.setAttribute('aria-label', `${text}: ${label}`);
  });
  const wrap = h('div', { class: 'secret-wrap' });
  made.input.replaceWith(wrap);
  wrap.append(made.input, toggle);
  return made;
}
