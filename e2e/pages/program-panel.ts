import { expect, type Locator, type Page } from 'playwright/test';

/** The files of a program on a page of the course. */
export class ProgramPanel {
  readonly root: Locator;
  readonly tabs: Locator;
  readonly files: Locator;
  readonly shownFile: Locator;
  readonly download: Locator;

  constructor(readonly page: Page) {
    this.root = page.locator('.program').first();
    this.tabs = this.root.getByRole('tab');
    this.files = this.root.locator('.file');
    this.shownFile = this.files.filter({ visible: true });
    this.download = this.root.getByRole('link', { name: /^Download \S+\.zip$/ });
  }

  /** Opens the page of the course that shows a whole program. @param id of a place on it */
  async open(id = '', waitUntil: 'load' | 'commit' = 'load'): Promise<void> {
    // From another page, because a link to a place on the same page loads nothing.
    await this.page.goto('about:blank');
    await this.page.goto(`./learn/how-real-time-apps-work/${id}`, { waitUntil });
  }

  /** The same, for a page that cannot load to its end: waits until all of it is there. */
  async openUntilShown(id = ''): Promise<void> {
    await this.open(id, 'commit');
    await expect(this.page.getByRole('contentinfo')).toBeVisible();
    await expect(this.shownFile).toHaveCount(1);
  }

  tab(name: string): Locator {
    return this.root.getByRole('tab', { name });
  }

  /** The link to a file that its tab is made of. */
  link(name: string): Locator {
    return this.root.getByRole('navigation').getByRole('link', { name });
  }

  /** A file by the name that stands above it. */
  file(name: string): Locator {
    return this.files.filter({ has: this.page.locator('figcaption', { hasText: name }) });
  }

  async readText(file: Locator): Promise<string> {
    return (await file.locator('pre').textContent()) ?? '';
  }
}
