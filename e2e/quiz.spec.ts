import type { Page } from 'playwright/test';
import { plain, QuizPanel } from './pages/quiz-panel';
import { expect, test } from './test';

const kept = 'Your answers stay on this device.';
const notKept = 'This browser cannot keep your progress.';

test.describe('by keyboard alone', () => {
  test('a reader comes to full marks, and the focus is always where the news is', async ({ quiz, page }) => {
    // The place that a link leads to is where Tab goes on from.
    await quiz.open('#check-what-you-know');
    for (const [place, { options }] of quiz.bank.entries()) {
      await expect(quiz.legend).toContainText(`Question ${place + 1} of ${quiz.bank.length}`);
      await page.keyboard.press('Tab');
      await expect(quiz.inputs.first()).toBeFocused();
      await page.keyboard.press('Space');
      for (let row = options.findIndex(({ isCorrect }) => isCorrect); row > 0; row -= 1)
        await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await expect(quiz.verdict).toHaveText('✓ Right.');
      await expect(quiz.verdict).toBeFocused();
      await expect(quiz.verdict).toBeInViewport();
      await expect(quiz.announcement).toHaveText(`${place + 1} of ${quiz.bank.length} right.`);
      await page.keyboard.press('Tab');
      const isLast = place === quiz.bank.length - 1;
      await expect(isLast ? quiz.seeScore : quiz.next).toBeFocused();
      await page.keyboard.press('Enter');
      await expect(isLast ? quiz.scoreTitle : quiz.legend).toBeFocused();
      await expect(isLast ? quiz.scoreTitle : quiz.legend).toBeInViewport();
    }
    await expect(quiz.scoreTitle).toHaveText('3 of 3 right');
    await expect(quiz.trophy).toBeVisible();
    await expect(quiz.score).toContainText('You could explain this to a friend today.');
    await expect(quiz.retry).toHaveCount(0);
  });

  test('Tab meets the controls in the order in which they are read', async ({ quiz, page }) => {
    await quiz.open();
    await quiz.answerAll(true);
    await expect(quiz.legend).toBeFocused();
    for (const control of [quiz.inputs.first(), quiz.check, quiz.back]) {
      await page.keyboard.press('Tab');
      await expect(control).toBeFocused();
    }
  });

  test('Start over and Try again lead the focus to a question', async ({ quiz }) => {
    await quiz.open();
    await quiz.answerAll(true, false, true);
    await quiz.retry.press('Enter');
    await expect(quiz.legend).toBeFocused();
    await quiz.answerAll(false);
    await quiz.restart.press('Enter');
    await expect(quiz.legend).toBeFocused();
  });

  test('a quiz that comes alive takes no focus', async ({ quiz, page }) => {
    await quiz.open();
    await expect(page.locator('body')).toBeFocused();
    await expect(quiz.announcement).toHaveText(kept);
  });
});

test.describe('an answer', () => {
  for (const isRight of [true, false]) {
    test(`that is ${isRight ? 'right' : 'wrong'} has every option explained, in words and signs`, async ({ quiz }) => {
      await quiz.open();
      await quiz.choose(isRight);
      await expect(quiz.options.getByRole('paragraph')).toHaveCount(0);
      const asked = await quiz.answer(isRight);
      for (const { text, isCorrect, explanation } of asked.options) {
        const words = `${isCorrect ? '✓ Right.' : '✕ Not this.'} ${plain(explanation)}`;
        await expect(quiz.option(text).getByRole('paragraph')).toHaveText(words);
        await expect(quiz.option(text).getByRole('paragraph')).toBeVisible();
      }
      const own = asked.options.find(({ isCorrect }) => isCorrect === isRight)?.text ?? '';
      await expect(quiz.options.filter({ hasText: '(your answer)' })).toHaveCount(1);
      await expect(quiz.option(own)).toContainText('(your answer)');
      await expect(quiz.option(own).locator('input')).toBeChecked();
      for (const input of await quiz.inputs.all()) await expect(input).toBeDisabled();
    });
  }

  test('that is missing is asked for in words, and costs nothing', async ({ quiz }) => {
    await quiz.open();
    for (let press = 1; press <= 2; press += 1) {
      await quiz.check.click();
      await expect(quiz.verdict).toHaveText('Choose an answer first.');
      await expect(quiz.verdict).toBeFocused();
    }
    await quiz.answer(true);
    await expect(quiz.announcement).toHaveText('1 of 3 right.');
  });

  test('leads to the passage that teaches it', async ({ quiz, page }) => {
    await quiz.open();
    for (;;) {
      const { taughtAt } = await quiz.answer(false);
      const id = taughtAt.slice(taughtAt.indexOf('#') + 1);
      await quiz.source.click();
      await expect(page.locator(':target')).toHaveId(id);
      await expect(page.locator(':target')).toBeInViewport();
      if (await quiz.seeScore.isVisible()) break;
      await quiz.next.click();
    }
  });
});

