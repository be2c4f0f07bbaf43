import { frames, steps } from './pages/connection-flow-panel';
import { expect, test } from './test';

const hello = 'text frame, browser → server';
const echo = 'text frame, server → browser';

test.describe('coming alive', () => {
  test('the first live state equals what the server sent', async ({ connectionFlow, page, newReader }) => {
    const still = await newReader({ javaScriptEnabled: false });
    await still.goto('./websockets/');
    const served = await still.locator('#connection-flow .flow').innerText();
    await connectionFlow.open();
    await expect(page.locator('#connection-flow .flow')).toHaveText(served, { useInnerText: true });
  });

  test('it opens on all four steps with their bytes, says nothing, and leaves the address alone', async ({
    connectionFlow,
    page,
  }) => {
    await connectionFlow.open();
    await expect(connectionFlow.overview.getByRole('heading')).toHaveText(steps);
    await expect(connectionFlow.overview.getByText('Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==')).toBeVisible();
    await expect(connectionFlow.overview.getByText('Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=')).toBeVisible();
    const bytes = connectionFlow.overview.locator('li:nth-child(n + 3) pre');
    await expect(bytes).toHaveText(Object.values(frames));
    await expect(connectionFlow.back).toBeDisabled();
    await expect(connectionFlow.announcement).toBeEmpty();
    expect(new URL(page.url()).search).toBe('');
  });

  test('nothing wakes up before it is seen, and no step is fetched before it is wanted', async ({
    connectionFlow,
    article,
    page,
  }) => {
    const scripts: string[] = [];
    page.on('request', (request) => scripts.push(request.url()));
    await article.open('./websockets/');
    await expect(connectionFlow.next).toBeDisabled();
    await connectionFlow.root.scrollIntoViewIfNeeded();
    await connectionFlow.waitUntilLive();
    expect(scripts.filter((url) => url.includes('Workbench'))).toEqual([]);
    await connectionFlow.next.click();
    await expect(connectionFlow.step(1)).toBeVisible();
    expect(scripts.filter((url) => url.includes('Workbench'))).toHaveLength(1);
  });
});

test.describe('the way through the steps', () => {
  test('Next leads through all four, and then the browser dials anew', async ({ connectionFlow }) => {
    await connectionFlow.open();
    for (const number of [1, 2, 3, 4, 1]) {
      await connectionFlow.next.click();
      await expect(connectionFlow.step(number)).toBeVisible();
      await expect(connectionFlow.announcement).toHaveText(`Step ${number} of 4: ${steps[number - 1] ?? ''}.`);
      await expect(connectionFlow.root.locator('[aria-current]')).toHaveText(new RegExp(steps[number - 1] ?? ''));
      await expect(connectionFlow.next).toBeFocused();
    }
  });

  test('Next says where it leads', async ({ connectionFlow }) => {
    await connectionFlow.open();
    await expect(connectionFlow.next).toHaveText('Take it apart, step by step');
    for (const text of [...steps.slice(1).map((title) => `Next: ${title}`), 'Open again: dial anew']) {
      await connectionFlow.next.click();
      await expect(connectionFlow.next).toHaveText(text);
    }
  });

  test('Back leads back, and from the first to all four', async ({ connectionFlow }) => {
    await connectionFlow.open('?flow.step=3');
    for (const number of [2, 1]) {
      await connectionFlow.back.click();
      await expect(connectionFlow.step(number)).toBeVisible();
    }
    await connectionFlow.back.click();
    await expect(connectionFlow.overview.getByRole('heading')).toHaveText(steps);
    await expect(connectionFlow.announcement).toHaveText('All four steps.');
    await expect(connectionFlow.root.locator('[aria-current]')).toHaveCount(0);
    await expect(connectionFlow.back).toBeDisabled();
    // A disabled button loses the focus: the keyboard goes on beside it.
    await expect(connectionFlow.next).toBeFocused();
  });

  test('a press on a step of the picture takes it apart', async ({ connectionFlow }) => {
    await connectionFlow.open();
    for (const number of [4, 2, 3, 1]) {
      await connectionFlow.rung(number).click();
      await expect(connectionFlow.step(number)).toBeVisible();
      await expect(connectionFlow.rung(number)).toHaveAttribute('aria-current', 'step');
    }
  });

  test('the arrow keys lead from step to step, and round', async ({ connectionFlow, page }) => {
    await connectionFlow.open();
    await connectionFlow.rung(1).press('Enter');
    for (const [key, number] of [
      ['ArrowDown', 2],
      ['ArrowRight', 3],
      ['ArrowRight', 4],
      ['ArrowDown', 1],
      ['ArrowRight', 2],
      ['ArrowLeft', 1],
    ] as const) {
      await page.keyboard.press(key);
      await expect(connectionFlow.step(number)).toBeVisible();
      await expect(connectionFlow.rung(number)).toBeFocused();
    }
    await page.keyboard.press('ArrowUp');
    await expect(connectionFlow.overview).toBeVisible();
  });

  test('arrow keys that belong to the browser stay with it', async ({ connectionFlow, page }) => {
    await connectionFlow.open('?flow.step=2');
    await connectionFlow.rung(2).focus();
    for (const key of ['Control+ArrowRight', 'Meta+ArrowDown']) await page.keyboard.press(key);
    await expect(connectionFlow.step(2)).toBeVisible();
  });

  test('“Open again anytime” dials anew', async ({ connectionFlow }) => {
    await connectionFlow.open('?flow.step=4');
    await connectionFlow.again.click();
    await expect(connectionFlow.step(1)).toBeVisible();
  });

  test('a press anywhere in the diagram leaves the reader on the page', async ({ connectionFlow, page }) => {
    await connectionFlow.open();
    await connectionFlow.rung(3).click();
    await expect(connectionFlow.step(3)).toBeVisible();
    expect(new URL(page.url()).hash).toBe('#connection-flow');
  });
});

