import type { Page } from 'playwright/test';
import { pagePaths } from './dist';
import { lanes, stories } from './pages/simulator-panel';
import { expect, test } from './test';

const widths = [320, 360, 768, 1440] as const;

/** How far things have moved by themselves since the page was opened, and what (Cumulative Layout Shift). */
async function measureShift(page: Page): Promise<readonly string[]> {
  return page.evaluate(async () => {
    const shifts: LayoutShift[] = [];
    const observer = new PerformanceObserver((list) => shifts.push(...(list.getEntries() as LayoutShift[])));
    observer.observe({ type: 'layout-shift', buffered: true });
    // Two frames: what is buffered is delivered after the first.
    for (let frame = 0; frame < 2; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
    shifts.push(...(observer.takeRecords() as LayoutShift[]));
    return shifts.map(({ value, sources }) => {
      const moved = sources.map(({ node }) => {
        const element = node instanceof Element ? node : node?.parentElement;
        return `${element?.localName ?? '?'}.${element?.className ?? ''} “${node?.textContent?.slice(0, 30) ?? ''}”`;
      });
      return `${value.toFixed(5)}: ${moved.join(', ')}`;
    });
  });
}

/** What Chromium reports; TypeScript does not know it. */
interface LayoutShift extends PerformanceEntry {
  readonly value: number;
  readonly sources: readonly { readonly node: Node | null }[];
}

test.describe('nothing moves by itself', () => {
  for (const path of pagePaths) {
    test(`while ${path} loads and is read to its end`, async ({ article, page, troubles }) => {
      troubles.expect(/status of 404/);
      for (const width of widths) {
        await page.setViewportSize({ width, height: 800 });
        await article.open(path);
        await article.readThrough();
        expect.soft(await measureShift(page), `${width} px`).toEqual([]);
      }
    });
  }

  const places = [
    '',
    '?sim.scenario=nightly-report&sim.t=1000',
    '?sim.lanes=polling',
    '?sim.lanes=websocket&sim.rtt=1000&sim.t=0',
    '?sim.rtt=x&sim.interval=y',
    ...Object.keys(stories).map((name) => `?sim.scenario=${name}`),
  ];
  for (const place of places) {
    test(`for a reader who comes to ${place}#simulator`, async ({ simulator, page }) => {
      for (const width of widths) {
        await page.setViewportSize({ width, height: 800 });
        await simulator.open(place);
        expect.soft(await measureShift(page), `${width} px`).toEqual([]);
      }
    });
  }

  test('for a reader who comes to the quiz', async ({ article, page }) => {
    for (const width of widths) {
      await page.setViewportSize({ width, height: 800 });
      await page.goto('about:blank');
      await page.goto('./websockets/?sim.scenario=nightly-report&sim.lanes=polling&sim.t=0#quiz');
      await expect(page.getByRole('heading', { name: 'Quiz' })).toBeInViewport();
      await article.readThrough();
      expect.soft(await measureShift(page), `${width} px`).toEqual([]);
    }
  });
});

test.describe('what stands below the simulator stays where it is', () => {
  for (const width of widths) {
    test(`whatever is chosen and played, at ${width} px`, async ({ simulator, page }) => {
      await page.setViewportSize({ width, height: 800 });
      await page.goto('./websockets/');
      const readPlace = (): Promise<number> =>
        page.locator('#build-it-with-ai').evaluate((element) => element.getBoundingClientRect().top + scrollY);
      const place = await readPlace();
      const moved: string[] = [];
      const look = async (what: string): Promise<void> => {
        const by = (await readPlace()) - place;
        if (Math.abs(by) >= 0.5) moved.push(`${what}: ${by} px`);
      };
      await simulator.root.scrollIntoViewIfNeeded();
      await simulator.waitUntilLive();
      await look('alive');
      for (const story of Object.values(stories)) {
        await simulator.story.selectOption(story);
        await look(story);
        for (const act of ['reset', 'step', 'play'] as const) {
          await simulator[act].click();
          await look(`${story}, ${act}`);
        }
        for (const key of ['Home', 'End'] as const) {
          for (const slider of await page.locator('.settings [type=range]').all()) await slider.press(key);
          await simulator.scrubber.press('End');
          await look(`${story}, sliders at ${key}, finished`);
        }
        for (const lane of lanes) {
          await simulator.laneChoice(lane).uncheck();
          await look(`${story} without ${lane}`);
          await simulator.laneChoice(lane).check();
        }
      }
      expect(moved).toEqual([]);
    });
  }

  test('a notice about a wrong link moves nothing', async ({ simulator, page }) => {
    for (const width of widths) {
      await page.setViewportSize({ width, height: 800 });
      await simulator.open('?sim.rtt=x&sim.interval=1&sim.t=x');
      const before = await simulator.counters.boundingBox();
      await simulator.problems.getByRole('button', { name: 'Close' }).click();
      await expect(simulator.problems).toHaveCount(0);
      expect.soft((await simulator.counters.boundingBox())?.y, `${width} px`).toBe(before?.y);
    }
  });
});
