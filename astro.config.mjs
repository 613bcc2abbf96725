// @ts-check
import mdx from '@astrojs/mdx';
import { satteri } from '@astrojs/markdown-satteri';
import { defineConfig } from 'astro/config';
import { contentGate } from './src/gate/astro.ts';
import { policy } from './src/build/policy.ts';
import { searchIndex } from './src/build/search-index.ts';
import { shikiClasses, theme } from './src/build/shiki.ts';

export default defineConfig({
  site: process.env.SITE_URL ?? 'https://k0s-remedy.example',
  base: process.env.BASE_PATH ?? '/',
  trailingSlash: 'always',
  build: { format: 'directory', inlineStylesheets: 'never' },
  // The default drops the white space between inline elements, and then `<code>a</code> <code>b</code>` reads "ab".
  compressHTML: true,
  markdown: {
    shikiConfig: { theme, transformers: [shikiClasses()] },
    // Smart quotes would turn `can't initialize` into words that match no log.
    processor: satteri({ features: { smartPunctuation: false } }),
  },
  integrations: [contentGate(), mdx(), searchIndex(), policy()],
  vite: {
    build: {
      assetsInlineLimit: 0,
      rolldownOptions: {
        onLog(level, log, handler) {
          // Astro marks MDX modules with a directive of its own; the bundler's remark on it says nothing to us.
          if (log.code !== 'MODULE_LEVEL_DIRECTIVE') handler(level, log);
        },
      },
    },
  },
});
