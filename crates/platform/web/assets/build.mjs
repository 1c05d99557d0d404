// Builds ../dist: one style sheet, the fonts it names, the icon.
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { compile } from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, "../dist");
const modules = join(here, "node_modules");
const FONTS = ["roboto-regular", "roboto-regular-ext", "roboto-bold", "roboto-bold-ext"];
const MAX_STYLE_SHEET_GZIP_BYTES = 20_000;

/** The palette of the Czech government's design system as a Sass map: "primary-600": rgb(35, 98, 162). */
function palette() {
  const css = readFileSync(join(modules, "@gov-design-system-ce/styles/lib/tokens.css"), "utf8");
  const colours = new Map([...css.matchAll(/--color-([a-z]+-\d+):\s*(rgb\([^)]*\))/g)].map(([, name, rgb]) => [name, rgb]));
  if (colours.size < 50) throw new Error("the tokens of @gov-design-system-ce/styles have changed their shape");
  return `$palette: (${[...colours].map(([name, rgb]) => `"${name}": ${rgb}`).join(", ")});`;
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
copyFileSync(join(here, "icon.svg"), join(dist, "icon.svg"));

for (const name of readdirSync(dist)) {
  const bytes = readFileSync(join(dist, name));
  const zipped = name.endsWith(".woff2") ? bytes.length : gzipSync(bytes, { level: 9 }).length;
  console.log(`${name}: ${bytes.length} bytes, ${zipped} over the wire`);
  if (name === "svornik.css" && zipped > MAX_STYLE_SHEET_GZIP_BYTES) throw new Error("the style sheet is over its budget");
}
