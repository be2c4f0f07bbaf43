import { lanes, SimulatorPanel, stories } from './pages/simulator-panel';
import { expect, test } from './test';

test.describe('a shared link', () => {
  test('restores the exact moment for somebody else', async ({ simulator, page, context, newReader }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await simulator.open('?sim.scenario=chat&sim.interval=1500&sim.rtt=240&sim.t=9000');
    await simulator.step.click();
    await simulator.copyLink.click();
    await expect(simulator.announcement).toHaveText('Link copied.');
    const other = new SimulatorPanel(await newReader());
    await other.page.goto(await page.evaluate(() => navigator.clipboard.readText()));
    await other.waitUntilLive();
    await expect.poll(() => other.readMoment()).toEqual(await simulator.readMoment());
    await expect(other.root).toBeInViewport();
  });

  test('restores a moment that was reached by playing', async ({ simulator, page, newReader }) => {
    await simulator.openInStillness('?sim.scenario=nightly-report&sim.lanes=polling');
    await simulator.play.click();
    await simulator.pass(7_777);
    await simulator.play.click();
    await simulator.pass(1_000);
    await expect(page).toHaveURL(/sim\.t=\d+#simulator$/);
    const other = new SimulatorPanel(await newReader());
    await other.page.goto(page.url());
    await other.waitUntilLive();
    await expect.poll(() => other.readMoment()).toEqual(await simulator.readMoment());
  });

  test('stands in a field where the browser refuses to copy', async ({ simulator, page }) => {
    await page.addInitScript(() => {
      // Absent where the page is not secure, such as about:blank.
      if (!('Clipboard' in globalThis)) return;
      Clipboard.prototype.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
    });
    await simulator.open('?sim.t=9000');
    await simulator.copyLink.click();
    await expect(simulator.root.getByRole('textbox', { name: 'Link to this moment' })).toHaveValue(
      /\?sim\.t=9000#simulator$/,
    );
    await expect(simulator.announcement).toContainText('The browser refuses to copy');
  });
});

test.describe('the address', () => {
  test('follows what is shown, and leaves out what is usual', async ({ simulator, page }) => {
    await simulator.open();
    await simulator.story.selectOption(stories.chat);
    await expect(page).toHaveURL(/\/websockets\/\?sim\.scenario=chat#simulator$/);
    await simulator.scrubber.press('Home');
    await expect(page).toHaveURL(/\?sim\.scenario=chat&sim\.t=0#simulator$/);
    await simulator.scrubber.press('End');
    await simulator.story.selectOption(stories.restaurant);
    await expect(page).toHaveURL(/\/websockets\/#simulator$/);
  });

  test('keeps what is not ours', async ({ simulator, page }) => {
    await page.goto('./websockets/?utm_source=letter&sim.t=4000&q=a%20b#see-it-happen');
    await simulator.root.scrollIntoViewIfNeeded();
    await simulator.waitUntilLive();
    await simulator.step.click();
    await expect(simulator.clock).not.toHaveText(/^4\.00/);
    const address = new URL(page.url());
    expect(address.searchParams.get('utm_source')).toBe('letter');
    expect(address.searchParams.get('q')).toBe('a b');
    expect(address.hash).toBe('#see-it-happen');
  });

  test('does not fill the history', async ({ simulator, page }) => {
    await page.goto('./glossary/');
    await page.goto('./websockets/#simulator');
    await simulator.waitUntilLive();
    for (let press = 0; press < 3; press += 1) await simulator.stepBack.click();
    await expect(page).toHaveURL(/sim\.t=/);
    await page.goBack();
    await expect(page).toHaveURL(/\/glossary\/$/);
  });

  test('brings one back to the same moment after a reload', async ({ simulator, page }) => {
    await simulator.open('?sim.lanes=polling&sim.t=9000');
    const moment = await simulator.readMoment();
    await page.reload();
    await simulator.waitUntilLive();
    await expect.poll(() => simulator.readMoment()).toEqual(moment);
  });
});

const nonsense = [
  { query: 'sim.scenario=moon-landing', said: 'The link names a story that does not exist here' },
  { query: 'sim.scenario=', said: 'The link names a story that does not exist here' },
  { query: 'sim.scenario=%3Cimg%20src%3Dx%3E', said: 'The link names a story that does not exist here' },
  { query: 'sim.lanes=pigeon', said: 'The link names a lane that does not exist here' },
  { query: 'sim.lanes=', said: 'The link names a lane that does not exist here' },
  { query: 'sim.interval=soon', said: 'The poll interval in the link is not a number' },
  { query: 'sim.interval=-1', said: 'The poll interval in the link is out of bounds. It is set to 500 ms' },
  { query: 'sim.interval=1e300', said: 'The poll interval in the link is out of bounds. It is set to 5 s' },
  { query: 'sim.rtt=NaN', said: 'The round trip in the link is not a number' },
  { query: 'sim.rtt=0', said: 'The round trip in the link is out of bounds. It is set to 20 ms' },
  { query: 'sim.t=%00', said: 'The moment in the link is not a number' },
  { query: 'sim.t=-5', said: 'The moment in the link is out of bounds' },
  { query: 'sim.t=Infinity', said: 'The moment in the link is not a number' },
  { query: 'sim.seed=', said: 'The seed in the link is not a number' },
  { query: 'sim.seed=99999999999', said: 'The seed in the link is out of bounds' },
] as const;

test.describe('nonsense in the address', () => {
  for (const { query, said } of nonsense) {
    test(`?${query} is said in plain words, and the page stays whole`, async ({ simulator, page }) => {
      await simulator.open(`?${query}`);
      await expect(simulator.problems).toContainText(said);
      await expect(simulator.story).toHaveValue('restaurant');
      for (const lane of lanes) expect(Number(await simulator.count('Requests made', lane))).not.toBeNaN();
      await expect(page.getByRole('heading', { level: 1, name: 'WebSockets' })).toBeAttached();
      await expect(page.locator('#simulator img')).toHaveCount(0);
    });
  }

  test('several slips are all named, and the rest of the link still counts', async ({ simulator }) => {
    await simulator.open('?sim.scenario=chat&sim.lanes=polling,pigeon&sim.rtt=x&sim.interval=1000');
    await expect(simulator.problems.getByRole('paragraph')).toHaveCount(2);
    await expect(simulator.story).toHaveValue('chat');
    await expect(simulator.interval).toHaveAttribute('aria-valuetext', '1 s');
    await expect(simulator.lane('WebSocket')).toHaveCount(0);
  });

  test('the notice can be closed, and the run can be used', async ({ simulator }) => {
    await simulator.open('?sim.rtt=x');
    await simulator.problems.getByRole('button', { name: 'Close' }).click();
    await expect(simulator.problems).toHaveCount(0);
    await simulator.play.click();
    await expect(simulator.play).toHaveText('Pause');
  });
});
