import type { Page } from 'playwright/test';
import { stories } from './pages/simulator-panel';
import { expect, test } from './test';

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });
  test.beforeEach(({ article }) => article.open('./websockets/'));

  test('the reader sees the finished run, its totals, and what it came to', async ({ simulator }) => {
    for (const lane of ['HTTP polling', 'WebSocket'] as const) {
      await expect(simulator.lane(lane).locator('svg').first()).toBeVisible();
      expect(await simulator.count('Messages delivered', lane)).toBe('3');
    }
    await expect(simulator.root.locator('.curtain')).toHaveCount(0);
    await expect(simulator.outcome).toContainText('The open line pays here');
  });

  test('the whole table of events is there', async ({ simulator }) => {
    await simulator.events.locator('summary').click();
    const rows = simulator.events.locator('tbody').getByRole('row');
    expect(await rows.count()).toBeGreaterThanOrEqual(15);
    await expect(rows.first()).toBeVisible();
    await expect(rows.filter({ hasText: 'Your table is ready.' })).toHaveCount(2);
    await expect(simulator.events.getByRole('button')).toHaveCount(0);
  });

  test('a note says why the controls stay still', async ({ simulator }) => {
    await expect(simulator.root.locator('noscript p')).toBeVisible();
    await expect(simulator.root.locator('noscript p')).toContainText('Without JavaScript the controls stay still');
    await expect(simulator.failure).toBeHidden();
  });

  test('nothing looks usable that is not', async ({ article, page, simulator }) => {
    const controls = page.locator('button, input, select, textarea');
    expect(await simulator.root.locator('button, input, select').count()).toBeGreaterThan(8);
    for (const control of await simulator.root.locator('button, input, select').all())
      await expect(control).toBeDisabled();
    await expect(controls.filter({ hasText: 'Copy the' }).filter({ visible: true })).toHaveCount(0);
    await expect(article.themeSwitch).toBeHidden();
  });

  test('the menu, the answers, and the prompts can be read', async ({ article, page }) => {
    await page.getByText('Show the answer').first().click();
    await expect(page.getByText('✓ Right.').first()).toBeVisible();
    await expect(page.getByText('Build a small live chat')).toBeVisible();
    await page.setViewportSize({ width: 360, height: 800 });
    await article.menuButton.click();
    await expect(article.menu).toBeVisible();
  });
});

test.describe('a script that does not arrive', () => {
  /** Every script that a reader of /websockets/ fetches. */
  async function listScripts(page: Page): Promise<readonly string[]> {
    const scripts: string[] = [];
    page.on('request', (request) => {
      if (request.resourceType() === 'script') scripts.push(new URL(request.url()).pathname);
    });
    await page.goto('./websockets/#simulator');
    await expect(page.locator('astro-island')).not.toHaveAttribute('ssr');
    return [...new Set(scripts)];
  }

  test('of the simulator or its runtime is said, and the finished run stays', async ({
    simulator,
    page,
    newReader,
    troubles,
  }) => {
    troubles.expect(/ERR_FAILED/);
    const scripts = (await listScripts(await newReader())).filter((path) => !/ThemeSwitch|CopyButton/.test(path));
    expect(scripts.length).toBeGreaterThan(2);
    for (const script of scripts) {
      await test.step(script, async () => {
        // Astro asks a second time with a query of its own.
        await page.route(`**${script}*`, (route) => route.abort());
        await page.goto('about:blank');
        await page.goto('./websockets/#simulator');
        await expect(simulator.failure).toBeVisible();
        await expect(simulator.play).toBeDisabled();
        expect(await simulator.count('Messages delivered', 'WebSocket')).toBe('3');
        await expect(
          page.getByText('a connection that stays open').or(page.getByText('one connection between')).first(),
        ).toBeVisible();
        await page.unrouteAll();
      });
    }
  });

  test('at first but at the second try brings the simulator to life', async ({ simulator, page, troubles }) => {
    troubles.expect(/ERR_FAILED/);
    await page.route('**/Simulator*.js', (route) => route.abort(), { times: 1 });
    await simulator.open();
    await expect(simulator.failure).toBeHidden();
  });

  for (const name of ['ThemeSwitch', 'CopyButton']) {
    test(`of ${name} takes nothing else with it`, async ({ simulator, page, troubles }) => {
      troubles.expect(/ERR_FAILED/);
      await page.route(`**/${name}*.js`, (route) => route.abort());
      await simulator.open();
      await simulator.step.click();
      await expect(simulator.failure).toBeHidden();
    });
  }

  test('hides the buttons that it would have brought to life', async ({ article, page, troubles }) => {
    troubles.expect(/ERR_FAILED/);
    await page.route(/(ThemeSwitch|CopyButton).*\.js$/, (route) => route.abort());
    await article.open('./websockets/');
    await expect(page.getByRole('button', { name: 'Copy the prompt' })).toHaveCount(0);
    await expect(article.themeSwitch).toHaveCount(0);
  });
});

