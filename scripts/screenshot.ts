// `npm run screenshot`: takes the picture of the finder that README.md shows, from the site in dist/.

import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { chromium } from '@playwright/test';
import { preview } from 'astro';
import config from '../playwright.config.ts';

const ROOT = join(import.meta.dirname, '..');
const PICTURE = join(ROOT, 'docs/finder.png');
/** Bytes. A README is opened on slow lines too. */
const LIMIT = 200_000;
const SELECTION = { k0s: 'v1.31.2+k0s.0', distro: 'rocky-9.5' };

if (!existsSync(join(ROOT, 'dist/index.html'))) {
  console.error('dist/ holds no site: run npm run build first.');
  process.exit(1);
}

const server = await preview({ root: ROOT, logLevel: 'error', server: { port: 4398 } });
const browser = await chromium.launch(config.use?.launchOptions);
try {
  const page = await browser.newPage({
    locale: config.use?.locale ?? 'en',
    colorScheme: 'light',
    viewport: { width: 1440, height: 820 },
  });
  const address = new URL(process.env.BASE_PATH ?? '/', `http://localhost:${server.port}`);
  address.search = new URLSearchParams(SELECTION).toString();
  await page.goto(address.href);
  await page.locator('.banner:visible', { hasText: 'Affected' }).first().waitFor();
  const picture = await page.screenshot({ animations: 'disabled' });
  if (picture.length > LIMIT)
    throw new Error(`the picture is ${picture.length} bytes, the limit is ${LIMIT}`);
  mkdirSync(dirname(PICTURE), { recursive: true });
  writeFileSync(PICTURE, picture);
  console.log(`${relative(ROOT, PICTURE)}: ${Math.ceil(picture.length / 1000)} kB`);
} finally {
  await browser.close();
  await server.stop();
}
