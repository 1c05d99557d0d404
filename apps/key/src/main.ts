import './styles/main.css';
import { App } from './app';
import { nameApp } from './i18n';
import { parseLink } from './protocol/links';
import { type Route, Router, type Screen } from './router';
import { help, stopped } from './screens/help';
import { asked, first, more } from './screens/later';
import { start } from './screens/start';
import { watchInstall } from './ui/install';
import { watchUpdates } from './ui/updates';

const always = (): boolean => true;
const ready = (app: App): boolean => app.ready;
const enrolled = (app: App): boolean => app.ready && app.device?.enrolled === true;

type Part<Name extends string> = () => Promise<Record<Name, Screen>>;
/** A screen of a part that is loaded when it is opened. */
const of = <Name extends string>(part: Part<Name>, name: Name): Screen => async (context) => (await part())[name](context);

const ROUTES: Record<string, Route> = {
  '': { screen: start, allowed: always },
  'help': { screen: help, allowed: always },
  'stopped': { screen: stopped, allowed: (app) => app.stopped !== undefined },
  'setup': { screen: of(first, 'setup'), allowed: (app) => !app.ready },
  'enrol': { screen: of(first, 'enrol'), allowed: ready },
  'scan': { screen: of(more, 'scan'), allowed: ready },
  'request': { screen: of(asked, 'requestScreen'), allowed: (app) => app.open !== undefined },
  'notices': { screen: of(more, 'notices'), allowed: enrolled },
  'devices': { screen: of(more, 'devices'), allowed: enrolled },
  'history': { screen: of(more, 'history'), allowed: enrolled },
  'settings': { screen: of(more, 'settings'), allowed: enrolled },
  'settings/method': { screen: of(more, 'changeMethod'), allowed: enrolled },
};

async function main(): Promise<void> {
  watchInstall();
  nameApp(document);
  const app = await App.start();
  await takeLink(app);
  // Registered before the router's own listener, which must not see a link.
  window.addEventListener('hashchange', (event) => {
    if (!isLink()) return;
    event.stopImmediatePropagation();
    // What only looks like a link leads nowhere, and leaves no request.
    void takeLink(app).then(() => (app.link ? router.open() : history.replaceState(null, '', event.oldURL)));
  });
  const router = new Router(app, ROUTES);
  watchUpdates(router);
  watchPresence(app, router);
  app.api.syncClock().catch(() => undefined);
  await router.open();
}

const isLink = (): boolean => /^#\/[qs]\//.test(location.hash);

/** A link leaves the address bar at once, so that a reload does not use it again. */
async function takeLink(app: App): Promise<void> {
  if (!isLink()) return;
  const link = parseLink(location.href, location.origin, import.meta.env.BASE_URL);
  history.replaceState(null, '', '#/');
  if (typeof link === 'string') return;
  app.openedByLink = link.kind === 'same-device' && !matchMedia('(display-mode: standalone)').matches;
  await app.rememberLink({ ...link, opened: true });
}

/** The stream is open while the app is looked at; the network is said when it goes and comes. */
function watchPresence(app: App, router: Router): void {
  const look = (): void => (document.hidden ? app.pause() : app.resume());
  document.addEventListener('visibilitychange', look);
  window.addEventListener('offline', () => router.banner('app.offline'));
  window.addEventListener('online', () => {
    router.banner(undefined);
    router.say('app.online');
  });
  if (!navigator.onLine) router.banner('app.offline');
  look();
}

void main();
