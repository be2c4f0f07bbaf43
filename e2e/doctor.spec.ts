import { findViolations } from './axe';
import { budgets, weigh } from './budgets';
import { findClippedText, findSmallTargets, findTextOnText } from './pages/geometry';
import { expect, test } from './test';

const pastes = [
  {
    title: 'what curl -i printed',
    text: 'HTTP/1.1 200 OK\r\nServer: nginx\r\n\r\n<html>',
    summary: 'Read as a response of HTTP. 1 thing is wrong.',
    finding: ['✕ Wrong, line 1', 'The status is 200 instead of 101.', 'HTTP/1.1 200 OK', 'proxy_set_header Upgrade'],
  },
  {
    title: 'a request that lost a header',
    text: 'GET /chat HTTP/1.1\nHost: a\nConnection: close\nUpgrade: websocket\nSec-WebSocket-Version: 13\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    summary: 'Read as a request of HTTP. 1 thing is wrong.',
    finding: ['✕ Wrong, line 3', 'There is no Connection header', 'Connection: close', 'RFC 6455 §4.2.1'],
  },
  {
    title: 'headers of the developer tools',
    text: 'Request URL: wss://a.b/chat\nStatus Code: 403 Forbidden',
    summary: 'Read as a response of HTTP. 1 thing is wrong.',
    finding: ['✕ Wrong, line 2', 'The status is 403 instead of 101.', 'Origin'],
  },
  {
    title: 'a frame in hex',
    text: '0xc1, 0x07, 0xf2, 0x48, 0xcd, 0xc9, 0xc9, 0x07, 0x00',
    summary: 'Read as 9 bytes of frames. 1 thing is wrong.',
    finding: ['✕ Wrong, byte 1', 'compressed (RSV1)', 'RFC 6455 §5.2', 'Sec-WebSocket-Extensions'],
  },
  {
    title: 'a packet of Socket.IO',
    text: '42["chat","hi"]',
    summary: 'Read as a packet of Socket.IO. Nothing is wrong with it.',
    finding: ['● Note', 'Socket.IO event with the name “chat”', 'socket.io-client'],
  },
  {
    title: 'what is none of these',
    text: 'it does not work',
    summary: 'There is nothing here that can be judged.',
    finding: ['● Note', 'The doctor cannot tell what this is.', 'curl -i'],
  },
] as const;

test.describe('the doctor says what is wrong with', () => {
  for (const { title, text, summary, finding } of pastes) {
    test(title, async ({ doctor }) => {
      await doctor.open();
      await doctor.paste(text);
      await expect(doctor.summary).toHaveText(summary);
      await expect(doctor.announcement).toHaveText(summary);
      for (const words of finding) await expect(doctor.findings.first()).toContainText(words);
      // What is typed on and changes nothing is not said again, and does not take back what was said.
      await doctor.field.press('Control+End');
      await doctor.field.press('Enter');
      await expect(doctor.announcement).toHaveText(summary);
    });
  }

  test('each of the examples, in the words that stand on the page', async ({ doctor }) => {
    await doctor.open();
    await expect(doctor.common).toHaveCount(12);
    for (const common of await doctor.common.all()) {
      const title = await common.locator('strong').innerText();
      await common.getByRole('button').click();
      await expect(doctor.field).toBeFocused();
      await expect(doctor.field).not.toHaveValue('');
      await expect(doctor.findings.first().locator('strong')).toHaveText(title);
    }
  });
});

test('a handshake that is right is called right', async ({ doctor }) => {
  await doctor.open();
  await doctor.example('Try it: All is right').click();
  await expect(doctor.summary).toHaveText('Read as a request and a response of HTTP. Nothing is wrong with it.');
  await expect(doctor.findings).toHaveCount(1);
  await expect(doctor.findings).toContainText('✓ Right');
});