test.describe('what is pointed at', () => {
  test('a line of the request is explained when the mouse is over it', async ({ connectionFlow }) => {
    await connectionFlow.open('?flow.step=1');
    const lines = connectionFlow.lines('browser → server');
    await expect(connectionFlow.meaning(lines)).toContainText('let this connection change to the WebSocket protocol');
    for (const [line, meaning] of [
      ['GET /chat HTTP/1.1', 'An ordinary GET with a path.'],
      ['Origin: https://example.com', 'The site that the page came from'],
      ['Sec-WebSocket-Version: 13', 'The version of the protocol. 13 is the one in use. RFC 6455 §4.1'],
    ] as const) {
      await lines.getByRole('option', { name: line }).hover();
      await expect(connectionFlow.meaning(lines)).toContainText(meaning);
      await expect(lines.getByRole('option', { selected: true })).toContainText(line);
    }
  });

  test('each line of both heads is explained in words of its own', async ({ connectionFlow }) => {
    for (const [number, direction, count] of [
      [1, 'browser → server', 7],
      [2, 'server → browser', 4],
    ] as const) {
      await connectionFlow.open(`?flow.step=${number}`);
      const lines = connectionFlow.lines(direction);
      const meanings = new Set<string>();
      for (const line of await lines.getByRole('option').all()) {
        await line.hover();
        meanings.add(await connectionFlow.meaning(lines).innerText());
      }
      expect(meanings.size).toBe(count);
    }
  });

  test('a field of a frame is explained, and its bytes are marked', async ({ connectionFlow }) => {
    await connectionFlow.open('?flow.step=3');
    const fields = connectionFlow.fields(hello);
    const marked = connectionFlow.bytes(hello).locator('mark');
    await expect(marked).toHaveText('81');
    for (const [field, meaning, bytes] of [
      ['1 FIN', 'this frame ends its message', '81'],
      ['1 MASK', 'the payload is masked', '85'],
      ['0000101 length', 'The payload has 5 bytes', '85'],
      ['37 fa 21 3d masking key', 'XORed', '37 fa 21 3d'],
      ['7f 9f 4d 51 58 payload', 'The message: “Hello”. What travels is masked.', '7f 9f 4d 51 58'],
    ] as const) {
      await fields.getByRole('option', { name: field }).hover();
      await expect(connectionFlow.meaning(fields)).toContainText(meaning);
      await expect(marked).toHaveText(bytes);
      await expect(connectionFlow.bytes(hello)).toHaveText(frames[hello]);
    }
  });

  test('a tap does what the mouse does', async ({ newReader }) => {
    const { ConnectionFlowPanel } = await import('./pages/connection-flow-panel');
    const connectionFlow = new ConnectionFlowPanel(await newReader({ hasTouch: true, isMobile: true }));
    await connectionFlow.open('?flow.step=1');
    const lines = connectionFlow.lines('browser → server');
    await lines.getByRole('option', { name: 'Host: example.com' }).tap();
    await expect(connectionFlow.meaning(lines)).toContainText('The name that was dialled');
    await connectionFlow.rung(4).tap();
    const fields = connectionFlow.fields('close frame, browser → server');
    await fields.getByRole('option', { name: /^88 3e payload/ }).tap();
    await expect(connectionFlow.meaning(fields)).toContainText('1000, Normal Closure. All is done.');
    await expect(connectionFlow.bytes('close frame, browser → server').locator('mark')).toHaveText('88 3e');
  });

  test('a list is one stop of the Tab key, and the arrow keys, Home, and End move in it', async ({
    connectionFlow,
    page,
  }) => {
    await connectionFlow.open('?flow.step=3');
    for (const list of await connectionFlow.root.getByRole('listbox').all())
      await expect(list.locator('[tabindex="0"]')).toHaveCount(1);
    const fields = connectionFlow.fields(hello);
    await connectionFlow.bytes(hello).focus();
    await page.keyboard.press('Tab');
    for (const [key, field] of [
      ['ArrowRight', / MASK :/],
      ['ArrowDown', / length :/],
      ['End', / payload :/],
      ['ArrowRight', / payload :/],
      ['ArrowUp', / masking key :/],
      ['Home', / FIN :/],
      ['ArrowLeft', / FIN :/],
      ['Control+ArrowRight', / FIN :/],
    ] as const) {
      await page.keyboard.press(key);
      await expect(fields.getByRole('option', { selected: true })).toBeFocused();
      await expect(fields.getByRole('option', { selected: true })).toHaveAccessibleName(field);
    }
    await page.keyboard.press('Tab');
    await expect(connectionFlow.bytes(echo)).toBeFocused();
  });

  test('the name of a field tells its value and what it means', async ({ connectionFlow }) => {
    await connectionFlow.open('?flow.step=3');
    await expect(connectionFlow.fields(echo).getByRole('option', { name: /^0 MASK/ })).toHaveAccessibleName(
      '0 MASK : MASK. 0: the payload stands as it is. A server never masks.',
    );
  });

  test('all bytes of a frame can be selected as text', async ({ connectionFlow, article }) => {
    await connectionFlow.open('?flow.step=3');
    for (const frame of [hello, echo] as const) {
      await connectionFlow.bytes(frame).selectText();
      expect((await article.readSelection()).trim()).toBe(frames[frame]);
    }
  });
});

