import { readFileSync } from 'node:fs';
import { findViolations } from './axe';
import { findSmallTargets, findTextOnText } from './pages/geometry';
import { expect, test } from './test';

const hello = '81 85 37 fa 21 3d 7f 9f 4d 51 58';

test.describe('editing the bytes', () => {
  test.beforeEach(async ({ connectionFlow }) => {
    await connectionFlow.open('?flow.step=3');
    await connectionFlow.editBytes();
  });

  test('begins with the reader’s own frame', async ({ connectionFlow }) => {
    await expect(connectionFlow.editedBytes).toHaveValue(hello);
    await expect(connectionFlow.finding(1)).toHaveText('✓ Right. A whole text message: “Hello”.');
  });

  test('a digit that changes changes the meaning', async ({ connectionFlow }) => {
    await connectionFlow.editedBytes.fill(hello.replace('58', '47'));
    await expect(connectionFlow.finding(1)).toHaveText('✓ Right. A whole text message: “Hellp”.');
  });

  test('a broken rule is named, with its section, its close code, and the field that breaks it', async ({
    connectionFlow,
  }) => {
    await connectionFlow.editedBytes.fill(hello.replace('81', 'c1'));
    await expect(connectionFlow.finding(1)).toContainText('A reserved bit (RSV1, RSV2, RSV3) is set');
    await expect(connectionFlow.finding(1)).toContainText('RFC 6455 §5.2');
    await expect(connectionFlow.finding(1)).toContainText('a close frame with code 1002 (Protocol Error)');
    await expect(connectionFlow.fields('frame 1').getByRole('option', { selected: true })).toHaveAccessibleName(
      /^100 RSV/,
    );
    await expect(connectionFlow.verdict).toHaveText(/^Frame 1: A reserved bit/);
  });

  test('what the browser may not do the server may, and the other way round', async ({ connectionFlow }) => {
    await connectionFlow.editedBytes.fill('81 05 48 65 6c 6c 6f');
    await expect(connectionFlow.finding(1)).toContainText('A frame from the client is not masked.');
    await connectionFlow.sender('the server').check();
    await expect(connectionFlow.finding(1)).toHaveText('✓ Right. A whole text message: “Hello”.');
  });

  test('what is no hex is said, and the last frames stay', async ({ connectionFlow }) => {
    await connectionFlow.editedBytes.fill(`${hello} x`);
    await expect(connectionFlow.root.getByText('“x” is not a hex digit')).toBeVisible();
    await expect(connectionFlow.finding(1)).toContainText('“Hello”');
  });

  test('a message in fragments shows its pieces, with a ping between them', async ({ connectionFlow }) => {
    await connectionFlow.preset('A ping in between').click();
    await expect(connectionFlow.findings).toHaveText([
      /^✓ Right. The first fragment of a text message/,
      /^✓ Right. A ping/,
      /^✓ Right. The last fragment: the text message is whole now, “Hello”/,
    ]);
  });

  test('every mistake can be looked at, and the way back is there', async ({ connectionFlow }) => {
    const mistakes = connectionFlow.root.getByRole('group', { name: 'Or with a mistake' }).getByRole('button');
    const seen = new Set<string>();
    for (const mistake of await mistakes.all()) {
      await mistake.click();
      const finding = connectionFlow.findings.last();
      await expect(finding).toHaveText(/^(✕ Wrong|… Cut)\./);
      seen.add(await finding.innerText());
    }
    expect(seen.size).toBe(await mistakes.count());
    await connectionFlow.preset('Your message').click();
    await expect(connectionFlow.findings).toHaveText(['✓ Right. A whole text message: “Hello”.']);
  });

  test('a byte that is pointed at shows its field, and a field its bytes', async ({ connectionFlow }) => {
    const bytes = connectionFlow.bytes('frame 1');
    const chosen = connectionFlow.fields('frame 1').getByRole('option', { selected: true });
    await bytes.getByText('37 fa 21 3d').hover();
    await expect(chosen).toHaveAccessibleName(/^37 fa 21 3d masking key/);
    await bytes.getByText('85', { exact: true }).hover();
    await expect(chosen).toHaveAccessibleName(/^1 MASK/);
    await connectionFlow
      .fields('frame 1')
      .getByRole('option', { name: /payload :/ })
      .hover();
    await expect(bytes.locator('mark')).toHaveText('7f 9f 4d 51 58');
  });

  test('all of it works by keyboard', async ({ connectionFlow, page }) => {
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('8900');
    await expect(connectionFlow.finding(1)).toContainText('A frame from the client is not masked');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('ArrowDown');
    await expect(connectionFlow.sender('the server')).toBeChecked();
    await expect(connectionFlow.finding(1)).toContainText('✓ Right. A ping.');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await expect(connectionFlow.bytes('frame 1')).toBeFocused();
    await page.keyboard.press('Tab');
    await page.keyboard.press('End');
    await expect(
      connectionFlow
        .fields('frame 1')
        .getByRole('option', { name: /length/ })
        .last(),
    ).toBeFocused();
    await expect(connectionFlow.bytes('frame 1').locator('mark')).toHaveText('00');
  });

  test('garbage of any size is read without a word of trouble', async ({ connectionFlow }) => {
    for (const hex of ['', 'ff', '00'.repeat(4_200), 'ff'.repeat(4_200), '81'.repeat(4_200), '8900'.repeat(2_100)]) {
      await connectionFlow.editedBytes.fill(hex);
      await expect(connectionFlow.verdict).not.toBeEmpty();
    }
    await expect(connectionFlow.findings).toHaveCount(1);
    await connectionFlow.sender('the server').check();
    await expect(connectionFlow.findings).toHaveCount(12);
    await expect(connectionFlow.root.getByText('And 2,088 frames more.')).toBeVisible();
  });
});

