import { describe, expect, test } from 'vitest';
import { closePayload, join, maskedFrame, plainFrame } from './any-frame';
import { createConnection, type Connection, type ConnectionEvent } from './connection';
import { fromHex, toHex } from './hex';
import { openClient, openingRequest, openingRequestBytes, openingResponseBytes, openServer } from './open-connection';

const noBytes = new Uint8Array();

/** Both roles: an open end, and the frames that it sends and gets. */
const roles = [
  { role: 'server', other: 'client', open: () => openServer(), sends: plainFrame, gets: maskedFrame },
  { role: 'client', other: 'server', open: () => openClient(), sends: maskedFrame, gets: plainFrame },
] as const;

describe.each(roles)('A $role closes (RFC 6455 §7.1.2, §7.1.4)', ({ role, open, sends, gets }) => {
  test.each([
    { closeCode: undefined, closeReason: undefined, payload: noBytes },
    { closeCode: 1000, closeReason: undefined, payload: fromHex('03 e8') },
    { closeCode: 4999, closeReason: 'bye', payload: fromHex('13 87 62 79 65') },
  ])('with $closeCode "$closeReason", waits for the answer, and is closed cleanly', (row) => {
    const end = open();
    expect(end.close(row.closeCode, row.closeReason)).toBe(true);
    expect(end).toMatchObject({ state: 'CLOSING', wantsTransportClosed: false });
    expect(hexOf(end)).toEqual([toHex(sends(0x88, row.payload))]);
    expect(end.receive(gets(0x88, closePayload(1001, 'so be it')))).toEqual([]);
    // The server hangs up first (§7.1.1).
    expect(end).toMatchObject({ state: 'CLOSING', wantsTransportClosed: role === 'server' });
    expect(hexOf(end)).toEqual([]);
    expect(end.receiveEnd()).toEqual([closed(1001, 'so be it', true)]);
    expect(end).toMatchObject({ state: 'CLOSED', wantsTransportClosed: true });
  });

  test('and sends nothing after its close frame, but still takes what was on its way', () => {
    const end = open();
    end.close(1000);
    end.takeOutput();
    expect([end.send('a'), end.send(noBytes, 0), end.ping(), end.close(1001)]).toEqual([false, false, false, false]);
    expect(end.receive(join([gets(0x81, 'a'), gets(0x02, 'b'), gets(0x80, 'c'), gets(0x8a)]))).toEqual([
      { type: 'text', text: 'a' },
      { type: 'binary', bytes: fromHex('62 63') },
      { type: 'pong', payload: noBytes },
    ]);
    expect(hexOf(end)).toEqual([]);
    expect(end.state).toBe('CLOSING');
  });

  test('and fails the connection when a rule is broken after that, without a second close frame', () => {
    const end = open();
    end.close(1000);
    end.takeOutput();
    expect(end.receive(gets(0x83))).toMatchObject([{ type: 'violation' }]);
    expect(end).toMatchObject({ state: 'CLOSING', wantsTransportClosed: true });
    expect(hexOf(end)).toEqual([]);
    expect(end.receiveEnd()).toEqual([closed(1006)]);
  });

  test.each([
    { closeCode: 1005, closeReason: '' },
    { closeCode: 999, closeReason: '' },
    { closeCode: Number.NaN, closeReason: '' },
    { closeCode: 1000, closeReason: 'x'.repeat(124) },
  ])('but not with $closeCode and $closeReason.length bytes: all stays as it was', ({ closeCode, closeReason }) => {
    const end = open();
    expect(() => end.close(closeCode, closeReason)).toThrow(RangeError);
    expect(end).toMatchObject({ state: 'OPEN', wantsTransportClosed: false });
    expect(hexOf(end)).toEqual([]);
    expect(end.send('a')).toBe(true);
  });
});