test.describe('step 1 and 2: the key', () => {
  const key = 'AQIDBAUGBwgJCgsMDQ4PEA==';
  // From openssl: printf '%s258EAFA5-E914-47DA-95CA-C5AB0DC85B11' "$key" | openssl sha1 -binary | base64
  const accept = 'C/0nmHhBztSRGR1CwL6Tf4ZjwpY=';

  test('another key makes another answer, derived in front of the reader', async ({ connectionFlow }) => {
    await connectionFlow.open('?flow.step=1');
    await connectionFlow.key.fill(key);
    await expect(connectionFlow.lines('browser → server')).toContainText(`Sec-WebSocket-Key: ${key}`);
    await connectionFlow.next.click();
    await expect(connectionFlow.lines('server → browser')).toContainText(`Sec-WebSocket-Accept: ${accept}`);
    await expect(connectionFlow.fact('The key, as it came')).toHaveText(key);
    await expect(connectionFlow.fact('SHA-1 of the two')).toHaveText(/^([0-9a-f]{2} ){19}[0-9a-f]{2}$/);
    await expect(connectionFlow.fact('The same in Base64')).toHaveText(accept);
  });

  test('New key draws one that is valid and never the same', async ({ connectionFlow }) => {
    await connectionFlow.open('?flow.step=1');
    const drawn = new Set([await connectionFlow.key.inputValue()]);
    for (let press = 1; press <= 3; press += 1) {
      await connectionFlow.newKey.click();
      await expect(connectionFlow.key).toHaveValue(/^[A-Za-z0-9+/]{22}==$/);
      await expect(connectionFlow.key).toHaveAttribute('aria-invalid', 'false');
      drawn.add(await connectionFlow.key.inputValue());
    }
    expect(drawn.size).toBe(4);
  });

  test('what was changed is there in all four steps', async ({ connectionFlow }) => {
    await connectionFlow.open('?flow.step=1');
    await connectionFlow.key.fill(key);
    await connectionFlow.back.click();
    await expect(connectionFlow.overview.getByText(accept)).toBeVisible();
  });
});

