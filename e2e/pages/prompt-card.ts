import { expect, type Locator, type Page } from 'playwright/test';

/** A card with a prompt for an AI assistant. */
export class PromptCard {
  readonly root: Locator;
  readonly text: Locator;
  readonly placeholders: Locator;
  readonly copyButton: Locator;
  /** The sentence that says how many placeholders are open. */
  readonly state: Locator;
  /** The list of what to write where. */
  readonly list: Locator;

  constructor(
    readonly page: Page,
    title: string,
  ) {
    this.root = page.getByRole('article', { name: title });
    this.text = this.root.locator('pre');
    this.placeholders = this.text.locator('mark');
    this.copyButton = this.root.locator('.copy');
    this.state = this.root.getByRole('status');
    this.list = this.root.getByRole('list').first();
  }

  /** A placeholder that has become a field, by what its label says. */
  field(label: string): Locator {
    return this.root.getByRole('textbox', { name: label });
  }

  /** Points at the text, as a reader with a mouse does, until its placeholders are fields. */
  async reach(): Promise<void> {
    await this.text.hover({ position: { x: 2, y: 2 } });
    await expect(this.root.getByRole('textbox')).toHaveCount(await this.placeholders.count());
  }

  /** Puts the text on the clipboard, and returns what it then holds. */
  async copy(): Promise<string> {
    await this.copyButton.click();
    await expect(this.copyButton).toHaveText('Copied');
    return this.page.evaluate(() => navigator.clipboard.readText());
  }
}
