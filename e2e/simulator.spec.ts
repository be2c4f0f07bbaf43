import { lanes, stories } from './pages/simulator-panel';
import { expect, test } from './test';

test.describe('coming alive', () => {
  test('the first live state equals what the server sent', async ({ simulator, page, newReader }) => {
    const still = await newReader({ javaScriptEnabled: false });
    await still.goto('./websockets/');
    const served = await still.locator('#simulator .sim').innerText();
    await simulator.open();
    await expect(page.locator('#simulator .sim')).toHaveText(served, { useInnerText: true });
  });

  test('the page opens on the finished run, and leaves its address alone', async ({ simulator, page }) => {
    await simulator.open();
    await expect(simulator.play).toHaveText('Start');
    await expect(simulator.outcome).toContainText('HTTP polling asked 15 times');
    await expect(simulator.announcement).toBeEmpty();
    expect(new URL(page.url()).search).toBe('');
  });

  test('nothing wakes up before it is seen', async ({ simulator, article, page }) => {
    await article.open('./websockets/');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(simulator.play).toBeDisabled();
    await simulator.root.scrollIntoViewIfNeeded();
    await simulator.waitUntilLive();
  });

  test('one quiet region speaks for the whole simulator', async ({ simulator }) => {
    await simulator.open();
    await simulator.events.locator('summary').click();
    await expect(simulator.root.locator('output, [role=status], [role=log], [aria-live]')).toHaveCount(1);
  });
});

test.describe('playing', () => {
  test('Start goes back to the beginning and plays, Pause holds the moment', async ({ simulator }) => {
    await simulator.openInStillness();
    await simulator.play.click();
    await expect(simulator.clock).toHaveText(/^0\.00 s/);
    await simulator.pass(5_000);
    await simulator.play.click();
    await expect(simulator.play).toHaveText('Continue');
    const said = (await simulator.announcement.innerText()).replace('Paused at ', '').replace(/\.$/, '');
    await simulator.pass(5_000);
    await expect(simulator.clock).toHaveText(`${said} of 30.00 s`);
  });

  test('Reset while it plays leads to the very start', async ({ simulator }) => {
    await simulator.openInStillness();
    await simulator.play.click();
    await simulator.pass(5_000);
    await simulator.reset.click();
    await simulator.pass(1_000);
    await expect(simulator.clock).toHaveText(/^0\.00 s/);
    await expect(simulator.play).toHaveText('Start');
  });

  test('Step while it plays stands still at the next event', async ({ simulator }) => {
    await simulator.openInStillness();
    await simulator.play.click();
    await simulator.pass(5_000);
    await simulator.step.click();
    const said = (await simulator.announcement.innerText()).replace(/ s\. .*/, ' s');
    await simulator.pass(1_000);
    await expect(simulator.clock).toHaveText(`${said} of 30.00 s`);
  });

  test('a quarter of the time shows a quarter of the run', async ({ simulator }) => {
    await simulator.openInStillness();
    await simulator.play.click();
    await simulator.pass(5_000);
    await expect.poll(() => simulator.readSeconds()).toBeGreaterThan(7.3);
    expect(await simulator.readSeconds()).toBeLessThan(7.7);
    await expect.poll(async () => Number(await simulator.count('Requests made', 'HTTP polling'))).toBe(4);
  });

  test('Continue goes on from where Pause left', async ({ simulator }) => {
    await simulator.openInStillness('?sim.t=15000');
    await simulator.play.click();
    await simulator.pass(2_000);
    await simulator.play.click();
    await expect.poll(() => simulator.readSeconds()).toBeGreaterThan(17);
    expect(await simulator.readSeconds()).toBeLessThan(18.5);
  });

  test('at four times the speed the whole run passes in five seconds', async ({ simulator }) => {
    await simulator.openInStillness();
    await simulator.speed.selectOption('4×');
    await simulator.play.click();
    await simulator.pass(4_500);
    await expect(simulator.play).toHaveText('Pause');
    await simulator.pass(700);
    await expect(simulator.play).toHaveText('Start');
  });

  test('at the end it says what the run came to, and for which job', async ({ simulator }) => {
    await simulator.openInStillness();
    await simulator.speed.selectOption('4×');
    await simulator.play.click();
    await simulator.pass(1_000);
    await expect(simulator.outcome.getByText('HTTP polling asked')).toBeHidden();
    await simulator.pass(5_000);
    await expect(
      simulator.outcome.getByText(/HTTP polling asked 15 times.*The WebSocket dialled once.*The open line pays here/),
    ).toBeVisible();
    await expect(simulator.announcement).toHaveText(/^The run is over\. HTTP polling asked 15 times/);
    await expect(simulator.outcome.getByRole('listitem')).toHaveCount(3);
  });

  test('Reset puts both lanes back before their start', async ({ simulator }) => {
    await simulator.open();
    await simulator.reset.click();
    await expect(simulator.status('HTTP polling')).toHaveText('waiting to start');
    await expect(simulator.status('WebSocket')).toHaveText('connection idle');
    await expect(simulator.clock).toHaveText(/^0\.00 s of/);
    for (const lane of lanes) expect(await simulator.count('Requests made', lane)).toBe('0');
    await expect(simulator.announcement).toHaveText(/^Back at the start/);
  });

  test('with one lane Reset speaks of one lane', async ({ simulator }) => {
    await simulator.open('?sim.lanes=websocket');
    await simulator.reset.click();
    await expect(simulator.announcement).toHaveText(/^Back at the start/);
    await expect(simulator.announcement).not.toContainText('Both');
  });
});

