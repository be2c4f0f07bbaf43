import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright/test';
import { pagePaths } from './dist';
import { findClippedText, findSmallTargets, findTextOnText } from './pages/geometry';
import { expect, test } from './test';

const widths = [360, 1280] as const;
const schemes = ['light', 'dark'] as const;

/** What axe has against the page, or a part of it, in one line each. */
async function findViolations(page: Page, part = 'html'): Promise<readonly string[]> {
  // Every rule that is on by default, best practice too, and the size of targets (WCAG 2.2).
  const { violations } = await new AxeBuilder({ page })
    .include(part)
    .options({ rules: { 'target-size': { enabled: true } } })
    .analyze();
  return violations.map(({ id, nodes }) => {
    const places = nodes.slice(0, 3).map(({ target }) => target.join(' '));
    return `${id} at ${nodes.length} places: ${places.join(', ')}: ${nodes[0]?.failureSummary ?? ''}`;
  });
}

test.describe('axe finds nothing', () => {
  for (const path of pagePaths) {
    for (const colorScheme of schemes) {
      test(`on ${path}, ${colorScheme}`, async ({ article, page, troubles }) => {
        troubles.expect(/status of 404/);
        await page.emulateMedia({ colorScheme });
        await article.open(path);
        await article.readThrough();
        for (const width of widths) {
          await page.setViewportSize({ width, height: 800 });
          expect.soft(await findViolations(page), `${width} px`).toEqual([]);
        }
      });
    }
  }

  const states = {
    'before the start': async (page: Page) => page.getByRole('button', { name: 'Reset' }).click(),
    'while it plays': async (page: Page) => page.getByRole('button', { name: 'Start' }).click(),
    'in the middle': async (page: Page) => page.getByRole('slider', { name: 'Moment of the run' }).press('PageDown'),
    'with the table open': async (page: Page) => page.locator('.events summary').click(),
    'with the details open': async (page: Page) => page.getByText('How are these numbers computed?').click(),
    'with one lane': async (page: Page) => page.getByRole('checkbox', { name: 'WebSocket' }).uncheck(),
    'with the longest table': async (page: Page) => {
      await page.getByRole('combobox', { name: 'Story' }).selectOption('ai-answer');
      await page.locator('.events summary').click();
    },
  };
  for (const [title, act] of Object.entries(states)) {
    test(`in the simulator ${title}`, async ({ simulator, page }) => {
      await simulator.open();
      await act(page);
      for (const [colorScheme, width] of [
        ['light', 360],
        ['dark', 1280],
      ] as const) {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 800 });
        expect.soft(await findViolations(page, '#simulator'), `${colorScheme}, ${width} px`).toEqual([]);
      }
    });
  }

  test('in the simulator with a notice about a wrong link', async ({ simulator, page }) => {
    await simulator.open('?sim.rtt=x&sim.scenario=x');
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme });
      expect.soft(await findViolations(page, '#simulator'), colorScheme).toEqual([]);
    }
  });

  test('in the simulator whose script was lost', async ({ simulator, page, troubles }) => {
    troubles.expect(/ERR_FAILED/);
    await page.route('**/Simulator*.js*', (route) => route.abort());
    await page.goto('./websockets/#simulator');
    await expect(simulator.failure).toBeVisible();
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme });
      expect.soft(await findViolations(page, '#simulator'), colorScheme).toEqual([]);
    }
  });

  test('in the open menu and the open table of contents', async ({ article, page }) => {
    await page.setViewportSize({ width: 360, height: 800 });
    await article.open('./websockets/');
    await article.main.getByText('On this page', { exact: true }).click();
    await article.menuButton.click();
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme });
      expect.soft(await findViolations(page, '#site-navigation'), colorScheme).toEqual([]);
      expect.soft(await findViolations(page, '.contents'), colorScheme).toEqual([]);
    }
  });
});

