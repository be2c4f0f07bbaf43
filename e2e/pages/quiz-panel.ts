import { readFileSync } from 'node:fs';
import { expect, type Locator, type Page } from 'playwright/test';
import { parse } from 'yaml';
import { quizSchema, type Question } from '../../src/quiz/schema';
import { firstModule } from './course-page';

/** The page of each bank. */
const addresses = { 'how-real-time-apps-work': firstModule, websockets: './websockets/' } as const;

/** A quiz as its reader meets it, beside the bank that it was made from. */
export class QuizPanel {
  readonly address: string;
  /** The questions in the bank's own order. */
  readonly bank: readonly Question[];
  readonly root: Locator;
  /** The question in sight. */
  readonly question: Locator;
  readonly legend: Locator;
  readonly verdict: Locator;
  /** Its options, each with what is said about it. */
  readonly options: Locator;
  readonly inputs: Locator;
  readonly check: Locator;
  readonly next: Locator;
  readonly seeScore: Locator;
  readonly back: Locator;
  readonly source: Locator;
  readonly score: Locator;
  readonly scoreTitle: Locator;
  readonly trophy: Locator;
  readonly missed: Locator;
  readonly retry: Locator;
  readonly restart: Locator;
  readonly announcement: Locator;
  readonly failure: Locator;
  /** The questions as the server sent them. */
  readonly served: Locator;

  /** @param id name of the bank */
  constructor(
    readonly page: Page,
    readonly id: keyof typeof addresses = 'how-real-time-apps-work',
  ) {
    this.address = addresses[id];
    const file = new URL(`../../src/content/quizzes/${id}.yaml`, import.meta.url);
    const questions: unknown = parse(readFileSync(file, 'utf8'));
    this.bank = quizSchema.parse({ questions }).questions;
    this.root = page.locator('.quiz');
    this.question = this.root.locator('.awake form[aria-current]');
    this.legend = this.question.locator('legend');
    this.verdict = this.question.locator('fieldset > p[tabindex]');
    this.options = this.question.getByRole('listitem');
    this.inputs = this.question.locator('input');
    this.check = this.question.getByRole('button', { name: 'Check' });
    this.next = this.question.getByRole('button', { name: 'Next question' });
    this.seeScore = this.question.getByRole('button', { name: 'See your score' });
    this.back = this.root.getByRole('button', { name: 'Back' });
    this.source = this.question.getByRole('link', { name: 'Where this is explained' });
    this.score = this.root.locator('.score');
    this.scoreTitle = this.score.getByRole('heading');
    this.trophy = this.score.locator('svg');
    this.missed = this.score.getByRole('listitem');
    this.retry = this.score.getByRole('button', { name: 'Try the ones I missed' });
    this.restart = this.score.getByRole('button', { name: 'Start over' });
    this.announcement = this.root.getByRole('status');
    this.failure = this.root.getByText('did not load');
    this.served = this.root.locator('astro-slot form');
  }

  /** Opens the page at the quiz, with parameters in the address, and waits until it is alive. */
  async open(query = ''): Promise<void> {
    await this.page.goto('about:blank');
    await this.page.goto(`${this.address}${query}`);
    await this.waitUntilLive();
  }

  async waitUntilLive(): Promise<void> {
    await this.root.scrollIntoViewIfNeeded();
    await expect(this.question.or(this.score)).toBeVisible();
  }

  /** What the bank knows of the question in sight. */
  async readAsked(): Promise<Question> {
    const id = await this.question.getAttribute('data-id');
    const asked = this.bank.find((question) => question.id === id);
    if (!asked) throw new Error(`No question of the bank is in sight, but ${id}.`);
    return asked;
  }

  /** An option of the question in sight. @param text its words in the bank */
  option(text: string): Locator {
    return this.options.filter({ has: this.page.locator('label', { hasText: plain(text) }) });
  }

  /** Chooses by mouse, right or wrong, without checking. */
  async choose(isRight: boolean): Promise<Question> {
    const asked = await this.readAsked();
    const chosen = asked.options.filter(({ isCorrect }) => isCorrect === isRight);
    for (const { text } of isRight ? chosen : chosen.slice(0, 1)) await this.option(text).locator('label').click();
    return asked;
  }

  /** Answers the question in sight by mouse, right or wrong. */
  async answer(isRight: boolean): Promise<Question> {
    const asked = await this.choose(isRight);
    await this.check.click();
    await expect(this.verdict).toHaveText(isRight ? '✓ Right.' : '✕ Not quite.');
    return asked;
  }

  /** Answers questions one after the other and goes on after each, at last to the score. */
  async answerAll(...answers: readonly boolean[]): Promise<readonly Question[]> {
    const asked: Question[] = [];
    for (const isRight of answers) {
      asked.push(await this.answer(isRight));
      await this.next.or(this.seeScore).click();
    }
    return asked;
  }
}

/** A text of a bank as it is read: code has lost its marks. */
export const plain = (text: string): string => text.replaceAll('`', '');
