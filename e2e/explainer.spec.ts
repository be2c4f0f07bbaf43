import { readFileSync } from 'node:fs';
import { expect, test } from './test';

const parts = [
  'Think of a phone call',
  'Why asking again is a waste',
  'When to use it',
  'How it opens',
  'See it happen',
  'Build it with AI',
  'Real applications',
  'Common mistakes',
  'Quiz',
  'Go deeper',
  'Related building blocks',
  'Also known as',
  'Next: take the course',
  'Sources',
];

test.beforeEach(({ article }) => article.open('./websockets/'));

test.describe('the parts', () => {
  test('the explainer has every part in its order', async ({ article }) => {
    await expect(article.main.getByRole('heading', { level: 2 })).toHaveText(parts);
  });

  test('it begins with a title, a hook, who wrote it, how long it takes, and when it was updated', async ({
    article,
  }) => {
    await expect(article.main.getByRole('heading', { level: 1, name: 'WebSockets' })).toBeVisible();
    await expect(article.main.getByText('Open one line, keep it open')).toBeVisible();
    await expect(
      article.main.getByText(/Open Line authors · \d+ minutes to read · updated \d+ \w+ \d{4}/),
    ).toBeVisible();
  });

  test('it has at least as many prompts, products, mistakes, and questions as were promised', async ({ article }) => {
    const mistakes = article.main
      .locator('h2#common-mistakes ~ section')
      .filter({ has: article.page.getByRole('heading') });
    expect(await article.main.getByText('Check what you got').count()).toBeGreaterThanOrEqual(3);
    expect(await article.main.locator('.application').count()).toBeGreaterThanOrEqual(4);
    expect(await mistakes.count()).toBeGreaterThanOrEqual(4);
    expect(await article.main.getByText('Show the answer').count()).toBeGreaterThanOrEqual(3);
  });

  test('the connection opens in four steps', async ({ article }) => {
    const steps = article.main.locator('.flow').getByRole('heading');
    await expect(steps).toHaveText(['The browser dials', 'The server picks up', 'Both talk', 'One hangs up']);
  });
});

test.describe('the ways through it', () => {
  test('the table of contents leads to each section', async ({ article, page }) => {
    await page.setViewportSize({ width: 1440, height: 900 });
    for (const link of await article.contents.getByRole('link').all()) {
      await link.click();
      const section = page.locator(':target');
      await expect(section).toHaveText(await link.innerText());
      await expect(section).toBeInViewport();
    }
  });

  test('on a phone the table of contents opens at a press', async ({ article, page }) => {
    await page.setViewportSize({ width: 360, height: 800 });
    await expect(article.contents).toBeHidden();
    await article.main.getByText('On this page', { exact: true }).click();
    await article.contents.getByRole('link', { name: 'Quiz' }).click();
    await expect(page.getByRole('heading', { name: 'Quiz' })).toBeInViewport();
  });

  test('the mark of a claim leads to its entry in the ledger', async ({ article, page }) => {
    const mark = article.main.getByRole('link', { name: /^Source/ }).first();
    const id = new URL((await mark.getAttribute('href')) ?? '', page.url()).hash;
    await mark.click();
    await expect(page.locator(':target')).toBeInViewport();
    expect(await page.locator(':target').getAttribute('id')).toBe(id.slice(1));
  });

  test('a term leads to its entry in the glossary', async ({ article, page }) => {
    await article.main.getByRole('link', { name: 'full-duplex' }).first().click();
    await expect(page).toHaveURL(/\/glossary\/#full-duplex$/);
    await expect(page.locator(':target')).toContainText('full-duplex');
    await expect(page.locator(':target')).toBeInViewport();
  });

  test('a planned page is text and no link', async ({ article }) => {
    await expect(article.main.getByText('Long polling').last()).toBeVisible();
    await expect(article.main.getByRole('link', { name: 'Long polling', exact: true })).toHaveCount(0);
    await expect(article.main.getByRole('listitem').filter({ hasText: 'Reference (planned)' })).toBeVisible();
  });

  test('a press on Menu shows every page, and Escape puts it away', async ({ article, page }) => {
    await page.setViewportSize({ width: 360, height: 800 });
    await article.menuButton.click();
    await expect(article.menu.getByRole('link', { name: 'Glossary' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(article.menu).toBeHidden();
  });
});

test.describe('copying', () => {
  test('a copied region is a piece of the file', async ({ article, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await article.cardWith('origin-check/server.js').getByRole('button', { name: 'Copy the code' }).click();
    const file = readFileSync(new URL('../src/examples/origin-check/server.js', import.meta.url), 'utf8');
    await expect.poll(() => article.readClipboard()).not.toBe('');
    for (const line of (await article.readClipboard()).trimEnd().split('\n')) expect(file).toContain(line);
  });

  test('what happened is said, and taken back when the reader goes on', async ({ article, context, page }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const card = article.cardWith('A live chat that survives');
    await card.getByRole('button').click();
    await expect(page.getByRole('status').filter({ hasText: 'Copied.' })).toBeAttached();
    await page.keyboard.press('Tab');
    await expect(card.getByRole('button', { name: 'Copy the prompt' })).toBeVisible();
  });
});

test('a button that was pressed twice finds its words again', async ({ article, context, page }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const card = article.cardWith('A live chat that survives');
  for (let press = 1; press <= 2; press += 1) {
    await card.getByRole('button').click();
    await expect(card.getByRole('button', { name: 'Copied' })).toBeVisible();
  }
  await page.keyboard.press('Tab');
  await expect(card.getByRole('button', { name: 'Copy the prompt' })).toBeVisible();
});

test('a browser that answers late, when the reader has gone on, changes no words', async ({ article, page }) => {
  await page.addInitScript(() => {
    Clipboard.prototype.writeText = () => new Promise((resolve) => addEventListener('late', () => resolve()));
  });
  await page.reload();
  const card = article.cardWith('A live chat that survives');
  await card.getByRole('button').click();
  await page.keyboard.press('Tab');
  await page.evaluate(async () => {
    dispatchEvent(new Event('late'));
    await Promise.resolve();
  });
  await expect(card.getByRole('button')).toHaveText('Copy the prompt');
});

const refusals = {
  'the browser refuses': () => {
    Clipboard.prototype.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
  },
  'the browser cannot': () => {
    Object.defineProperty(Navigator.prototype, 'clipboard', { value: undefined });
  },
};
for (const [title, refuse] of Object.entries(refusals)) {
  test(`where ${title} to copy, the text is selected and the reader is told`, async ({ article, page }) => {
    await page.addInitScript(refuse);
    await page.reload();
    const card = article.cardWith('reconnect/reconnect.js');
    await card.getByRole('button').click();
    await expect(card.getByRole('button', { name: 'Selected: copy it with your keyboard' })).toBeVisible();
    await expect(page.getByRole('status').filter({ hasText: 'Selected: copy it' })).toBeAttached();
    expect((await article.readSelection()).trim()).toBe((await card.locator('pre').innerText()).trim());
  });
}
