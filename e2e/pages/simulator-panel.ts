import { expect, type Locator, type Page } from 'playwright/test';

/** The names of the lanes, as a reader sees them. */
export const lanes = ['HTTP polling', 'WebSocket'] as const;

/** The values of `sim.scenario`, and what the reader chooses by. */
export const stories = {
  restaurant: 'A table at a restaurant',
  chat: 'A chat message',
  'ai-answer': 'An AI answer',
  'nightly-report': 'A report made overnight',
} as const;

/** The simulator of /websockets/. */
export class SimulatorPanel {
  readonly root: Locator;
  readonly play: Locator;
  readonly step: Locator;
  readonly stepBack: Locator;
  readonly reset: Locator;
  readonly copyLink: Locator;
  readonly scrubber: Locator;
  readonly speed: Locator;
  readonly story: Locator;
  readonly interval: Locator;
  readonly roundTrip: Locator;
  readonly clock: Locator;
  readonly counters: Locator;
  readonly outcome: Locator;
  readonly announcement: Locator;
  readonly problems: Locator;
  readonly events: Locator;
  readonly failure: Locator;

  constructor(readonly page: Page) {
    this.root = page.locator('#simulator');
    this.play = this.root.getByRole('button', { name: /^(Start|Continue|Pause)$/ });
    this.step = this.root.getByRole('button', { name: 'Step', exact: true });
    this.stepBack = this.root.getByRole('button', { name: 'Step back' });
    this.reset = this.root.getByRole('button', { name: 'Reset' });
    this.copyLink = this.root.getByRole('button', { name: /link/i });
    this.scrubber = this.root.getByRole('slider', { name: 'Moment of the run' });
    this.speed = this.root.getByRole('combobox', { name: 'Speed' });
    this.story = this.root.getByRole('combobox', { name: 'Story' });
    this.interval = this.root.getByRole('slider', { name: 'Poll every' });
    this.roundTrip = this.root.getByRole('slider', { name: 'Round trip' });
    this.clock = this.root.locator('.clock b');
    this.counters = this.root.getByRole('table', { name: 'What each lane has counted' });
    this.outcome = this.root.locator('.outcome');
    this.announcement = this.root.locator('p[role="status"]');
    this.problems = this.root.getByRole('alert');
    this.events = this.root.locator('.events');
    this.failure = this.root.getByText('did not load');
  }

  /** Opens the page at the simulator, with settings in the address, and waits until it is alive. */
  async open(query = ''): Promise<void> {
    // From another page, because a link to a place on the same page loads nothing.
    await this.page.goto('about:blank');
    await this.page.goto(`./websockets/${query}#simulator`);
    await this.waitUntilLive();
  }

  async waitUntilLive(): Promise<void> {
    await expect(this.root.locator('astro-island')).not.toHaveAttribute('ssr');
    await expect(this.play).toBeEnabled();
  }

  /** Opens the simulator with time standing still. */
  async openInStillness(query = ''): Promise<void> {
    await this.page.clock.install();
    await this.open(query);
    await this.page.clock.pauseAt((await this.page.evaluate(() => Date.now())) + 1_000);
  }

  /** Lets time pass where it stands still. */
  async pass(ms: number): Promise<void> {
    await this.page.clock.runFor(ms);
  }

  lane(name: (typeof lanes)[number]): Locator {
    return this.root.getByRole('region', { name, exact: true });
  }

  status(name: (typeof lanes)[number]): Locator {
    return this.lane(name).locator('.status');
  }

  laneChoice(name: (typeof lanes)[number]): Locator {
    return this.root.getByRole('checkbox', { name });
  }

  /** One number of the counters, as it is printed. */
  async count(row: string, lane: (typeof lanes)[number]): Promise<string> {
    const heads = await this.counters.getByRole('columnheader').allInnerTexts();
    const cells = this.counters.getByRole('row').filter({ hasText: row }).getByRole('cell');
    return cells.nth(heads.map((head) => head.trim()).indexOf(lane)).innerText();
  }

  /** All that tells one moment of one run from another: clock, statuses, and counters. */
  async readMoment(): Promise<readonly string[]> {
    const statuses = await this.root.locator('.status').allInnerTexts();
    return [await this.clock.innerText(), ...statuses, await this.counters.innerText()];
  }

  /** The moment on the clock, in seconds of the run. */
  async readSeconds(): Promise<number> {
    return parseFloat(await this.clock.innerText());
  }
}
