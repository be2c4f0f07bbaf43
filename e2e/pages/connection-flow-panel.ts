import { expect, type Locator, type Page } from 'playwright/test';

/** The names of the steps, in their order, as a reader sees them. */
export const steps = ['The browser dials', 'The server picks up', 'Both talk', 'One hangs up'] as const;

/** What travels in steps 3 and 4 of the usual conversation, in its order: what it is, and its bytes. */
export const frames = {
  'text frame, browser → server': '81 85 37 fa 21 3d 7f 9f 4d 51 58',
  'text frame, server → browser': '81 05 48 65 6c 6c 6f',
  'ping frame, server → browser': '89 03 48 69 3f',
  'pong frame, browser → server': '8a 83 90 42 b9 99 d8 2b 86',
  'close frame, browser → server': '88 82 8b d6 04 3b 88 3e',
  'close frame, server → browser': '88 02 03 e8',
} as const;

/** The connection-flow diagram of /websockets/. */
export class ConnectionFlowPanel {
  readonly root: Locator;
  readonly next: Locator;
  readonly back: Locator;
  readonly again: Locator;
  readonly overview: Locator;
  readonly announcement: Locator;
  /** What is said of a wrong link, or of a script that did not load. */
  readonly alert: Locator;
  /** What is said when the diagram's own script did not load. */
  readonly failure: Locator;
  readonly key: Locator;
  readonly message: Locator;
  readonly mask: Locator;
  readonly code: Locator;
  readonly reason: Locator;
  readonly newKey: Locator;
  readonly copyLink: Locator;
  readonly editedBytes: Locator;
  readonly findings: Locator;
  /** What the inspector announces. */
  readonly verdict: Locator;
  readonly saveCapture: Locator;

  constructor(readonly page: Page) {
    this.root = page.locator('#connection-flow');
    this.next = this.root.getByRole('button', { name: /^(Take it apart|Next:|Open again:)/ });
    this.back = this.root.getByRole('button', { name: 'Back' });
    this.again = this.root.getByRole('link', { name: 'Open again anytime' });
    this.overview = this.root.locator('.steps');
    this.announcement = this.root.locator('p[role="status"]');
    this.alert = this.root.getByRole('alert');
    this.failure = this.root.locator('[data-when-failed]');
    this.key = this.root.getByRole('textbox', { name: 'Sec-WebSocket-Key' });
    this.message = this.root.getByRole('textbox', { name: 'Message' });
    this.mask = this.root.getByRole('textbox', { name: 'Masking key' });
    this.code = this.root.getByRole('textbox', { name: 'Close code' });
    this.reason = this.root.getByRole('textbox', { name: 'Reason' });
    this.newKey = this.root.getByRole('button', { name: 'New key' });
    this.findings = this.root.locator('.finding');
    this.verdict = this.root.locator('.step [role=status]');
    this.saveCapture = this.root.getByRole('button', { name: 'Save as a capture for Wireshark' });
    this.editedBytes = this.root.getByRole('textbox', { name: 'Bytes in hex' });
    this.copyLink = this.root.getByRole('button', { name: /link/i });
  }

  /** Opens the page at the diagram, with settings in the address, and waits until it is alive. */
  async open(query = ''): Promise<void> {
    // From another page, because a link to a place on the same page loads nothing.
    await this.page.goto('about:blank');
    await this.page.goto(`./websockets/${query}#connection-flow`);
    await this.waitUntilLive();
    const [, number] = /flow\.step=([1-4])(?!\d)/.exec(query) ?? [];
    if (number !== undefined) await expect(this.step(Number(number))).toBeVisible();
  }

  async waitUntilLive(): Promise<void> {
    await expect(this.root.locator('astro-island')).not.toHaveAttribute('ssr');
    await expect(this.next).toBeEnabled();
  }

  /** Waits for what takes the steps apart, which a link that asks for anything fetches. */
  async waitForWorkbench(): Promise<void> {
    await expect(this.root.locator('astro-slot')).toHaveCount(0);
  }

  /** A step of the picture. @param number 1 to 4 */
  rung(number: number): Locator {
    return this.root.locator('.rungs').getByRole('link', { name: steps[number - 1] ?? '' });
  }

  /** A step that is taken apart. @param number 1 to 4 */
  step(number: number): Locator {
    return this.root.getByRole('region', { name: `${String(number)}. ${steps[number - 1] ?? ''}` });
  }

  /** The lines of the request or the response that can be pointed at. */
  lines(direction: 'browser → server' | 'server → browser'): Locator {
    return this.root.getByRole('listbox', { name: `Lines, ${direction}` });
  }

  /** The fields of a frame that can be pointed at. @param frame such as `text frame, browser → server` */
  fields(frame: string): Locator {
    return this.root.getByRole('listbox', { name: `Fields of the ${frame}` });
  }

  /** All bytes of a frame, in hex. */
  bytes(frame: string): Locator {
    return this.root.getByRole('region', { name: `Bytes of the ${frame}` });
  }

  /** What is said of the line or the field that is chosen in a list. */
  meaning(list: Locator): Locator {
    return list.locator('xpath=..').locator('.meaning');
  }

  /** A fact in a list of terms: what stands behind its name. */
  fact(name: string): Locator {
    return this.root.locator(`dt:text-is("${name}") + dd`);
  }

  /** Chooses whether the message is typed as text or as bytes in hex. */
  format(name: 'text' | 'bytes in hex'): Locator {
    return this.root.getByRole('radio', { name });
  }

  /** Opens the inspector of step 3. */
  async editBytes(): Promise<void> {
    await this.root.getByRole('button', { name: 'Edit the bytes' }).click();
    await expect(this.editedBytes).toBeFocused();
  }

  /** What the inspector says of a frame; 1 is the first. */
  finding(number: number): Locator {
    return this.findings.nth(number - 1);
  }

  /** Who sends the edited bytes. */
  sender(name: 'the browser' | 'the server'): Locator {
    return this.root.getByRole('radio', { name, exact: true });
  }

  /** Something to begin with in the inspector. */
  preset(title: string): Locator {
    return this.root.getByRole('button', { name: title, exact: true });
  }
}
