// What a page weighs over the wire: its HTML, style sheets and scripts, each compressed with brotli at level 11.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

/** Bytes, compressed. `data` is the part of the HTML that is the look-up data. */
export interface Weight {
  readonly html: number;
  readonly css: number;
  readonly js: number;
  readonly total: number;
}

/** Limits in bytes. Source: the project's promise to readers on a bad line (README, "Weight"). */
export const LIMITS = { page: 25_000, js: 8_000, finder: 40_000 } as const;

const compress = (content: Buffer) =>
  brotliCompressSync(content, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
    },
  }).length;

/** Weighs the page at a path of the built site, such as `issues/`. Follows static imports of its scripts. */
export function weigh(dist: string, path: string): Weight {
  const html = readFileSync(join(dist, path, 'index.html'));
  const text = html.toString();
  const links = (pattern: RegExp) => [...text.matchAll(pattern)].map(([, url]) => url ?? '');
  const css = links(/<link rel="stylesheet" href="([^"]+)"/g);
  const js = new Set(links(/<script[^>]+src="([^"]+)"/g));
  for (const url of js) {
    const code = readFileSync(join(dist, url), 'utf8');
    for (const [, imported] of code.matchAll(/(?:from|import)\s*"(\.\/[^"]+)"/g)) {
      js.add(join(url, '..', imported ?? ''));
    }
  }
  const sum = (urls: Iterable<string>) =>
    [...urls].reduce((bytes, url) => bytes + compress(readFileSync(join(dist, url))), 0);
  // Inline scripts travel inside the HTML; what they weigh alone is counted as JavaScript too.
  const inline = [...text.matchAll(/<script(?![^>]*(?:src=|json))[^>]*>([\s\S]*?)<\/script>/g)]
    .map(([, code]) => Buffer.byteLength(code ?? ''))
    .reduce((a, b) => a + b, 0);
  const weights = { html: compress(html), css: sum(css), js: sum(js) };
  return { ...weights, js: weights.js + inline, total: weights.html + weights.css + weights.js };
}