test.describe('step 3: the message', () => {
  test('typed as text, it travels as UTF-8, masked and not masked', async ({ connectionFlow }) => {
    await connectionFlow.open('?flow.step=3');
    await connectionFlow.mask.fill('00 00 00 ff');
    await connectionFlow.message.fill('Aé😀');
    await expect(connectionFlow.bytes(hello)).toHaveText('81 87 00 00 00 ff 41 c3 a9 0f 9f 98 80');
    await expect(connectionFlow.bytes(echo)).toHaveText('81 07 41 c3 a9 f0 9f 98 80');
  });

  test('typed as bytes in hex, it travels in a binary frame', async ({ connectionFlow }) => {
    await connectionFlow.open('?flow.step=3');
    await connectionFlow.format('bytes in hex').check();
    await expect(connectionFlow.message).toHaveValue('48 65 6c 6c 6f');
    await connectionFlow.message.fill('00ff');
    await expect(connectionFlow.bytes('binary frame, server → browser')).toHaveText('82 02 00 ff');
    await expect(connectionFlow.bytes('binary frame, browser → server')).toHaveText('82 82 37 fa 21 3d 37 05');
  });

  test('is the same message in the other format', async ({ connectionFlow }) => {
    await connectionFlow.open('?flow.step=3');
    await connectionFlow.message.fill('Grüße');
    await connectionFlow.format('bytes in hex').check();
    await expect(connectionFlow.message).toHaveValue('47 72 c3 bc c3 9f 65');
    await connectionFlow.format('text').check();
    await expect(connectionFlow.message).toHaveValue('Grüße');
    await expect(connectionFlow.bytes(echo)).toHaveText('81 07 47 72 c3 bc c3 9f 65');
  });

  test('bytes that spell no text stay as they are typed', async ({ connectionFlow }) => {
    await connectionFlow.open('?flow.step=3&flow.hex=ff');
    await expect(connectionFlow.format('bytes in hex')).toBeChecked();
    await connectionFlow.format('text').check();
    await expect(connectionFlow.message).toHaveValue('ff');
    await expect(connectionFlow.bytes(echo)).toHaveText('81 02 66 66');
  });

  test('may be empty: its frame carries a key all the same', async ({ connectionFlow }) => {
    await connectionFlow.open('?flow.step=3');
    await connectionFlow.message.fill('');
    await expect(connectionFlow.message).toHaveAttribute('aria-invalid', 'false');
    await expect(connectionFlow.bytes(hello)).toHaveText('81 80 37 fa 21 3d');
    await expect(connectionFlow.bytes(echo)).toHaveText('81 00');
    await expect(connectionFlow.root.getByText('An empty message has nothing to unmask.')).toBeVisible();
  });

  test('of 126 bytes has a length in two more bytes', async ({ connectionFlow }) => {
    await connectionFlow.open('?flow.step=3');
    await connectionFlow.message.fill('x'.repeat(126));
    await expect(connectionFlow.bytes(echo)).toHaveText(/^81 7e 00 7e( 78){126}$/);
    const length = connectionFlow.fields(echo).getByRole('option', { name: /^00 7e extended length/ });
    await length.hover();
    await expect(connectionFlow.bytes(echo).locator('mark')).toHaveText('00 7e');
    await expect(connectionFlow.root.getByText('text frame, not masked, 130 bytes')).toBeVisible();
  });

  test('of 4,096 bytes is shown whole, and scrolls nothing sideways', async ({ connectionFlow, page }) => {
    await page.setViewportSize({ width: 360, height: 800 });
    await connectionFlow.open('?flow.step=3');
    await connectionFlow.message.fill('é'.repeat(2_048));
    await expect(connectionFlow.message).toHaveAttribute('aria-invalid', 'false');
    await expect(connectionFlow.bytes(echo)).toHaveText(/^81 7e 10 00( c3 a9){2048}$/);
    await connectionFlow.fields(echo).getByRole('option').last().hover();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  });

  test('shows how its mask comes off, byte by byte', async ({ connectionFlow }) => {
    await connectionFlow.open('?flow.step=3');
    const lines = connectionFlow.root.locator('.unmasking li');
    await expect(lines).toHaveText([
      '7f ⊕ 37 = 48 H',
      '9f ⊕ fa = 65 e',
      '4d ⊕ 21 = 6c l',
      '51 ⊕ 3d = 6c l',
      '58 ⊕ 37 = 6f o',
    ]);
    await connectionFlow.message.fill('Hello, world');
    await expect(lines.last()).toHaveText('and so on, with the key’s four bytes in turn');
  });

  test('gets another masking key at a press, and other bytes with it', async ({ connectionFlow }) => {
    await connectionFlow.open('?flow.step=3');
    await connectionFlow.newKey.click();
    await expect(connectionFlow.mask).toHaveValue(/^[0-9a-f]{8}$/);
    await expect(connectionFlow.mask).not.toHaveValue('37fa213d');
    const key = (await connectionFlow.mask.inputValue()).replace(/..(?!$)/g, '$& ');
    await expect(connectionFlow.bytes(hello)).toHaveText(new RegExp(`^81 85 ${key} `));
    await expect(connectionFlow.bytes(echo)).toHaveText(frames[echo]);
  });

  test('the three forms of a length are told from 125 bytes to 65,536', async ({ connectionFlow }) => {
    await connectionFlow.open('?flow.step=3');
    const rows = connectionFlow.root.getByRole('table').locator('tbody').getByRole('row');
    await expect(rows).toHaveText([
      /125 bytes\s*7d\s*fd/,
      /126 bytes\s*7e 00 7e\s*fe 00 7e/,
      /65,535 bytes\s*7e ff ff\s*fe ff ff/,
      /65,536 bytes\s*7f 00 00 00 00 00 01 00 00\s*ff 00 00 00 00 00 01 00 00/,
    ]);
  });
});

