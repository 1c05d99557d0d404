// A world that is killed again and again, and people who live through it.
import { setTimeout as pause } from 'node:timers/promises';
import { TooMany } from './client.mjs';

/** Random numbers that can be had again from their seed (mulberry32). */
export function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export class Chaos {
  /** How many acts were cut off by a kill. */
  cuts = 0;
  over = false;
  waiting = new Map();

  constructor(world) {
    this.world = world;
    this.calm = Promise.resolve();
    this.workers = [];
  }

  /** Does `act` again and again until the chaos is over, not oftener than the sites allow one address. */
  work(act, every_ms = 150) {
    const loop = async () => {
      for (let turn = 0; !this.over; turn++) await Promise.all([act(turn).catch(rest), pause(every_ms)]);
    };
    this.workers.push(loop());
  }

  /** Something was acknowledged just now. */
  said(what) {
    this.waiting.get(what)?.();
    this.waiting.delete(what);
  }

  /** The next time that it is acknowledged. */
  next(what) {
    return new Promise((resolve) => this.waiting.set(what, resolve));
  }

  /** Fails as soon as one of the workers does. */
  get watch() {
    return Promise.all(this.workers);
  }

  /** SIGKILL in the middle of whatever happens, and a new start on the same data and ports. */
  async kill() {
    let calmed;
    this.calm = new Promise((resolve) => (calmed = resolve));
    await this.world.kill();
    await this.world.run();
    calmed();
  }

  async end() {
    this.over = true;
    await this.watch;
  }

  /** Does an act once: its answer, or `CUT` if a kill came between; then the world runs again. */
  async once(act) {
    await this.calm;
    try {
      return await act();
    } catch (error) {
      if (!isCut(error)) throw error;
      this.cuts += 1;
      await this.calm;
      return CUT;
    }
  }

  /** Does an act until it is answered. Before each repetition `lookUp` says whether it has happened after all. */
  async settle(act, lookUp = () => undefined) {
    for (;;) {
      const answer = await this.once(act);
      if (answer !== CUT) return answer;
      const found = await this.settle(lookUp);
      if (found !== undefined) return found;
    }
  }
}

/** Too many from one address: everybody waits a little. */
async function rest(error) {
  if (!(error instanceof TooMany)) throw error;
  await pause(1000);
}

export const CUT = Symbol('cut off');

/** The connection was refused or broken off; anything else is an answer. */
function isCut(error) {
  return error instanceof TypeError && /fetch failed|terminated/.test(error.message);
}
