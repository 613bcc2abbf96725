import { CHOSEN, FIX } from './pages.ts';
import { expect, test } from './fixtures.ts';

const release = 'k0s release';
const distro = 'Distribution';

test.describe('the finder', () => {
  test('a reader picks v1.31.2 and Rocky Linux 9.5 and reads what to run', async ({ page }) => {
    await page.goto('/');
    await page.getByLabel(release).selectOption('v1.31.2+k0s.0');
    await page.getByLabel(distro).selectOption({ label: 'Rocky Linux 9.5' });

    await expect(page.getByRole('status').first()).toContainText(
      'Affected: k0s v1.31.2+k0s.0 on Rocky Linux 9.5',
    );
    await expect(page.locator('.banner:visible')).toHaveCount(1);
    await expect(page.locator('.banner:visible')).toContainText('Affected');
    const remedies = page.locator('[data-remedy]:visible');
    await expect(remedies).toHaveCount(3);
    await expect(remedies.first()).toContainText('v1.31.3+k0s.0');
    await expect(page.locator('#catalogue')).toBeHidden();
    expect(new URL(page.url()).search).toBe('?k0s=v1.31.2%2Bk0s.0&distro=rocky-9.5');
  });

  test('focus stays on the control that was changed', async ({ page }) => {
    await page.goto('/');
    await page.getByLabel(release).focus();
    await page.getByLabel(release).selectOption('v1.31.2+k0s.0');
    await expect(page.getByLabel(release)).toBeFocused();
  });

  test('one blank filled asks for the other, and shows no verdict', async ({ page }) => {
    await page.goto('/');
    await page.getByLabel(release).selectOption('v1.31.2+k0s.0');
    await expect(page.getByText('Now say which distro it runs on.').first()).toBeVisible();
    await expect(page.locator('.banner:visible')).toHaveCount(0);
  });

  test('a fixed release says fixed, and where the fix landed', async ({ page }) => {
    await page.goto('/?k0s=v1.31.5%2Bk0s.0&distro=rocky-9.5');
    await expect(page.locator('.banner:visible')).toContainText('Fixed');
    await expect(page.locator('.strip li[aria-current]')).toContainText('1.31.5+k0s.0');
    await expect(page.locator('.strip').first()).toContainText('fix landed');
  });

  test('a distro nobody has checked says not known, and offers no commands', async ({ page }) => {
    await page.goto('/?k0s=v1.31.2%2Bk0s.0&distro=openeuler-22.03');
    await expect(page.locator('.banner:visible')).toContainText('Not known');
    await expect(page.locator('[data-remedy]:visible')).toHaveCount(0);
    await expect(page.locator('.no-remedy:visible')).toContainText('We cannot say');
  });

  test('the permalink opens the same answer', async ({ page, browser }) => {
    await page.goto(`/${CHOSEN}`);
    const href = await page.locator('[data-permalink]').first().getAttribute('href');
    const other = await (await browser.newContext()).newPage();
    await other.goto(href ?? '');
    await expect(other.locator('.banner:visible')).toContainText('Affected');
    await other.context().close();
  });

  test('evidence of the verdict is one click away', async ({ page }) => {
    await page.goto(`/${CHOSEN}`);
    const because = page.locator('.banner:visible .because');
    await because.locator('summary').click();
    await expect(because.getByRole('link').first()).toBeVisible();
    await expect(because.locator('a[href*="k0s/issues/5328"]:visible').first()).toBeVisible();
  });
});

