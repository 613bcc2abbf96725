// `npm run bench`: what each page type weighs, and how fast the site builds. Fails where a page is over its limit.
//
//   node scripts/bench.ts            weighs the site in dist/
//   node scripts/bench.ts --build    builds it first, into a folder of its own, and says pages per second

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { LIMITS, weigh } from './weigh.ts';

const root = join(import.meta.dirname, '..');
const building = process.argv.includes('--build');
const dist = building ? mkdtempSync(join(tmpdir(), 'k0s-remedy-')) : join(root, 'dist');

if (building) {
  const started = process.hrtime.bigint();
  const { status } = spawnSync('npm', ['run', '--silent', 'build', '--', '--outDir', dist], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) process.exit(1);
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  const count = pagesIn(dist).length;
  console.log(
    `build: ${count} pages in ${seconds.toFixed(1)} s, ${(count / seconds).toFixed(1)} pages per second\n`,
  );
}

const over: string[] = [];
const rows = pagesIn(dist).map((path) => {
  const weight = weigh(dist, path);
  const limit = path === '' || path === 'zh-cn' ? LIMITS.finder : LIMITS.page;
  if (weight.total > limit) over.push(`/${path}: ${weight.total} bytes, the limit is ${limit}`);
  if (weight.js > LIMITS.js)
    over.push(`/${path}: ${weight.js} bytes of JavaScript, the limit is ${LIMITS.js}`);
  return { page: `/${path}`, ...weight, limit };
});
console.log('Bytes over the wire, brotli:');
console.table(rows);
console.log(
  `${rows.length} pages, ${readdirSync(dist, { recursive: true }).length} files and folders`,
);
if (building) rmSync(dist, { recursive: true });
if (over.length > 0) {
  console.error(`\nOver the limit:\n${over.join('\n')}`);
  process.exit(1);
}

/** Paths of all pages with an address of their own. */
function pagesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('index.html'))
    .map((file) => relative(folder, dirname(join(folder, file))))
    .sort();
}
