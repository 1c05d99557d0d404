// Fails when the built app is over its budget (gzip, as it is served).
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';

const SHELL_MAX_BYTES = 30 * 1024;
const ALL_MAX_BYTES = 90 * 1024;

const dist = join(import.meta.dirname, '../dist');
const files = readdirSync(dist, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => relative(dist, join(entry.parentPath, entry.name)));
const size = (file) => gzipSync(readFileSync(join(dist, file)), { level: 9 }).length;
const html = readFileSync(join(dist, 'index.html'), 'utf8');
const shell = files.filter((file) => file === 'index.html' || (/\.(js|css)$/.test(file) && html.includes(file)));

const sum = (list) => list.reduce((total, file) => total + size(file), 0);
for (const file of files) console.log(`${String(size(file)).padStart(7)}  ${shell.includes(file) ? 'shell' : '     '}  ${file}`);
let over = false;
for (const [name, list, max] of [['shell', shell, SHELL_MAX_BYTES], ['everything', files, ALL_MAX_BYTES]]) {
  const total = sum(list);
  over ||= total > max;
  console.log(`${String(total).padStart(7)}  ${name} of at most ${max} bytes${total > max ? ': OVER BUDGET' : ''}`);
}
process.exit(over ? 1 : 0);
