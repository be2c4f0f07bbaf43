import type { Locator, Page } from 'playwright/test';
import { ArticlePage } from './article-page';

/** The address of the first module. */
export const firstModule = './learn/how-real-time-apps-work/';

/** The course's index, and its modules. */
export class CoursePage extends ArticlePage {
  /** The modules in their order, written or planned. */
  readonly stations: Locator;
  /** The pictures of people who talk. */
  readonly talks: Locator;
  /** How far the reader is in the quiz of the first module. */
  readonly progressMark: Locator;

  constructor(page: Page) {
    super(page);
    this.stations = this.main.locator('.stations > li');
    this.talks = this.main.locator('.talk');
    this.progressMark = this.main.locator('.progress-mark').first();
  }

  /** The link at the head of a page that says where to begin. */
  start(name: string): Locator {
    return this.main.locator('header').getByRole('link', { name });
  }

  /** How the line from a station to the next is drawn: `solid` or `dashed`. */
  async readLine(station: Locator): Promise<string> {
    return station.evaluate((element) => getComputedStyle(element, '::before').borderInlineStartStyle);
  }

  /** Who speaks when in a talk: for each row, from the top, what is said in it. */
  async readRows(talk: Locator): Promise<readonly (readonly string[])[]> {
    return talk.locator('li').evaluateAll((turns: HTMLElement[]) => {
      const rows = Map.groupBy(turns, (turn) => Math.round(turn.getBoundingClientRect().top));
      return [...rows]
        .toSorted(([one], [other]) => one - other)
        .map(([, said]) => said.map(({ innerText }) => innerText.replace(/\s+/g, ' ').trim()));
    });
  }
}