test('bytes are shown field by field, the broken one chosen', async ({ doctor, page }) => {
  await doctor.open();
  await doctor.paste('81 85 37 fa 21 3d 7f 9f 4d 51 58 81 05 48 65 6c 6c 6f');
  await expect(doctor.fields(1).getByRole('option', { selected: true })).toContainText('opcode');
  const broken = doctor.fields(2).getByRole('option', { selected: true });
  await expect(broken).toContainText('mask');
  await broken.focus();
  await page.keyboard.press('ArrowRight');
  await expect(doctor.fields(2).getByRole('option', { selected: true })).toContainText('length');
});

test('a paste that is no text of a page stays text', async ({ doctor, page }) => {
  await doctor.open();
  await doctor.paste('HTTP/1.1 101 <img src=x onerror=alert(1)>\n<b id="inserted">a</b>: 1\nUpgrade: <i>');
  await expect(doctor.findings.first()).toContainText('<');
  await expect(page.locator('#inserted, #doctor img, #doctor i')).toHaveCount(0);
});

test('the field is emptied, and then nothing is said', async ({ doctor }) => {
  await doctor.open();
  await doctor.example('Socket.IO').click();
  await expect(doctor.summary).toBeVisible();
  await doctor.clear.click();
  await expect(doctor.field).toBeFocused();
  await expect(doctor.field).toHaveValue('');
  await expect(doctor.summary).toHaveCount(0);
  await expect(doctor.announcement).toBeEmpty();
});

test('the longest paste is read, and a longer one is refused in words', async ({ doctor }) => {
  await doctor.open();
  await doctor.paste('8900'.repeat(16_384));
  await expect(doctor.summary).toHaveText('Read as 32768 bytes of frames. Nothing is wrong with it.');
  await expect(doctor.root.getByRole('listbox')).toHaveCount(20);
  await doctor.paste('8900'.repeat(16_385));
  await expect(doctor.findings).toContainText('at most 64 KiB');
});