test.describe('step 4: the close', () => {
  const byServer = 'So with this code it is the server that hangs up.';

  test('the page may close with 1000, and what each side is told follows from the frames', async ({
    connectionFlow,
  }) => {
    await connectionFlow.open('?flow.step=4');
    await connectionFlow.reason.fill('done');
    await expect(connectionFlow.bytes('close frame, browser → server')).toHaveText(/^88 86/);
    await expect(connectionFlow.bytes('close frame, server → browser')).toHaveText('88 02 03 e8');
    await expect(connectionFlow.fact('The page, in its close event')).toHaveText('code 1000, reason “”, wasClean true');
    await expect(connectionFlow.fact('The server')).toHaveText('code 1000, reason “done”');
  });

  test('with 1011 the server hangs up, and its reason reaches the page', async ({ connectionFlow }) => {
    await connectionFlow.open('?flow.step=4');
    await connectionFlow.code.fill('1011');
    await connectionFlow.reason.fill('too late');
    await expect(connectionFlow.root.getByText(byServer)).toBeVisible();
    await expect(connectionFlow.code).toHaveAccessibleDescription(
      '1011, Internal Error. Something went wrong in the server.',
    );
    const closes = connectionFlow.root.getByRole('region', { name: /^Bytes of the close frame/ });
    await expect(closes.first()).toHaveText('88 0a 03 f3 74 6f 6f 20 6c 61 74 65');
    await expect(closes.first()).toHaveAccessibleName('Bytes of the close frame, server → browser');
    await expect(connectionFlow.fact('The page, in its close event')).toHaveText(
      'code 1011, reason “too late”, wasClean true',
    );
    await expect(connectionFlow.fact('The server')).toHaveText('code 1011, reason “”');
  });

  for (const [code, closer] of [
    ['1000', 'browser'],
    ['3000', 'browser'],
    ['4999', 'browser'],
    ['1010', 'browser'],
    ['1001', 'server'],
    ['1014', 'server'],
  ] as const) {
    test(`${code} is sent by the ${closer} first`, async ({ connectionFlow }) => {
      await connectionFlow.open(`?flow.step=4&flow.code=${code}`);
      await expect(connectionFlow.root.getByRole('listbox').first()).toHaveAccessibleName(
        new RegExp(`close frame, ${closer} →`),
      );
      await expect(connectionFlow.root.getByText(byServer)).toHaveCount(closer === 'server' ? 1 : 0);
    });
  }

  test('without a code the frames are empty, and both are told 1005', async ({ connectionFlow }) => {
    await connectionFlow.open('?flow.step=4');
    await connectionFlow.code.fill('');
    await expect(connectionFlow.code).toHaveAttribute('aria-invalid', 'false');
    await expect(connectionFlow.bytes('close frame, server → browser')).toHaveText('88 00');
    await expect(connectionFlow.fact('The page, in its close event')).toHaveText('code 1005, reason “”, wasClean true');
    await expect(connectionFlow.root.getByText('1005 stands for “no code was sent”.')).toBeVisible();
  });

  test('a reason does not outlive its code', async ({ connectionFlow }) => {
    await connectionFlow.open('?flow.step=4');
    await connectionFlow.reason.fill('bye');
    await connectionFlow.code.fill('');
    await expect(connectionFlow.reason).toHaveAccessibleDescription(/A reason needs a code before it\.$/);
    await expect(connectionFlow.fact('The server')).toHaveText('code 1005, reason “”');
    await connectionFlow.code.fill('4000');
    await expect(connectionFlow.fact('The server')).toHaveText('code 4000, reason “bye”');
  });
});

