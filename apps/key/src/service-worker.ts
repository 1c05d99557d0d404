/** Keeps the shell for offline use. The API is never cached; a new version waits until the person agrees. */
interface FetchTask extends Event { request: Request; respondWith(answer: Promise<Response>): void }
interface LongTask extends Event { waitUntil(work: Promise<unknown>): void }
interface Worker {
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
  addEventListener(type: 'install' | 'activate', handle: (task: LongTask) => void): void;
  addEventListener(type: 'fetch', handle: (task: FetchTask) => void): void;
  addEventListener(type: 'message', handle: (task: MessageEvent) => void): void;
}

const worker = self as unknown as Worker;
const PREFIX = 'svornik-key-';
const CACHE = `${PREFIX}__VERSION__`;
// The build puts a list in place of this text.
const FILES = '__PRECACHE__' as unknown as string[];
const SHELL = '/app/';

worker.addEventListener('install', (task) => {
  const requests = FILES.map((url) => new Request(url, { cache: 'no-cache' }));
  task.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(requests)));
});

worker.addEventListener('activate', (task) => {
  const removeOld = async (): Promise<void> => {
    const names = await caches.keys();
    await Promise.all(names.filter((name) => name.startsWith(PREFIX) && name !== CACHE).map((name) => caches.delete(name)));
    await worker.clients.claim();
  };
  task.waitUntil(removeOld());
});

worker.addEventListener('message', (message) => {
  if (message.data === 'activate') void worker.skipWaiting();
});

worker.addEventListener('fetch', (task) => {
  const { request } = task;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== location.origin || !url.pathname.startsWith(SHELL)) return;
  const wanted = request.mode === 'navigate' ? SHELL : url.pathname;
  task.respondWith(caches.open(CACHE).then(async (cache) => (await cache.match(wanted)) ?? fetch(request)));
});
