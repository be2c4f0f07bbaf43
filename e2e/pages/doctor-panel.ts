import { expect, type Locator, type Page } from 'playwright/test';

/** The paste doctor of /troubleshooting/doctor/. */
export class DoctorPanel {
  readonly root: Locator;
  readonly field: Locator;
  readonly clear: Locator;
  /** The sentence above the findings. */
  readonly summary: Locator;
  readonly findings: Locator;
  /** What goes wrong most often, as it stands on the page. */
  readonly common: Locator;
  readonly announcement: Locator;
  /** What is said when the engine did not load. */
  readonly alert: Locator;

  constructor(readonly page: Page) {
    this.root = page.locator('#doctor');
    this.field = this.root.getByRole('textbox', { name: 'A response, a request' });
    this.clear = this.root.getByRole('button', { name: 'Clear' });
    this.summary = this.root.getByRole('region').getByRole('heading');
    this.findings = this.root.locator('.findings').getByRole('listitem');
    this.common = this.root.locator('.columns').getByRole('listitem');
    this.announcement = this.root.locator('p[role="status"]');
    this.alert = this.root.getByRole('alert');
  }

  /** Opens the page at the doctor and waits until it is alive. */
  async open(): Promise<void> {
    await this.page.goto('./troubleshooting/doctor/');
    await this.root.scrollIntoViewIfNeeded();
    await expect(this.root.locator('astro-island')).not.toHaveAttribute('ssr');
    await expect(this.field).toBeEnabled();
  }

  /** Puts a text into the field and waits for what is said about it. */
  async paste(text: string): Promise<void> {
    await this.field.fill(text);
    await expect(this.summary).toBeVisible();
  }

  /** A button that puts an example in: by its form above, by its name below. */
  example(name: string): Locator {
    return this.root.getByRole('button', { name, exact: true });
  }

  /** The fields of a frame that can be pointed at. @param number from 1 */
  fields(number: number): Locator {
    return this.root.getByRole('listbox', { name: `Fields of the frame ${number}`, exact: true });
  }
}
