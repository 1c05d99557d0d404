// The demo's time machine.
import assert from 'node:assert/strict';
import { Client } from './client.mjs';

/** Moves the whole world's clock: `hour`, `day`, `month` (31 days), `eight-months`. */
export async function travel(world, jump) {
  const visitor = new Client();
  const page = await visitor.go(world.url('front'));
  const answer = await visitor.send(page, { jump });
  assert.equal(answer.status, 200, answer.text);
}