test('the address keeps what was edited, for somebody else too', async ({ connectionFlow, page, newReader }) => {
  await connectionFlow.open('?flow.step=3');
  await connectionFlow.editBytes();
  await connectionFlow.editedBytes.fill('c1 80');
  await connectionFlow.sender('the server').check();
  await expect(page).toHaveURL(/flow\.step=3&flow\.frame=c180&flow\.from=server/);
  const other = await newReader();
  await other.goto(page.url());
  await expect(other.getByRole('textbox', { name: 'Bytes in hex' })).toHaveValue('c1 80');
  await expect(other.locator('.finding')).toContainText('A reserved bit');
});

test.describe('axe finds nothing', () => {
  for (const [title, query] of [
    ['in frames that are right', '?flow.frame=8900&flow.from=server'],
    ['in a frame that is wrong', '?flow.frame=c100'],
    ['in a frame that is cut', '?flow.frame=8185'],
    ['where there is none', '?flow.frame='],
  ] as const) {
    test(title, async ({ connectionFlow, page }) => {
      await connectionFlow.open(query);
      await expect(connectionFlow.editedBytes).toBeVisible();
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        for (const width of [320, 1280]) {
          await page.setViewportSize({ width, height: 800 });
          expect.soft(await findViolations(page, '#connection-flow'), `${colorScheme}, ${width} px`).toEqual([]);
          expect.soft(await findSmallTargets(page), `${width} px`).toEqual([]);
          expect.soft(await findTextOnText(page), `${width} px`).toEqual([]);
          expect.soft(await page.evaluate(() => document.documentElement.scrollWidth), `${width} px`).toBe(width);
        }
      }
    });
  }
});

test('a lost script is said in plain words, and the step stays', async ({ connectionFlow, page, troubles }) => {
  troubles.expect(/ERR_FAILED/);
  await page.route('**/Inspector*.js', (route) => route.abort());
  await connectionFlow.open('?flow.step=3');
  await connectionFlow.root.getByRole('button', { name: 'Edit the bytes' }).click();
  await expect(connectionFlow.alert).toHaveText(
    'The script that reads edited bytes did not load. Reload the page to try again.',
  );
  await expect(connectionFlow.step(3)).toBeVisible();
});

test.describe('a capture', () => {
  /** Section Header Block, byte order, and the IPv4 packets' link type (LINKTYPE_RAW). */
  const beginning = /^0a0d0d0a.{8}4d3c2b1a/;

  test('is saved as Wireshark reads it, with the reader’s own message', async ({ connectionFlow, page }) => {
    await connectionFlow.open('?flow.step=3&flow.message=ahoy&flow.mask=00000000');
    const download = page.waitForEvent('download');
    await connectionFlow.saveCapture.click();
    expect((await download).suggestedFilename()).toBe('open-line.pcapng');
    const bytes = readFileSync(await (await download).path());
    expect(bytes.toString('hex')).toMatch(beginning);
    expect(bytes.includes('GET /chat HTTP/1.1\r\n')).toBe(true);
    expect(bytes.includes(Buffer.from('\x81\x84\0\0\0\0ahoy', 'latin1'))).toBe(true);
    await expect(connectionFlow.announcement).toHaveText('Capture saved.');
  });

  test('holds edited frames and the answer that they earn', async ({ connectionFlow, page }) => {
    await connectionFlow.open('?flow.frame=c18000000000');
    const download = page.waitForEvent('download');
    await connectionFlow.saveCapture.click();
    const bytes = readFileSync(await (await download).path());
    expect(bytes.includes(Buffer.from('c18000000000', 'hex'))).toBe(true);
    expect(bytes.includes(Buffer.from('880203ea', 'hex'))).toBe(true);
  });

  test('whose script does not load says so', async ({ connectionFlow, page, troubles }) => {
    troubles.expect(/ERR_FAILED/);
    await page.route('**/capture-file*.js', (route) => route.abort());
    await connectionFlow.open('?flow.step=4');
    await connectionFlow.saveCapture.click();
    await expect(connectionFlow.alert).toHaveText(
      'The script that writes it did not load. Reload the page to try again.',
    );
  });
});
