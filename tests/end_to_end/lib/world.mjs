// A demo world of its own for each test file: own ports, own data, ended by its pid.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const binary = process.env.SVORNIK_BINARY ?? new URL('../../../target/debug/svornik', import.meta.url).pathname;

/** A base port such that base … base+11 and base+1008 are free right now. */
export async function freeBase() {
  for (let tries = 0; tries < 50; tries++) {
    const base = 20_000 + 20 * Math.floor(Math.random() * 1_000);
    const free = await Promise.all([...Array(12).keys(), 1008].map((n) => isFree(base + n)));
    if (free.every(Boolean)) return base;
  }
  throw new Error('no free ports');
}

function isFree(port) {
  return new Promise((resolve) => {
    const server = createServer().once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

export class World {
  /** Everything that the server wrote, over all its starts. */
  log = '';

  static async start({ data = mkdtempSync(join(tmpdir(), 'svornik-e2e-')), base } = {}) {
    const world = new World();
    world.base = base ?? (await freeBase());
    world.data = data;
    await world.run();
    return world;
  }

  /** Starts the binary on this world's data and waits until every site answers. */
  async run() {
    this.process = spawn(binary, ['demo', '--port-base', String(this.base), '--data', this.data], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.process.stdout, this.process.stderr]) stream.on('data', (part) => (this.log += part));
    this.ended = new Promise((resolve) => this.process.once('exit', resolve));
    for (let tries = 0; tries < 600; tries++) {
      if (this.process.exitCode !== null) throw new Error(`svornik ended early:\n${this.log}`);
      if (await fetch(this.url('mojeid', '/.well-known/openid-configuration')).then((r) => r.ok, () => false)) return;
      await new Promise((wait) => setTimeout(wait, 50));
    }
    throw new Error(`svornik does not answer:\n${this.log}`);
  }

  async kill() {
    this.process.kill('SIGKILL');
    await this.ended;
  }

  /** Ends it in order and leaves its data. */
  end() {
    this.process.kill('SIGTERM');
    return this.ended;
  }

  async stop() {
    const code = await this.end();
    rmSync(this.data, { recursive: true, force: true });
    return code;
  }

  url(site, path = '/') {
    const offset = { front: 0, mojeid: 1, hub: 2, key: 3, population: 8, outbox: 9, service: 10, library: 11 }[site];
    return `http://localhost:${this.base + offset}${path}`;
  }

  /** Every message to this address or number, the newest first. */
  async messages(to) {
    const query = new URLSearchParams({ to });
    return (await fetch(this.url('outbox', `/api/messages?${query}`)).then((r) => r.json())).messages;
  }

  message(to, match, looks) {
    return messageFrom(this, to, match, looks);
  }

  /** Everything that was sent to this address, number or name, the newest first. */
  async messages(to) {
    const query = new URLSearchParams({ to });
    return (await fetch(this.url('outbox', `/api/messages?${query}`)).then((r) => r.json())).messages;
  }
}

/** The newest message to this address or number, waiting for it; `match` picks among several. */
export async function messageFrom(world, to, match = () => true, looks = 100) {
  for (let look = 0; look < looks; look++) {
    const found = (await world.messages(to)).find(match);
    if (found) return found;
    await new Promise((wait) => setTimeout(wait, 50));
  }
  throw new Error(`no message to ${to}`);
}
