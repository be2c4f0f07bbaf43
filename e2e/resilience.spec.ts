import type { Locator, Page } from 'playwright/test';
import { islandPaths } from './dist';
import { ArticlePage } from './pages/article-page';
import { ConnectionFlowPanel, frames, steps } from './pages/connection-flow-panel';
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

  test('the four steps of a connection are there with their bytes', async ({ connectionFlow }) => {
    await expect(connectionFlow.overview.getByRole('heading')).toHaveText(steps);
    await expect(connectionFlow.overview.locator('li:nth-child(n + 3) pre')).toHaveText(Object.values(frames));
    await expect(connectionFlow.root.locator('noscript p')).toBeVisible();
    await expect(connectionFlow.failure).toBeHidden();
  });

  test('the steps of the picture are links to what stands below', async ({ connectionFlow, page }) => {
    for (const [index, title] of steps.entries()) {
      await connectionFlow.rung(index + 1).click();
      await expect(page.locator(':target')).toContainText(title);
      await expect(page.locator(':target')).toBeInViewport();
    }
    await connectionFlow.again.click();
    await expect(page.locator(':target')).toContainText(steps[0]);
  });

  test('nothing looks usable that is not', async ({ article, page, simulator, connectionFlow }) => {
    const controls = page.locator('button, input, select, textarea');
    expect(await simulator.root.locator('button, input, select').count()).toBeGreaterThan(8);
    expect(await connectionFlow.root.locator('button').count()).toBe(2);
    for (const control of await page.locator('astro-island').locator(controls).all())
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
  for (const path of islandPaths) {
    test(
      `of ${path}, one after the other, takes no text with it, and a widget that stays still says so`,
      { tag: path === './websockets/' ? [] : '@full' },
      async ({ page, newReader, troubles }) => {
        troubles.expect(/ERR_FAILED/);
        const still = await newReader({ javaScriptEnabled: false });
        await still.goto(path);
        const texts = await still.locator('astro-island').allInnerTexts();
        const scripts = await listScripts(await newReader(), path);
        expect(scripts.length).toBeGreaterThan(2);
        test.setTimeout(20_000 * scripts.length);
        for (const script of scripts) {
          await test.step(script, async () => {
            // Astro asks a second time with a query of its own.
            await page.route(`**${script}*`, (route) => route.abort());
            await page.goto('about:blank');
            await page.goto(path);
            let silent = 0;
            for (const [index, island] of (await page.locator('astro-island').all()).entries()) {
              await island.scrollIntoViewIfNeeded();
              const said = island.locator('xpath=..').locator('[data-when-failed]');
              await expect(said.or(island.and(page.locator(':not([ssr])'))).filter({ visible: true })).toHaveCount(1);
              if (await said.isHidden()) continue;
              silent += 1;
              await expect(said).toContainText('did not load');
              await expect(island).toHaveText(texts[index] ?? '', { useInnerText: true });
              await expectStillness(island);
            }
            const isOfIsland = !/ThemeSwitch|CopyButton|Program/.test(script);
            expect(silent > 0, script).toBe(isOfIsland);
            await page.unrouteAll();
          });
        }
      },
    );
  }

  /** Every script that a reader fetches who reads a page to its end. */
  async function listScripts(page: Page, path: string): Promise<readonly string[]> {
    const scripts = new Set<string>();
    page.on('request', (request) => {
      if (request.resourceType() === 'script') scripts.add(new URL(request.url()).pathname);
    });
    await page.goto(path);
    await new ArticlePage(page).readThrough();
    return [...scripts];
  }

  async function expectStillness(island: Locator): Promise<void> {
    for (const control of await island.locator('button, input, select, textarea').all())
      await expect(control).toBeDisabled();
  }

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

test.describe('the script that takes a step apart', () => {
  const lost =
    'The script that takes a step apart did not load. All four steps stand below; reload the page to try again.';

  test('when it does not arrive, the reader is told and led to the step among all four', async ({
    connectionFlow,
    page,
    troubles,
  }) => {
    troubles.expect(/ERR_FAILED/);
    await connectionFlow.open();
    await page.route('**/Workbench*', (route) => route.abort());
    await connectionFlow.rung(4).click();
    await expect(connectionFlow.alert).toHaveText(lost);
    await expect(connectionFlow.overview.getByRole('heading', { name: steps[3] })).toBeInViewport();
    await expect(connectionFlow.overview.locator('li:nth-child(n + 3) pre')).toHaveText(Object.values(frames));
    await expect(connectionFlow.root.locator('[aria-current]')).toHaveCount(0);
  });

  test('the same is said to a reader who comes by a link, and the link stays in the address', async ({
    connectionFlow,
    page,
    troubles,
  }) => {
    troubles.expect(/ERR_FAILED/);
    await page.route('**/Workbench*', (route) => route.abort());
    await page.goto('./websockets/?flow.step=3&flow.message=Hi#connection-flow');
    await expect(connectionFlow.alert).toHaveText(lost);
    await expect(connectionFlow.overview).toBeVisible();
    expect(new URL(page.url()).search).toBe('?flow.step=3&flow.message=Hi');
  });

  test('a second press tries again', async ({ connectionFlow, page, troubles }) => {
    troubles.expect(/ERR_FAILED/);
    await connectionFlow.open();
    await page.route('**/Workbench*', (route) => route.abort());
    await connectionFlow.next.click();
    await expect(connectionFlow.alert).toBeVisible();
    await page.unrouteAll();
    await connectionFlow.next.click();
    await expect(connectionFlow.step(1)).toBeVisible();
    await expect(connectionFlow.alert).toHaveCount(0);
  });

  test('nor does any file that it needs take the page with it', async ({
    connectionFlow,
    page,
    newReader,
    troubles,
  }) => {
    troubles.expect(/ERR_FAILED/);
    const reader = new ConnectionFlowPanel(await newReader());
    await reader.open();
    const files: string[] = [];
    reader.page.on('request', (request) => files.push(new URL(request.url()).pathname));
    await reader.next.click();
    await expect(reader.step(1)).toBeVisible();
    const scripts = [...new Set(files)].filter((file) => file.endsWith('.js'));
    expect(scripts.length).toBeGreaterThan(0);
    for (const script of scripts) {
      await connectionFlow.open();
      await page.route(`**${script}*`, (route) => route.abort());
      await connectionFlow.next.click();
      await expect(connectionFlow.alert, script).toHaveText(lost);
      await expect(connectionFlow.overview).toBeVisible();
      await page.unrouteAll();
    }
  });

  test('without a network it says so, and with one it is there again', async ({
    connectionFlow,
    context,
    troubles,
  }) => {
    troubles.expect(/ERR_INTERNET_DISCONNECTED/);
    await connectionFlow.open();
    await context.setOffline(true);
    await connectionFlow.next.click();
    await expect(connectionFlow.alert).toHaveText(lost);
    await context.setOffline(false);
    await connectionFlow.next.click();
    await expect(connectionFlow.step(1)).toBeVisible();
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

test('steps that were opened once can be changed when the network has gone away', async ({
  connectionFlow,
  context,
  troubles,
}) => {
  troubles.expect(/ERR_INTERNET_DISCONNECTED/);
  await connectionFlow.open('?flow.step=4');
  await connectionFlow.rung(3).click();
  await expect(connectionFlow.step(3)).toBeVisible();
  await context.setOffline(true);
  await connectionFlow.rung(4).click();
  await connectionFlow.code.fill('4000');
  await expect(connectionFlow.fact('The server')).toHaveText('code 4000, reason “”');
  // One that was not is said to be missing, and stands among all four.
  await connectionFlow.rung(1).click();
  await expect(connectionFlow.alert).toContainText('did not load');
  await expect(connectionFlow.overview.getByRole('heading')).toHaveText(steps);
});
