import { describe, expect, test } from 'vitest';
import { closePayload, cut, join, maskedFrame, plainFrame } from './any-frame';
import { createConnection, type ClientSettings, type ConnectionEvent } from './connection';
import { createFragments } from './fragments';
import { createOpeningRequest, createOpeningResponse } from './handshake';
import { fromHex, toHex } from './hex';
import { encodeHttpHead, maxHeadSizeBytes } from './http-head';
import { openClient, openingRequest, openingRequestBytes, openingResponseBytes, openServer } from './open-connection';
import type { ServerPolicy } from './opening';

const noBytes = new Uint8Array();
const clientSettings: ClientSettings = {
  role: 'client',
  request: openingRequest,
  createMaskingKey: () => fromHex('37 fa 21 3d'),
};
const opened: ConnectionEvent = { type: 'open', protocol: undefined, path: '/' };

describe('A server that is spoken to (RFC 6455 §4.2)', () => {
  test('waits for the request, answers it, and is open', () => {
    const server = createConnection({ role: 'server' });
    expect(server).toMatchObject({ state: 'CONNECTING', wantsTransportClosed: false });
    expect(server.takeOutput()).toEqual([]);
    expect(server.receive(openingRequestBytes)).toEqual([opened]);
    expect(textOf(server.takeOutput())).toBe(textOf([openingResponseBytes]));
    expect(server).toMatchObject({ state: 'OPEN', wantsTransportClosed: false });
    expect(server.takeOutput()).toEqual([]);
  });

  test('agrees on a subprotocol and tells the path', () => {
    const server = createConnection({ role: 'server', policy: { protocols: ['chat'] } });
    const request = createOpeningRequest({ ...openingRequest, path: '/a?b=c', protocols: ['soap', 'chat'] });
    expect(server.receive(bytesOf(encodeHttpHead(request)))).toEqual([
      { type: 'open', protocol: 'chat', path: '/a?b=c' },
    ]);
    expect(textOf(server.takeOutput())).toContain('Sec-WebSocket-Protocol: chat\r\n');
  });

  test('takes the request byte by byte, and opens with the last', () => {
    const server = createConnection({ role: 'server' });
    const events = cut(openingRequestBytes, 1).map((piece) => server.receive(piece));
    expect(events.slice(0, -1).flat()).toEqual([]);
    expect(events.at(-1)).toEqual([opened]);
    expect(server.takeOutput()).toHaveLength(1);
  });

  test.each([1, 100, 1_000_000])('takes frames that come in one piece with the request: %d bytes', (sizeBytes) => {
    const server = createConnection({ role: 'server' });
    const payload = new Uint8Array(sizeBytes).fill(7);
    const [open, ping, message] = server.receive(
      join([openingRequestBytes, maskedFrame(0x89, 'a'), maskedFrame(0x82, payload)]),
    );
    expect([open, ping]).toEqual([opened, { type: 'ping', payload: fromHex('61') }]);
    expect(message?.type === 'binary' && Buffer.compare(message.bytes, payload)).toBe(0);
    expect(server.takeOutput().map(toHex)).toEqual([toHex(openingResponseBytes), '8a 01 61']);
  });

  test('takes the beginning of a frame that comes with the request', () => {
    const server = createConnection({ role: 'server' });
    const frame = maskedFrame(0x81, 'Hello');
    expect(server.receive(join([openingRequestBytes, frame.slice(0, 3)]))).toEqual([opened]);
    expect(server.receive(frame.slice(3))).toEqual([{ type: 'text', text: 'Hello' }]);
  });

  test('is closed at once when a close frame comes with the request', () => {
    const server = createConnection({ role: 'server' });
    expect(server.receive(join([openingRequestBytes, maskedFrame(0x88)]))).toEqual([opened]);
    expect(server).toMatchObject({ state: 'CLOSING', wantsTransportClosed: true });
    expect(server.takeOutput().map(toHex)).toEqual([toHex(openingResponseBytes), '88 00']);
  });
});

