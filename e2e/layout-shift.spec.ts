import type { Locator, Page } from 'playwright/test';
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
      const moved = sources.map(({ node, previousRect, currentRect }) => {
        const element = node instanceof Element ? node : node?.parentElement;
        const [from, to] = [previousRect, currentRect].map(({ x, y, width, height }) =>
          [x, y, width, height].join(' '),
        );
        return `${element?.localName ?? '?'}.${element?.className ?? ''} “${node?.textContent?.slice(0, 30) ?? ''}” from ${from} to ${to}`;
      });
      return `${value.toFixed(5)}: ${moved.join(', ')}`;
    });
  });
}

/** What Chromium reports; TypeScript does not know it. */
interface LayoutShift extends PerformanceEntry {
  readonly value: number;
  readonly sources: readonly {
    readonly node: Node | null;
    readonly previousRect: DOMRectReadOnly;
    readonly currentRect: DOMRectReadOnly;
  }[];
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
  for (const [index, place] of places.entries()) {
    test(
      `for a reader who comes to ${place}#simulator`,
      { tag: index < 3 ? [] : '@full' },
      async ({ simulator, page }) => {
        for (const width of widths) {
          await page.setViewportSize({ width, height: 800 });
          await simulator.open(place);
          expect.soft(await measureShift(page), `${width} px`).toEqual([]);
        }
      },
    );
  }

  test('when the placeholders of the prompts become fields, or cannot', async ({ chatPrompt, page, troubles }) => {
    troubles.expect(/ERR_FAILED/);
    for (const isLost of [false, true]) {
      if (isLost) await page.route('**/fill-placeholders*.js', (route) => route.abort());
      for (const width of widths) {
        await page.setViewportSize({ width, height: 800 });
        await page.goto('./websockets/');
        await chatPrompt.text.hover();
        if (isLost) await expect(chatPrompt.state).toHaveText('It can be filled in only after pasting.');
        else await chatPrompt.reach();
        expect.soft(await measureShift(page), `${width} px${isLost ? ', lost' : ''}`).toEqual([]);
      }
    }
  });

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

  for (const [title, share, query] of [
    ['is new', 0, ''],
    ['is new and has a seed', 0, '?quiz.seed=7'],
    ['is new and has a wrong seed', 0, '?quiz.seed=x'],
    ['goes on in the middle', 0.5, ''],
    ['goes on in the middle and has a seed', 0.5, '?quiz.seed=7'],
    ['shows its score', 1, ''],
  ] as const) {
    for (const name of ['quiz', 'explainerQuiz'] as const) {
      const tag = name === 'quiz' && query === '' ? [] : '@full';
      test(`when a quiz comes alive that ${title}: ${name}`, { tag }, async ({ page, quiz: short, explainerQuiz }) => {
        const quiz = name === 'quiz' ? short : explainerQuiz;
        if (share > 0) await quiz.open();
        // Wrong, so that the score has the longest list.
        await quiz.answerAll(...quiz.bank.slice(0, share * quiz.bank.length).map(() => false));
        for (const width of widths) {
          await page.setViewportSize({ width, height: 800 });
          await quiz.open(query);
          expect.soft(await measureShift(page), `${width} px`).toEqual([]);
        }
      });
    }
  }
});

test.describe('nothing moves for a reader who comes by a link to the diagram', () => {
  const links = [
    '?flow.step=1',
    '?flow.step=2',
    '?flow.step=3',
    '?flow.step=4&flow.code=1011&flow.reason=bye',
    '?flow.code=1011',
    `?flow.step=3&flow.message=${'x'.repeat(4_096)}`,
    `?flow.message=${'x'.repeat(4_096)}`,
    '?flow.step=7&flow.key=x&flow.mask=y',
  ];
  for (const link of links) {
    test(`${link.slice(0, 60)}#connection-flow`, { tag: '@full' }, async ({ connectionFlow, page }) => {
      for (const width of widths) {
        await page.setViewportSize({ width, height: 800 });
        await connectionFlow.open(link);
        await connectionFlow.waitForWorkbench();
        expect.soft(await measureShift(page), `${width} px`).toEqual([]);
      }
    });

    test(
      `${link.slice(0, 60)}#quiz, and who then scrolls up to it`,
      { tag: '@full' },
      async ({ connectionFlow, page }) => {
        for (const width of widths) {
          await page.setViewportSize({ width, height: 800 });
          await page.goto('about:blank');
          await page.goto(`./websockets/${link}#quiz`);
          await expect(page.getByRole('heading', { name: 'Quiz' })).toBeInViewport();
          await scrollUpTo(connectionFlow.root);
          await connectionFlow.waitForWorkbench();
          await scrollUpTo(page.getByRole('heading', { level: 1 }));
          expect.soft(await measureShift(page), `${width} px`).toEqual([]);
        }
      },
    );
  }
});

/** Scrolls up as a hand does, a piece at a time, until the end of something comes into view. */
async function scrollUpTo(target: Locator): Promise<void> {
  await target.evaluate(async (element) => {
    while (element.getBoundingClientRect().bottom < 150 && scrollY > 0) {
      scrollBy({ top: -140, behavior: 'instant' });
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
  });
}

test.describe('what stands below the simulator stays where it is', () => {
  for (const width of widths) {
    test(
      `whatever is chosen and played, at ${width} px`,
      { tag: [320, 1440].includes(width) ? [] : '@full' },
      async ({ simulator, page }) => {
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
      },
    );
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
