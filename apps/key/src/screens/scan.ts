import { t, type TextKey } from '../i18n';
import { hasCode, NetworkLost } from '../protocol/api';
import { type KeyLink, type LinkProblem, parseLink } from '../protocol/links';
import type { Screen } from '../router';
import { Camera, cameraAllowed, troubleOf } from '../ui/camera';
import { h } from '../ui/dom';
import { button, field, hint, lead, message, submit } from '../ui/parts';
import { claim, claimFailed } from './claim';
import { isOver } from '../app';
import '../texts/scan';

const read = (text: string): KeyLink | LinkProblem => parseLink(text, location.origin, import.meta.env.BASE_URL);

export const scan: Screen = async (context) => {
  const { app, go, show, present, say } = context;
  const video = h('video', { class: 'picture', playsinline: true, muted: true, autoplay: true, 'aria-label': t('scan.picture') });
  const viewfinder = h('div', { class: 'viewfinder', hidden: true }, video, h('div', { class: 'aim' }));
  const status = message('info');
  const trouble = message('error');
  const intro = h('div', { class: 'intro' });
  const paste = pasteForm((text) => void use(text, true));
  let camera: Camera | undefined;
  let claiming = false;
  let last = '';

  const use = async (text: string, pasted: boolean): Promise<void> => {
    const found = read(text);
    if (typeof found === 'string') return tell(pasted ? trouble : status, `link.${found}`);
    if (claiming || (text === last && !pasted)) return;
    [claiming, last] = [true, text];
    tell(status, 'scan.checking');
    try {
      await claim(app, found);
      navigator.vibrate?.(50);
      if (present()) go('request');
    } catch (error) {
      await failed(error, found, pasted);
    } finally {
      claiming = false;
    }
  };

  const failed = async (error: unknown, link: KeyLink, pasted: boolean): Promise<void> => {
    // The picture already shows the next frame.
    if (hasCode(error, 'frame_expired') && !pasted) return tell(status, 'scan.aim');
    camera?.stop();
    if (error instanceof NetworkLost && present()) {
      // The server may have given us the request: asked again it answers the same.
      await app.rememberLink(link);
      go('');
    } else if (isOver(error)) void context.run(() => Promise.reject(error));
    else show(claimFailed(context, error));
  };

  const startCamera = async (): Promise<void> => {
    trouble.textContent = '';
    try {
      camera = await Camera.open(video);
    } catch (error) {
      // Without a camera the link is the way: it lies open.
      paste.toggleAttribute('open', true);
      return tell(trouble, `scan.${troubleOf(error)}`);
    }
    if (!present()) return camera.stop();
    intro.hidden = true;
    viewfinder.hidden = false;
    tell(status, 'scan.aim');
    say(t('scan.aim'));
    if (camera.hasTorch) viewfinder.append(torchButton(camera));
    await camera.read(video, (text) => void use(text, false));
  };

  const pause = (): void => {
    if (!document.hidden || !camera) return;
    camera.stop();
    camera = undefined;
    viewfinder.hidden = true;
    intro.hidden = false;
    status.textContent = '';
  };
  document.addEventListener('visibilitychange', pause);
  context.onLeave(() => {
    camera?.stop();
    document.removeEventListener('visibilitychange', pause);
  });

  intro.append(lead(t('scan.why')), button(t('scan.start'), startCamera));
  if (await cameraAllowed()) void startCamera();
  return {
    title: t('scan.title'),
    back: app.device?.enrolled ? '' : 'enrol/national-point',
    content: [intro, viewfinder, status, trouble, paste, hint(t('scan.safety'))],
  };
};

function tell(place: HTMLElement, key: TextKey): void {
  if (place.textContent !== t(key)) place.textContent = t(key);
}

function torchButton(camera: Camera): HTMLElement {
  let lit = false;
  const toggle = button(t('scan.torchOn'), async () => {
    lit = !lit;
    await camera.torch(lit);
    toggle.textContent = lit ? t('scan.torchOff') : t('scan.torchOn');
  }, 'secondary');
  return toggle;
}

function pasteForm(use: (text: string) => void): HTMLElement {
  const { element, input } = field(t('scan.paste.label'), { type: 'url', inputmode: 'url' }, t('scan.paste.hint'));
  const send = (event: Event): void => {
    event.preventDefault();
    use(input.value);
  };
  return h('details', { class: 'paste' }, h('summary', {}, t('scan.paste')),
    h('form', { class: 'form', novalidate: true, onsubmit: send }, element, submit(t('scan.paste.button'))));
}
