/**
 * Finishes what Vite has built: writes each file's gzip and Brotli form beside it, lists the files
 * that the API may serve, and fails when a first visit would load too much script.
 */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** Bytes of gzipped JavaScript that a first visit may load. */
const FIRST_LOAD_LIMIT = 300_000;

const output = new URL('../target/classes/console/', import.meta.url).pathname;
const compressible = /\.(js|css|html|svg|json)$/;

const manifestFile = join(output, '.vite/manifest.json');
const manifest = JSON.parse(readFileSync(manifestFile, 'utf8'));
rmSync(join(output, '.vite'), { recursive: true });

const files = readdirSync(output, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => relative(output, join(entry.parentPath, entry.name)))
  .sort();

for (const file of files.filter((name) => compressible.test(name))) {
  const content = readFileSync(join(output, file));
  writeFileSync(join(output, `${file}.gz`), gzipSync(content, { level: 9 }));
  writeFileSync(
    join(output, `${file}.br`),
    brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  );
}
writeFileSync(join(output, 'files.txt'), `${files.join('\n')}\n`);

/** The entry and everything that it imports at once, not what it loads when needed. */
function firstLoad(key, seen = new Set()) {
  if (!seen.has(key)) {
    seen.add(key);
    for (const imported of manifest[key].imports ?? []) {
      firstLoad(imported, seen);
    }
  }
  return seen;
}

/** What somebody sees first. */
const loaded = firstLoad('src/features/dashboard/DashboardPage.tsx', firstLoad('index.html'));
const scripts = [...loaded].map((key) => manifest[key].file);
const bytes = [...scripts, 'color-scheme.js'].reduce(
  (sum, file) => sum + gzipSync(readFileSync(join(output, file)), { level: 9 }).length,
  0,
);
const summary = `First load: ${Math.round(bytes / 1000)} kB of gzipped JavaScript, ${scripts.length + 1} files`;
if (bytes > FIRST_LOAD_LIMIT) {
  console.error(
    `${summary}; at most ${FIRST_LOAD_LIMIT / 1000} kB are allowed. Load more of it when it is needed.`,
  );
  process.exit(1);
}
console.log(summary);
