import type { Router } from '../router';

/** Registers the service worker and offers a new version when there is one. */
export function watchUpdates(router: Router): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  const offer = (worker: ServiceWorker | null): void => {
    if (!worker || !navigator.serviceWorker.controller) return;
    router.banner('update.text', { text: 'update.button', run: () => worker.postMessage('activate') });
  };
  const hadController = navigator.serviceWorker.controller !== null;
  navigator.serviceWorker.addEventListener('controllerchange', () => { if (hadController) location.reload(); });
  navigator.serviceWorker.register(`${import.meta.env.BASE_URL}sw.js`).then((registration?: ServiceWorkerRegistration) => {
    // A browser that blocks service workers may resolve with nothing.
    if (!registration) return;
    offer(registration.waiting);
    registration.addEventListener('updatefound', () => {
      const { installing } = registration;
      installing?.addEventListener('statechange', () => { if (installing.state === 'installed') offer(installing); });
    });
  }, () => undefined);
}