test.describe('what cannot be sent is said in plain words, and the bytes stay as they were', () => {
  const mistakes = [
    { step: 1, field: 'key', value: 'secret', said: 'A key is 16 bytes in Base64' },
    {
      step: 3,
      field: 'message',
      value: 'x'.repeat(4_097),
      said: 'A message here has at most 4,096 bytes. This one has 4,097 bytes.',
    },
    { step: 3, field: 'mask', value: '37fa21', said: 'A masking key has 4 bytes, so 8 hex digits. Here are 6.' },
    { step: 3, field: 'mask', value: '37fa21zz', said: 'This is no masking key: “z” is not a hex digit' },
    { step: 4, field: 'code', value: '1006', said: 'This code never travels in a frame. 1006, Abnormal Closure.' },
    {
      step: 4,
      field: 'code',
      value: '2000',
      said: 'This code never travels in a frame. 2000. No such code may be sent.',
    },
    {
      step: 4,
      field: 'code',
      value: 'soon',
      said: 'A close code is a number, such as 1000. Leave it empty to send none.',
    },
    {
      step: 4,
      field: 'reason',
      value: 'x'.repeat(124),
      said: 'A reason has at most 123 bytes. This one has 124 bytes.',
    },
  ] as const;
  for (const { step, field, value, said } of mistakes) {
    test(`step ${step}: ${field} “${value.slice(0, 12)}”`, async ({ connectionFlow }) => {
      await connectionFlow.open(`?flow.step=${step}`);
      const travelling = connectionFlow.step(step).locator('.lined');
      const bytes = await travelling.allInnerTexts();
      await connectionFlow[field].fill(value);
      await expect(connectionFlow[field]).toHaveAttribute('aria-invalid', 'true');
      await expect(connectionFlow[field]).toHaveAccessibleDescription(new RegExp(said));
      expect(await travelling.allInnerTexts()).toEqual(bytes);
      await expect(connectionFlow[field]).toBeFocused();
    });
  }

  test('half a byte in hex, until its other half is typed', async ({ connectionFlow }) => {
    await connectionFlow.open('?flow.step=3&flow.hex=4865');
    await connectionFlow.message.press('End');
    await connectionFlow.message.pressSequentially('6');
    await expect(connectionFlow.message).toHaveAccessibleDescription(
      /These are no bytes: a byte has two hex digits, and one digit is left over\.$/,
    );
    await expect(connectionFlow.bytes('binary frame, server → browser')).toHaveText('82 02 48 65');
    await connectionFlow.message.pressSequentially('c');
    await expect(connectionFlow.message).toHaveAccessibleDescription('It travels in a binary frame.');
    await expect(connectionFlow.bytes('binary frame, server → browser')).toHaveText('82 03 48 65 6c');
  });

  test('what is wrong in one step is still there when the reader comes back', async ({ connectionFlow }) => {
    await connectionFlow.open('?flow.step=1');
    await connectionFlow.key.fill('secret');
    await connectionFlow.next.click();
    await expect(connectionFlow.fact('The key, as it came')).toHaveText('dGhlIHNhbXBsZSBub25jZQ==');
    await connectionFlow.back.click();
    await expect(connectionFlow.key).toHaveValue('secret');
    await expect(connectionFlow.key).toHaveAttribute('aria-invalid', 'true');
  });

  test('markup that is typed is text', async ({ connectionFlow, page }) => {
    await connectionFlow.open('?flow.step=3');
    await connectionFlow.message.fill('<img src=x onerror=alert(1)>');
    await connectionFlow.fields(hello).getByRole('option').last().hover();
    await expect(connectionFlow.meaning(connectionFlow.fields(hello))).toContainText('“<img src=x onerror=alert(1)>”');
    await expect(page.locator('#connection-flow img')).toHaveCount(0);
  });
});

