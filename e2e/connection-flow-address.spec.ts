import { ConnectionFlowPanel, frames } from './pages/connection-flow-panel';
import { lanes } from './pages/simulator-panel';
import { expect, test } from './test';

const echo = 'text frame, server → browser';

/** What tells one state of the diagram from another in a step. */
async function readStep(connectionFlow: ConnectionFlowPanel): Promise<readonly string[]> {
  const entries = await connectionFlow.root
    .locator('input:not([type=radio]), textarea')
    .evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).value));
  return [...entries, await connectionFlow.root.locator('.step').innerText()];
}

test.describe('a shared link', () => {
  test('restores the step and every edit for somebody else', async ({ connectionFlow, page, context, newReader }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await connectionFlow.open('?flow.step=1');
    await connectionFlow.key.fill('AQIDBAUGBwgJCgsMDQ4+EA==');
    await connectionFlow.rung(3).click();
    await connectionFlow.message.fill('100 % + “ä” & #1\n😀');
    await connectionFlow.mask.fill('01020304');
    await connectionFlow.rung(4).click();
    await connectionFlow.code.fill('4001');
    await connectionFlow.reason.fill('a+b=c');
    await connectionFlow.rung(3).click();
    await connectionFlow.copyLink.click();
    await expect(connectionFlow.announcement).toHaveText('Link copied.');
    await expect(connectionFlow.copyLink).toHaveText('Link copied');

    const other = new ConnectionFlowPanel(await newReader());
    await other.page.goto(await page.evaluate(() => navigator.clipboard.readText()));
    await expect(other.root).toBeInViewport();
    for (const number of [3, 1, 2, 4]) {
      await connectionFlow.rung(number).click();
      if (number !== 3) await other.rung(number).click();
      await expect(other.step(number)).toBeVisible();
      const shown = await readStep(connectionFlow);
      // What its button says tells nothing of the conversation.
      const bare = (texts: readonly string[]): string => texts.join('\n').replace(/Copy link.*|Link copied/, '');
      expect(bare(await readStep(other))).toBe(bare(shown));
    }
    await expect(other.alert).toHaveCount(0);
  });

  test('restores bytes as bytes', async ({ connectionFlow }) => {
    await connectionFlow.open('?flow.step=3&flow.hex=00FF');
    await expect(connectionFlow.format('bytes in hex')).toBeChecked();
    await expect(connectionFlow.bytes('binary frame, server → browser')).toHaveText('82 02 00 ff');
  });

  test('with an empty value restores an empty value', async ({ connectionFlow }) => {
    await connectionFlow.open('?flow.step=3&flow.message=&flow.code=');
    await expect(connectionFlow.message).toHaveValue('');
    await expect(connectionFlow.bytes(echo)).toHaveText('81 00');
    await connectionFlow.rung(4).click();
    await expect(connectionFlow.code).toHaveValue('');
    await expect(connectionFlow.alert).toHaveCount(0);
  });

  test('without a step shows what was changed in all four', async ({ connectionFlow }) => {
    await connectionFlow.open('?flow.message=Hi');
    await expect(connectionFlow.overview.getByText('81 02 48 69')).toBeVisible();
    await expect(connectionFlow.announcement).toBeEmpty();
  });

  test('stands in a field where the browser refuses to copy', async ({ connectionFlow, page }) => {
    await page.addInitScript(() => {
      // Absent where the page is not secure, such as about:blank.
      if (!('Clipboard' in globalThis)) return;
      Clipboard.prototype.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
    });
    await connectionFlow.open('?flow.step=2');
    await connectionFlow.copyLink.click();
    await expect(connectionFlow.root.getByRole('textbox', { name: 'Link to this conversation' })).toHaveValue(
      /\?flow\.step=2#connection-flow$/,
    );
    await expect(connectionFlow.announcement).toContainText('The browser refuses to copy');
  });
});