describe.each(roles)('A $role that gets a close frame (RFC 6455 §5.5.1, §7.1.5)', ({ role, open, sends, gets }) => {
  test.each([
    { payload: '', answer: '', event: closed(1005, '', true) },
    { payload: '03 e8', answer: '03 e8', event: closed(1000, '', true) },
    { payload: '13 87 62 79 65', answer: '13 87', event: closed(4999, 'bye', true) },
    { payload: '03 f6', answer: '03 f6', event: closed(1014, '', true) },
  ])('with "$payload" answers "$answer"', ({ payload, answer, event }) => {
    const end = open();
    expect(end.receive(gets(0x88, fromHex(payload)))).toEqual([]);
    expect(end).toMatchObject({ state: 'CLOSING', wantsTransportClosed: role === 'server' });
    expect(hexOf(end)).toEqual([toHex(sends(0x88, fromHex(answer)))]);
    expect([end.send('a'), end.ping(), end.close(1000)]).toEqual([false, false, false]);
    expect(hexOf(end)).toEqual([]);
    expect(end.receiveEnd()).toEqual([event]);
  });

  test('ignores what comes behind it, in the same piece or another', () => {
    const end = open();
    const more = join([gets(0x81, 'a'), gets(0x89, 'b'), gets(0x88, closePayload(1001)), fromHex('ff ff')]);
    expect(end.receive(join([gets(0x89, 'c'), gets(0x88, closePayload(1000)), more]))).toMatchObject([
      { type: 'ping' },
    ]);
    expect(end.receive(more)).toEqual([]);
    expect(hexOf(end)).toEqual([toHex(sends(0x8a, 'c')), toHex(sends(0x88, closePayload(1000)))]);
    expect(end.receiveEnd()).toEqual([closed(1000, '', true)]);
  });

  test('between two fragments gives up the message', () => {
    const end = open();
    expect(end.receive(join([gets(0x01, 'a'), gets(0x88), gets(0x80, 'b')]))).toEqual([]);
    expect(end.receiveEnd()).toEqual([closed(1005, '', true)]);
  });
});

describe('Both ends together', () => {
  test.each([
    { first: 'client', closeCode: 4000, closeReason: 'bye', seen: [4000, 4000] },
    { first: 'server', closeCode: 1001, closeReason: '', seen: [1001, 1001] },
    { first: 'client', closeCode: undefined, closeReason: undefined, seen: [1005, 1005] },
  ])('the $first closes with $closeCode: both are told $seen', ({ first, closeCode, closeReason, seen }) => {
    const [client, server] = [openClient(), openServer()];
    (first === 'client' ? client : server).close(closeCode, closeReason);
    deliver(client, server);
    deliver(server, client);
    deliver(client, server);
    expect([client.wantsTransportClosed, server.wantsTransportClosed]).toEqual([false, true]);
    const events = [...client.receiveEnd(), ...server.receiveEnd()];
    expect(events).toMatchObject(seen.map((code) => ({ type: 'closed', closeCode: code, wasClean: true })));
  });

  test('when their close frames cross, each is told the other’s code, and there is no third frame', () => {
    const [client, server] = [openClient(), openServer()];
    client.close(4001, 'mine');
    server.close(4002, 'yours');
    const fromClient = join(client.takeOutput());
    deliver(server, client);
    server.receive(fromClient);
    expect([hexOf(client), hexOf(server)]).toEqual([[], []]);
    expect([client.wantsTransportClosed, server.wantsTransportClosed]).toEqual([false, true]);
    expect(client.receiveEnd()).toEqual([closed(4002, 'yours', true)]);
    expect(server.receiveEnd()).toEqual([closed(4001, 'mine', true)]);
  });

  test('when the server fails the connection, the client is told why, and answers', () => {
    const [client, server] = [openClient(), openServer()];
    expect(server.receive(fromHex('ff'))).toMatchObject([{ type: 'violation' }]);
    deliver(server, client);
    expect(hexOf(client)).toEqual([toHex(maskedFrame(0x88, closePayload(1002)))]);
    expect(client.receiveEnd()).toEqual([closed(1002, '', true)]);
    expect(server.receive(maskedFrame(0x88, closePayload(1002)))).toEqual([]);
    expect(server.receiveEnd()).toEqual([closed(1006)]);
  });
});