describe('A server that refuses (RFC 6455 §4.2.1, §4.2.2)', () => {
  const requestText = textOf([openingRequestBytes]);
  test.each<{ case: string; request: string; status: number; policy?: ServerPolicy }>([
    { case: 'no HTTP', request: 'Hello\n', status: 400 },
    { case: 'TLS', request: '\u0016\u0003\u0001', status: 400 },
    { case: 'a head that is too long', request: `GET /${'a'.repeat(maxHeadSizeBytes)}`, status: 400 },
    { case: 'no key', request: requestText.replace(/Sec-WebSocket-Key.*\r\n/, ''), status: 400 },
    { case: 'another origin', request: requestText, status: 403, policy: { isAllowedOrigin: () => false } },
    { case: 'an unknown path', request: requestText, status: 404, policy: { isKnownPath: () => false } },
    { case: 'a POST', request: requestText.replace('GET', 'POST'), status: 405 },
    { case: 'an ordinary request', request: 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n', status: 426 },
    { case: 'an old version', request: requestText.replace('Version: 13', 'Version: 8'), status: 426 },
  ])('$case: $status, in one piece and in pieces of 7 bytes', ({ request, status, policy = {} }) => {
    for (const size of [7, 100_000]) {
      const server = createConnection({ role: 'server', policy });
      const events = cut(bytesOf(`${request}ignored\r\n\r\n`), size).flatMap((piece) => server.receive(piece));
      expect(events).toMatchObject([{ type: 'refused', status }]);
      expect(events[0]).toHaveProperty('reason', expect.stringMatching(/\.$/));
      expect(events[0]).toHaveProperty('section', expect.stringMatching(/^\d+\.\d/));
      expect(textOf(server.takeOutput())).toMatch(new RegExp(`^HTTP/1\\.1 ${status} [^]*\\r\\n\\r\\n$`));
      expect(server).toMatchObject({ state: 'CLOSING', wantsTransportClosed: true });
      expect(server.receive(openingRequestBytes)).toEqual([]);
      expect([server.send('a'), server.ping(), server.close()]).toEqual([false, false, false]);
      expect(server.takeOutput()).toEqual([]);
      expect(server.receiveEnd()).toEqual([closed(1006)]);
    }
  });
});

describe('A client that speaks first (RFC 6455 §4.1)', () => {
  const responseText = textOf([openingResponseBytes]);

  test('sends its request, takes the response, and is open', () => {
    const client = createConnection(clientSettings);
    expect(client).toMatchObject({ state: 'CONNECTING', wantsTransportClosed: false });
    expect(textOf(client.takeOutput())).toBe(textOf([openingRequestBytes]));
    expect(client.receive(openingResponseBytes)).toEqual([opened]);
    expect(client).toMatchObject({ state: 'OPEN', wantsTransportClosed: false });
    expect(client.takeOutput()).toEqual([]);
  });

  test('tells the subprotocol agreed on and the path it asked for', () => {
    const request = { ...openingRequest, path: '/chat', protocols: ['a', 'b'] };
    const client = createConnection({ ...clientSettings, request });
    const response = createOpeningResponse({ key: request.key, protocol: 'b' });
    expect(client.receive(bytesOf(encodeHttpHead(response)))).toEqual([{ type: 'open', protocol: 'b', path: '/chat' }]);
  });

  test('takes the response byte by byte, and frames in one piece with it', () => {
    const bytes = join([openingResponseBytes, plainFrame(0x81, 'Hello'), plainFrame(0x89, 'a')]);
    for (const size of [1, 130, 1000]) {
      const client = createConnection(clientSettings);
      client.takeOutput();
      expect(cut(bytes, size).flatMap((piece) => client.receive(piece))).toEqual([
        opened,
        { type: 'text', text: 'Hello' },
        { type: 'ping', payload: fromHex('61') },
      ]);
      expect(client.takeOutput().map(toHex)).toEqual([toHex(maskedFrame(0x8a, 'a'))]);
    }
  });

  test.each<{ case: string; response: string; status?: number }>([
    { case: 'a 404', response: 'HTTP/1.1 404 Not Found\r\nContent-Length: 3\r\n\r\nabc', status: 404 },
    { case: 'a redirection', response: 'HTTP/1.1 302 Found\r\nLocation: /\r\n\r\n', status: 302 },
    { case: 'a wrong accept', response: responseText.replace(/Accept: ./, 'Accept: x'), status: 101 },
    { case: 'HTTP/1.0', response: responseText.replace('HTTP/1.1', 'HTTP/1.0'), status: 101 },
    { case: 'a first line that is no status line', response: 'Hello\r\n\r\n' },
    { case: 'frames without a head', response: '\u0081\u0005Hello' },
    { case: 'lines without CR', response: 'HTTP/1.1 101 Switching Protocols\n\n' },
  ])('refuses $case and says nothing to it', ({ response, status }) => {
    const client = createConnection(clientSettings);
    client.takeOutput();
    const [event, ...more] = client.receive(Uint8Array.from(response, (letter) => letter.charCodeAt(0)));
    expect(event).toMatchObject({ type: 'refused', section: '4.1' });
    expect(event?.type === 'refused' && event.status).toBe(status);
    expect(event !== undefined && 'status' in event).toBe(status !== undefined);
    expect(more).toEqual([]);
    expect(client.takeOutput()).toEqual([]);
    expect(client).toMatchObject({ state: 'CLOSING', wantsTransportClosed: true });
    expect(client.receive(openingResponseBytes)).toEqual([]);
    expect(client.receiveEnd()).toEqual([closed(1006)]);
  });

  test('refuses to begin with a request that cannot be written', () => {
    const request = { ...openingRequest, path: 'no slash' };
    expect(() => createConnection({ ...clientSettings, request })).toThrow(RangeError);
  });
});

describe('Sending (RFC 6455 §5.4, §5.6, §6.1)', () => {
  test.each<{ data: string | Uint8Array; fragmentSizeBytes?: number; fromServer: string; fromClient?: string }>([
    {
      ...{ data: 'Hello', fromServer: '81 05 48 65 6c 6c 6f' },
      fromClient: '81 85 37 fa 21 3d 7f 9f 4d 51 58',
    },
    { data: '', fromServer: '81 00', fromClient: '81 80 37 fa 21 3d' },
    { data: fromHex('00 ff'), fromServer: '82 02 00 ff' },
    { data: noBytes, fromServer: '82 00' },
    { data: '', fragmentSizeBytes: 1, fromServer: '81 00' },
    { data: 'Hello', fragmentSizeBytes: 3, fromServer: '01 03 48 65 6c | 80 02 6c 6f' },
    { data: 'Hello', fragmentSizeBytes: 5, fromServer: '81 05 48 65 6c 6c 6f' },
    { data: 'abc', fragmentSizeBytes: 1, fromServer: '01 01 61 | 00 01 62 | 80 01 63' },
    { data: 'é', fragmentSizeBytes: 1, fromServer: '01 01 c3 | 80 01 a9' },
    { data: fromHex('01 02 03 04'), fragmentSizeBytes: 2, fromServer: '02 02 01 02 | 80 02 03 04' },
  ])('$data in fragments of $fragmentSizeBytes is $fromServer', (row) => {
    const { data, fragmentSizeBytes, fromServer, fromClient } = row;
    const server = openServer();
    expect(server.send(data, fragmentSizeBytes)).toBe(true);
    expect(server.takeOutput().map(toHex).join(' | ')).toBe(fromServer);
    if (fromClient === undefined) return;
    const client = openClient();
    expect(client.send(data, fragmentSizeBytes)).toBe(true);
    expect(client.takeOutput().map(toHex).join(' | ')).toBe(fromClient);
  });

  test('a client takes a fresh key for every frame', () => {
    let count = 0;
    const client = openClient({ createMaskingKey: () => new Uint8Array(4).fill((count += 1)) });
    client.send('abc', 1);
    client.ping();
    expect(client.takeOutput().map((frame) => frame[2])).toEqual([1, 2, 3, 4]);
  });

  test('output comes once, in order, and owes nothing to the bytes given', () => {
    const server = openServer();
    const data = fromHex('61');
    server.send(data);
    server.ping(data);
    data.fill(0);
    server.send('b');
    expect(server.takeOutput().map(toHex)).toEqual(['82 01 61', '89 01 61', '81 01 62']);
    expect(server.takeOutput()).toEqual([]);
  });

  test.each([0, -1, 0.5, Number.NaN])('fragments of %d bytes are refused, and nothing is sent', (size) => {
    const server = openServer();
    expect(() => server.send('a', size)).toThrow(RangeError);
    expect(() => createFragments('a', size)).toThrow(RangeError);
    expect(server.takeOutput()).toEqual([]);
    expect(server.state).toBe('OPEN');
  });

  test('lone surrogates are sent as U+FFFD, so that a text is always UTF-8', () => {
    const server = openServer();
    server.send('\ud800');
    expect(server.takeOutput().map(toHex)).toEqual(['81 03 ef bf bd']);
  });
});

describe('Pings and pongs (RFC 6455 §5.5.2, §5.5.3)', () => {
  test.each([0, 1, 125])('a ping of %d bytes is sent, and answered with the same bytes', (sizeBytes) => {
    const payload = new Uint8Array(sizeBytes).fill(0xfe);
    const server = openServer();
    const client = openClient();
    expect(client.ping(payload)).toBe(true);
    expect(server.receive(join(client.takeOutput()))).toEqual([{ type: 'ping', payload }]);
    expect(client.receive(join(server.takeOutput()))).toEqual([{ type: 'pong', payload }]);
    expect(client.takeOutput()).toEqual([]);
  });

  test('a ping without payload is two bytes from a server', () => {
    const server = openServer();
    expect(server.ping()).toBe(true);
    expect(server.takeOutput().map(toHex)).toEqual(['89 00']);
  });

  test('a ping of 126 bytes is refused, and nothing is sent', () => {
    const server = openServer();
    expect(() => server.ping(new Uint8Array(126))).toThrow(RangeError);
    expect(server.takeOutput()).toEqual([]);
    expect(server.state).toBe('OPEN');
  });

  test('a pong is told and not answered', () => {
    const server = openServer();
    expect(server.receive(maskedFrame(0x8a, 'a'))).toEqual([{ type: 'pong', payload: fromHex('61') }]);
    expect(server.takeOutput()).toEqual([]);
  });

  test('a ping is answered while our own close frame waits for its answer, and not after that has come', () => {
    const server = openServer();
    server.close(1000);
    server.takeOutput();
    expect(server.receive(maskedFrame(0x89, 'a'))).toEqual([{ type: 'ping', payload: fromHex('61') }]);
    expect(server.takeOutput().map(toHex)).toEqual(['8a 01 61']);
    expect(server.receive(join([maskedFrame(0x88, closePayload(1000)), maskedFrame(0x89, 'b')]))).toEqual([]);
    expect(server.takeOutput()).toEqual([]);
  });
});

describe('The largest message (RFC 6455 §10.4)', () => {
  test('is 1 MiB where nothing is said', () => {
    const server = openServer();
    expect(server.receive(fromHex('82 ff 00 00 00 00 00 10 00 00 00 00 00 00'))).toEqual([]);
    expect(openServer().receive(fromHex('82 ff 00 00 00 00 00 10 00 01'))).toMatchObject([
      { violation: { type: 'message too big', closeCode: 1009 } },
    ]);
  });

  test('is what the settings say, in one frame or in fragments', () => {
    const settings = { maxMessageSizeBytes: 3 };
    expect(openServer(settings).receive(maskedFrame(0x81, 'abc'))).toMatchObject([{ type: 'text' }]);
    expect(openClient(settings).receive(fromHex('01 02 61 62 80 02'))).toMatchObject([{ type: 'violation' }]);
  });
});

function closed(closeCode: number, closeReason = '', wasClean = false): ConnectionEvent {
  return { type: 'closed', closeCode, closeReason, wasClean };
}

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function textOf(output: readonly Uint8Array[]): string {
  return new TextDecoder().decode(join(output));
}
