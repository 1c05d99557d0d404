import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, it } from 'vitest';

const SOURCES = join(__dirname, '../src');
const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));

/** What a file imports of ours when it is loaded; types are gone by then, and `import()` comes later. */
function imports(file: string): string[] {
  const text = readFileSync(join(SOURCES, file), 'utf8');
  const found = [...text.matchAll(/^(?:import|export)\s(?!type\b)[^;]*?'(\.[^']+)'/gm)].filter(([, path]) => !path!.endsWith('.css'));
  const paths = found.map(([, path]) => join(SOURCES, dirname(file), path!));
  return paths.map((path) => relative(SOURCES, existsSync(`${path}.ts`) ? `${path}.ts` : join(path, 'index.ts')));
}

it('no files import each other in a circle', () => {
  const done = new Set<string>();
  const visit = (file: string, way: string[]): void => {
    expect(way, `a circle: ${[...way, file].join(' → ')}`).not.toContain(file);
    if (done.has(file)) return;
    for (const next of imports(file)) visit(next, [...way, file]);
    done.add(file);
  };
  for (const file of files) visit(file, []);
  expect(done.size).toBeGreaterThanOrEqual(files.length);
});
