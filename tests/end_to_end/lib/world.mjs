// A demo world of its own for each test file: own ports, own data, ended by its pid.
import { execFileSync, spawn } from 'node:child_process';
import { X509Certificate, createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:https';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const binary = process.env.SVORNIK_BINARY ?? new URL('../../../target/debug/svornik', import.meta.url).pathname;

/** What the tests call some sites. */
const NAMES = { key: 'mobile_key', service: 'lipova', library: 'knihovna', shop: 'obchod' };

/** The binary's list of sites: `{ name, url, ports }`. */
export function sites(base, tls = false) {
  return JSON.parse(execFileSync(binary, ['demo', '--list-sites', '--port-base', String(base), ...(tls ? ['--tls'] : [])]));
}

/** The ports of a world with TLS and without, counted from its front door's. */
const portsOfAWorld = () => [...new Set([false, true].flatMap((tls) => sites(20_000, tls)).flatMap(({ ports }) => ports.map((port) => port - 20_000)))];

/**
 * A base port such that all ports of a world, with TLS or without, and 13 in a row are free right now, and none that the system
 * gives away.
 */
export async function freeBase() {
  const ports = [...Array(13).keys(), ...portsOfAWorld()];
  for (let tries = 0; tries < 50; tries++) {
    const base = 20_000 + 20 * Math.floor(Math.random() * 580);
    const free = await Promise.all([...new Set(ports)].map((port) => isFree(base + port)));
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

/** A folder for a world: with the demo's people already made, if `SVORNIK_SEEDED_WORLD` names such a world (seeded_world.mjs). */
function newWorld() {
  const folder = mkdtempSync(join(tmpdir(), 'svornik-e2e-'));
  if (process.env.SVORNIK_SEEDED_WORLD) cpSync(process.env.SVORNIK_SEEDED_WORLD, folder, { recursive: true });
  return folder;
}

export class World {
  /** Everything that the server wrote, over all its starts. */
  log = '';

  /** `clients`: TOML of services beside the demo's own. `files`: how many files the process may have open. */
  static async start({ data = newWorld(), base, tls = false, clients, files } = {}) {
    const world = new World();
    if (clients) writeFileSync((world.clients = join(data, 'clients.toml')), clients);
    world.data = data;
    world.tls = tls;
    world.files = files;
    for (let tries = 1; ; tries++) {
      world.base = base ?? (await freeBase());
      world.sites = new Map(sites(world.base, tls).map((site) => [site.name, site]));
      try {
        await world.run();
        return world;
      } catch (error) {
        // another file's world has taken the ports meanwhile
        if (base || tries === 3 || !/address (is )?already in use/i.test(world.log)) throw error;
      }
    }
  }

  /** Starts the binary on this world's data and waits until its people are made: until then the front door answers 503. */
  async run() {
    const more = [...(this.tls ? ['--tls'] : []), ...(this.clients ? ['--client', this.clients] : [])];
    const limited = this.files ? ['sh', '-c', `ulimit -n ${this.files}; exec "$0" "$@"`] : [];
    const [program, ...words] = [...limited, binary, 'demo', '--port-base', String(this.base), '--data', this.data, ...more];
    this.process = spawn(program, words, {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.process.stdout, this.process.stderr]) stream.on('data', (part) => (this.log += part));
    this.ended = new Promise((resolve) => this.process.once('exit', resolve));
    for (let tries = 0; tries < 600; tries++) {
      if (this.process.exitCode !== null) throw new Error(`svornik ended early:\n${this.log}`);
      if (await this.status(this.url('front')).then((status) => status === 200, () => false)) return;
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
    return this.sites.get(NAMES[site] ?? site).url.slice(0, -1) + path;
  }

  message(to, match, looks) {
    return messageFrom(this, to, match, looks);
  }

  /** Everything that was sent to this address, number or name, the newest first. */
  async messages(to) {
    const query = new URLSearchParams({ to });
    return (await this.json(this.url('outbox', `/api/messages?${query}`))).messages;
  }

  /** What one of the world's addresses answers. */
  async json(url) {
    return JSON.parse((await this.ask(url)).text);
  }

  async status(url) {
    return (await this.ask(url)).status;
  }

  async ask(url) {
    if (!this.tls) {
      const answer = await fetch(url);
      return { status: answer.status, text: await answer.text() };
    }
    const ca = this.pem('ca');
    return new Promise((resolve, reject) => {
      get(url, { ca }, async (answer) => resolve({ status: answer.statusCode, text: (await answer.toArray()).join('') })).on('error', reject);
    });
  }

  /** Has Chromium trust the key of the sites' certificate. */
  get chromiumArguments() {
    if (!this.tls) return [];
    const key = new X509Certificate(this.pem('server')).publicKey.export({ type: 'spki', format: 'der' });
    return [`--ignore-certificate-errors-spki-list=${createHash('sha256').update(key).digest('base64')}`];
  }

  pem(name) {
    return readFileSync(join(this.data, 'tls', `${name}.pem`));
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
