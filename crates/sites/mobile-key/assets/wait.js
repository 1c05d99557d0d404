// A page that waits for the phone: draws each new frame of the living code and goes on the moment the phone decides.
(() => {
  'use strict';
  const root = document.querySelector('[data-events]');
  if (!root) return;
  const part = (name) => root.querySelector(`[data-part="${name}"]`);
  const show = (name) => {
    for (const element of root.querySelectorAll('[data-part]')) element.hidden = element.dataset.part !== name;
  };

  const digit = (text) => Object.assign(document.createElement('span'), { textContent: text });

  const path = root.querySelector('[data-frame]');
  const code = root.querySelector('[data-code]');
  const lost = root.querySelector('[data-lost]');
  const said = root.querySelector('[data-said]');
  const source = new EventSource(root.dataset.events);

  source.addEventListener('frame', (event) => {
    const frame = JSON.parse(event.data);
    if (path && frame.path) path.setAttribute('d', frame.path);
    root.dataset.link = frame.link;
  });

  source.addEventListener('state', (event) => {
    const { state, code: digits, next } = JSON.parse(event.data);
    if (next) {
      source.close();
      location.replace(next);
    } else if (state === 'claimed' && part('claimed')) {
      if (code && digits) code.replaceChildren(...[...digits].map(digit));
      show('claimed');
      if (said) said.textContent = part('claimed').innerText;
    } else if (state !== root.dataset.state) {
      source.close();
      location.reload();
    }
  });

  source.addEventListener('open', () => { if (lost) lost.hidden = true; });
  source.addEventListener('error', () => {
    if (lost) lost.hidden = false;
    // Refused for good: the page itself says why.
    if (source.readyState === EventSource.CLOSED) setTimeout(() => location.reload(), 2000);
  });

  // A form that was sent leads on by itself: what it changed here must not overtake its answer.
  root.addEventListener('submit', () => source.close());

  // The countdown is for eyes only; its end is told by the server.
  const clocks = root.querySelectorAll('[data-seconds]');
  if (clocks.length > 0) {
    const end = performance.now() + Number(clocks[0].dataset.seconds) * 1000;
    const tick = () => {
      const left = Math.max(0, Math.round((end - performance.now()) / 1000));
      for (const clock of clocks) clock.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`;
      if (left > 0) setTimeout(tick, 500);
    };
    tick();
  }

  const copy = root.querySelector('[data-copy]');
  if (copy && navigator.clipboard) {
    copy.hidden = false;
    copy.addEventListener('click', async () => {
      await navigator.clipboard.writeText(copy.dataset.copy);
      copy.textContent = copy.dataset.done;
    });
  }

  // A page from the browser's memory does not know what happened since.
  addEventListener('pageshow', (event) => { if (event.persisted) location.reload(); });
})();
