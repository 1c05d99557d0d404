/** As much of a browser's page as the screens need to be made, read and pressed. */
import { vi } from 'vitest';
import type { App } from '../src/app';
import type { Context, View } from '../src/router';

type Child = Element | string;

/** As a person reads it: the blanks that keep words together are blanks. */
export const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

class Element {
  readonly attributes = new Map<string, string>();
  readonly listeners = new Map<string, (event: object) => void>();
  readonly classList = { toggle: () => undefined };
  children: Child[] = [];
  parent: Element | undefined;
  value = '';
  constructor(readonly tag: string) {}

  get textContent(): string {
    return plain(this.children.map((child) => (typeof child === 'string' ? child : child.textContent)).join(' '));
  }
  set textContent(text: string) {
    this.children = text ? [text] : [];
  }

  append(...children: Child[]): void {
    for (const child of children) if (typeof child !== 'string') child.parent = this;
    this.children.push(...children);
  }
  replaceChildren(...children: Child[]): void {
    this.children = [];
    this.append(...children);
  }
  replaceWith(other: Element): void {
    this.parent!.children = this.parent!.children.map((child) => (child === this ? other : child));
  }
  setAttribute(name: string, value: string): void {
    this.attributes.set(name, value);
  }
  toggleAttribute(name: string, on: boolean): void {
    if (on) this.attributes.set(name, '');
    else this.attributes.delete(name);
  }
  addEventListener(name: string, act: (event: object) => void): void {
    this.listeners.set(name, act);
  }
  focus(): void {}

  *all(): Generator<Element> {
    yield this;
    for (const child of this.children) if (typeof child !== 'string') yield* child.all();
  }
}

/** A clock that is never asked twice in one millisecond: the server refuses a time that it had before. */
export function tickingClock(): void {
  if (vi.isMockFunction(Date.now)) return;
  const real = Date.now.bind(Date);
  let last = 0;
  vi.spyOn(Date, 'now').mockImplementation(() => (last = Math.max(last + 1, real())));
}

/** Puts a page in the place of the browser's. */
export function stubPage(): void {
  const events = { addEventListener: () => undefined, removeEventListener: () => undefined };
  const createElement = (tag: string): Element => new Element(tag);
  vi.stubGlobal('document', { ...events, hidden: false, documentElement: {}, createElement, createElementNS: (_: string, tag: string) => createElement(tag) });
  vi.stubGlobal('window', { ...events, setTimeout, clearTimeout });
  vi.stubGlobal('navigator', { languages: ['cs'], userAgent: '' });
  vi.stubGlobal('matchMedia', () => ({ matches: false }));
  vi.stubGlobal('location', { hash: '#/', origin: 'https://klic.example' });
  vi.stubGlobal('history', { pushState: () => undefined, back: () => undefined });
}

/** One screen's turn: what it shows and where it goes. */
export class Turn {
  readonly went: string[] = [];
  readonly said: string[] = [];
  shown: View | undefined;
  #leaving: (() => void)[] = [];
  readonly context: Context;

  constructor(app: App, parameter = '') {
    this.context = {
      app, parameter,
      go: (path) => void this.went.push(path),
      show: (view) => { this.shown = view; },
      run: (work) => work(),
      say: (text) => void this.said.push(text),
      onLeave: (act) => void this.#leaving.push(act),
      present: () => true,
    };
  }

  /** What a screen gives is shown. */
  async open(view: View | undefined | Promise<View | undefined>): Promise<this> {
    this.shown = (await view) ?? this.shown;
    return this;
  }

  leave(): void {
    for (const act of this.#leaving.splice(0)) act();
  }

  get text(): string {
    return plain(this.#elements().map((part) => (typeof part === 'string' ? part : part.textContent)).join(' '));
  }

  get title(): string {
    return plain(this.shown?.title ?? '');
  }

  /** What stands on the deep ground above. */
  get pass(): string {
    return plain(((this.shown?.pass ?? []) as unknown as Element[]).map((part) => part.textContent).join(' '));
  }

  isOpen(tag: string): boolean {
    return this.#find((element) => element.tag === tag).attributes.has('open');
  }

  checked(name: string): boolean {
    return this.#find((element) => element.attributes.get('name') === name).attributes.has('checked');
  }

  press(text: string): void {
    const button = this.#find((element) => element.tag === 'button' && element.textContent === plain(text));
    button.listeners.get('click')!({});
  }

  /** Into the first field, or into all. */
  submit(value: string, everywhere = false): void {
    for (const input of this.#inputs().slice(0, everywhere ? undefined : 1)) input.value = value;
    this.#find((element) => element.tag === 'form').listeners.get('submit')!({ preventDefault: () => undefined });
  }

  href(text: string): string | undefined {
    return this.#find((element) => element.tag === 'a' && element.textContent === plain(text)).attributes.get('href');
  }

  #elements(): Child[] {
    const { content = [], actions = [] } = this.shown ?? {};
    return [...content, ...actions] as unknown as Child[];
  }

  #inputs(): Element[] {
    const parts = this.#elements().flatMap((part) => (typeof part === 'string' ? [] : [...part.all()]));
    return parts.filter((element) => element.tag === 'input');
  }

  #find(is: (element: Element) => boolean): Element {
    const found = this.#elements().flatMap((part) => (typeof part === 'string' ? [] : [...part.all()])).find(is);
    if (!found) throw new Error(`not shown: ${this.text}`);
    return found;
  }
}

/** What follows takes signatures, the store and the server of a test. */
export const eventually = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 4_000, interval: 10 });
/** Long enough for what must not follow. */
export const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 150));
