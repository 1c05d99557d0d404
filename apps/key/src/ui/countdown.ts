import { t } from '../i18n';
import { h, icon } from './dom';
import '../texts/request';

/** The time left of a request, ticking; `stop` it when the screen goes. */
export function countdown(expiresAtMs: number, nowMs: () => number, ended: () => void): { element: HTMLElement; stop(): void } {
  const text = h('span', {});
  const element = h('p', { class: 'countdown', role: 'timer' }, icon('clock'), text);
  const tick = (): void => {
    const seconds = Math.max(0, Math.ceil((expiresAtMs - nowMs()) / 1000));
    text.textContent = t('request.timeLeft', { time: `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}` });
    element.classList.toggle('short', seconds <= 30);
    if (seconds > 0) return;
    stop();
    ended();
  };
  const timer = setInterval(tick, 1000);
  const stop = (): void => clearInterval(timer);
  queueMicrotask(tick);
  return { element, stop };
}
