/** The fixed parts of the page: header, banner, main region, bottom actions, and what screen readers hear. */
import { t } from '../i18n';
import type { View } from './view';
import { h, icon, mark } from './dom';

/** As long as a screen reader may need to begin. */
const SAID_MS = 4000;

export class Frame {
  readonly #header = h('header', { class: 'header' });
  readonly #banner = h('div', { class: 'banner', role: 'status' });
  readonly #main = h('main', { id: 'main' });
  readonly #problem = h('div', { class: 'problem', role: 'alert' });
  #said: ReturnType<typeof setTimeout> | undefined;
  readonly #live = h('p', { class: 'visually-hidden', role: 'status', 'aria-live': 'polite' });
  readonly #progress = h('div', { class: 'progress', hidden: true });
  isBusy = false;

  constructor() {
    document.querySelector('#app')!.append(this.#header, this.#progress, this.#banner, this.#main, this.#live);
  }

  show(view: View): void {
    const heading = h('h1', { tabindex: '-1' }, view.title);
    const help = h('a', { class: 'header-button', href: '#/help', 'aria-label': t('app.help') }, icon('help'));
    this.#header.replaceChildren(backControl(view.back) ?? mark(), h('span', { class: 'header-name' }, t('app.name')), help);
    this.problem(undefined);
    const actions = view.actions && h('div', { class: view.pair ? 'actions pair' : 'actions' }, ...view.actions);
    const body = [...view.content, this.#problem, ...(actions ? [actions] : [])];
    if (view.pass) {
      heading.className = 'visually-hidden';
      this.#main.replaceChildren(h('div', { class: 'pass' }, heading, ...view.pass), h('div', { class: 'main raised' }, ...body));
    } else this.#main.replaceChildren(h('div', { class: 'main' }, heading, ...body));
    document.title = `${view.title} – ${t('app.name')}`;
    window.scrollTo(0, 0);
    const wanted = this.#main.querySelector<HTMLElement>('[autofocus]');
    (wanted ?? heading).focus({ preventScroll: true });
  }

  say(text: string): void {
    this.#live.textContent = '';
    // Two steps, so that the same text said twice is heard twice.
    setTimeout(() => { this.#live.textContent = text; }, 50);
    // Read out once: whoever looks through a later screen should not come upon it.
    clearTimeout(this.#said);
    this.#said = setTimeout(() => { this.#live.textContent = ''; }, SAID_MS);
  }

  problem(text: string | undefined): void {
    this.#problem.textContent = text ?? '';
    if (text) this.#problem.scrollIntoView({ block: 'nearest' });
  }

  banner(text: string | undefined, act?: { text: string; run(): void }): void {
    const action = act && h('button', { type: 'button', class: 'banner-button', onclick: act.run }, act.text);
    this.#banner.replaceChildren(...(text ? [h('span', {}, text)] : []), ...(action ? [action] : []));
  }

  busy(busy: boolean): void {
    this.isBusy = busy;
    this.#main.setAttribute('aria-busy', String(busy));
    this.#progress.hidden = !busy;
    for (const control of this.#main.querySelectorAll<HTMLButtonElement>('.actions button, form button[type=submit]')) control.disabled = busy;
  }
}

function backControl(back: View['back']): HTMLElement | undefined {
  if (back === undefined) return undefined;
  const looks = { class: 'header-button', 'aria-label': t('app.back') };
  return typeof back === 'string'
    ? h('a', { ...looks, href: `#/${back}` }, icon('back'))
    : h('button', { ...looks, type: 'button', onclick: back }, icon('back'));
}
