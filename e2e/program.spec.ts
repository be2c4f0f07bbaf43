import { readFileSync } from 'node:fs';
import type { Page } from 'playwright/test';
import { zipOf } from './downloaded-program';
import { expect, test } from './test';

const script = /\/Program\..*\.js$/;

const readSource = (name: string): string =>
  readFileSync(new URL(`../src/examples/hello/${name}`, import.meta.url), 'utf8');

test.describe('the tabs of a program', () => {
  test.beforeEach(({ program }) => program.open());

  test('show the first file, and each other at a click', async ({ program, page }) => {
    const address = page.url();
    expect(await program.tabs.count()).toBeGreaterThan(1);
    await expect(program.root.getByRole('tablist', { name: 'Files of hello' })).toBeVisible();
    await expect(program.tabs.first()).toHaveAttribute('aria-selected', 'true');
    for (const tab of [...(await program.tabs.all()), program.tabs.first()]) {
      await tab.click();
      await expect(tab).toHaveAttribute('aria-selected', 'true');
      await expect(program.root.getByRole('tab', { selected: true })).toHaveCount(1);
      const name = await tab.innerText();
      await expect(program.shownFile).toHaveCount(1);
      await expect(program.root.getByRole('tabpanel', { name })).toHaveId(
        (await tab.getAttribute('aria-controls')) ?? '',
      );
      await expect(program.shownFile.locator('figcaption')).toContainText(`hello/${name}`);
    }
    expect(page.url()).toBe(address);
  });

  test('are one stop for the keyboard, and arrows, Home, and End choose', async ({ program, page }) => {
    const count = await program.tabs.count();
    await program.tabs.first().focus();
    const steps = [
      ['ArrowRight', 1],
      ['ArrowLeft', 0],
      ['ArrowLeft', count - 1],
      ['ArrowRight', 0],
      ['End', count - 1],
      [' ', count - 1],
      ['Home', 0],
      ['End', count - 1],
    ] as const;
    for (const [key, index] of steps) {
      await page.keyboard.press(key);
      await expect(program.tabs.nth(index)).toBeFocused();
      await expect(program.tabs.nth(index)).toHaveAttribute('aria-selected', 'true');
      await expect(program.shownFile).toHaveId((await program.tabs.nth(index).getAttribute('aria-controls')) ?? '');
    }
    await page.keyboard.press('Tab');
    await expect(program.shownFile.getByRole('button')).toBeFocused();
    await page.keyboard.press('Tab');
    await expect(program.shownFile.locator('pre')).toBeFocused();
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Shift+Tab');
    await expect(program.tabs.last()).toBeFocused();
  });

  test('leave Alt with an arrow to the browser', async ({ program, page }) => {
    await program.tabs.first().focus();
    await page.keyboard.press('Alt+ArrowRight');
    await expect(program.tabs.first()).toHaveAttribute('aria-selected', 'true');
  });

  test('follow a link in the text to a file, as often as it is pressed', async ({ program, page }) => {
    await page.evaluate(() => {
      const link = document.createElement('a');
      link.href = '#hello-client-js';
      link.textContent = 'See the client';
      document.querySelector('main p')?.append(link);
    });
    for (let press = 1; press <= 2; press += 1) {
      await page.getByRole('link', { name: 'See the client' }).click();
      await expect(program.tab('client.js')).toHaveAttribute('aria-selected', 'true');
      await expect(program.file('hello/client.js').locator('figcaption')).toBeInViewport();
      await expect(program.tab('client.js')).toBeInViewport();
      await program.tab('server.js').click();
    }
  });
});

