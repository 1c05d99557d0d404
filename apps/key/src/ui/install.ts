/** The hint that the app can be installed. */
import type { App } from '../app';
import { t } from '../i18n';
import { h } from './dom';
import { button, card } from './parts';

interface InstallPrompt extends Event { prompt(): Promise<unknown> }

let offered: InstallPrompt | undefined;
let changed: () => void = () => undefined;

export function watchInstall(): void {
  window.addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    offered = event as InstallPrompt;
    changed();
  });
  window.addEventListener('appinstalled', () => {
    offered = undefined;
    changed();
  });
}

const installed = (): boolean => matchMedia('(display-mode: standalone)').matches || 'standalone' in navigator && navigator.standalone === true;
const ios = (): boolean => /iPhone|iPad|iPod/.test(navigator.userAgent);

/** A card that appears when the browser offers the installation; empty otherwise. */
export function installHint(app: App): HTMLElement {
  const place = h('div', { class: 'install' });
  const draw = (): void => {
    place.replaceChildren();
    if (installed() || app.settings.installHintDismissed || !(offered || ios())) return;
    const dismiss = async (): Promise<void> => {
      await app.saveSettings({ installHintDismissed: true });
      draw();
    };
    place.append(card(
      h('h2', {}, t('install.title')),
      h('p', {}, offered ? t('install.text') : t('install.ios')),
      h('div', { class: 'buttons' },
        offered && button(t('install.button'), () => offered?.prompt(), 'secondary'),
        button(t('install.later'), dismiss, 'quiet')),
    ));
  };
  changed = draw;
  draw();
  return place;
}