test.describe('stepping', () => {
  test('Step shows the next event and says what happens', async ({ simulator }) => {
    await simulator.open('?sim.t=0');
    await simulator.step.click();
    await expect(simulator.clock).toHaveText(/^0\.50 s of/);
    await expect(simulator.status('HTTP polling')).toHaveText('asking: anything new?');
    await expect(simulator.status('WebSocket')).toHaveText('opening: handshake under way');
    await expect(simulator.announcement).toHaveText(/^0\.50 s\. HTTP polling: .+ WebSocket: .+/);
  });

  test('Step back shows the event before', async ({ simulator }) => {
    await simulator.open('?sim.t=0');
    await simulator.step.click();
    const first = await simulator.readMoment();
    await simulator.step.click();
    await expect(simulator.clock).not.toHaveText(/^0\.50 s/);
    await simulator.stepBack.click();
    await expect(simulator.clock).toHaveText(/^0\.50 s/);
    expect(await simulator.readMoment()).toEqual(first);
  });

  test('Step back from the finished run leads to its last event, and Step to the end again', async ({ simulator }) => {
    await simulator.open();
    const end = await simulator.readMoment();
    await simulator.stepBack.click();
    await expect(simulator.outcome.getByText('HTTP polling asked')).toBeHidden();
    await simulator.step.click();
    await expect(simulator.outcome.getByText('HTTP polling asked')).toBeVisible();
    expect(await simulator.readMoment()).toEqual(end);
  });

  test('the steps meet each message as it arrives', async ({ simulator }) => {
    await simulator.open('?sim.lanes=websocket&sim.t=0');
    const said: string[] = [];
    while (await simulator.outcome.getByText('The WebSocket dialled').isHidden()) {
      await simulator.step.click();
      said.push(await simulator.announcement.innerText());
    }
    expect(said.filter((text) => text.includes('The message arrives, 50 ms after it was ready'))).toHaveLength(3);
  });
});

