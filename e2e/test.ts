import { test as base, expect, type BrowserContextOptions, type Page } from 'playwright/test';
import { ArticlePage } from './pages/article-page';
import { SimulatorPanel } from './pages/simulator-panel';
import { Troubles } from './troubles';

interface Fixtures {
  /** Fails the test afterwards if a reader would have met trouble; a test that causes some declares it here. */
  readonly troubles: Troubles;
  readonly article: ArticlePage;
  readonly simulator: SimulatorPanel;
  /** Another reader with a browser profile of their own, watched like the first. */
  readonly newReader: (options?: BrowserContextOptions) => Promise<Page>;
}

/** Playwright's `test` with this site's page objects. */
export const test = base.extend<Fixtures>({
  troubles: [
    async ({ context, baseURL }, use) => {
      const troubles = new Troubles(new URL(baseURL ?? '').origin);
      await troubles.watch(context);
      await use(troubles);
      expect(troubles.unexpected, 'what no reader should cause').toEqual([]);
    },
    { auto: true },
  ],
  article: async ({ page }, use) => {
    await use(new ArticlePage(page));
  },
  simulator: async ({ page }, use) => {
    await use(new SimulatorPanel(page));
  },
  newReader: async ({ browser, baseURL, troubles }, use) => {
    const contexts: { close: () => Promise<void> }[] = [];
    await use(async (options = {}) => {
      const context = await browser.newContext({ ...(baseURL === undefined ? {} : { baseURL }), ...options });
      contexts.push(context);
      await troubles.watch(context);
      return context.newPage();
    });
    await Promise.all(contexts.map((context) => context.close()));
  },
});

export { expect };
