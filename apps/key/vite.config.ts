import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { defineConfig, type Plugin } from 'vite';

const OUT_DIR = join(import.meta.dirname, 'dist');
const BASE = '/app/';
const { version: VERSION } = JSON.parse(readFileSync(join(import.meta.dirname, 'package.json'), 'utf8')) as { version: string };

/** Writes into `sw.js` what to keep for offline use, and a version made of all its contents. */
function precache(): Plugin {
  return {
    name: 'svornik-precache',
    apply: 'build',
    closeBundle() {
      const files = readdirSync(OUT_DIR, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
        .filter((path) => !path.endsWith('sw.js'))
        .sort();
      const version = createHash('sha256');
      for (const path of files) version.update(relative(OUT_DIR, path)).update(readFileSync(path));
      // The site's colours and typeface belong to the shell as well; they are not of this build.
      const urls = [...files.map((path) => BASE + relative(OUT_DIR, path).replace(/^index\.html$/, '')), `${BASE}brand.css`];
      const worker = join(OUT_DIR, 'sw.js');
      const code = readFileSync(worker, 'utf8')
        .replace('__VERSION__', version.digest('hex').slice(0, 12))
        .replace(/(["'`])__PRECACHE__\1/, JSON.stringify(urls));
      writeFileSync(worker, code);
    },
  };
}

export default defineConfig({
  base: BASE,
  plugins: [precache()],
  define: { __APP_VERSION__: JSON.stringify(VERSION) },
  server: { proxy: { '/api': 'http://localhost:8003' } },
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    cssCodeSplit: false,
    modulePreload: false,
    rolldownOptions: {
      input: { index: 'index.html', sw: 'src/service-worker.ts' },
      output: {
        entryFileNames: (chunk) => (chunk.name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js'),
      },
    },
  },
});
