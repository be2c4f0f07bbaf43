import type { Page } from 'playwright/test';
import { findViolations } from './axe';
import { pagePaths } from './dist';
import { steps } from './pages/connection-flow-panel';
import { findClippedText, findSmallTargets, findTextOnText } from './pages/geometry';
import type { QuizPanel } from './pages/quiz-panel';
import { expect, test } from './test';

const widths = [360, 1280] as const;
const schemes = ['light', 'dark'] as const;

/** The fields of the diagram that a reader can get wrong. */
type FieldOfDiagram = 'key' | 'message' | 'mask' | 'code' | 'reason';

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

  const quizStates = {
    'that asks': async (quiz: QuizPanel) => expect(quiz.check).toBeVisible(),
    'with a wrong answer': async (quiz: QuizPanel) => quiz.answer(false),
    'with a right answer': async (quiz: QuizPanel) => quiz.answer(true),
    'checked too early': async (quiz: QuizPanel) => quiz.check.click(),
    'at its score': async (quiz: QuizPanel) => quiz.answerAll(...quiz.bank.map((_, place) => place === 0)),
    'with full marks': async (quiz: QuizPanel) => quiz.answerAll(...quiz.bank.map(() => true)),
  };
  for (const [title, act] of Object.entries(quizStates)) {
    test(`in a quiz ${title}`, async ({ quiz, page }) => {
      await quiz.open();
      await act(quiz);
      for (const [colorScheme, width] of [
        ['light', 360],
        ['dark', 1280],
      ] as const) {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 800 });
        expect.soft(await findViolations(page, '.quiz'), `${colorScheme}, ${width} px`).toEqual([]);
      }
    });
  }

  test('in a program with another file shown', async ({ program, page }) => {
    await program.open();
    for (const [index, colorScheme] of schemes.entries()) {
      await page.emulateMedia({ colorScheme });
      await program.tabs.nth(index + 1).click();
      expect.soft(await findViolations(page, '.program'), colorScheme).toEqual([]);
    }
  });

  test('in a program whose script was lost', async ({ program, page, troubles }) => {
    troubles.expect(/ERR_FAILED/);
    await page.route('**/Program*.js', (route) => route.abort());
    await program.open();
    await expect(program.link('client.js')).toBeVisible();
    expect(await findViolations(page, '.program')).toEqual([]);
  });

  for (const [title, written] of [
    ['open', ''],
    ['filled', 'Svelte'],
  ] as const) {
    test(`in a prompt with a placeholder that is ${title}`, async ({ article, streamingPrompt, page }) => {
      await article.open('./websockets/');
      await streamingPrompt.reach();
      await streamingPrompt.placeholders.first().focus();
      await page.keyboard.type(written);
      for (const colorScheme of schemes) {
        await page.emulateMedia({ colorScheme });
        for (const width of widths) {
          await page.setViewportSize({ width, height: 800 });
          const violations = await findViolations(page, '[aria-labelledby=prompt-ai-streaming]');
          expect.soft(violations, `${colorScheme}, ${width} px`).toEqual([]);
        }
      }
    });
  }

  const diagramStates = {
    'with all four steps': { query: '' },
    'in step 1': { query: '?flow.step=1' },
    'in step 2': { query: '?flow.step=2' },
    'in step 3': { query: '?flow.step=3' },
    'in step 3 with the longest message': { query: `?flow.step=3&flow.message=${'x'.repeat(4_096)}` },
    'in step 4': { query: '?flow.step=4&flow.code=1001&flow.reason=bye' },
    'with a notice about a wrong link': { query: '?flow.step=3&flow.key=x&flow.mask=y' },
    'with mistakes in step 1': { query: '?flow.step=1', mistakes: { key: 'secret' } },
    'with mistakes in step 3': { query: '?flow.step=3&flow.hex=00', mistakes: { message: '0', mask: 'x' } },
    'with mistakes in step 4': { query: '?flow.step=4', mistakes: { code: '1006', reason: 'x'.repeat(124) } },
  } as const satisfies Record<string, { query: string; mistakes?: Partial<Record<FieldOfDiagram, string>> }>;
  for (const [title, { query, ...rest }] of Object.entries(diagramStates)) {
    // The others repeat the parts of these.
    const isTelling = ['with all four steps', 'in step 1', 'with mistakes in step 3', 'in step 4'].includes(title);
    test(`in the diagram ${title}`, { tag: isTelling ? [] : '@full' }, async ({ connectionFlow, page }) => {
      await connectionFlow.open(query);
      const mistakes = Object.entries('mistakes' in rest ? rest.mistakes : {}) as [FieldOfDiagram, string][];
      for (const [field, value] of mistakes) await connectionFlow[field].fill(value);
      await expect(page.locator('#connection-flow [aria-invalid=true]')).toHaveCount(mistakes.length);
      for (const width of widths) {
        for (const colorScheme of schemes) {
          await page.emulateMedia({ colorScheme });
          await page.setViewportSize({ width, height: 800 });
          expect.soft(await findViolations(page, '#connection-flow'), `${colorScheme}, ${width} px`).toEqual([]);
        }
      }
    });
  }

  test('in the diagram whose steps were lost', async ({ connectionFlow, page, troubles }) => {
    troubles.expect(/ERR_FAILED/);
    await page.route('**/Workbench*', (route) => route.abort());
    await connectionFlow.open();
    await connectionFlow.next.click();
    await expect(connectionFlow.alert).toBeVisible();
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme });
      expect.soft(await findViolations(page, '#connection-flow'), colorScheme).toEqual([]);
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
    test(
      `${path} never scrolls sideways, from 320 to 1920 px`,
      { tag: '@full' },
      async ({ article, page, troubles }) => {
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
      },
    );

    test(`${path} fits a zoom of 400 %`, async ({ article, page, troubles }) => {
      troubles.expect(/status of 404/);
      await page.setViewportSize({ width: 320, height: 256 });
      await article.open(path);
      await article.readThrough();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
      expect(await findTextOnText(page)).toEqual([]);
    });

    for (const width of [320, 768, 1280]) {
      test(
        `${path} clips nothing when text is spaced out, at ${width} px`,
        { tag: width === 320 ? [] : '@full' },
        async ({ article, page, troubles }) => {
          troubles.expect(/status of 404/);
          await page.setViewportSize({ width, height: 800 });
          await article.open(path);
          await article.readThrough();
          await spaceOut(page);
          expect.soft(await findClippedText(page)).toEqual([]);
          expect.soft(await findTextOnText(page)).toEqual([]);
          expect.soft(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
        },
      );
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

  for (const number of [1, 2, 3, 4]) {
    const query = `?flow.step=${number}`;

    for (const width of [320, 768, 1280]) {
      test(
        `step ${number} of the diagram clips nothing when text is spaced out, at ${width} px`,
        { tag: width === 320 ? [] : '@full' },
        async ({ connectionFlow, page }) => {
          await page.setViewportSize({ width, height: 800 });
          await connectionFlow.open(query);
          await spaceOut(page);
          expect.soft(await findClippedText(page)).toEqual([]);
          expect.soft(await findTextOnText(page)).toEqual([]);
          expect.soft(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
        },
      );
    }

    test(
      `step ${number} of the diagram fits every width, and its targets a finger`,
      { tag: '@full' },
      async ({ connectionFlow, page }) => {
        await connectionFlow.open(query);
        const tooWide: number[] = [];
        for (let width = 320; width <= 1920; width += 20) {
          await page.setViewportSize({ width, height: 700 });
          const spare = await page.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
          );
          if (spare > 0) tooWide.push(width);
        }
        expect(tooWide).toEqual([]);
        for (const width of [320, ...widths]) {
          await page.setViewportSize({ width, height: 800 });
          expect.soft(await findSmallTargets(page), `${width} px`).toEqual([]);
        }
      },
    );
  }

  test('the diagram can be used at a zoom of 400 %', async ({ connectionFlow, page }) => {
    await page.setViewportSize({ width: 320, height: 256 });
    await connectionFlow.open('?flow.step=3&flow.key=x');
    await connectionFlow.alert.getByRole('button', { name: 'Close' }).click();
    await connectionFlow.message.fill('x'.repeat(4_096));
    await connectionFlow
      .fields('text frame, server → browser')
      .getByRole('option', { name: /^[01] MASK/ })
      .click();
    await connectionFlow.rung(4).click();
    await connectionFlow.code.fill('1006');
    await expect(connectionFlow.code).toHaveAttribute('aria-invalid', 'true');
    await connectionFlow.rung(1).click();
    await expect(connectionFlow.step(1)).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    expect(await findTextOnText(page)).toEqual([]);
  });

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
    document.adoptedStyleSheets.push(sheet);
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

  test('with forced colours the lines of the diagram and what is chosen can be seen', async ({
    connectionFlow,
    page,
  }, testInfo) => {
    await page.emulateMedia({ forcedColors: 'active' });
    for (const number of [1, 3]) {
      await connectionFlow.open(`?flow.step=${number}`);
      for (const rail of ['left', 'right'])
        await expect(connectionFlow.root.locator('.rungs')).toHaveCSS(`border-${rail}-width`, '4px');
      await expect(connectionFlow.rung(number)).not.toHaveCSS('outline-style', 'none');
      await expect(connectionFlow.rung(number + 1)).toHaveCSS('outline-style', 'none');
      const list = connectionFlow.root.getByRole('listbox').first();
      const [chosen, other] = await Promise.all(
        [list.locator('[aria-selected=true]'), list.locator('[aria-selected=false]').first()].map((option) =>
          option.evaluate((element) => getComputedStyle(element).backgroundColor),
        ),
      );
      expect(chosen).not.toBe(other);
      for (const button of await connectionFlow.root.getByRole('button').all())
        await expect(button).not.toHaveCSS('border-top-width', '0px');
      await testInfo.attach(`forced colours, step ${number}`, {
        body: await connectionFlow.root.screenshot({ caret: 'initial' }),
        contentType: 'image/png',
      });
    }
  });

  test('with reduced motion nothing in the diagram moves', async ({ connectionFlow, page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await connectionFlow.open();
    for (const number of [1, 2, 3, 4]) {
      await connectionFlow.next.click();
      await expect(connectionFlow.step(number)).toBeVisible();
      expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
    }
  });

  test('on paper the article stands alone, with the finished run and all four steps', async ({
    article,
    simulator,
    connectionFlow,
    page,
  }) => {
    await article.open('./websockets/');
    await page.emulateMedia({ media: 'print' });
    await expect(page.getByRole('navigation')).toHaveCount(0);
    await expect(page.getByRole('button').filter({ visible: true })).toHaveCount(0);
    await expect(simulator.lane('WebSocket').locator('svg').first()).toBeVisible();
    await expect(simulator.counters).toBeVisible();
    await expect(simulator.outcome).toContainText('The open line pays here');
    await expect(connectionFlow.overview.getByRole('heading')).toHaveText(steps);
  });

  test('on paper a reader who stopped in the middle sees a whole ladder too', async ({ simulator, page }) => {
    await simulator.open('?sim.t=9000');
    await page.emulateMedia({ media: 'print' });
    await expect(simulator.root.locator('.curtain').filter({ visible: true })).toHaveCount(0);
    await expect(simulator.outcome.getByText('HTTP polling asked')).toBeVisible();
  });

  test('on paper a reader who took a step apart finds it whole, without its controls', async ({
    connectionFlow,
    page,
  }) => {
    await connectionFlow.open(`?flow.step=3&flow.message=${'x'.repeat(4_096)}`);
    await page.emulateMedia({ media: 'print' });
    await expect(page.getByRole('button').filter({ visible: true })).toHaveCount(0);
    const bytes = connectionFlow.bytes('text frame, browser → server');
    await expect(bytes).toHaveText(/^81 fe 10 00 37 fa 21 3d/);
    const hidden = await connectionFlow.root
      .locator('.bytes')
      .evaluateAll((boxes) => boxes.map(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight));
    expect(hidden).toEqual([0, 0, 0, 0]);
  });
});
