// From the approval in the app to the PC being logged in: a real Chromium as the PC, the Mobile Key protocol by a script
// as the phone. SVORNIK_BINARY=… node bench/approval.mjs [RUNS]
import { readFileSync } from 'node:fs';
import { enrol, installApp, logInToPortal } from '../tests/end_to_end/lib/actions.mjs';
import { PC, launch } from '../tests/end_to_end/lib/browser.mjs';
import { Client } from '../tests/end_to_end/lib/client.mjs';
import { jana } from '../tests/end_to_end/lib/people.mjs';
import { press } from '../tests/end_to_end/lib/steps.mjs';
import { World } from '../tests/end_to_end/lib/world.mjs';

const RUNS = Number(process.argv[2] ?? 31);
const WARM_UP = 3;
const TIMEOUT_MS = 15_000;
/** A person looks at both screens before approving; the page's frames go on meanwhile. */
const LOOK_MS = 300;

/** Unix time in ms with fractions: the same clock in Node and in Chromium's timings. */
const now = () => performance.timeOrigin + performance.now();

/** Notes when the decision leaves the phone and when it is answered. */
function watchDecisions(phone) {
  const send = phone.send.bind(phone);
  const times = {};
  phone.send = async (path, body) => {
    if (path !== 'requests/decide') return send(path, body);
    times.sent = now();
    const answer = await send(path, body);
    times.answered = now();
    return answer;
  };
  return times;
}

/** What the browser itself says about the page it is on. */
const timing = (page) => page.evaluate(async () => {
  const paint = await new Promise((resolve) => {
    new PerformanceObserver((list) => {
      const first = list.getEntriesByName('first-contentful-paint')[0];
      if (first) resolve(first.startTime);
    }).observe({ type: 'paint', buffered: true });
  });
  const [visit] = performance.getEntriesByType('navigation');
  const at = (ms) => performance.timeOrigin + ms;
  return { began: at(0), arrived: at(visit.responseEnd), ready: at(visit.domContentLoadedEventEnd), painted: at(paint) };
});

async function logIn(browser, world, phone, decision) {
  const context = await browser.newContext(PC);
  const pc = await context.newPage();
  pc.setDefaultTimeout(TIMEOUT_MS);
  await pc.goto(world.url('service'));
  await press(pc, 'Přihlásit se');
  await press(pc, 'Mobilní klíč eGovernmentu');
  const link = await pc.locator('[data-link]').first().getAttribute('data-link');
  const request = await phone.claim(link);
  await pc.getByText('Kontrolní kód').first().waitFor();
  await pc.waitForTimeout(LOOK_MS);
  await phone.approve(request);
  await pc.waitForURL(world.url('service', '/'));
  await pc.getByRole('heading', { name: 'Toto o vás víme' }).waitFor();
  const { began, arrived, ready, painted } = await timing(pc);
  await context.close();
  const { sent, answered } = decision;
  return { answered: answered - sent, began: began - sent, arrived: arrived - sent, ready: ready - sent, painted: painted - sent };
}

function show(what, values) {
  values.sort((a, b) => a - b);
  const at = (part) => values[Math.round((values.length - 1) * part)].toFixed(0).padStart(5);
  console.log(`  ${what.padEnd(44)} median ${at(0.5)} ms, least ${at(0)}, 90 % ${at(0.9)}, most ${at(1)}`);
}

const world = await World.start();
const browser = await launch();
try {
  const client = new Client();
  await logInToPortal(client, world, jana);
  const phone = await installApp(world, 'Telefon na měření');
  await enrol(client, world, phone);
  const decision = watchDecisions(phone);
  const runs = [];
  for (let run = -WARM_UP; run < RUNS; run++) {
    const times = await logIn(browser, world, phone, decision);
    if (run >= 0) runs.push(times);
  }
  console.log(`  from the moment the approval leaves the phone, ${RUNS} logins, load ${readFileSync('/proc/loadavg', 'utf8').split(' ')[0]}:`);
  show('the phone is answered', runs.map((run) => run.answered));
  show('the PC leaves the page with the QR code', runs.map((run) => run.began));
  show('the service\'s page has arrived: logged in', runs.map((run) => run.arrived));
  show('its document is ready', runs.map((run) => run.ready));
  show('it is painted', runs.map((run) => run.painted));
} finally {
  await browser.close();
  await world.stop();
}