test.describe('room', () => {
  for (const path of pagePaths) {
    test(`${path} never scrolls sideways, from 320 to 1920 px`, async ({ article, page, troubles }) => {
      troubles.expect(/status of 404/);
      await article.open(path);
      await article.readThrough();
      const tooWide: number[] = [];
      for (let width = 320; width <= 1920; width += 20) {
        await page.setViewportSize({ width, height: 700 });
        const spare = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        if (spare > 0) tooWide.push(width);
      }
      expect(tooWide).toEqual([]);
    });

    test(`${path} fits a zoom of 400 %`, async ({ article, page, troubles }) => {
      troubles.expect(/status of 404/);
      await page.setViewportSize({ width: 320, height: 256 });
      await article.open(path);
      await article.readThrough();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
      expect(await findTextOnText(page)).toEqual([]);
    });

    for (const width of [320, 768, 1280]) {
      test(`${path} clips nothing when text is spaced out, at ${width} px`, async ({ article, page, troubles }) => {
        troubles.expect(/status of 404/);
        await page.setViewportSize({ width, height: 800 });
        await article.open(path);
        await article.readThrough();
        await spaceOut(page);
        expect.soft(await findClippedText(page)).toEqual([]);
        expect.soft(await findTextOnText(page)).toEqual([]);
        expect.soft(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
      });
    }

    test(`${path} has targets that a finger can hit`, async ({ article, page, troubles }) => {
      troubles.expect(/status of 404/);
      await article.open(path);
      await article.readThrough();
      for (const width of [320, ...widths]) {
        await page.setViewportSize({ width, height: 800 });
        expect.soft(await findSmallTargets(page), `${width} px`).toEqual([]);
      }
    });
  }

  test('the simulator can be used at a zoom of 400 %', async ({ simulator, page }) => {
    await page.setViewportSize({ width: 320, height: 256 });
    await simulator.open('?sim.rtt=x');
    await simulator.problems.getByRole('button', { name: 'Close' }).click();
    await simulator.reset.click();
    await simulator.step.click();
    await simulator.events.locator('summary').click();
    await expect(simulator.events.getByRole('table')).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  });

  test('the menu and its targets fit a phone', async ({ article, page }) => {
    await page.setViewportSize({ width: 320, height: 568 });
    await article.open('./websockets/');
    await article.menuButton.click();
    expect(await findSmallTargets(page)).toEqual([]);
    const box = await article.menu.boundingBox();
    expect(box?.x).toBeGreaterThanOrEqual(0);
    expect((box?.x ?? 0) + (box?.width ?? 999)).toBeLessThanOrEqual(320);
    expect((box?.y ?? 0) + (box?.height ?? 999)).toBeLessThanOrEqual(568);
  });
});

/** What WCAG 1.4.12 lets a reader set. A constructed sheet, because the policy forbids a style element. */
async function spaceOut(page: Page): Promise<void> {
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }',
    );
    document.adoptedStyleSheets = [sheet];
  });
}

test.describe('motion, colours, and paper', () => {
  test('with reduced motion the picture only stands at events', async ({ simulator, page }) => {
    await simulator.open('?sim.t=0');
    const events = new Set([await simulator.clock.innerText()]);
    while (await simulator.outcome.getByText('HTTP polling asked').isHidden()) {
      await simulator.step.click();
      events.add(await simulator.clock.innerText());
    }
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await simulator.openInStillness('?sim.lanes=polling,websocket');
    const shown = await simulator.clock.evaluateHandle((clock) => {
      const moments: string[] = [];
      const note = (): unknown => moments.push(clock.textContent);
      new MutationObserver(note).observe(clock, { characterData: true, childList: true, subtree: true });
      return moments;
    });
    await simulator.play.click();
    await simulator.pass(21_000);
    const moments = await shown.jsonValue();
    expect(moments.filter((moment) => !events.has(moment))).toEqual([]);
    expect(new Set(moments).size).toBeGreaterThan(20);
  });

  test('with reduced motion no link scrolls smoothly', async ({ article, page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await article.open();
    await page.keyboard.press('Tab');
    await expect(page.locator('html')).toHaveCSS('scroll-behavior', 'auto');
    const moving = await page.evaluate(() => document.getAnimations().length);
    expect(moving).toBe(0);
  });

  test('with forced colours lines and controls can be seen', async ({ simulator, page }, testInfo) => {
    await page.emulateMedia({ forcedColors: 'active' });
    await simulator.open('?sim.t=15000');
    const faint = await simulator.root
      .locator('.lane path:not([d=""])')
      .evaluateAll((lines) =>
        lines
          .filter((line) =>
            ['none', getComputedStyle(document.body).backgroundColor].includes(getComputedStyle(line).stroke),
          )
          .map((line) => line.getAttribute('class')),
      );
    expect(faint.filter((name) => name !== 'core')).toEqual([]);
    for (const button of await simulator.root.getByRole('button').all())
      await expect(button).not.toHaveCSS('border-top-width', '0px');
    await testInfo.attach('forced colours', {
      body: await simulator.root.screenshot({ caret: 'initial' }),
      contentType: 'image/png',
    });
  });

  test('on paper the article stands alone, with the finished run', async ({ article, simulator, page }) => {
    await article.open('./websockets/');
    await page.emulateMedia({ media: 'print' });
    await expect(page.getByRole('navigation')).toHaveCount(0);
    await expect(page.getByRole('button').filter({ visible: true })).toHaveCount(0);
    await expect(simulator.lane('WebSocket').locator('svg').first()).toBeVisible();
    await expect(simulator.counters).toBeVisible();
    await expect(simulator.outcome).toContainText('The open line pays here');
  });

  test('on paper a reader who stopped in the middle sees a whole ladder too', async ({ simulator, page }) => {
    await simulator.open('?sim.t=9000');
    await page.emulateMedia({ media: 'print' });
    await expect(simulator.root.locator('.curtain').filter({ visible: true })).toHaveCount(0);
    await expect(simulator.outcome.getByText('HTTP polling asked')).toBeVisible();
  });
});