test.describe('the address', () => {
  test('follows what is shown, and leaves out what is usual', async ({ connectionFlow, page }) => {
    await connectionFlow.open();
    await connectionFlow.next.click();
    await expect(page).toHaveURL(/\/websockets\/\?flow\.step=1#connection-flow$/);
    await connectionFlow.rung(4).click();
    await connectionFlow.code.fill('1001');
    await expect(page).toHaveURL(/\?flow\.step=4&flow\.code=1001#connection-flow$/);
    await connectionFlow.code.fill('');
    await expect(page).toHaveURL(/\?flow\.step=4&flow\.code=#connection-flow$/);
    await connectionFlow.code.fill('1000');
    await expect(page).toHaveURL(/\?flow\.step=4#connection-flow$/);
    await connectionFlow.rung(1).click();
    await connectionFlow.back.click();
    await expect(page).toHaveURL(/\/websockets\/#connection-flow$/);
  });

  test('holds what can be sent, not what is half typed', async ({ connectionFlow, page }) => {
    await connectionFlow.open('?flow.step=4');
    await connectionFlow.code.fill('1001');
    await connectionFlow.code.fill('10');
    await connectionFlow.reason.fill('late');
    await expect(page).toHaveURL(/\?flow\.step=4&flow\.code=1001&flow\.reason=late#connection-flow$/);
  });

  test('does not fill the history', async ({ connectionFlow, page }) => {
    await page.goto('./glossary/');
    await page.goto('./websockets/#connection-flow');
    await connectionFlow.waitUntilLive();
    for (let press = 0; press < 4; press += 1) await connectionFlow.next.click();
    await expect(page).toHaveURL(/flow\.step=4/);
    await page.goBack();
    await expect(page).toHaveURL(/\/glossary\/$/);
  });

  test('brings one back to the same step after a reload', async ({ connectionFlow, page }) => {
    await connectionFlow.open('?flow.step=4&flow.code=1011&flow.reason=bye');
    const shown = await readStep(connectionFlow);
    await page.reload();
    await expect(connectionFlow.step(4)).toBeVisible();
    expect(await readStep(connectionFlow)).toEqual(shown);
  });

  test('belongs to both widgets of the page, and neither takes the other’s part', async ({
    connectionFlow,
    simulator,
    page,
  }) => {
    await page.goto('./websockets/?q=a%20b&flow.step=3&flow.message=Hi&sim.t=4000&sim.rtt=200#connection-flow');
    await expect(connectionFlow.step(3)).toBeVisible();
    await connectionFlow.message.fill('Ho');
    await expect(page).toHaveURL(/flow\.message=Ho/);
    expect(Object.fromEntries(new URL(page.url()).searchParams)).toEqual({
      q: 'a b',
      'flow.step': '3',
      'flow.message': 'Ho',
      'sim.t': '4000',
      'sim.rtt': '200',
    });

    await simulator.root.scrollIntoViewIfNeeded();
    await simulator.waitUntilLive();
    await expect(simulator.clock).toHaveText(/^4\.00/);
    await simulator.laneChoice(lanes[0]).uncheck();
    await expect(page).toHaveURL(/sim\.lanes=websocket/);
    await connectionFlow.mask.fill('00000000');
    await expect(page).toHaveURL(/flow\.mask=00000000/);
    const { searchParams, hash } = new URL(page.url());
    expect(Object.fromEntries(searchParams)).toMatchObject({ q: 'a b', 'sim.rtt': '200', 'sim.lanes': 'websocket' });
    expect(Object.fromEntries(searchParams)).toMatchObject({ 'flow.step': '3', 'flow.message': 'Ho' });
    expect(hash).toBe('#connection-flow');
  });
});

const nonsense = [
  { query: 'flow.step=5', said: 'The link names a step that does not exist. There are four. You see them all.' },
  { query: 'flow.step=', said: 'The link names a step that does not exist.' },
  { query: 'flow.step=%3Cimg%20src%3Dx%3E', said: 'The link names a step that does not exist.' },
  {
    query: 'flow.key=secret',
    said: 'The key in the link will not do, so you see the usual one. A key is 16 bytes in Base64',
  },
  { query: 'flow.hex=4', said: 'The message in the link will not do, so you see the usual one. These are no bytes' },
  { query: 'flow.hex=%00', said: 'The message in the link will not do' },
  {
    query: `flow.message=${'x'.repeat(4_097)}`,
    said: 'A message here has at most 4,096 bytes. This one has 4,097 bytes.',
  },
  { query: 'flow.mask=', said: 'The masking key in the link will not do, so you see the usual one.' },
  {
    query: 'flow.code=1006',
    said: 'The close code in the link will not do, so you see the usual one. This code never travels',
  },
  { query: 'flow.code=NaN', said: 'A close code is a number' },
  { query: 'flow.code=&flow.reason=bye', said: 'A reason needs a code before it.' },
  { query: `flow.reason=${'x'.repeat(124)}`, said: 'A reason has at most 123 bytes' },
  {
    query: 'flow.hex=ff&flow.message=Hello',
    said: 'The link holds a message both as text and in hex. You see the text.',
  },
] as const;

test.describe('nonsense in the address', () => {
  for (const { query, said } of nonsense) {
    test(`?${query.slice(0, 40)} is said in plain words, and the page stays whole`, async ({
      connectionFlow,
      page,
    }) => {
      await connectionFlow.open(`?${query}`);
      await expect(connectionFlow.alert).toContainText(said);
      await expect(connectionFlow.overview.getByText(frames[echo], { exact: true })).toBeVisible();
      await expect(page.getByRole('heading', { level: 1, name: 'WebSockets' })).toBeAttached();
      await expect(page.locator('#connection-flow img')).toHaveCount(0);
    });
  }

  test('several slips are all named, and the rest of the link still counts', async ({ connectionFlow }) => {
    await connectionFlow.open('?flow.step=3&flow.key=x&flow.mask=y&flow.message=Hi');
    await expect(connectionFlow.alert.getByRole('paragraph')).toHaveCount(2);
    await expect(connectionFlow.message).toHaveValue('Hi');
    await expect(connectionFlow.mask).toHaveValue('37fa213d');
  });

  test('the notice can be closed, and goes when the reader changes something', async ({ connectionFlow }) => {
    await connectionFlow.open('?flow.step=3&flow.key=x');
    await connectionFlow.alert.getByRole('button', { name: 'Close' }).click();
    await expect(connectionFlow.alert).toHaveCount(0);
    await connectionFlow.open('?flow.step=3&flow.key=y');
    await expect(connectionFlow.alert).toBeVisible();
    await connectionFlow.mask.fill('00000000');
    await expect(connectionFlow.alert).toHaveCount(0);
  });

  test('the address is put right', async ({ connectionFlow, page }) => {
    await connectionFlow.open('?flow.step=9&flow.code=1005&flow.message=Hi&flow.what=1');
    await expect(page).toHaveURL(/\/websockets\/\?flow\.message=Hi#connection-flow$/);
  });
});
