import type { Page } from 'playwright/test';
import { budgets, readBeginning, weigh } from './budgets';
import { fileOf, islandPaths, pagePaths } from './dist';
import { ArticlePage } from './pages/article-page';
import { expect, test } from './test';

const screens = [
  { width: 360, height: 800 },
  { width: 768, height: 1024 },
  { width: 1440, height: 900 },
] as const;

/** Notes the files that a page fetches from now on. */
function noteFiles(page: Page, site: string): { readonly type: string; readonly file: string }[] {
  const files: { type: string; file: string }[] = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    files.push({ type: request.resourceType(), file: pathname.slice(new URL(site).pathname.length) });
  });
  return files;
}

/** The size of all scripts among these files, each counted once. */
function weighScripts(files: readonly { readonly type: string; readonly file: string }[]): number {
  const scripts = new Set(files.filter(({ type }) => type === 'script').map(({ file }) => file));
  return [...scripts].reduce((sum, file) => sum + weigh(file), 0);
}

test('every page and its scripts keep their budget', async ({ newReader, baseURL, troubles }) => {
  troubles.expect(/status of 404/);
  const table: Record<string, Record<string, number>> = {};
  for (const path of pagePaths) {
    const page = await newReader();
    const files = noteFiles(page, baseURL ?? '');
    await page.goto(path);
    const onLoad = weighScripts(files);
    await new ArticlePage(page).readThrough();
    const row = { html: weigh(fileOf(path)), 'script on load': onLoad, 'script alive': weighScripts(files) };
    table[path] = row;
    expect
      .soft(row.html, path)
      .toBeLessThanOrEqual(islandPaths.includes(path) ? budgets.htmlWithIslands : budgets.html);
    expect.soft(row['script on load'], path).toBeLessThanOrEqual(budgets.scriptOnLoad);
    expect.soft(row['script alive'], path).toBeLessThanOrEqual(budgets.scriptAlive);
  }
  console.table(table);
});

test('a step of the diagram keeps the budget of a mode', async ({ connectionFlow, article, page, baseURL }) => {
  await article.open('./websockets/');
  await article.readThrough();
  const table: Record<string, { readonly 'script of mode': number; readonly libraries: number }> = {};
  const open = async (mode: string, act: () => Promise<void>): Promise<void> => {
    const files = noteFiles(page, baseURL ?? '');
    await act();
    const libraries = weighScripts(files.filter(({ file }) => file.startsWith('_astro/sha1.')));
    const own = weighScripts(files) - libraries;
    table[mode] = { 'script of mode': own, libraries };
    expect.soft(own, mode).toBeGreaterThan(0);
    expect.soft(own, mode).toBeLessThanOrEqual(budgets.scriptOfMode);
  };
  for (const number of [1, 2, 3, 4]) {
    await open(`step ${number}`, async () => {
      await connectionFlow.next.click();
      await expect(connectionFlow.step(number)).toBeVisible();
    });
    if (number === 3) await open('inspector', () => connectionFlow.editBytes());
    if (number === 4) {
      await open('capture', async () => {
        const download = page.waitForEvent('download');
        await connectionFlow.saveCapture.click();
        await download;
      });
    }
  }
  console.table(table);
});

for (const path of pagePaths) {
  test(`${path} waits for nothing beside its document`, async ({ page, baseURL, troubles }) => {
    troubles.expect(/status of 404/);
    const files = noteFiles(page, baseURL ?? '');
    await page.goto(path);
    await expect(page.locator('link[rel=stylesheet]')).toHaveCount(0);
    await expect(page.locator('script[src]:not([defer]):not([async]):not([type=module])')).toHaveCount(0);
    // What the browser itself counts as render-blocking.
    const blocking = await page.evaluate(() =>
      (performance.getEntriesByType('resource') as PerformanceResourceTiming[])
        .filter((entry) => 'renderBlockingStatus' in entry && entry.renderBlockingStatus === 'blocking')
        .map(({ name }) => name),
    );
    expect(blocking).toEqual([]);
    expect(files.filter(({ type }) => !['document', 'script', 'image', 'other'].includes(type))).toEqual([]);
  });
}

for (const path of islandPaths) {
  for (const viewport of screens) {
    test(`the first ${budgets.html} bytes of ${path} draw the first screen whole, at ${viewport.width} × ${viewport.height}`, async ({
      newReader,
    }) => {
      // Without scripts: an island on the first screen would come alive before the one picture and after the other.
      const page = await newReader({ viewport, javaScriptEnabled: false });
      await page.goto(path);
      const whole = await page.screenshot({ caret: 'initial' });
      const beginning = readBeginning(fileOf(path), budgets.html);
      await page.route(/\/(\?.*)?$/, (route) =>
        route.fulfill({ body: beginning, contentType: 'text/html;charset=utf-8' }),
      );
      await page.goto(path);
      expect(await page.locator('body').innerHTML()).not.toContain('id="sources"');
      expect((await page.screenshot({ caret: 'initial' })).equals(whole)).toBe(true);
    });
  }
}
