import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { LIMITS, weigh } from '../../scripts/weigh.ts';

const dist = join(import.meta.dirname, '../../dist');
const files = readdirSync(dist, { recursive: true, encoding: 'utf8' });
const pages = files
  .filter((file) => file.endsWith('.html'))
  .map((file) => ({ file, html: readFileSync(join(dist, file), 'utf8') }));
const htmlOf = (url: string) =>
  pages.find(({ file }) => `/${file.replace(/index\.html$/, '')}` === url)?.html;
const idsOf = (html: string) => new Set([...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id));

describe.each(pages)('$file', ({ file, html }) => {
  test('every link to this site leads to a page, a file, or a place on a page that exists', () => {
    const dead = [...html.matchAll(/<(?:a|link|script|img)\b[^>]*?\s(?:href|src)="([^"]*)"/g)]
      .map(([, url]) => (url ?? '').replaceAll('&amp;', '&').replaceAll('&#38;', '&'))
      .filter((url) => url.startsWith('/') || url.startsWith('#'))
      .filter((url) => {
        const [path = '', hash] = url.split('#');
        const target = path === '' ? html : htmlOf(path.replace(/\?.*/, ''));
        if (target === undefined) return !existsSync(join(dist, path.replace(/\?.*/, '')));
        return hash !== undefined && hash !== '' && !idsOf(target).has(hash);
      });
    expect(dead).toEqual([]);
  });

  test('ids are unique', () => {
    const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
  });

  test('a strict policy stands before anything it governs, and nothing on the page breaks it', () => {
    expect(html).toMatch(/<meta charset="utf-8"><meta http-equiv="content-security-policy"/i);
    expect(html).not.toMatch(/unsafe-inline|'unsafe-eval'/);
    expect(html.replace(/<script[\s\S]*?<\/script>/g, '')).not.toMatch(/<[^>]+\sstyle="/);
    expect(html).not.toMatch(/<[^>]+\son[a-z]+="/);
    expect(html).not.toMatch(/<style/);
  });

  test('nothing is fetched from elsewhere', () => {
    const fetched = [
      ...html.matchAll(
        /<(?:script|img|link|iframe|source|video)\b[^>]*?\s(?:href|src)="(https?:[^"]*)"[^>]*>/g,
      ),
    ]
      .filter(([tag]) => !/rel="(?:canonical|alternate)"/.test(tag))
      .map(([, url]) => url);
    expect(fetched).toEqual([]);
  });

  test('neighbouring words are not glued together, for readers and for search', () => {
    const body = html.replace(
      /<pre[\s\S]*?<\/pre>|<script[\s\S]*?<\/script>|<svg[\s\S]*?<\/svg>/g,
      '',
    );
    expect(
      body.match(/[^>]{0,30}<\/(?:th|dt|code|strong)><(?:th|dd|code|strong)\b.{0,30}/g) ?? [],
    ).toEqual([]);
  });

  test('no placeholder is left, and log lines keep their plain apostrophe', () => {
    expect(
      html.match(/.{0,30}(?:\{\{|\[object Object\]|>undefined<|can\u2019t).{0,30}/g) ?? [],
    ).toEqual([]);
  });

  test('it says its language and has one first-rank heading', () => {
    expect(html).toMatch(file.startsWith('zh-cn') ? /<html lang="zh-CN"/ : /<html lang="en"/);
    expect(html.match(/<h1\b/g)).toHaveLength(1);
  });
});

test('both languages have the same pages', () => {
  const english = pages
    .map(({ file }) => file)
    .filter((file) => !file.startsWith('zh-cn') && file !== '404.html');
  const chinese = pages.map(({ file }) => file).filter((file) => file.startsWith('zh-cn'));
  expect(chinese.map((file) => file.replace('zh-cn/', '')).sort()).toEqual(english.sort());
});

test('both languages carry the same commands, in the same order', () => {
  const commands = (html: string) =>
    [...html.matchAll(/<div class="code"[\s\S]*?<pre[^>]*>([\s\S]*?)<\/pre>/g)].map(([, code]) =>
      (code ?? '')
        .replace(/<span data-v="(\w+)"[^>]*>[^<]*<\/span>/g, '{$1}')
        .replace(/<[^>]+>/g, ''),
    );
  for (const { file, html } of pages) {
    const other = pages.find((page) => page.file === `zh-cn/${file}`);
    if (other) expect(commands(other.html), file).toEqual(commands(html));
  }
});

test('headings have the same ids in both languages', () => {
  const ids = (html: string) =>
    [...html.matchAll(/<h[1-4][^>]*\sid="([^"]+)"/g)].map(([, id]) => id);
  for (const { file, html } of pages) {
    const other = pages.find((page) => page.file === `zh-cn/${file}`);
    if (other) expect(ids(other.html), file).toEqual(ids(html));
  }
});

test('no page is over its weight', () => {
  for (const { file } of pages.filter((page) => page.file.endsWith('index.html'))) {
    const path = file.replace(/\/?index\.html$/, '');
    const weight = weigh(dist, path);
    const limit = path === '' || path === 'zh-cn' ? LIMITS.finder : LIMITS.page;
    expect(weight.total, file).toBeLessThanOrEqual(limit);
    expect(weight.js, file).toBeLessThanOrEqual(LIMITS.js);
  }
});