describe('Giving up before it is open (RFC 6455 §7.1.7)', () => {
  test.each([
    { role: 'client', end: () => createClient(), answer: openingResponseBytes },
    { role: 'server', end: () => createConnection({ role: 'server' }), answer: openingRequestBytes },
  ])('a $role that closes then wants the transport closed, and hears nothing more', ({ end: create, answer }) => {
    const end = create();
    end.takeOutput();
    expect([end.send('a'), end.ping()]).toEqual([false, false]);
    expect(end.close(1000, 'bye')).toBe(true);
    expect(end).toMatchObject({ state: 'CLOSING', wantsTransportClosed: true });
    expect(hexOf(end)).toEqual([]);
    expect(end.close()).toBe(false);
    expect(end.receive(answer)).toEqual([]);
    expect(end.receiveEnd()).toEqual([closed(1006)]);
  });
});

describe('The transport is lost (RFC 6455 §7.1.5)', () => {
  const head = openingRequestBytes.slice(0, 30);
  test.each<{ when: string; end: () => Connection }>([
    { when: 'before a request came', end: () => createConnection({ role: 'server' }) },
    { when: 'inside a request', end: () => receiving(createConnection({ role: 'server' }), head) },
    { when: 'before a response came', end: () => createClient() },
    { when: 'inside a response', end: () => receiving(createClient(), openingResponseBytes.slice(0, 30)) },
    { when: 'after a request was refused', end: () => receiving(createConnection({ role: 'server' }), fromHex('0a')) },
    { when: 'after a response was refused', end: () => receiving(createClient(), fromHex('0a')) },
    { when: 'while a server is open', end: () => openServer() },
    { when: 'while a client is open', end: () => openClient() },
    { when: 'inside a frame', end: () => receiving(openServer(), maskedFrame(0x81, 'a').slice(0, -1)) },
    { when: 'inside a close frame', end: () => receiving(openServer(), maskedFrame(0x88, 'ab').slice(0, -1)) },
    { when: 'between fragments', end: () => receiving(openClient(), plainFrame(0x01, 'a')) },
    { when: 'after a client’s close frame', end: () => closing(openClient()) },
    { when: 'after a server’s close frame', end: () => closing(openServer()) },
    { when: 'after a violation', end: () => receiving(openServer(), fromHex('ff')) },
  ])('$when: 1006, once, and that is the end', ({ end: create }) => {
    const end = create();
    end.takeOutput();
    expect(end.receiveEnd()).toEqual([closed(1006)]);
    expect(end).toMatchObject({ state: 'CLOSED', wantsTransportClosed: true });
    expect(end.receiveEnd()).toEqual([]);
    for (const bytes of [openingRequestBytes, openingResponseBytes, maskedFrame(0x81, 'a'), plainFrame(0x89, 'a')]) {
      expect(end.receive(bytes)).toEqual([]);
    }
    expect([end.send('a'), end.ping(), end.close(1000)]).toEqual([false, false, false]);
    expect(hexOf(end)).toEqual([]);
    expect(end.state).toBe('CLOSED');
  });

  test('what waits to be sent is still there for whoever can send it', () => {
    const server = openServer();
    server.send('a');
    server.receiveEnd();
    expect(hexOf(server)).toEqual(['81 01 61']);
  });
});

function createClient(): Connection {
  return createConnection({ role: 'client', request: openingRequest, createMaskingKey: () => new Uint8Array(4) });
}

function receiving(end: Connection, bytes: Uint8Array): Connection {
  end.receive(bytes);
  return end;
}

function closing(end: Connection): Connection {
  end.close(1000);
  return end;
}

function deliver(from: Connection, to: Connection): void {
  for (const bytes of from.takeOutput()) to.receive(bytes);
}

function hexOf(end: Connection): readonly string[] {
  return end.takeOutput().map(toHex);
}

function closed(closeCode: number, closeReason = '', wasClean = false): ConnectionEvent {
  return { type: 'closed', closeCode, closeReason, wasClean };
}
