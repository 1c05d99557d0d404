// Chromium as a PC and as a phone; the phone's camera sees what the test holds before it.
import { chromium } from 'playwright-core';
import { readFileSync } from 'node:fs';
import assert from 'node:assert/strict';

const axe = readFileSync(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
const artifacts = new URL('../artifacts/', import.meta.url).pathname;

export const PC = { viewport: { width: 1280, height: 900 }, locale: 'cs-CZ' };
export const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, locale: 'cs-CZ', deviceScaleFactor: 2 };

export async function launch(world) {
  return chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync', '--use-fake-ui-for-media-stream',
      ...(world?.chromiumArguments ?? [])],
  });
}

/** A phone whose camera shows a canvas; `look(phone, element)` holds an element of another page before it. */
export async function phoneContext(browser, options = {}) {
  const context = await browser.newContext({ ...PHONE, ...options });
  await context.addInitScript(() => {
    const canvas = document.createElement('canvas');
    canvas.width = 640;
    canvas.height = 640;
    const draw = canvas.getContext('2d');
    draw.fillStyle = '#444';
    draw.fillRect(0, 0, 640, 640);
    globalThis.lookAway = () => draw.fillRect(0, 0, 640, 640);
    globalThis.showToCamera = async (dataUrl) => {
      const image = new Image();
      image.src = dataUrl;
      await image.decode();
      draw.fillStyle = '#fff';
      draw.fillRect(0, 0, 640, 640);
      const scale = Math.min(600 / image.width, 600 / image.height);
      const [width, height] = [image.width * scale, image.height * scale];
      draw.drawImage(image, (640 - width) / 2, (640 - height) / 2, width, height);
    };
    setInterval(() => draw.fillRect(0, 0, 1, 1), 50); // a canvas that never changes sends no frames
    if (!navigator.mediaDevices) return;
    navigator.mediaDevices.getUserMedia = async () => canvas.captureStream(15);
    navigator.mediaDevices.enumerateDevices = async () => [
      { kind: 'videoinput', deviceId: 'back', label: 'back camera', groupId: '' },
    ];
  });
  return context;
}

/** Shows `element` (of the PC) to the phone's camera again and again until `done` resolves. */
export async function holdBefore(phone, element, done) {
  let over = false;
  const finished = done.finally(() => (over = true));
  finished.catch(() => {}); // the caller hears of it below
  while (!over) {
    const picture = await element.screenshot({ timeout: 2000 }).catch(() => undefined);
    if (picture && !over) {
      await phone.evaluate((url) => globalThis.showToCamera(url), `data:image/png;base64,${picture.toString('base64')}`).catch(() => {});
    }
    await new Promise((wait) => setTimeout(wait, 100));
  }
  await phone.evaluate(() => globalThis.lookAway()).catch(() => {});
  return finished;
}

/** WCAG 2.2 AA by axe; the page's name stands in the message. */
export async function accessible(page, name) {
  // evaluated through the protocol, not as a script of the page: the page's CSP stays as it is
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() =>
    globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
  const found = violations.map((v) => `${v.id}: ${v.help} — ${v.nodes.map((n) => n.html).slice(0, 3).join(' | ')}`);
  assert.deepEqual(found, [], `${name} is not accessible`);
}

export async function picture(page, name) {
  await page.screenshot({ path: `${artifacts}${name}.png`, fullPage: true });
}