test.describe('the files of a program', () => {
  test('stand there whole, with their lines that matter', async ({ program }) => {
    await program.open();
    for (const name of await program.tabs.allInnerTexts()) {
      await program.tab(name).click();
      const lines = readSource(name).split('\n');
      expect(await program.readText(program.shownFile)).toBe(lines.join('\n').trimEnd());
      for (const marked of await program.shownFile.locator('mark').allTextContents()) expect(lines).toContain(marked);
    }
    expect(await program.root.locator('mark').count()).toBeGreaterThan(1);
  });

  test('can be copied one by one, character for character', async ({ program, article, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await program.open();
    for (const name of await program.tabs.allInnerTexts()) {
      await program.tab(name).click();
      await program.shownFile.getByRole('button', { name: 'Copy the code' }).click();
      await expect.poll(() => article.readClipboard()).toBe(readSource(name));
    }
  });

  test('can be downloaded as a zip of the size that is said', async ({ program, page }) => {
    await program.open();
    const download = page.waitForEvent('download');
    await program.download.click();
    const file = await download;
    expect(file.suggestedFilename()).toBe('hello.zip');
    const bytes = readFileSync(await file.path());
    expect(bytes.equals(readFileSync(zipOf('hello')))).toBe(true);
    await expect(program.root).toContainText(`(${Math.round(bytes.length / 100) / 10} kB)`);
  });

  test('scroll sideways in their own box on a phone', async ({ program, page }) => {
    await page.setViewportSize({ width: 320, height: 800 });
    await program.open();
    const box = program.shownFile.locator('pre');
    expect(await box.evaluate((pre) => pre.scrollWidth > pre.clientWidth)).toBe(true);
    await box.focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => box.evaluate((pre) => pre.scrollLeft)).toBeGreaterThan(0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  });

  test('are all on paper, one under the other', async ({ program, page }) => {
    for (const id of ['', '#hello-client-js']) {
      await program.open(id);
      await page.emulateMedia({ media: 'print' });
      await expect(program.shownFile).toHaveCount(await program.files.count());
      await expect(program.tabs).toHaveCount(0);
      await page.emulateMedia({ media: 'screen' });
      await expect(program.shownFile).toHaveCount(1);
    }
  });
});

test.describe('a program without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('stands there whole, each file under its name, and can be downloaded', async ({ program }) => {
    await program.open();
    await expect(program.shownFile).toHaveCount(await program.files.count());
    for (const file of await program.files.all()) await expect(file.locator('figcaption')).toContainText('hello/');
    await expect(program.root.getByRole('navigation')).toBeHidden();
    await expect(program.root.getByRole('button').filter({ visible: true })).toHaveCount(0);
    await expect(program.download).toBeVisible();
  });
});

test.describe('a program whose script', () => {
  test('is lost has links in place of tabs, and each leads to its file', async ({ program, page, troubles }) => {
    troubles.expect(/ERR_FAILED/);
    await page.route(script, (route) => route.abort());
    await program.open();
    await expect(program.shownFile).toHaveId('hello-server-js');
    await program.open('#hello-client-js');
    await expect(program.shownFile).toHaveId('hello-client-js');
    await expect(program.tabs).toHaveCount(0);
    for (const name of ['server.js', 'client.js']) {
      await program.link(name).click();
      await expect(program.shownFile).toHaveCount(1);
      await expect(program.shownFile.locator('figcaption')).toContainText(`hello/${name}`);
      await expect(program.shownFile.locator('figcaption')).toBeInViewport();
      await expect(program.link(name)).toBeInViewport();
    }
  });

  test('comes late moves nothing', async ({ program, page }) => {
    for (const width of [320, 360, 768, 1440]) {
      await page.setViewportSize({ width, height: 800 });
      const release = await holdScript(page);
      await program.openUntilShown();
      const before = await readBoxes(page);
      release();
      await expect(program.tabs).not.toHaveCount(0);
      expect.soft(await readBoxes(page), `${width} px`).toEqual(before);
      await page.unrouteAll();
    }
  });

  test('comes late takes a reader to the file that the address names', async ({ program, page }) => {
    const release = await holdScript(page);
    await program.openUntilShown('#hello-client-js');
    release();
    await expect(program.tab('client.js')).toHaveAttribute('aria-selected', 'true');
    await expect(program.shownFile.locator('figcaption')).toBeInViewport();
    await expect(program.tab('client.js')).toBeInViewport();
  });
});

/** Keeps the script of the tabs back until the returned function is called. */
async function holdScript(page: Page): Promise<() => void> {
  let release = (): void => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route(script, async (route) => {
    await held;
    await route.continue();
  });
  return release;
}

/** Where all that can be seen of the text stands on the page. */
async function readBoxes(page: Page): Promise<readonly string[]> {
  return page.locator('main *').evaluateAll((elements) =>
    elements
      .filter((element) => element.checkVisibility())
      .map((element) => {
        const { x, y, width, height } = element.getBoundingClientRect();
        return `${element.localName} ${[x, y + scrollY, width, height].join(' ')}`;
      }),
  );
}