test.describe('the scrubber', () => {
  test('Home and End lead to both ends of the run', async ({ simulator }) => {
    await simulator.open();
    await simulator.scrubber.press('Home');
    await expect(simulator.status('WebSocket')).toHaveText('connection idle');
    await expect(simulator.scrubber).toHaveAttribute('aria-valuetext', /^0\.00 s of/);
    await simulator.scrubber.press('End');
    await expect(simulator.outcome.getByText('HTTP polling asked')).toBeVisible();
  });

  test('the arrow keys move a little, in both directions', async ({ simulator }) => {
    await simulator.open('?sim.t=10000');
    const before = await simulator.readSeconds();
    await simulator.scrubber.press('ArrowRight');
    await expect.poll(() => simulator.readSeconds()).toBeGreaterThan(before);
    expect(await simulator.readSeconds()).toBeLessThan(before + 0.3);
    await simulator.scrubber.press('ArrowLeft');
    await simulator.scrubber.press('ArrowLeft');
    await expect.poll(() => simulator.readSeconds()).toBeLessThan(before);
  });

  test('it stops what plays', async ({ simulator }) => {
    await simulator.openInStillness();
    await simulator.play.click();
    await simulator.pass(1_000);
    await simulator.scrubber.press('PageUp');
    await expect(simulator.play).toHaveText('Continue');
  });
});

test.describe('settings', () => {
  for (const [name, title] of Object.entries(stories)) {
    test(`the story “${title}” tells itself and plays to its end`, async ({ simulator, page }) => {
      await simulator.openInStillness();
      await simulator.story.selectOption(title);
      await simulator.pass(1_000);
      await expect(page).toHaveURL(
        name === 'restaurant' ? /websockets\/#simulator$/ : new RegExp(`sim\\.scenario=${name}#`),
      );
      await simulator.speed.selectOption('4×');
      await simulator.play.click();
      await simulator.pass(6_000);
      await expect(simulator.announcement).toHaveText(/^The run is over/);
      expect(await simulator.count('Messages delivered', 'WebSocket')).toBe(
        await simulator.count('Messages delivered', 'HTTP polling'),
      );
    });
  }

  test('another story is told as soon as it is chosen', async ({ simulator }) => {
    await simulator.open();
    await simulator.story.selectOption(stories.chat);
    await expect(simulator.root.getByText('Two friends are writing to you')).toBeVisible();
    await expect(simulator.announcement).toContainText('HTTP polling asked');
    await expect.poll(() => simulator.count('Messages delivered', 'WebSocket')).toBe('8');
  });

  test('for the nightly report polling is the reasonable choice, and it says so', async ({ simulator }) => {
    await simulator.open('?sim.scenario=nightly-report');
    await expect(simulator.outcome.getByText('Polling is the reasonable choice here')).toBeVisible();
    await expect(simulator.clock).toHaveText(/^8:00:00 of 8:00:0\d$/);
  });

  test('asking more often costs more requests and shortens the wait', async ({ simulator }) => {
    await simulator.open();
    const [requests, delay] = [
      await simulator.count('Requests made', 'HTTP polling'),
      await simulator.count('Delay, worst', 'HTTP polling'),
    ];
    await simulator.interval.press('Home');
    await expect
      .poll(async () => Number(await simulator.count('Requests made', 'HTTP polling')))
      .toBeGreaterThan(3 * Number(requests));
    expect(parseFloat(delay)).toBeGreaterThan(1);
    expect(await simulator.count('Delay, worst', 'HTTP polling')).toMatch(/^\d{2,3} ms$/);
    expect(await simulator.count('Requests made', 'WebSocket')).toBe('1');
  });

  test('asking less often costs less and lets messages wait', async ({ simulator }) => {
    await simulator.open();
    await simulator.interval.press('End');
    await expect.poll(() => simulator.count('Requests made', 'HTTP polling')).toBe('6');
    expect(parseFloat(await simulator.count('Delay, worst', 'HTTP polling'))).toBeGreaterThan(2);
  });

  test('a message on the open line takes half a round trip', async ({ simulator }) => {
    await simulator.open();
    expect(await simulator.count('Delay, mean', 'WebSocket')).toBe('50 ms');
    await simulator.roundTrip.press('End');
    await expect.poll(() => simulator.count('Delay, mean', 'WebSocket')).toBe('500 ms');
    await expect(simulator.roundTrip).toHaveAttribute('aria-valuetext', '1 s');
  });

  test('a lane can be hidden, but one always stays', async ({ simulator }) => {
    await simulator.open();
    await simulator.laneChoice('HTTP polling').uncheck();
    await expect(simulator.lane('HTTP polling')).toHaveCount(0);
    await expect(simulator.counters.getByRole('columnheader')).toHaveText(['WebSocket']);
    await expect(simulator.laneChoice('WebSocket')).toBeDisabled();
    await simulator.laneChoice('HTTP polling').check();
    await expect(simulator.lane('HTTP polling')).toBeVisible();
    await expect(simulator.laneChoice('WebSocket')).toBeEnabled();
  });

  test('in the middle of a run a setting changes the run and keeps the moment', async ({ simulator }) => {
    await simulator.open('?sim.t=15000');
    await simulator.interval.press('Home');
    await expect(simulator.clock).toHaveText(/^15\.00 s/);
  });
});

