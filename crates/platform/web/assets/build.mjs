// Builds ../dist: one style sheet, the fonts and the two patterns it names. A brand's colours and icon are made by the program.
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { compile } from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, "../dist");
const modules = join(here, "node_modules");
const FONTS = ["roboto-regular", "roboto-regular-ext", "roboto-bold", "roboto-bold-ext"];
const PATTERNS = ["arcade", "rings"];
const MAX_STYLE_SHEET_GZIP_BYTES = 14_000;

/** The palette of the Czech government's design system: c("primary-600") is rgb(35, 98, 162). */
function palette() {
  const css = readFileSync(join(modules, "@gov-design-system-ce/styles/lib/tokens.css"), "utf8");
  const colours = new Map([...css.matchAll(/--color-([a-z]+-\d+):\s*(rgb\([^)]*\))/g)].map(([, name, rgb]) => [name, rgb]));
  if (colours.size < 50) throw new Error("the tokens of @gov-design-system-ce/styles have changed their shape");
  const map = [...colours].map(([name, rgb]) => `"${name}": ${rgb}`).join(", ");
  return `@use "sass:map"; $palette: (${map}); @function c($name) { @return map.get($palette, $name); }`;
}

const tokens = {
  canonicalize: (url) => (url === "tokens" ? new URL("tokens:palette") : null),
  load: () => ({ contents: palette(), syntax: "scss" }),
};

const style = compile(join(here, "styles/svornik.scss"), {
  style: "compressed",
  loadPaths: [modules],
  importers: [tokens],
  quietDeps: true,
});

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist, { recursive: true });
writeFileSync(join(dist, "svornik.css"), style.css);
for (const font of FONTS) copyFileSync(join(modules, `@gov-design-system-ce/fonts/lib/${font}.woff2`), join(dist, `${font}.woff2`));
for (const pattern of PATTERNS) copyFileSync(join(here, `patterns/${pattern}.svg`), join(dist, `${pattern}.svg`));

for (const name of readdirSync(dist)) {
  const bytes = readFileSync(join(dist, name));
  const zipped = name.endsWith(".woff2") ? bytes.length : gzipSync(bytes, { level: 9 }).length;
  console.log(`${name}: ${bytes.length} bytes, ${zipped} over the wire`);
  if (name === "svornik.css" && zipped > MAX_STYLE_SHEET_GZIP_BYTES) throw new Error("the style sheet is over its budget");
}