test.describe('by keyboard alone', () => {
  test('Tab meets what is in step 1 in the order in which it is read', async ({ connectionFlow, page }) => {
    await connectionFlow.open('?flow.step=1');
    await connectionFlow.rung(4).focus();
    for (const control of [
      connectionFlow.again,
      connectionFlow.back,
      connectionFlow.next,
      connectionFlow.key,
      connectionFlow.newKey,
      connectionFlow.lines('browser → server').getByRole('option', { selected: true }),
      connectionFlow.copyLink,
    ]) {
      await page.keyboard.press('Tab');
      await expect(control).toBeFocused();
    }
  });

  test('a whole visit needs no pointer', async ({ connectionFlow, page }) => {
    await connectionFlow.open();
    await connectionFlow.rung(3).press('Enter');
    await expect(connectionFlow.step(3)).toBeVisible();
    await connectionFlow.format('text').press('ArrowRight');
    await expect(connectionFlow.format('bytes in hex')).toBeChecked();
    await connectionFlow.message.press('ControlOrMeta+A');
    await page.keyboard.type('f0 9f 98 80');
    await expect(connectionFlow.bytes('binary frame, server → browser')).toHaveText('82 04 f0 9f 98 80');
    await connectionFlow.next.press('Enter');
    await connectionFlow.code.press('ControlOrMeta+A');
    await page.keyboard.type('4001');
    await expect(connectionFlow.fact('The server')).toHaveText('code 4001, reason “”');
  });
});