test.describe('a question with more than one right answer', () => {
  test.beforeEach(async ({ explainerQuiz: quiz }) => {
    await quiz.open();
    while ((await quiz.readAsked()).type === 'single') await quiz.answerAll(true);
    await expect(quiz.question.getByText('More than one answer is right.')).toBeVisible();
    await expect(quiz.question.getByRole('checkbox')).toHaveCount((await quiz.readAsked()).options.length);
  });

  test('is right when all of them are chosen', async ({ explainerQuiz: quiz }) => {
    const { options } = await quiz.answer(true);
    const rightCount = options.filter(({ isCorrect }) => isCorrect).length;
    await expect(quiz.options.filter({ hasText: '(your answer)' })).toHaveCount(rightCount);
    await expect(quiz.options.filter({ hasText: '✓ Right.' })).toHaveCount(rightCount);
  });

  test('is wrong when one of them is missing', async ({ explainerQuiz: quiz }) => {
    const { options } = await quiz.choose(true);
    const [first] = options.filter(({ isCorrect }) => isCorrect);
    await quiz
      .option(first?.text ?? '')
      .getByRole('checkbox')
      .uncheck();
    await quiz.check.click();
    await expect(quiz.verdict).toHaveText('✕ Not quite.');
    await expect(quiz.option(first?.text ?? '')).toContainText('✓ Right.');
  });

  test('is wrong when one too many is chosen', async ({ explainerQuiz: quiz }) => {
    await quiz.choose(true);
    await quiz.choose(false);
    await quiz.check.click();
    await expect(quiz.verdict).toHaveText('✕ Not quite.');
  });

  test('needs at least one choice', async ({ explainerQuiz: quiz }) => {
    await quiz.check.click();
    await expect(quiz.verdict).toHaveText('Choose an answer first.');
  });
});

test.describe('the way through', () => {
  test('the score lists what was missed, each with the way to its passage', async ({ quiz }) => {
    await quiz.open();
    await quiz.answerAll(false, true, false);
    await expect(quiz.scoreTitle).toHaveText('1 of 3 right');
    await expect(quiz.scoreTitle).toBeFocused();
    await expect(quiz.trophy).toHaveCount(0);
    const missed = [quiz.bank[0], quiz.bank[2]];
    await expect(quiz.missed).toHaveText(missed.map((question) => plain(question?.prompt ?? '')));
    for (const [row, question] of missed.entries()) {
      const hash = /#.*/.exec(question?.taughtAt ?? '')?.[0] ?? '';
      await expect(quiz.missed.nth(row).getByRole('link')).toHaveAttribute('href', hash);
    }
  });

  test('Try the ones I missed asks only those', async ({ quiz }) => {
    await quiz.open();
    await quiz.answerAll(false, true, false);
    await quiz.retry.click();
    expect(await quiz.answerAll(true, true)).toEqual([quiz.bank[0], quiz.bank[2]]);
    await expect(quiz.scoreTitle).toHaveText('3 of 3 right');
    await expect(quiz.trophy).toBeVisible();
  });

  test('Start over asks everything anew', async ({ quiz }) => {
    await quiz.open();
    await quiz.answerAll(true, true, true);
    await quiz.restart.click();
    await expect(quiz.announcement).toHaveText('0 of 3 right.');
    for (const asked of quiz.bank) {
      expect(await quiz.readAsked()).toEqual(asked);
      for (const input of await quiz.inputs.all()) await expect(input).not.toBeChecked();
      await quiz.answerAll(false);
    }
    await expect(quiz.scoreTitle).toHaveText('0 of 3 right');
  });

  test('Back shows the earlier answers, from a question and from the score', async ({ quiz }) => {
    await quiz.open();
    await expect(quiz.back).toHaveCount(0);
    const [first] = await quiz.answerAll(false);
    await quiz.back.click();
    expect(await quiz.readAsked()).toEqual(first);
    await expect(quiz.legend).toBeFocused();
    await expect(quiz.verdict).toHaveText('✕ Not quite.');
    await expect(quiz.options.filter({ hasText: '(your answer)' })).toHaveCount(1);
    await expect(quiz.check).toHaveCount(0);
    await quiz.next.click();
    await quiz.answerAll(true, true);
    await quiz.back.click();
    expect(await quiz.readAsked()).toEqual(quiz.bank[2]);
    await expect(quiz.verdict).toHaveText('✓ Right.');
    await quiz.seeScore.click();
    await expect(quiz.scoreTitle).toHaveText('2 of 3 right');
  });
});

