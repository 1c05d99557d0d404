// Debian's nginx before a site, with a configuration of its own and no root.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Starts it; `settings` stand in the server's block, on top of what nginx does by itself. */
export async function before(upstream, settings = '') {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'svornik-nginx-'));
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => `${kind}_temp_path ${folder};`).join(' ');
  writeFileSync(join(folder, 'nginx.conf'), `
    daemon off; pid ${folder}/pid; error_log stderr warn;
    events {}
    http {
      access_log off; ${temporary}
      server { listen 127.0.0.1:${port}; ${settings} location / { proxy_pass ${upstream}; } }
    }`);
  const nginx = spawn('/usr/sbin/nginx', ['-p', folder, '-c', join(folder, 'nginx.conf')], { stdio: ['ignore', 'ignore', 'pipe'] });
  let log = '';
  nginx.stderr.on('data', (part) => (log += part));
  const ended = new Promise((resolve) => nginx.once('exit', resolve));
  const origin = `http://127.0.0.1:${port}`;
  for (let tries = 0; ; tries++) {
    if (nginx.exitCode !== null || tries > 200) throw new Error(`nginx does not answer:\n${log}`);
    if (await fetch(origin).then(() => true, () => false)) break;
    await new Promise((wait) => setTimeout(wait, 50));
  }
  const stop = async () => {
    nginx.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  return { origin, stop };
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
