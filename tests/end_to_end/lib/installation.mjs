// `svornik serve` as an operator would run it: a configuration file, certificates, a mail server, an SMS gateway.
import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeCertificates } from './certificates.mjs';
import { configuration } from './configuration.mjs';
import { MailServer } from './mail_server.mjs';
import { binary, freeBase, messageFrom } from './world.mjs';

const PORTS = ['mojeid', 'hub', 'key', 'population', 'register', 'smtp', 'sms', 'database', 'second', 'service', 'keys'];

export class Installation {
  /** Makes folder, keys and configuration; nothing runs yet. `store` gets the ports; it and the clients are TOML. */
  static async prepare({ store, masterKey = randomBytes(32).toString('hex'), clients = () => ({}) }) {
    const made = new Installation();
    made.folder = mkdtempSync(join(tmpdir(), 'svornik-e2e-'));
    const base = await freeBase();
    made.ports = Object.fromEntries(PORTS.map((name, n) => [name, base + n]));
    makeCertificates(made.folder);
    mkdirSync(join(made.folder, 'letters'));
    writeFileSync(join(made.folder, 'master.key'), masterKey, { mode: 0o600 });
    made.text = configuration({ ...made, store: await store(made), clients: clients(made) });
    made.config = made.write('svornik.toml', made.text);
    made.mail = await MailServer.open({ tls: made.folder, letters: join(made.folder, 'letters'), smtpPort: made.ports.smtp, smsPort: made.ports.sms });
    return made;
  }

  write(name, text) {
    const path = join(this.folder, name);
    writeFileSync(path, text, { mode: 0o600 });
    return path;
  }

  /** A command that ends by itself: `{ code, output }`. */
  command(name, config = this.config, ...more) {
    return new Promise((resolve) => {
      execFile(binary, [name, '--config', config, ...more], { timeout: 30_000 }, (error, stdout, stderr) =>
        resolve({ code: error ? (error.code ?? error.signal) : 0, output: stdout + stderr }));
    });
  }

  async serve() {
    this.server = new Server(this.config);
    await this.server.answers(this.url('mojeid', '/.well-known/openid-configuration'));
  }

  async remove() {
    await this.server?.stop();
    this.mail.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  url(site, path = '/') {
    return `http://localhost:${this.ports[site]}${path}`;
  }

  messages(to) {
    return this.mail.messages.filter((message) => message.to === to);
  }

  message(to, match, looks) {
    return messageFrom(this, to, match, looks);
  }
}

/** One process of `svornik serve`. */
export class Server {
  log = '';

  constructor(config) {
    this.process = spawn(binary, ['serve', '--config', config], { stdio: ['ignore', 'ignore', 'pipe'] });
    this.process.stderr.on('data', (part) => (this.log += part));
    this.ended = new Promise((resolve) => this.process.once('exit', resolve));
  }

  async answers(url) {
    for (let looks = 0; looks < 600; looks++) {
      if (this.process.exitCode !== null) throw new Error(`svornik ended early:\n${this.log}`);
      if (await fetch(url).then((answer) => answer.ok, () => false)) return;
      await new Promise((wait) => setTimeout(wait, 50));
    }
    throw new Error(`${url} does not answer:\n${this.log}`);
  }

  async stop() {
    this.process.kill('SIGTERM');
    return this.ended;
  }
}
