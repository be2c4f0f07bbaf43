import { expect, test } from './test';
import type { Message } from './pages/web-socket-page';

const everyByte = String.fromCharCode(...Array.from({ length: 256 }, (_, byte) => byte));

const messages: readonly (Message & { readonly title: string })[] = [
  { title: 'a text', type: 'text', data: 'Grüße 😀 👩‍🚀' },
  { title: 'the empty text', type: 'text', data: '' },
  { title: 'a text of 65,536 bytes', type: 'text', data: 'x'.repeat(65_536) },
  { title: 'a text of 1 MiB in emoji', type: 'text', data: '😀'.repeat(2 ** 18) },
  { title: 'every byte there is', type: 'binary', data: everyByte },
  { title: 'no bytes', type: 'binary', data: '' },
  { title: '65,536 bytes', type: 'binary', data: everyByte.repeat(256) },
  { title: '1 MiB of bytes', type: 'binary', data: everyByte.repeat(4096) },
];

test.describe('the protocol engine and the WebSocket of a real browser', () => {
  test.beforeEach(async ({ engine, page, webSocketPage }) => {
    await page.goto(engine.pageUrl);
    await webSocketPage.connect(engine.webSocketUrl, ['chat.v3', 'chat.v2']);
    expect(await webSocketPage.protocol()).toBe('chat.v2');
  });

  test('both take each message as it was sent', async ({ engine, webSocketPage }) => {
    for (const { title, type, data } of messages) {
      await webSocketPage.send({ type, data });
      expect(await webSocketPage.hear(), title).toEqual({ type, data });
      const arrived = engine.events.at(-1);
      expect(arrived, title).toEqual(
        type === 'text' ? { type, text: data } : { type, bytes: new Uint8Array(Buffer.from(data, 'latin1')) },
      );
    }
  });

  test('the browser answers a ping, and puts together what comes in fragments', async ({ engine, webSocketPage }) => {
    const payload = Uint8Array.of(1, 2, 3);
    engine.act((connection) => {
      connection.ping(payload);
      connection.send('Grüße 😀', 1);
      connection.send(Uint8Array.of(7, 8, 9), 2);
    });
    expect(await webSocketPage.hear()).toEqual({ type: 'text', data: 'Grüße 😀' });
    expect(await webSocketPage.hear()).toEqual({ type: 'binary', data: '\u0007\u0008\u0009' });
    await expect.poll(() => engine.events).toContainEqual({ type: 'pong', payload });
  });

  for (const [code, reason, closeCode] of [
    [1000, 'Done', 1000],
    [4321, 'Bis bald 😀', 4321],
    [undefined, '', 1005],
  ] as const) {
    test(`the page closes, and both are told ${closeCode}`, async ({ engine, webSocketPage }) => {
      await (code === undefined ? webSocketPage.close() : webSocketPage.close(code, reason));
      // The engine answers with the code alone, so there is no reason in what the page is told.
      expect(await webSocketPage.closed()).toEqual({ code: closeCode, reason: '', wasClean: true });
      await expect
        .poll(() => engine.events.at(-1))
        .toEqual({ type: 'closed', closeCode, closeReason: reason, wasClean: true });
    });

    test(`the server closes, and both are told ${closeCode}`, async ({ engine, webSocketPage }) => {
      engine.act((connection) => connection.close(code, reason));
      expect(await webSocketPage.closed()).toEqual({ code: closeCode, reason, wasClean: true });
      await expect.poll(() => engine.events.at(-1)).toMatchObject({ type: 'closed', closeCode, wasClean: true });
    });
  }

  test('a masked frame from the server ends the connection, and the page is told 1006', async ({
    engine,
    webSocketPage,
    troubles,
  }) => {
    troubles.expect(/A server must not mask any frames/);
    engine.writeRaw(Uint8Array.of(0x81, 0x81, 1, 2, 3, 4, 0x79));
    expect(await webSocketPage.closed()).toEqual({ code: 1006, reason: '', wasClean: false });
    await expect.poll(() => engine.events.at(-1)).toMatchObject({ type: 'closed', closeCode: 1002 });
  });
});

test('the protocol engine refuses a page of another origin, which is told 1006', async ({
  engine,
  page,
  webSocketPage,
  troubles,
}) => {
  troubles.expect(/WebSocket connection to .* failed: .* Unexpected response code: 403/);
  await page.goto(engine.strangersPageUrl);
  await webSocketPage.connect(engine.webSocketUrl);
  expect(await webSocketPage.closed()).toEqual({ code: 1006, reason: '', wasClean: false });
  expect(engine.events[0]).toMatchObject({ type: 'refused', status: 403, section: '10.2' });
});
