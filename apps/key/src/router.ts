/** Shows one screen at a time: by the hash, with focus on its heading. */
import { type App, isOver } from './app';
import { describe } from './errors';
import { type TextKey, t } from './i18n';
import { Frame } from './ui/frame';
import { button, message } from './ui/parts';
import type { View } from './ui/view';

export type { View };

export interface Context {
  app: App;
  /** The part of the hash after the route's name, decoded. */
  parameter: string;
  go(path: string): void;
  /** Shows another view of the same screen. */
  show(view: View): void;
  /** Runs something that takes time: marks the screen busy and shows what goes wrong. */
  run(work: () => Promise<void>): Promise<void>;
  /** Says something to everybody, also by screen reader. */
  say(text: string): void;
  /** Does something when the person goes to another screen. */
  onLeave(act: () => void): void;
  /** Whether the screen that got this context is still the present one. */
  present(): boolean;
}

/** Gives what to show first, or nothing if it has shown something itself or went elsewhere. */
export type Screen = (context: Context) => View | undefined | Promise<View | undefined>;
type Guard = (app: App) => boolean;
export interface Route { screen: Screen; allowed: Guard }

export class Router {
  readonly #app: App;
  readonly #routes: Record<string, Route>;
  readonly #frame = new Frame();
  #leaving: (() => void)[] = [];
  #shown = 0;

  constructor(app: App, routes: Record<string, Route>) {
    this.#app = app;
    this.#routes = routes;
    window.addEventListener('hashchange', () => void this.open());
    app.onStopped = () => this.go('stopped');
  }

  say(text: TextKey): void {
    this.#frame.say(t(text));
  }

  banner(text: TextKey | undefined, act?: { text: TextKey; run(): void }): void {
    this.#frame.banner(text && t(text), act && { text: t(act.text), run: act.run });
  }

  /** Goes to a path, also if it is the present one. */
  go(path: string): void {
    if (location.hash === `#/${path}` || (path === '' && location.hash.length < 3)) void this.open();
    else location.hash = `#/${path}`;
  }

  async open(): Promise<void> {
    const [name, parameter] = this.#find(location.hash.replace(/^#\/?/, ''));
    const route = this.#routes[name];
    if (!route?.allowed(this.#app)) {
      history.replaceState(null, '', '#/');
      return name === '' ? undefined : this.open();
    }
    const turn = ++this.#shown;
    const present = (): boolean => turn === this.#shown;
    for (const act of this.#leaving.splice(0)) act();
    this.#app.onEvent = () => undefined;
    const context: Context = {
      app: this.#app, parameter, present,
      go: (path) => this.go(path),
      say: (text) => this.#frame.say(text),
      show: (view) => { if (present()) this.#frame.show(view); },
      onLeave: (act) => void (present() ? this.#leaving.push(act) : act()),
      run: (work) => this.#run(work, present),
    };
    this.#frame.busy(true);
    try {
      const view = await route.screen(context);
      if (view) context.show(view);
    } catch (error) {
      if (present()) this.#fail(error);
    } finally {
      if (present()) this.#frame.busy(false);
    }
  }

  #find(path: string): [name: string, parameter: string] {
    if (Object.hasOwn(this.#routes, path)) return [path, ''];
    const slash = path.lastIndexOf('/');
    return [path.slice(0, Math.max(slash, 0)), decodeURIComponent(path.slice(slash + 1))];
  }

  async #run(work: () => Promise<void>, present: () => boolean): Promise<void> {
    // A screen that was left must not hold up the one that is there now.
    if (this.#frame.isBusy || !present()) return;
    this.#frame.busy(true);
    this.#frame.problem(undefined);
    try {
      await work();
    } catch (error) {
      if (!present()) return;
      if (isOver(error)) this.#fail(error);
      else this.#frame.problem(describe(error));
    } finally {
      if (present()) this.#frame.busy(false);
    }
  }

  #fail(error: unknown): void {
    if (isOver(error)) return this.#app.stop(error);
    this.#frame.show({
      title: t('problem.title'),
      content: [message('error', describe(error))],
      actions: [button(t('app.retry'), () => this.open()), button(t('app.home'), () => this.go(''), 'quiet')],
    });
  }
}