test.describe('progress', () => {
  test('outlives a reload in the middle', async ({ quiz, page }) => {
    await quiz.open();
    await quiz.answerAll(false);
    await quiz.answer(true);
    await page.reload();
    await quiz.waitUntilLive();
    expect(await quiz.readAsked()).toEqual(quiz.bank[2]);
    await expect(quiz.announcement).toHaveText(kept);
    await quiz.back.click();
    await expect(quiz.verdict).toHaveText('✓ Right.');
    await quiz.back.click();
    await expect(quiz.verdict).toHaveText('✕ Not quite.');
    await expect(quiz.options.filter({ hasText: '(your answer)' })).toHaveCount(1);
    await expect(quiz.announcement).toHaveText('1 of 3 right.');
  });

  test('of a finished quiz shows its score again', async ({ quiz, page }) => {
    await quiz.open();
    await quiz.answerAll(true, false, true);
    await page.reload();
    await quiz.waitUntilLive();
    await expect(quiz.scoreTitle).toHaveText('2 of 3 right');
    await expect(page.locator('body')).toBeFocused();
  });

  test('of one quiz is not that of another', async ({ quiz, explainerQuiz }) => {
    await quiz.open();
    await quiz.answerAll(true, true, true);
    await explainerQuiz.open();
    expect(await explainerQuiz.readAsked()).toEqual(explainerQuiz.bank[0]);
  });

  const troublesome = {
    blocked: (page: Page) =>
      page.addInitScript(() => {
        Object.defineProperty(window, 'localStorage', {
          get() {
            throw new DOMException('blocked', 'SecurityError');
          },
        });
      }),
    full: (page: Page) =>
      page.addInitScript(() => {
        Storage.prototype.setItem = () => {
          throw new DOMException('full', 'QuotaExceededError');
        };
      }),
  };
  for (const [title, prepare] of Object.entries(troublesome)) {
    test(`cannot be kept where storage is ${title}: it says so, and the quiz works`, async ({ quiz, course, page }) => {
      await prepare(page);
      await quiz.open();
      await expect(quiz.announcement).toHaveText(notKept);
      await quiz.answerAll(true, true);
      await expect(quiz.announcement).toHaveText(`2 of 3 right. ${notKept}`);
      await quiz.answerAll(true);
      await expect(quiz.trophy).toBeVisible();
      await course.open('./learn/');
      await expect(course.progressMark).toBeEmpty();
    });
  }

  /** What would have been kept of the first question's right answer, but for something. */
  const keep = (but: object, version = 1): string =>
    JSON.stringify({ version, answers: { 'what-is-different': { chosen: [2], of: 4, isRight: true, ...but } } });
  const broken = {
    'no JSON': '{"version":1,',
    'of an older version': keep({}, 0),
    'a choice that is text': keep({ chosen: ['2'] }),
    'an option that is not there': keep({ chosen: [9] }),
    'of a question with other options': keep({ of: 5 }),
  };
  for (const [title, text] of Object.entries(broken)) {
    test(`that is broken is none: ${title}`, async ({ quiz, page }) => {
      await quiz.open();
      await page.evaluate((value) => localStorage.setItem('open-line.quiz.how-real-time-apps-work', value), text);
      await page.reload();
      await quiz.waitUntilLive();
      expect(await quiz.readAsked()).toEqual(quiz.bank[0]);
      await expect(quiz.announcement).toHaveText(kept);
      await quiz.answer(true);
      await page.reload();
      await quiz.waitUntilLive();
      expect(await quiz.readAsked()).toEqual(quiz.bank[1]);
    });
  }

  test('is told on the page of the course', async ({ quiz, course }) => {
    await course.open('./learn/');
    await expect(course.progressMark).toBeEmpty();
    await quiz.open();
    await quiz.answerAll(true, false);
    await course.open('./learn/');
    await expect(course.progressMark).toHaveText('Quiz: 1 of 3 right');
    await expect(course.progressMark).toBeVisible();
    await quiz.open();
    await quiz.answerAll(true);
    await quiz.retry.click();
    await quiz.answerAll(true);
    await course.open('./learn/');
    await expect(course.progressMark).toHaveText('Quiz done');
  });
});