test.describe('storage', () => {
  test('the theme can be switched where storage is blocked', async ({ article, page }) => {
    await page.addInitScript(() => {
      Object.defineProperty(window, 'localStorage', {
        get() {
          throw new DOMException('blocked', 'SecurityError');
        },
      });
    });
    await page.emulateMedia({ colorScheme: 'dark' });
    await article.open();
    expect(await article.readScheme()).toBe('dark');
    await article.themeSwitch.click();
    await expect.poll(() => article.readScheme()).toBe('light');
  });

  test('and where it is full', async ({ article, page }) => {
    await article.open();
    await page.evaluate(() => {
      for (let size = 4_000_000; size >= 1; size = Math.floor(size / 2)) {
        try {
          for (;;) localStorage.setItem(`filler ${localStorage.length}`, 'x'.repeat(size));
        } catch {
          // No room for a piece of this size.
        }
      }
    });
    await article.themeSwitch.click();
    await expect(article.themeSwitch).toContainText('light');
    expect(await page.evaluate(() => localStorage.getItem('theme'))).toBeNull();
  });

  test('a value that is no theme is no theme', async ({ article, page }) => {
    await page.addInitScript(() => localStorage.setItem('theme', '<b>purple'));
    await page.emulateMedia({ colorScheme: 'dark' });
    await article.open();
    expect(await article.readScheme()).toBe('dark');
    await expect(article.themeSwitch).toContainText('system');
  });
});

test.describe('the theme', () => {
  test('follows the system until the reader chooses', async ({ article, page }) => {
    await article.open('./');
    for (const scheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme: scheme });
      await expect.poll(() => article.readScheme()).toBe(scheme);
    }
    await expect(article.themeSwitch).toHaveAccessibleName('Theme: system');
  });

  test('goes round: system, light, dark, system', async ({ article, page }) => {
    await page.emulateMedia({ colorScheme: 'dark' });
    await article.open('./');
    for (const [name, scheme] of [
      ['light', 'light'],
      ['dark', 'dark'],
      ['system', 'dark'],
    ] as const) {
      await article.themeSwitch.press('Enter');
      await expect(article.themeSwitch).toHaveAccessibleName(`Theme: ${name}`);
      await expect.poll(() => article.readScheme()).toBe(scheme);
    }
  });

  test('is kept for the next page and the next visit', async ({ article, page }) => {
    await page.emulateMedia({ colorScheme: 'light' });
    await article.open('./');
    await article.themeSwitch.click();
    await article.themeSwitch.click();
    for (const path of ['./glossary/', './websockets/']) {
      await article.open(path);
      await expect(article.themeSwitch).toHaveAccessibleName('Theme: dark');
      expect(await article.readScheme()).toBe('dark');
    }
  });

  test('is in force before the page is drawn', async ({ article, page }) => {
    await page.addInitScript(() => {
      localStorage.setItem('theme', 'dark');
      new MutationObserver((_, observer) => {
        if (document.querySelector('body') === null) return;
        observer.disconnect();
        localStorage.setItem('seen', document.documentElement.dataset.theme ?? 'none');
      }).observe(document, { childList: true, subtree: true });
    });
    await article.open('./');
    expect(await page.evaluate(() => localStorage.getItem('seen'))).toBe('dark');
  });
});

test('a run goes on when the network goes away', async ({ simulator, context, troubles }) => {
  // The browser looks at the page's icon again when the address changes.
  troubles.expect(/ERR_INTERNET_DISCONNECTED/);
  await simulator.open();
  await context.setOffline(true);
  await simulator.story.selectOption(stories.chat);
  await expect.poll(() => simulator.count('Messages delivered', 'WebSocket')).toBe('8');
});
