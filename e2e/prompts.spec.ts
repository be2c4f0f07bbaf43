import type { Page } from 'playwright/test';
import { PromptCard } from './pages/prompt-card';
import { expect, test } from './test';

const framework = 'What the page is built with';
const server = 'What the server runs on';
const provider = 'Whose AI model you use';
const code = 'Your code';

test.beforeEach(async ({ article, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await article.open('./websockets/');
});

test.describe('with the keyboard', () => {
  test('Tab finds a placeholder before anything was fetched, and typing replaces it', async ({ chatPrompt, page }) => {
    await page.getByText('How are these numbers computed?').focus();
    await page.keyboard.press('Tab');
    await expect(chatPrompt.field(framework)).toBeFocused();
    await page.keyboard.type('Svelte');
    await expect(chatPrompt.text).toContainText('Build a small live chat: Svelte for the page');
    await expect(chatPrompt.state).toHaveText('2 placeholders are still open.');
  });

  test('Enter leads from one open placeholder to the next, and then to the copy button', async ({
    chatPrompt,
    page,
  }) => {
    await chatPrompt.reach();
    await chatPrompt.field(framework).focus();
    await page.keyboard.type('Svelte');
    await page.keyboard.press('Enter');
    await expect(chatPrompt.field(server)).toBeFocused();
    await page.keyboard.press('Enter');
    await page.keyboard.type('a password');
    await page.keyboard.press('Enter');
    await expect(chatPrompt.copyButton).toBeFocused();
    await expect(chatPrompt.text).toContainText('[server] for the server');
    await expect(chatPrompt.text).toContainText('sign in with a password. Names');
  });

  test('where code belongs, Enter adds a line', async ({ explanationPrompt, page }) => {
    await explanationPrompt.reach();
    await explanationPrompt.field(code).focus();
    await page.keyboard.type('first');
    await page.keyboard.press('Enter');
    await page.keyboard.type('  second');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await expect(explanationPrompt.field(code)).toHaveText('first\n  second', { useInnerText: true });
    expect(await explanationPrompt.copy()).toContain('\n\nfirst\n  second\n\n');
  });

  test('Escape brings back what stood there', async ({ chatPrompt, page }) => {
    await chatPrompt.reach();
    const field = chatPrompt.field(framework);
    await field.focus();
    await page.keyboard.type('Sv');
    await page.keyboard.press('Escape');
    await expect(field).toHaveText('[framework]');
    await expect(chatPrompt.state).toHaveText('3 placeholders are still open.');
    await page.keyboard.type('Svelte');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.type('!!');
    await page.keyboard.press('Escape');
    await expect(field).toHaveText('Svelte');
  });

  test('what was written can be undone and redone', async ({ chatPrompt, page }) => {
    await chatPrompt.reach();
    const field = chatPrompt.field(framework);
    await field.focus();
    await page.keyboard.type('Svelte');
    while ((await field.innerText()) !== '[framework]') await page.keyboard.press('ControlOrMeta+z');
    await expect(chatPrompt.state).toHaveText('3 placeholders are still open.');
    while ((await field.innerText()) !== 'Svelte') await page.keyboard.press('ControlOrMeta+Shift+z');
    await expect(chatPrompt.state).toHaveText('2 placeholders are still open.');
  });

  test('what is typed before the fields are ready stays, and the name makes way', async ({ chatPrompt, page }) => {
    const arrival = Promise.withResolvers<undefined>();
    await page.route('**/fill-placeholders*.js', async (route) => {
      await arrival.promise;
      await route.continue();
    });
    await chatPrompt.placeholders.first().focus();
    await page.keyboard.type('Sv');
    await expect(chatPrompt.placeholders.first()).toContainText('[framework]');
    arrival.resolve(undefined);
    await expect(chatPrompt.field(framework)).toHaveText('Sv');
    await page.keyboard.type('elte');
    await expect(chatPrompt.field(framework)).toHaveText('Svelte');
  });
});

test.describe('with a pointer', () => {
  test('a press selects the name, and a press into words leaves them', async ({ chatPrompt, article, page }) => {
    await chatPrompt.reach();
    const field = chatPrompt.field(framework);
    await field.click();
    expect(await article.readSelection()).toBe('[framework]');
    await page.keyboard.type('Svelte');
    await field.click({ position: { x: 2, y: 8 } });
    await page.keyboard.type('plain ');
    await expect(field).toHaveText('plain Svelte');
  });

  test('the first touch is enough', async ({ newReader }) => {
    const page = await newReader({ hasTouch: true, isMobile: true, viewport: { width: 360, height: 700 } });
    await page.goto('./websockets/');
    const name = page.getByRole('article', { name: 'A live chat' }).locator('pre mark').first();
    await name.tap();
    await expect(name).toBeFocused();
    await expect(name).toHaveRole('textbox');
    await page.keyboard.type('Svelte');
    await expect(name).toHaveText('Svelte');
  });

  test('long code wraps and can be selected', async ({ explanationPrompt, article, page }) => {
    await page.setViewportSize({ width: 320, height: 700 });
    await explanationPrompt.reach();
    const long = `const address = '${'wss://example.com/'.repeat(30)}';\n`.repeat(20).trim();
    await page.evaluate((text) => navigator.clipboard.writeText(text), long);
    await explanationPrompt.field(code).click();
    await page.keyboard.press('ControlOrMeta+v');
    await expect(explanationPrompt.state).toHaveText('1 placeholder is still open.');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    await page.keyboard.press('ControlOrMeta+a');
    expect(await article.readSelection()).toBe(long);
    expect(await explanationPrompt.copy()).toContain(long);
  });
});

test('a placeholder that stands in several places is filled in all of them', async ({ streamingPrompt, page }) => {
  await streamingPrompt.reach();
  const fields = streamingPrompt.field(provider);
  expect(await fields.count()).toBeGreaterThan(1);
  await fields.last().click();
  await page.keyboard.type('Mistral');
  for (const field of await fields.all()) await expect(field).toHaveText('Mistral');
  await expect(streamingPrompt.state).toHaveText('3 placeholders are still open.');
  await fields.first().click({ clickCount: 3 });
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Tab');
  for (const field of await fields.all()) await expect(field).toHaveText('[provider]');
});

test('an emptied field shows its name again, one with spaces too', async ({ chatPrompt, page }) => {
  await chatPrompt.reach();
  const field = chatPrompt.field(framework);
  for (const written of ['', '   ']) {
    await field.click();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.press('Backspace');
    await page.keyboard.type(written);
    await page.keyboard.press('Tab');
    await expect(field).toHaveText('[framework]');
    await expect(chatPrompt.state).toHaveText('3 placeholders are still open.');
  }
});

test('pasted HTML arrives as text, and nothing in it runs', async ({ chatPrompt, page }) => {
  await chatPrompt.reach();
  const field = chatPrompt.field(framework);
  await page.evaluate(() => {
    addEventListener('copy', (event) => {
      event.preventDefault();
      event.clipboardData?.setData('text/plain', 'Svelte');
      const html = '<b onclick="hacked = 1">Sv</b>elte<img src="/missing.png" onerror="hacked = 1">';
      event.clipboardData?.setData('text/html', html);
    });
  });
  await field.click();
  await page.keyboard.press('ControlOrMeta+c');
  await page.keyboard.press('ControlOrMeta+v');
  await expect(field).toHaveText('Svelte');
  const markup = '<img src=x onerror="hacked = 1">';
  await page.evaluate((text) => navigator.clipboard.writeText(text), markup);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('ControlOrMeta+v');
  await expect(field).toHaveText(markup);
  await expect(field.locator('*')).toHaveCount(0);
  expect(await chatPrompt.copy()).toContain(`live chat: ${markup} for the page`);
  expect(await page.evaluate(() => 'hacked' in globalThis)).toBe(false);
});

test('lines that are pasted into a field of one line become one', async ({ chatPrompt, page }) => {
  await chatPrompt.reach();
  await page.evaluate(() => navigator.clipboard.writeText('Svelte\n\nand Vite\n'));
  await chatPrompt.field(framework).click();
  await page.keyboard.press('ControlOrMeta+v');
  await page.keyboard.press('Tab');
  await expect(chatPrompt.field(framework)).toHaveText('Svelte and Vite', { useInnerText: true });
});

test.describe('the copied text', () => {
  test('carries the values, the open names, and the page that it comes from', async ({ chatPrompt, page }) => {
    await chatPrompt.reach();
    await chatPrompt.field(server).click();
    await page.keyboard.type('Deno');
    const lines = (await chatPrompt.copy()).trimEnd().split('\n');
    expect(lines[0]).toContain('Build a small live chat: [framework] for the page, Deno for the server');
    expect(lines.at(-2)).toBe('');
    expect(lines.at(-1)).toMatch(/^From .*\/websockets\/$/);
  });

  test('is confirmed in words that a screen reader hears too, with what is still open', async ({
    chatPrompt,
    page,
  }) => {
    await chatPrompt.copy();
    const said = page.getByRole('status').filter({ hasText: 'Copied.' });
    await expect(said).toHaveText('Copied. 3 placeholders are still open.');
    await chatPrompt.reach();
    for (const name of [framework, server]) {
      await chatPrompt.field(name).click();
      await page.keyboard.type('x');
    }
    await chatPrompt.copy();
    await expect(said).toHaveText('Copied. 1 placeholder is still open.');
    await chatPrompt.field('How people prove').click();
    await page.keyboard.type('x');
    await chatPrompt.copy();
    await expect(said).toHaveText('Copied. Every placeholder is filled.');
    await expect(chatPrompt.state).toHaveText('Every placeholder is filled.');
  });
});

test('the list says what is filled and what is open, in signs as well as in colours', async ({ chatPrompt, page }) => {
  await chatPrompt.reach();
  await chatPrompt.field(server).click();
  await page.keyboard.type('Deno');
  const names = chatPrompt.list.locator('mark');
  await expect(names).toHaveText(['[framework]', '✓ server', '[sign-in]']);
  await expect(chatPrompt.list.getByRole('listitem').first()).toContainText(
    `${framework}, for example “plain JavaScript`,
  );
  for (const [open, filled] of [
    [names.first(), names.nth(1)],
    [chatPrompt.field(framework), chatPrompt.field(server)],
  ] as const) {
    await expect(open).toHaveCSS('border-bottom-style', 'dashed');
    await expect(filled).toHaveCSS('border-bottom-style', 'solid');
  }
});

test('each card counts its own placeholders', async ({ chatPrompt, streamingPrompt, page }) => {
  await chatPrompt.reach();
  await chatPrompt.field(framework).click();
  await page.keyboard.type('Svelte');
  await expect(streamingPrompt.state).toHaveText('4 placeholders are still open.');
  await expect(streamingPrompt.field(framework)).toHaveText('[framework]');
});

test('what was written is gone with the page, and stored nowhere', async ({ chatPrompt, article, page }) => {
  await chatPrompt.reach();
  await chatPrompt.field(framework).click();
  await page.keyboard.type('Svelte');
  const kept = await page.evaluate(() =>
    JSON.stringify([localStorage, sessionStorage, document.cookie, location.href]),
  );
  expect(kept).not.toContain('Svelte');
  await article.open('./websockets/');
  await expect(chatPrompt.text).toContainText('[framework]');
});

test('on paper stands what was filled in', async ({ chatPrompt, page }) => {
  await chatPrompt.reach();
  await chatPrompt.field(framework).click();
  await page.keyboard.type('Svelte');
  await page.emulateMedia({ media: 'print' });
  await expect(chatPrompt.text).toContainText('live chat: Svelte for the page');
  await expect(chatPrompt.copyButton).toBeHidden();
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
  test(`where ${title} to copy, the filled text is selected`, async ({ chatPrompt, article, page }) => {
    await page.addInitScript(refuse);
    await page.reload();
    await chatPrompt.reach();
    await chatPrompt.field(framework).click();
    await page.keyboard.type('Svelte');
    await chatPrompt.copyButton.click();
    await expect(chatPrompt.copyButton).toHaveText('Selected: copy it with your keyboard');
    await expect(page.getByRole('status').filter({ hasText: 'Selected: copy it' })).toContainText(
      '2 placeholders are still open.',
    );
    expect((await article.readSelection()).trim()).toBe((await chatPrompt.text.innerText()).trim());
    expect(await article.readSelection()).toContain('live chat: Svelte for the page');
  });
}

const reasons: Readonly<Record<string, (page: Page) => Promise<unknown>>> = {
  'whose script was lost': (page) => page.route('**/fill-placeholders*.js', (route) => route.abort()),
  'that their browser cannot edit as plain text': (page) =>
    page.addInitScript(() => {
      Object.defineProperty(HTMLElement.prototype, 'isContentEditable', { value: false });
    }),
};
for (const [reason, cause] of Object.entries(reasons)) {
  test(`placeholders ${reason} stay text, and a sentence says what to do`, async ({ chatPrompt, page, troubles }) => {
    troubles.expect(/ERR_FAILED/);
    await cause(page);
    await page.reload();
    await chatPrompt.text.hover();
    await expect(chatPrompt.state).toHaveText('It can be filled in only after pasting.');
    await expect(chatPrompt.root.getByRole('textbox')).toHaveCount(0);
    for (const name of await chatPrompt.placeholders.all()) {
      await expect(name).toHaveAttribute('contenteditable', 'false');
    }
    expect(await chatPrompt.copy()).toContain('live chat: [framework] for the page');
    await expect(page.getByRole('status').filter({ hasText: 'Copied.' })).toContainText('only after pasting');
  });
}

test('without JavaScript the text stands there with its placeholders marked', async ({ newReader }) => {
  const page = await newReader({ javaScriptEnabled: false });
  await page.goto('./websockets/');
  const card = new PromptCard(page, 'A live chat');
  await expect(card.text).toContainText('live chat: [framework] for the page');
  await expect(card.placeholders).toHaveText(['[framework]', '[server]', '[sign-in]']);
  await expect(card.list.getByRole('listitem')).toHaveCount(3);
  await expect(card.copyButton).toBeHidden();
  await expect(card.root.getByRole('textbox')).toHaveCount(0);
  await expect(card.text.locator('[contenteditable], [tabindex]')).toHaveCount(0);
});
