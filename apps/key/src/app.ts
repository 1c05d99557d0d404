/** What the screens share: the server, the store, this device, and what is known of them. */
import { Device } from './device';
import { isLanguage, language, preferredLanguage, setLanguage } from './i18n';
import { Api, type ApiProblem, hasCode, NetworkLost } from './protocol/api';
import { listen, type StreamEvent } from './protocol/events';
import type { KeyLink } from './protocol/links';
import type { Config, Me } from './protocol/types';
import { type OpenRequest, type Settings, Store } from './store';

const LINK_LIFETIME_MS = 240_000;

export class App {
  readonly api: Api;
  readonly store: Store;
  device: Device | undefined;
  open: OpenRequest | undefined;
  settings: Settings = {};
  me: Me | undefined;
  /** A link that was opened and is not claimed yet. */
  link: KeyLink | undefined;
  /** The same-device link was opened in this very tab: after the approval it goes back by itself. */
  openedByLink = false;
  /** The id of a request claimed a moment ago: its state needs no asking. */
  fresh: string | undefined;
  /** The device or the server says that this key is over. */
  stopped: ApiProblem | undefined;
  /** Hears that the key is over, whoever noticed it; the router sets it. */
  onStopped: () => void = () => undefined;
  /** Receives what the stream says; the present screen sets it. */
  onEvent: (event: StreamEvent) => void = () => undefined;
  #config: Promise<Config> | undefined;
  #stopListening: (() => void) | undefined;

  private constructor(store: Store) {
    this.store = store;
    this.api = new Api(language);
  }

  static async start(): Promise<App> {
    const app = new App(await Store.open());
    app.settings = (await app.store.get('settings')) ?? {};
    const chosen = app.settings.language;
    setLanguage(isLanguage(chosen) ? chosen : preferredLanguage(navigator.languages));
    app.device = await Device.load(app.api, app.store);
    app.open = await app.store.get('open');
    const waiting = await app.store.get('link');
    if (waiting && Date.now() - waiting.atMs < LINK_LIFETIME_MS) app.link = { kind: 'same-device', text: waiting.text, opened: true };
    return app;
  }

  /** Ready to sign: the device is registered and has a factor. */
  get ready(): boolean {
    return this.device?.factorKind !== undefined;
  }

  config(): Promise<Config> {
    this.#config ??= this.api.config().catch((error: unknown) => {
      this.#config = undefined;
      throw error;
    });
    return this.#config;
  }

  async refreshMe(): Promise<Me | undefined> {
    if (!this.device) return undefined;
    this.me = await this.device.call('me', {});
    const { name, factor } = this.me.device;
    await this.device.learn({ name, enrolled: this.me.enrolled, ...(factor && { factor }) });
    return this.me;
  }

  async saveSettings(change: Settings): Promise<void> {
    this.settings = { ...this.settings, ...change };
    await this.store.put('settings', this.settings);
  }

  async rememberLink(link: KeyLink | undefined): Promise<void> {
    this.link = link;
    if (link?.kind === 'same-device') await this.store.put('link', { text: link.text, atMs: Date.now() });
    else await this.store.remove('link');
  }

  async rememberOpen(open: OpenRequest | undefined): Promise<void> {
    this.open = open;
    if (open) await this.store.put('open', open);
    else await this.store.remove('open');
  }

  /** Erases the key in this phone. */
  async forget(): Promise<void> {
    this.pause();
    await this.store.remove('device', 'open', 'link');
    this.device = this.open = this.me = this.link = this.stopped = undefined;
  }

  /** Opens the stream of events if there is a device; harmless if it is open already. */
  resume(): void {
    const { device } = this;
    if (!device?.factorKind || this.#stopListening || this.stopped) return;
    this.#stopListening = listen(async () => (await device.call('tickets', {})).ticket, (event) => this.onEvent(event), (error) => {
      if (!isOver(error)) return false;
      this.stop(error);
      return true;
    });
  }

  /** The key is over: nothing more is asked of the server. */
  stop(error: ApiProblem): void {
    this.stopped = error;
    this.pause();
    this.onStopped();
  }

  /** Erases a key that is over. A blocked one is put away at the server first: else it would stay in the person's list for nothing. */
  async startOver(): Promise<void> {
    if (this.stopped?.code === 'device_blocked') {
      await this.device?.call('devices/disconnect', { id: this.device.id }).catch((error: unknown) => {
        if (error instanceof NetworkLost) throw error;
      });
    }
    await this.forget();
  }

  pause(): void {
    this.#stopListening?.();
    this.#stopListening = undefined;
  }
}

/** The key in this phone is over; only a new set-up helps. */
export const isOver = (error: unknown): error is ApiProblem => hasCode(error, 'unknown_device', 'device_blocked', 'device_disconnected');