test.describe('the address', () => {
  for (const written of [
    'v1.31.2%2Bk0s.0',
    'v1.31.2+k0s.0',
    '1.31.2',
    'v1.31.2',
    'v1.31.2-k0s.0',
    'V1.31.2',
  ]) {
    test(`?k0s=${written} is v1.31.2+k0s.0`, async ({ page }) => {
      await page.goto(`/?k0s=${written}&distro=rocky-9.5`);
      await expect(page.getByLabel(release)).toHaveValue('v1.31.2+k0s.0');
      await expect(page.locator('.banner:visible')).toContainText('Affected');
    });
  }

  test('an unknown release is said out loud, with the nearest known one as a link', async ({
    page,
  }) => {
    await page.goto('/?k0s=v1.31.4%2Bk0s.0&distro=rocky-9.5');
    const message = page.locator('.message');
    await expect(message).toContainText('“v1.31.4+k0s.0”');
    await expect(page.getByLabel(release)).toHaveValue('');
    await message.getByRole('link', { name: 'v1.31.3+k0s.0' }).click();
    // Until the new page has its style sheet, asking what is visible there has no meaning.
    await page.waitForURL(/v1\.31\.3/);
    await expect(page.locator('.banner:visible')).toContainText('Fixed');
    await expect(page.getByLabel(distro)).toHaveValue('rocky-9.5');
  });

  test('a version that is two releases asks which', async ({ page }) => {
    await page.goto('/?k0s=1.31.1&distro=rocky-9.5');
    await expect(page.locator('.message').getByRole('link')).toHaveText([
      'v1.31.1+k0s.0',
      'v1.31.1+k0s.1',
    ]);
  });

  test('rubbish and hostile values are text, and nothing runs', async ({ page }) => {
    for (const value of [
      '<img src=x onerror=alert(1)>',
      '%00',
      '"><script>alert(1)</script>',
      '__proto__',
      '%F0%9F%98%80'.repeat(40),
      '%E0%A4',
    ]) {
      await page.goto(`/?k0s=${encodeURIComponent(value)}&distro=${encodeURIComponent(value)}`);
      await expect(page.locator('.message')).toHaveCount(2);
      await expect(page.locator('.message img, .message script')).toHaveCount(0);
    }
    await page.goto('/?k0s=%E0%A4&distro=%');
    await expect(page.locator('.message')).toHaveCount(2);
  });

  test('the choice is applied before anything of it is painted', async ({ page }) => {
    await page.addInitScript(() => {
      const seen: string[] = [];
      Object.assign(window, { seen });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) seen.push(entry.entryType);
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await page.goto(`${FIX}${CHOSEN}`);
    await expect(page.locator('.banner:visible')).toHaveCount(1);
    expect(await page.evaluate(() => (window as unknown as { seen: string[] }).seen)).toEqual([]);
  });
});

test.describe('what is remembered', () => {
  test('the last choice comes back on the next visit', async ({ page }) => {
    await page.goto('/');
    await page.getByLabel(release).selectOption('v1.31.2+k0s.0');
    await page.getByLabel(distro).selectOption('rocky-9.5');
    await page.goto('/issues/');
    await page.goto('/');
    await expect(page.getByLabel(release)).toHaveValue('v1.31.2+k0s.0');
    await expect(page.locator('.banner:visible')).toContainText('Affected');
  });

  test('opening a shared link does not overwrite it', async ({ page }) => {
    await page.goto('/');
    await page.getByLabel(distro).selectOption('debian-12');
    await page.goto(`/${CHOSEN}`);
    await expect(page.getByLabel(distro)).toHaveValue('rocky-9.5');
    await page.goto('/');
    await expect(page.getByLabel(distro)).toHaveValue('debian-12');
  });

  test('clear forgets it', async ({ page }) => {
    await page.goto(`/${CHOSEN}`);
    await page.getByLabel(distro).selectOption('debian-12');
    await page.getByRole('button', { name: 'Clear' }).click();
    await expect(page.getByLabel(release)).toBeFocused();
    await page.goto('/');
    await expect(page.getByLabel(distro)).toHaveValue('');
  });

  for (const [name, stored] of [
    ['not JSON', '{'],
    ['an array', '[1,2]'],
    ['null', 'null'],
    ['other types', '{"k0s":7,"distro":{"a":1},"theme":[]}'],
    ['unknown values', '{"k0s":"v0.0.1","distro":"<b>x</b>","theme":"pink"}'],
    ['half a megabyte', `{"k0s":"${'9'.repeat(500_000)}"}`],
  ] as const) {
    test(`storage that holds ${name} counts as empty`, async ({ page }) => {
      await page.addInitScript((text) => {
        localStorage.setItem('k0s-remedy', text);
      }, stored);
      await page.goto('/');
      await expect(page.getByLabel(release)).toHaveValue('');
      await page.getByLabel(release).selectOption('v1.31.2+k0s.0');
      await expect(page.getByLabel(release)).toHaveValue('v1.31.2+k0s.0');
    });
  }

  test('where storage is refused the page still answers', async ({ page }) => {
    await page.addInitScript(() => {
      Object.defineProperty(window, 'localStorage', {
        get() {
          throw new DOMException('refused', 'SecurityError');
        },
      });
    });
    await page.goto(`/${CHOSEN}`);
    await expect(page.locator('.banner:visible')).toContainText('Affected');
  });
});

test.describe('the fix article', () => {
  test('the same selector filters and fills it', async ({ page }) => {
    await page.goto(`${FIX}${CHOSEN}`);
    await expect(page.locator('[data-remedy]:visible')).toHaveCount(3);
    await expect(page.locator('#upgrade')).toBeVisible();
    await page.getByLabel(release).selectOption('v1.31.1+k0s.1');
    await expect(page.locator('[data-v="release"]:visible').first()).toHaveText('v1.31.1+k0s.1');
    await page.getByLabel(distro).selectOption('debian-12');
    await expect(page.locator('[data-remedy="clear-stale-legacy-rules"]')).toBeVisible();
  });

  test('the copy button copies what is shown', async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto(`${FIX}${CHOSEN}`);
    const block = page.locator('.code:has([data-v]):has(button):visible').first();
    const shown = await block.locator('pre').textContent();
    await block.getByRole('button', { name: 'Copy' }).click();
    await expect(block.getByRole('button')).toHaveText('Copied');
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(shown?.trimEnd());
    expect(shown).not.toContain('{{');
  });

  test('the language switch keeps the choice', async ({ page }) => {
    await page.goto(`${FIX}${CHOSEN}`);
    await page.getByRole('link', { name: '简体中文' }).click();
    await page.waitForURL(/\/zh-cn\/issues\/.*\?k0s=v1\.31\.2%2Bk0s\.0&distro=rocky-9\.5/);
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
    await expect(page.locator('.banner:visible')).toContainText('受影响');
  });

  test('print holds the chosen outcome and its permalink, and no navigation', async ({ page }) => {
    await page.goto(`${FIX}${CHOSEN}`);
    await page.emulateMedia({ media: 'print' });
    await expect(page.locator('.banner:visible')).toHaveCount(1);
    await expect(page.locator('[data-permalink]').first()).toBeVisible();
    await expect(page.getByRole('banner')).toBeHidden();
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  for (const prefix of ['', '/zh-cn']) {
    test(`every outcome and remedy stands on ${prefix}/ with whom it is for`, async ({ page }) => {
      await page.goto(`${prefix}/`);
      const banners = page.locator('.banner');
      expect(await banners.count()).toBeGreaterThan(4);
      for (const banner of await banners.all()) {
        await expect(banner).toBeVisible();
        await expect(banner.locator('.for')).toContainText('k0s');
      }
      await expect(page.locator('[data-remedy]:visible')).toHaveCount(4);
      for (const label of await page.locator('.remedy > header > .for').all())
        await expect(label).toBeVisible();
    });
  }

  test('evidence opens without script', async ({ page }) => {
    await page.goto('/');
    await page.locator('.banner .because summary').first().click();
    await expect(page.locator('.banner .because a').first()).toBeVisible();
  });
});