test('the keyboard alone is enough', async ({ doctor, page }) => {
  await doctor.open();
  await doctor.field.focus();
  await page.keyboard.insertText('81 05 48 65 6c 6c 6f');
  await expect(doctor.summary).toContainText('Nothing is wrong');
  await page.keyboard.press('Tab');
  await expect(doctor.example('Developer tools')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(doctor.summary).toContainText('1 thing is wrong');
  for (let count = 0; count < 4; count += 1) await page.keyboard.press('Tab');
  await expect(doctor.clear).toBeFocused();
  await page.keyboard.press('Space');
  await expect(doctor.field).toBeFocused();
});

test.describe('what is pasted stays in the field', () => {
  test('no request leaves while the doctor reads', async ({ doctor, page }) => {
    await doctor.open();
    for (const { text } of pastes) await doctor.paste(text);
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    for (const { text, summary } of pastes) {
      await doctor.paste(text);
      await expect(doctor.summary).toHaveText(summary);
    }
    expect(requests).toEqual([]);
  });

  test('the address and the storage hold nothing of it, and a reload keeps nothing', async ({ doctor, page }) => {
    await doctor.open();
    const address = page.url();
    await doctor.paste(pastes[0].text);
    expect(page.url()).toBe(address);
    const stored = await page.evaluate(() => JSON.stringify([localStorage, sessionStorage, document.cookie]));
    expect(stored).not.toContain('nginx');
    await page.reload();
    await doctor.root.scrollIntoViewIfNeeded();
    await expect(doctor.field).toBeEnabled();
    await expect(doctor.field).toHaveValue('');
    await expect(doctor.findings).toHaveCount(0);
  });
});

test.describe('when scripts are missing', () => {
  test('without JavaScript what goes wrong most often is there, with what to do', async ({ newReader }) => {
    const page = await newReader({ javaScriptEnabled: false });
    await page.goto('./troubleshooting/doctor/');
    const common = page.locator('#doctor .columns > li');
    await expect(common).toHaveCount(12);
    await expect(common.first()).toContainText('The status is 200 instead of 101.');
    await expect(common.first()).toContainText('proxy_http_version 1.1;');
    await common.first().locator('summary').click();
    await expect(common.first()).toContainText('Content-Type: text/html');
    await expect(page.locator('#doctor noscript p')).toBeVisible();
    for (const control of await page.locator('#doctor').locator('button, textarea').all())
      await expect(control).toBeDisabled();
  });

  test('a reader is told when the engine does not load, and the next try may bring it', async ({
    doctor,
    page,
    troubles,
  }) => {
    troubles.expect(/ERR_FAILED/);
    await page.route('**/DoctorBytes*.js', (route) => route.abort());
    await doctor.open();
    await doctor.field.fill('81 00');
    await expect(doctor.alert).toContainText('did not load');
    await expect(doctor.field).toHaveValue('81 00');
    await expect(doctor.common).toHaveCount(12);
    expect(await findViolations(page, '#doctor')).toEqual([]);
    await doctor.paste('HTTP/1.1 404');
    await expect(doctor.alert).toHaveCount(0);
  });
});

test('what judges a kind of paste is fetched with the first of that kind, within the budget of a mode', async ({
  doctor,
  page,
}) => {
  const files = new Set<string>();
  await doctor.open();
  page.on('request', (request) => files.add(new URL(request.url()).pathname.replace(/^.*(?=_astro\/)/, '')));
  await doctor.paste('2probe');
  expect([...files]).toEqual([]);
  for (const text of ['HTTP/1.1 200', '81 00']) {
    files.clear();
    await doctor.paste(text);
    await expect(doctor.summary).not.toContainText('Socket.IO');
    await expect.poll(() => files.size).toBeGreaterThan(0);
    const own = [...files]
      .filter((file) => !file.startsWith('_astro/sha1.'))
      .reduce((sum, file) => sum + weigh(file), 0);
    console.table({ [text]: { 'script of mode': own } });
    expect(own).toBeLessThanOrEqual(budgets.scriptOfMode);
  }
});

test.describe('everybody can read what it says', () => {
  for (const { title, text } of pastes) {
    test(`axe finds nothing against ${title}`, async ({ doctor, page }) => {
      await doctor.open();
      await doctor.paste(text);
      for (const [colorScheme, width] of [
        ['light', 360],
        ['dark', 1280],
        ['dark', 360],
        ['light', 1280],
      ] as const) {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 800 });
        expect.soft(await findViolations(page, '#doctor'), `${colorScheme}, ${width} px`).toEqual([]);
      }
    });

    test(`${title} fits a screen of 320 px`, async ({ doctor, page }) => {
      await page.setViewportSize({ width: 320, height: 640 });
      await doctor.open();
      await doctor.paste(text);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
      expect(await findSmallTargets(page)).toEqual([]);
      expect(await findClippedText(page)).toEqual([]);
      expect(await findTextOnText(page)).toEqual([]);
    });
  }

  test('with forced colours a finding has its line and its word, and what is chosen can be seen', async ({
    doctor,
    page,
  }) => {
    await page.emulateMedia({ forcedColors: 'active' });
    await doctor.open();
    await doctor.paste('c1 00');
    await expect(doctor.findings.first()).toHaveCSS('border-left-width', '4px');
    await expect(doctor.findings.first()).toContainText('✕ Wrong');
    const [chosen, other] = await Promise.all(
      [true, false].map((selected) =>
        doctor
          .fields(1)
          .getByRole('option', { selected })
          .first()
          .evaluate((element) => getComputedStyle(element).backgroundColor),
      ),
    );
    expect(chosen).not.toBe(other);
  });

  test('with reduced motion nothing moves', async ({ doctor, page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await doctor.open();
    await doctor.paste('c1 00');
    expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
  });

  test('on paper stand the findings, and no button', async ({ doctor, page }) => {
    await doctor.open();
    await doctor.paste(pastes[0].text);
    await page.emulateMedia({ media: 'print' });
    await expect(page.getByRole('button').filter({ visible: true })).toHaveCount(0);
    await expect(doctor.findings.first()).toBeVisible();
  });
});
