// The living code behind Debian's nginx, as it comes and with everything zipped: a frame that is late is a dead code.
// finding K5, mission: A1
import assert from 'node:assert/strict';
import { after, before as beforeAll, test } from 'node:test';
import { createGunzip } from 'node:zlib';
import { request } from 'node:http';
import { Client } from './lib/client.mjs';
import { attach, beginLogin, inPortal, shownRequest } from './lib/journeys.mjs';
import { before } from './lib/nginx.mjs';
import { jana } from './lib/people.mjs';
import { World } from './lib/world.mjs';

const PROXIES = { 'as it comes': '', 'with everything zipped': 'gzip on; gzip_types *; gzip_proxied any; gzip_min_length 0;' };
/** How old a frame may be when it arrives; the server refuses it after 3 000 ms. */
const FRESH_MS = 700;
const FRAMES = 4;

let world, phone;
beforeAll(async () => {
  world = await World.start();
  phone = await attach(await inPortal(world, jana), world);
});
after(() => world?.stop());

/** The events of a stream as a browser gets them: it takes gzip, as all do. */
async function* events(url, headers) {
  const answer = await new Promise((resolve, reject) => {
    request(url, { headers: { accept: 'text/event-stream', 'accept-encoding': 'gzip', ...headers } }, resolve).on('error', reject).end();
  });
  assert.equal(answer.statusCode, 200);
  const zipped = answer.headers['content-encoding'] === 'gzip';
  const body = zipped ? answer.pipe(createGunzip()) : answer;
  let rest = '';
  try {
    for await (const part of body) {
      rest += part;
      for (let end; (end = rest.indexOf('\n\n')) >= 0; rest = rest.slice(end + 2)) {
        const fields = Object.fromEntries(rest.slice(0, end).split('\n').map((line) => [line.split(':')[0], line.slice(line.indexOf(':') + 1).trim()]));
        if (fields.event) yield { name: fields.event, data: JSON.parse(fields.data), at: Date.now() };
      }
    }
  } finally {
    answer.destroy();
  }
}

/** One event of this name, or a failure: a stream through which nothing comes would wait for ever. */
async function next(stream, name) {
  for (;;) {
    const { value, done } = await Promise.race([stream.next(), new Promise((_, reject) => setTimeout(() => reject(new Error(`no ${name} in 5 s`)), 5_000).unref())]);
    assert.ok(!done, `the stream ended before ${name}`);
    if (value.name === name) return value;
  }
}

for (const [what, settings] of Object.entries(PROXIES)) {
  test(`frames and decisions arrive at once through nginx ${what}`, async () => {
    const nginx = await before(world.url('key', ''), settings);
    try {
      const browser = new Client();
      const page = await beginLogin(browser, world);
      const { id } = shownRequest(page);
      const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const stream = events(`${nginx.origin}/requests/${id}/events`, { cookie });
      let frame;
      for (let n = 0; n < FRAMES; n++) {
        frame = await next(stream, 'frame');
        const drawnAt = Number(/\/q\/[^.]+\.(\d+)\./.exec(frame.data.link)[1]) * 1000;
        assert.ok(frame.at + phone.offset - drawnAt < 1000 + FRESH_MS, `frame ${n} is ${frame.at + phone.offset - drawnAt} ms old`);
      }
      const claimedAt = Date.now();
      await phone.claim(frame.data.link);
      const state = await next(stream, 'state');
      assert.equal(state.data.state, 'claimed');
      assert.ok(state.at - claimedAt < FRESH_MS, `heard after ${state.at - claimedAt} ms`);
      await phone.abandon({ id });
      await stream.return();

      // The phone's own stream: it hears at once that its request ended.
      const { ticket } = await phone.post('tickets', {});
      const heard = events(`${nginx.origin}/api/v1/events?ticket=${ticket}`, {});
      const ofRequest = next(heard, 'request');
      await new Promise((wait) => setTimeout(wait, 300));
      const again = shownRequest(await beginLogin(new Client(), world));
      const takenAt = Date.now();
      await phone.claim(again.link);
      const { data, at } = await ofRequest;
      assert.deepEqual(data, { request_id: again.id, state: 'claimed' });
      assert.ok(at - takenAt < FRESH_MS, `heard after ${at - takenAt} ms`);
      await phone.abandon(again);
      await heard.return();
    } finally {
      await nginx.stop();
    }
  });
}
