/**
 * Writes a strict content security policy into every built page.
 *
 * Inline scripts are allowed by the hash of their text and nothing else is: no `unsafe-inline`, no `unsafe-eval`, no
 * other origin. `wasm-unsafe-eval` stands on every page because search, which runs WebAssembly, opens on every page.
 * It runs after everything that changes the HTML.
 */
import { createHash } from 'node:crypto';
import { glob, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';

// The text of scripts without a src. Data blocks (`type="application/json"`) are not run and need no hash.
const INLINE =
  /<script(?![^>]*\bsrc=)(?![^>]*application\/(?:ld\+)?json)[^>]*>([\s\S]*?)<\/script>/g;

/** The policy for a page with these inline scripts. */
export function policyFor(scripts: readonly string[]): string {
  const hashes = scripts.map(
    (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`,
  );
  return [
    "default-src 'none'",
    `script-src 'self' 'wasm-unsafe-eval'${hashes.length ? ` ${[...new Set(hashes)].join(' ')}` : ''}`,
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
  ].join('; ');
}

/** Adds the policy to the HTML of one page, before anything that it governs. */
export function withPolicy(html: string): string {
  const scripts = [...html.matchAll(INLINE)].map((found) => found[1] ?? '');
  const meta = `<meta http-equiv="content-security-policy" content="${policyFor(scripts)}">`;
  return html.replace(/<meta charset="utf-8"\s*\/?>/i, (charset) => charset + meta);
}

export function policy(): AstroIntegration {
  return {
    name: 'content-security-policy',
    hooks: {
      'astro:build:done': async ({ dir }) => {
        const root = fileURLToPath(dir);
        for await (const file of glob('**/*.html', { cwd: root })) {
          const path = join(root, file);
          await writeFile(path, withPolicy(await readFile(path, 'utf8')));
        }
      },
    },
  };
}
