import type { Locator, Page } from 'playwright/test';

/** The page that the example `hello` serves. */
export class HelloPage {
  readonly status: Locator;
  readonly lines: Locator;
  readonly message: Locator;
  readonly send: Locator;
  readonly openAgain: Locator;

  constructor(readonly page: Page) {
    this.status = page.getByRole('status');
    this.lines = page.getByRole('log', { name: 'What was said' }).getByRole('listitem');
    this.message = page.getByRole('textbox', { name: 'Message' });
    this.send = page.getByRole('button', { name: 'Send' });
    this.openAgain = page.getByRole('button', { name: 'Open again' });
  }

  async say(text: string): Promise<void> {
    await this.message.fill(text);
    await this.message.press('Enter');
  }
}
