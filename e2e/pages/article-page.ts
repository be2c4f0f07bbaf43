import { expect, type Locator, type Page } from 'playwright/test';

/** The islands that have not come alive: `astro-island` loses its attribute `ssr` when it does. */
export const sleepingIslands = 'astro-island[ssr]';

/** Any page of the site, as a reader meets it. */
export class ArticlePage {
  readonly main: Locator;
  readonly contents: Locator;
  readonly themeSwitch: Locator;
  readonly menuButton: Locator;
  readonly menu: Locator;

  constructor(readonly page: Page) {
    this.main = page.getByRole('main');
    this.contents = page.getByRole('navigation', { name: 'On this page' });
    this.themeSwitch = page.getByRole('button', { name: /^Theme/ });
    this.menuButton = page.getByRole('button', { name: 'Menu' });
    this.menu = page.getByRole('navigation', { name: 'All pages' });
  }

  /** Opens a page by an address relative to the site's root, such as `./websockets/#quiz`. */
  async open(path = './websockets/'): Promise<void> {
    await this.page.goto(path);
  }

  /** Reads the page from top to bottom, a screen at a time, until every island is alive. */
  async readThrough(): Promise<void> {
    await this.page.evaluate(async () => {
      for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight) {
        scrollTo({ top: y, behavior: 'instant' });
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
    });
    for (const island of await this.page.locator('astro-island').all()) await island.scrollIntoViewIfNeeded();
    await expect(this.page.locator(sleepingIslands)).toHaveCount(0);
  }

  /** A card or figure of the page by its words. */
  cardWith(text: string): Locator {
    return this.main.locator('article article, figure').filter({ hasText: text });
  }

  /** What the clipboard holds. */
  async readClipboard(): Promise<string> {
    return this.page.evaluate(() => navigator.clipboard.readText());
  }

  /** What the reader has selected. */
  async readSelection(): Promise<string> {
    return this.page.evaluate(() => String(getSelection()));
  }

  /** The theme that the page is drawn in. */
  async readScheme(): Promise<string> {
    const paper = await this.page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    const [red = 0] = (/\d+/.exec(paper) ?? []).map(Number);
    return red > 127 ? 'light' : 'dark';
  }
}
