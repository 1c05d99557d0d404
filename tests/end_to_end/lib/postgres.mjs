// A database of its own on the server that SVORNIK_TEST_POSTGRES names, and a line to it that can be cut.
import { execFileSync } from 'node:child_process';
import { connect, createServer } from 'node:net';

export const server = process.env.SVORNIK_TEST_POSTGRES;

export class Database {
  static async make(port) {
    const database = new Database();
    database.name = `svornik_e2e_${process.pid}_${Date.now()}`;
    database.administer(`CREATE DATABASE ${database.name}`);
    const { hostname, port: serverPort } = new URL(server);
    database.line = new Line({ host: hostname, port: Number(serverPort || 5432) }, port);
    await database.line.mend();
    return database;
  }

  /** For the installation: through the line. */
  get url() {
    const url = new URL(server);
    [url.hostname, url.port, url.pathname] = ['127.0.0.1', String(this.line.at), `/${this.name}`];
    return url.href;
  }

  async drop() {
    await this.line.cut();
    this.administer(`DROP DATABASE IF EXISTS ${this.name} WITH (FORCE)`);
  }

  administer(sql) {
    return psql(server, sql);
  }

  /** Past the line, into the database. */
  query(sql) {
    const url = new URL(server);
    url.pathname = `/${this.name}`;
    return psql(url.href, sql);
  }

  /** What an administrator's restart does to whoever is connected. */
  terminate() {
    return this.administer(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${this.name}'`).split('\n').length;
  }
}

const psql = (url, sql) =>
  execFileSync('psql', ['--no-psqlrc', '-qtAX', '-v', 'ON_ERROR_STOP=1', '-d', url, '-c', sql], { encoding: 'utf8' }).trim();

/** TCP that can be cut (connections break, new ones are refused), silenced (nothing comes any more) and mended. */
class Line {
  ends = new Set();

  constructor(to, at) {
    this.to = to;
    this.at = at;
  }

  mend() {
    this.listener = createServer((near) => {
      const far = connect(this.to);
      for (const [end, other] of [[near, far], [far, near]]) {
        this.ends.add(end);
        end.on('data', (bytes) => this.silent || other.write(bytes));
        end.on('error', () => {});
        end.on('close', () => {
          this.ends.delete(end);
          other.destroy();
        });
      }
    });
    return new Promise((resolve) => this.listener.listen(this.at, '127.0.0.1', resolve));
  }

  async cut() {
    const closed = new Promise((resolve) => this.listener.close(resolve));
    for (const end of this.ends) end.destroy();
    await closed;
  }
}
