import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './fixtures.ts';
import { CHOSEN, FIX, PAGES, PREFIXES } from './pages.ts';

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme} colours`, () => {
    test.use({ colorScheme });
    for (const prefix of PREFIXES) {
      for (const path of [
        ...PAGES,
        `/${CHOSEN}`,
        `${FIX}${CHOSEN}`,
        '/?k0s=v9.9.9&distro=nothing',
      ]) {
        test(`axe finds nothing on ${prefix}${path}`, async ({ page }) => {
          await page.goto(`${prefix}${path}`);
          const { violations } = await new AxeBuilder({ page }).analyze();
          expect(
            violations.map(
              ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
            ),
          ).toEqual([]);
        });
      }
    }
    test('axe finds nothing on the page for a missing address', async ({ page }) => {
      await page.goto('/404.html');
      expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    });
  });
}

for (const width of [320, 390, 820, 1440, 2560]) {
  test(`no page scrolls sideways at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    for (const prefix of PREFIXES) {
      for (const path of [...PAGES, `/${CHOSEN}`, `${FIX}${CHOSEN}`]) {
        await page.goto(`${prefix}${path}`);
        const wider = await page.evaluate(
          () => document.documentElement.scrollWidth - window.innerWidth,
        );
        expect(wider, `${prefix}${path}`).toBeLessThanOrEqual(0);
      }
    }
  });
}

test('the keyboard reaches everything in order, and focus is visible', async ({ page }) => {
  await page.goto(`/${CHOSEN}`);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('main')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByLabel('k0s release')).toBeFocused();
  const outline = await page
    .getByLabel('k0s release')
    .evaluate((el) => getComputedStyle(el).outlineStyle);
  expect(outline).not.toBe('none');
  await page.keyboard.press('Tab');
  await expect(page.getByLabel('Distribution')).toBeFocused();
});

test('reduced motion is respected', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto('/');
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).scrollBehavior)).toBe(
    'auto',
  );
});

test('the chosen colours stay on the next page', async ({ page }) => {
  await page.goto('/');
  await page.getByLabel('Colours').selectOption('dark');
  await page.goto('/issues/');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(page.getByLabel('Colours')).toHaveValue('dark');
});

test('an address that holds nothing says so in both languages', async ({ page }) => {
  const response = await page.request.get('/no/such/page/');
  expect(response.status()).toBe(404);
  await page.goto('/404.html');
  await expect(page.getByRole('heading', { name: 'No such page' })).toBeVisible();
  await expect(page.getByRole('heading', { name: '没有这个页面' })).toBeVisible();
});