test.describe('quiz.seed', () => {
  /** What a new reader is asked, question by question with the options, when every answer is right. */
  async function readOrder(page: Page, seed: number): Promise<readonly (readonly string[])[]> {
    const quiz = new QuizPanel(page);
    await quiz.open(`?quiz.seed=${seed}`);
    const order: string[][] = [];
    while (order.length < quiz.bank.length) {
      order.push([(await quiz.readAsked()).prompt, ...(await quiz.options.allInnerTexts())]);
      await quiz.answerAll(true);
    }
    await expect(quiz.trophy).toBeVisible();
    return order;
  }

  test('gives every reader the same order', async ({ page, newReader }) => {
    expect(await readOrder(page, 1)).toEqual(await readOrder(await newReader(), 1));
  });

  for (const seed of [1, 4_294_967_295]) {
    test(`${seed} gives another order of questions and options, and right stays right`, async ({ quiz, page }) => {
      const usual = quiz.bank.map(({ prompt, options }) => [prompt, ...options.map(({ text }) => plain(text))]);
      const order = await readOrder(page, seed);
      expect(order.map(([prompt]) => prompt)).not.toEqual(usual.map(([prompt]) => prompt));
      for (const asked of usual) {
        const shown = order.find(([prompt]) => prompt === asked[0]) ?? [];
        expect(shown).not.toEqual(asked);
        expect(shown.toSorted()).toEqual(asked.toSorted());
      }
    });
  }

  test('keeps the progress of another order', async ({ quiz }) => {
    await quiz.open();
    const before = await quiz.answerAll(true, false);
    await quiz.open('?quiz.seed=3');
    expect(await quiz.readAsked()).toEqual(quiz.bank[2]);
    await quiz.answerAll(true);
    await expect(quiz.scoreTitle).toHaveText('2 of 3 right');
    await expect(quiz.missed).toHaveText([plain(before[1]?.prompt ?? '')]);
    await quiz.open('?quiz.seed=4');
    await expect(quiz.scoreTitle).toHaveText('2 of 3 right');
  });

  test('that is none is refused in words, and the usual order holds', async ({ quiz }) => {
    for (const seed of ['', '-1', '4294967296', '<b>1']) {
      await quiz.open(`?quiz.seed=${encodeURIComponent(seed)}`);
      await expect(quiz.announcement).toHaveText('The link asks for an unknown order. You see the usual one.');
    }
    expect(await quiz.answerAll(true, true, true)).toEqual(quiz.bank);
    await expect(quiz.announcement).toHaveText('3 of 3 right.');
  });
});

/** Meets every question and, once it is asked for, why each option is right or wrong; and nothing that does nothing. */
async function readServed(quiz: QuizPanel, { areOpen = false } = {}): Promise<void> {
  await expect(quiz.served).toHaveCount(quiz.bank.length);
  for (const [place, { prompt, options }] of quiz.bank.entries()) {
    const form = quiz.served.nth(place);
    await expect(form.locator('legend')).toBeVisible();
    await expect(form.locator('legend')).toContainText(plain(prompt));
    for (const { text } of options) await expect(form.locator('label', { hasText: plain(text) })).toBeVisible();
    const explanations = form.locator('details li');
    if (!areOpen) {
      for (const explanation of await explanations.all()) await expect(explanation).toBeHidden();
      await form.getByText('Show the answer').click();
    }
    await expect(explanations).toHaveText(
      options.map(({ isCorrect, explanation }) => `${isCorrect ? '✓ Right.' : '✕ Not this.'} ${plain(explanation)}`),
    );
    for (const explanation of await explanations.all()) await expect(explanation).toBeVisible();
    await expect(form.getByRole('link', { name: 'Where this is explained' })).toBeVisible();
  }
  await expect(quiz.root.locator('input:enabled, button:enabled').filter({ visible: true })).toHaveCount(0);
}

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('every question can be read, and each explanation behind it', async ({ quiz, explainerQuiz, page }) => {
    for (const panel of [quiz, explainerQuiz]) {
      await page.goto(panel.address);
      await expect(panel.root.locator('noscript p')).toContainText('Without JavaScript');
      await expect(panel.announcement).toBeHidden();
      await readServed(panel);
    }
  });
});

test('a lost script is said in plain words, and every question can be read', async ({ quiz, page, troubles }) => {
  troubles.expect(/ERR_FAILED/);
  await page.route('**/Quiz*.js*', (route) => route.abort());
  await page.goto(quiz.address);
  await quiz.root.scrollIntoViewIfNeeded();
  await expect(quiz.failure).toBeVisible();
  await readServed(quiz);
});

test('on paper every question has its answers, however far the reader is', async ({ quiz, page }) => {
  await quiz.open();
  await quiz.answerAll(false);
  await page.emulateMedia({ media: 'print' });
  await expect(quiz.question).toBeHidden();
  await expect(quiz.root.locator('summary, button').filter({ visible: true })).toHaveCount(0);
  await readServed(quiz, { areOpen: true });
});