test.describe('the table of events', () => {
  test('it has pages, and shows where one is', async ({ simulator }) => {
    await simulator.open('?sim.scenario=ai-answer');
    await simulator.events.locator('summary').click();
    const rows = simulator.events.locator('tbody').getByRole('row');
    await expect(rows).toHaveCount(20);
    const first = await rows.first().innerText();
    await simulator.events.getByRole('button', { name: 'Later' }).click();
    await expect(simulator.events.getByText(/^Page 2 of \d+$/)).toBeVisible();
    await expect(rows.first()).not.toHaveText(first, { useInnerText: true });
    await simulator.events.getByRole('button', { name: 'Earlier' }).click();
    await expect(rows.first()).toHaveText(first, { useInnerText: true });
  });

  test('its ends are ends', async ({ simulator }) => {
    await simulator.open('?sim.scenario=ai-answer');
    await simulator.events.locator('summary').click();
    const later = simulator.events.getByRole('button', { name: 'Later' });
    await expect(simulator.events.getByRole('button', { name: 'Earlier' })).toBeDisabled();
    while (await later.isEnabled()) await later.click();
    await expect(simulator.events.getByText(/^Page (\d+) of \1$/)).toBeVisible();
  });

  test('it holds each message that was delivered', async ({ simulator }) => {
    await simulator.open('?sim.lanes=websocket');
    await simulator.events.locator('summary').click();
    for (const text of ['Two parties are ahead of you.', 'You are next.', 'Your table is ready.']) {
      await expect(simulator.events.getByRole('row').filter({ hasText: text })).toHaveCount(1);
    }
  });
});

test.describe('by keyboard alone', () => {
  test('Tab meets the controls in the order in which they are read', async ({ simulator, page }) => {
    await simulator.open();
    await simulator.story.focus();
    const order = [
      simulator.interval,
      simulator.roundTrip,
      simulator.laneChoice('HTTP polling'),
      simulator.laneChoice('WebSocket'),
      simulator.scrubber,
      simulator.play,
      simulator.stepBack,
      simulator.step,
      simulator.reset,
      simulator.speed,
      simulator.copyLink,
      simulator.events.locator('summary'),
    ];
    for (const control of order) {
      await page.keyboard.press('Tab');
      await expect(control).toBeFocused();
    }
  });

  test('a whole visit needs no pointer', async ({ simulator, page }) => {
    await simulator.openInStillness();
    await simulator.story.focus();
    await page.keyboard.type('A chat');
    await expect(simulator.root.getByText('Two friends are writing to you')).toBeVisible();
    await simulator.laneChoice('HTTP polling').press('Space');
    await expect(simulator.lane('HTTP polling')).toHaveCount(0);
    await simulator.play.press('Enter');
    await simulator.pass(1_000);
    await simulator.play.press('Space');
    await expect(simulator.play).toHaveText('Continue');
    await simulator.events.locator('summary').press('Enter');
    await expect(simulator.events.getByRole('table')).toBeVisible();
  });

  test('the button that was pressed keeps the focus', async ({ simulator }) => {
    await simulator.open();
    for (const button of [simulator.reset, simulator.step, simulator.stepBack, simulator.play]) {
      await button.press('Enter');
      await expect(button).toBeFocused();
    }
  });
});
