import { once } from 'node:events';
import { createRequire } from 'node:module';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { Writable } from 'node:stream';
import { afterEach, describe, expect, test } from 'vitest';
import WebSocket, { WebSocketServer } from 'ws';
import { createRandom, wholeBetween } from '../simulation/random';
import { isScriptCloseCode, isSendableCloseCode } from './close-code';
import {
  closerOf,
  createConversation,
  reportClose,
  type CloseReport,
  type Conversation,
  type ConversationSettings,
  type Endpoint,
  type Transmission,
} from './conversation';
import { fromHex, toHex } from './hex';

const usual: ConversationSettings = {
  key: 'dGhlIHNhbXBsZSBub25jZQ==',
  message: 'Hello',
  maskingKey: fromHex('37 fa 21 3d'),
  closeCode: 1000,
  closeReason: '',
};

/** What people say, with the sizes on both sides of each border between two forms of the length (§5.2). */
const messages: Readonly<Record<string, string | Uint8Array>> = {
  'a word': 'Hello',
  'an empty text': '',
  'an empty binary message': new Uint8Array(),
  'a byte that is no UTF-8': Uint8Array.of(0xff),
  'every byte there is': Uint8Array.from({ length: 256 }, (_, byte) => byte),
  'an emoji of several code points': '👩🏽‍💻',
  'the first half of an emoji': 'a\ud83d',
  'the second half of an emoji': '\ude00b',
  'the halves of an emoji in the wrong order': '\ude00\ud83d',
  'a byte order mark': '\ufeffHello',
  'signs that nobody sees': '\u0000\r\n\u202e',
  ...Object.fromEntries(
    [125, 126, 65_535, 65_536].flatMap((size): [string, string | Uint8Array][] => [
      [`a text of ${size} bytes`, 'x'.repeat(size)],
      [`${size} bytes`, Uint8Array.from({ length: size }, (_, index) => index * 7)],
    ]),
  ),
  'a text whose 126 bytes are 42 characters': '–'.repeat(42),
};
const sendableCodes = Array.from({ length: 5_000 }, (_, closeCode) => closeCode).filter(isSendableCloseCode);
const longestReason = 'é'.repeat(61) + '!';

describe('The four steps of a conversation', () => {
  test('a page dials, the server picks up, both talk, one hangs up', () => {
    expect(describeSteps(createConversation(usual))).toEqual([
      ['client head'],
      ['server head'],
      ['client text', 'server text', 'server ping', 'client pong'],
      ['client close', 'server close'],
    ]);
  });

  test('with the keys of the RFC’s examples its bytes are those of the examples (§1.3, §5.7)', () => {
    const [, [response], [fromClient, fromServer], [, answer]] = createConversation(usual);
    expect(bytesAsText(response)).toContain('\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n');
    expect(toHex(bytesOf(fromClient))).toBe('81 85 37 fa 21 3d 7f 9f 4d 51 58');
    expect(toHex(bytesOf(fromServer))).toBe('81 05 48 65 6c 6c 6f');
    expect(toHex(bytesOf(answer))).toBe('88 02 03 e8');
  });

  test('the same settings give the same bytes', () => {
    for (const settings of createAnySettings({ seed: 1, count: 50 })) {
      expect(createConversation(settings)).toEqual(createConversation({ ...settings }));
    }
  });

  test.each<[string, Partial<ConversationSettings>]>([
    ['a key that is not Base64 of 16 bytes', { key: 'secret' }],
    ['a masking key of three bytes', { maskingKey: fromHex('37 fa 21') }],
    ['a masking key of five bytes', { maskingKey: fromHex('37 fa 21 3d 00') }],
    ['a code that never travels', { closeCode: 1006 }],
    ['a code that no registry knows', { closeCode: 2_999 }],
    ['a reason of 124 bytes', { closeReason: `${longestReason}!` }],
  ])('%s is refused', (_, part) => {
    expect(() => createConversation({ ...usual, ...part })).toThrow(RangeError);
  });
});

describe('Masking keys (RFC 6455 §5.3)', () => {
  const anySettings = createAnySettings({ seed: 53, count: 300 });

  test('the message is masked with the key that was chosen', () => {
    for (const settings of anySettings) {
      const [, , [message]] = createConversation(settings);
      expect(maskingKeyOf(bytesOf(message))).toEqual(settings.maskingKey);
    }
  });

  test('each frame of a client has a key of its own', () => {
    for (const settings of [...anySettings, { ...usual, maskingKey: new Uint8Array(4) }]) {
      const keys = listFrames(createConversation(settings), 'client').map((bytes) => toHex(maskingKeyOf(bytes)));
      expect(new Set(keys).size).toBe(3);
    }
  });
});

describe('Who hangs up (RFC 6455 §7.4.1; WHATWG WebSockets, “close()”)', () => {
  test('the page, with what a script may pass to close(), with 1010, and without a code', () => {
    expect(closerOf(undefined)).toBe('client');
    expect(sendableCodes.filter((closeCode) => closerOf(closeCode) === 'client')).toEqual(
      sendableCodes.filter((closeCode) => closeCode === 1010 || isScriptCloseCode(closeCode)),
    );
  });

  test('the server with all others', () => {
    expect(sendableCodes.filter((closeCode) => closerOf(closeCode) === 'server')).toEqual([
      ...[1001, 1002, 1003, 1007, 1008, 1009, 1011, 1012, 1013, 1014],
    ]);
  });

  test('the other side answers with the same code and without the reason (§5.5.1)', () => {
    const [, , , [first, answer]] = createConversation({ ...usual, closeCode: 1001, closeReason: 'bye' });
    expect([first.from, toHex(bytesOf(first))]).toEqual(['server', '88 05 03 e9 62 79 65']);
    expect([answer?.from, bytesOf(answer).length]).toEqual(['client', 2 + 4 + 2]);
  });
});

describe('Every frame is, byte for byte, what the ws package writes', () => {
  test.each(Object.entries(messages))('with %s', (_, message) => {
    expectFramesOfWs({ ...usual, message });
    expectFramesOfWs({ ...usual, message, maskingKey: fromHex('00 00 00 00') });
  });

  test('with every code that may travel, with a reason and without', () => {
    for (const closeCode of [...sendableCodes, undefined]) {
      expectFramesOfWs({ ...usual, closeCode });
      if (closeCode !== undefined) expectFramesOfWs({ ...usual, closeCode, closeReason: longestReason });
    }
  });

  test('with any settings', () => {
    for (const settings of createAnySettings({ seed: 6455, count: 400 })) expectFramesOfWs(settings);
  });
});

describe('The ws package reads out of the frames what was said', () => {
  test.each(Object.entries(messages))('with %s', (_, message) => {
    expectReadByWs({ ...usual, message });
  });

  test('with every code that may travel, with a reason and without', () => {
    for (const closeCode of [...sendableCodes, undefined]) {
      expectReadByWs({ ...usual, closeCode });
      if (closeCode !== undefined) expectReadByWs({ ...usual, closeCode, closeReason: longestReason });
    }
  });

  test('with any settings', () => {
    for (const settings of createAnySettings({ seed: 6456, count: 400 })) expectReadByWs(settings);
  });
});

describe('With a real server and a real client', () => {
  const closers: (() => void)[] = [];
  afterEach(() => {
    for (const close of closers.splice(0)) close();
  });

  const conversations: Readonly<Record<string, ConversationSettings>> = {
    'a text, closed with 1000': usual,
    'no text at all, closed without a code': { ...usual, message: '', closeCode: undefined },
    '65,536 bytes, closed with 4999': { ...usual, message: new Uint8Array(65_536).fill(7), closeCode: 4_999 },
    'half an emoji, closed by the server with 1001': { ...usual, message: 'a\ud83d', closeCode: 1001 },
    'a text, closed by the server with 1011 and a reason': { ...usual, closeCode: 1011, closeReason: longestReason },
    'a text, closed by the client with 1010': { ...usual, closeCode: 1010 },
  };

  test.each(Object.entries(conversations))(
    'a ws server takes the client’s bytes and writes the server’s: %s',
    async (_, settings) => {
      const { port, told } = await startWsServer(settings);
      const socket = connect(port, '127.0.0.1');
      closers.push(() => socket.destroy());
      const read = createReader(socket);
      for (const { from, bytes } of createConversation(settings).flat()) {
        if (from === 'client') socket.write(bytes);
        else expect(Buffer.compare(await read(bytes.length), bytes), toHex(bytes.subarray(0, 20))).toBe(0);
      }
      expect(await told).toEqual(reportClose(settings).server);
    },
  );

  test.each(Object.entries(conversations))(
    'a ws client takes the server’s bytes and writes the client’s: %s',
    async (_, settings) => {
      const { port, request, frames } = await startServerOfBytes(settings);
      const client = createWsClient(port, settings);
      const { key } = await request;
      const ours = createConversation({ ...settings, key });
      const told = await toldAtClose(client);
      expect(told).toEqual(reportClose(settings).client);
      const written = listFrames(ours, 'client');
      // The last one may say more than ours: see below.
      if (closerOf(settings.closeCode) === 'server' && settings.closeReason !== '') written.pop();
      expect(Buffer.compare((await frames).subarray(0, sizeOf(written)), Buffer.concat(written))).toBe(0);
    },
  );

  test('the headers of the request are among those that a ws client sends, but for Origin', async () => {
    const { port, request } = await startServerOfBytes(usual);
    const client = createWsClient(port, usual);
    const { key, head } = await request;
    await toldAtClose(client);
    const [[ours]] = createConversation({ ...usual, key });
    const lines = bytesAsText(ours).replace('example.com', `127.0.0.1:${port}`).trimEnd().split('\r\n');
    expect(head.split('\r\n')).toEqual(expect.arrayContaining(lines.filter((line) => !line.startsWith('Origin'))));
  });

  test.each<[number | undefined, string]>([
    [1000, ''],
    [3_000, ''],
    [4_999, ''],
    [undefined, ''],
    [1001, ''],
    [1011, ''],
    [1014, ''],
    [1000, 'done'],
    [1001, 'restart'],
  ])('when one calls close(%s, “%s”), ws tells both ends what is reported here', async (closeCode, closeReason) => {
    const settings = { ...usual, closeCode, closeReason };
    const { port, told } = await startWsServer(settings);
    const client = createWsClient(port, settings);
    const reported = reportClose(settings);
    const heard = { client: await toldAtClose(client), server: await told };
    // §5.5.1 asks for the code in the answer. ws repeats the reason as well, so the one who hung up hears it again.
    const echo = { [closerOf(closeCode)]: { ...reported[closerOf(closeCode)], closeReason } };
    expect(heard).toEqual({ ...reported, ...echo });
  });

  /** A server that sends back what it gets and pings once; it hangs up after the pong where that is its part. */
  async function startWsServer(settings: ConversationSettings): Promise<{ port: number; told: Promise<CloseReport> }> {
    const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
    closers.push(() => server.close());
    const told = connectionOf<WebSocket>(server).then((socket) => {
      socket.on('message', (data, isBinary) => {
        socket.send(data, { binary: isBinary });
        socket.ping('Hi?');
      });
      if (closerOf(settings.closeCode) === 'server') socket.on('pong', () => hangUp(socket, settings));
      return toldAtClose(socket);
    });
    await once(server, 'listening');
    return { port: (server.address() as AddressInfo).port, told };
  }

  /** A server that knows only bytes: it sends those of the conversation, each when its turn has come. */
  async function startServerOfBytes(settings: ConversationSettings): Promise<{
    port: number;
    request: Promise<{ readonly key: string; readonly head: string }>;
    /** All that the client sent after its request, once it has gone. */
    frames: Promise<Buffer>;
  }> {
    const server: Server = createServer();
    closers.push(() => server.close());
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const request = Promise.withResolvers<{ readonly key: string; readonly head: string }>();
    const frames = connectionOf<Socket>(server).then(async (socket) => {
      const read = createReader(socket);
      let head = '';
      while (!head.endsWith('\r\n\r\n')) head += (await read(1)).toString('latin1');
      const key = /^Sec-WebSocket-Key: (.*)$/m.exec(head)?.[1] ?? '';
      request.resolve({ key, head });
      const received: Buffer[] = [];
      for (const { from, bytes } of createConversation({ ...settings, key })
        .flat()
        .slice(1)) {
        if (from === 'server') socket.write(bytes);
        else received.push(await read(bytes.length));
      }
      socket.end();
      return Buffer.concat(received);
    });
    return { port: (server.address() as AddressInfo).port, request: request.promise, frames };
  }
});

/** The first connection that a server gets. */
async function connectionOf<Connection>(server: Server | WebSocketServer): Promise<Connection> {
  const [connection] = (await once(server, 'connection')) as [Connection];
  return connection;
}

/** A ws client with the masking keys of the conversation that says what a client says there. */
function createWsClient(port: number, settings: ConversationSettings): WebSocket {
  const keys = listFrames(createConversation(settings), 'client').map(maskingKeyOf);
  const client = new WebSocket(`ws://127.0.0.1:${port}/chat`, {
    perMessageDeflate: false,
    generateMask: (target) => target.set(keys.shift() ?? []),
  });
  client.on('open', () => client.send(settings.message));
  // The package has answered the ping by itself when this is called.
  if (closerOf(settings.closeCode) === 'client') client.on('ping', () => hangUp(client, settings));
  return client;
}

function hangUp(socket: WebSocket, { closeCode, closeReason }: ConversationSettings): void {
  if (closeCode === undefined) socket.close();
  else socket.close(closeCode, closeReason);
}

async function toldAtClose(socket: WebSocket): Promise<CloseReport> {
  const [closeCode, closeReason] = (await once(socket, 'close')) as [number, Buffer];
  return { closeCode, closeReason: closeReason.toString() };
}

/** Reads a socket in pieces of the size that is asked for. */
function createReader(socket: Socket): (sizeBytes: number) => Promise<Buffer> {
  const chunks = socket[Symbol.asyncIterator]() as AsyncIterator<Buffer, undefined>;
  let arrived = Buffer.alloc(0);
  return async (sizeBytes) => {
    while (arrived.length < sizeBytes) {
      const { value } = await chunks.next();
      if (value === undefined) throw new Error(`The connection ended after ${toHex(arrived)}`);
      arrived = Buffer.concat([arrived, value]);
    }
    const piece = arrived.subarray(0, sizeBytes);
    arrived = arrived.subarray(sizeBytes);
    return piece;
  };
}

/** Compares each frame with what ws' Sender writes when it is told to say the same, with the masking key that it carries. */
function expectFramesOfWs(settings: ConversationSettings): void {
  const { message, closeCode, closeReason } = settings;
  const [, , [fromClient, fromServer, ping, pong], hangUp] = createConversation(settings);
  const data = typeof message === 'string' ? message : Buffer.from(message);
  const send = (sender: WsSender, mask: boolean): void =>
    sender.send(data, { binary: typeof message !== 'string', mask, fin: true, compress: false });

  expectSame(fromClient, (sender) => send(sender, true));
  expectSame(fromServer, (sender) => send(sender, false));
  expectSame(ping, (sender) => sender.ping('Hi?', false));
  expectSame(pong, (sender) => sender.pong('Hi?', true));
  for (const [index, close] of hangUp.entries()) {
    expectSame(close, (sender) => sender.close(closeCode, index === 0 ? closeReason : '', close.from === 'client'));
  }
}

function expectSame(transmission: Transmission | undefined, say: (sender: WsSender) => void): void {
  const bytes = bytesOf(transmission);
  const chunks: Uint8Array[] = [];
  const wire = {
    write: (chunk: Uint8Array | string) => chunks.push(Buffer.from(chunk)),
    cork: () => undefined,
    uncork: () => undefined,
  };
  say(new ws.Sender(wire, {}, (target) => target.set(maskingKeyOf(bytes))));
  const written = Buffer.concat(chunks);
  if (!written.equals(bytes)) expect(toHex(bytes)).toBe(toHex(written));
}

/** Gives each end's frames to ws' Receiver at the other end, which has to report what the settings say and nothing else. */
function expectReadByWs(settings: ConversationSettings): void {
  const { message, closeCode, closeReason } = settings;
  const conversation = createConversation(settings);
  const data = typeof message === 'string' ? Buffer.from(message).toString() : Buffer.from(message).toString('hex');
  const said = ['message', data, typeof message !== 'string'];
  const closed = (from: Endpoint): readonly unknown[] => [
    'conclude',
    closeCode ?? 1005,
    from === closerOf(closeCode) ? closeReason : '',
  ];
  expect(readWithWs(conversation, 'client')).toEqual([said, ['pong', 'Hi?'], closed('client')]);
  expect(readWithWs(conversation, 'server')).toEqual([said, ['ping', 'Hi?'], closed('server')]);
}

function readWithWs(conversation: Conversation, from: Endpoint): readonly (readonly unknown[])[] {
  const events: (readonly unknown[])[] = [];
  const receiver = new ws.Receiver({ isServer: from === 'client' });
  receiver.on('error', (error) => events.push(['error', error]));
  receiver.on('message', (data: Buffer, isBinary: boolean) =>
    events.push(['message', data.toString(isBinary ? 'hex' : 'utf8'), isBinary]),
  );
  for (const name of ['ping', 'pong'] as const) receiver.on(name, (data: Buffer) => events.push([name, String(data)]));
  receiver.on('conclude', (code: number, reason: Buffer) => events.push(['conclude', code, reason.toString()]));
  receiver.write(Buffer.concat(listFrames(conversation, from)));
  return events;
}

interface WsSender {
  send(data: string | Buffer, options: Readonly<Record<'binary' | 'mask' | 'fin' | 'compress', boolean>>): void;
  ping(data: string, mask: boolean): void;
  pong(data: string, mask: boolean): void;
  close(closeCode: number | undefined, reason: string, mask: boolean): void;
}

/** The package hands out its Sender and Receiver, but its type declarations do not know. */
const ws = createRequire(import.meta.url)('ws') as {
  readonly Sender: new (socket: object, extensions: object, generateMask: (target: Buffer) => void) => WsSender;
  readonly Receiver: new (options: { readonly isServer: boolean }) => Writable;
};

/** Any settings that a conversation may have, with few of the usual values. */
function createAnySettings({ seed, count }: { readonly seed: number; readonly count: number }): ConversationSettings[] {
  const random = createRandom(seed);
  const bytes = (size: number): Uint8Array => Uint8Array.from({ length: size }, () => wholeBetween(random, 0, 255));
  const text = (length: number): string =>
    String.fromCharCode(...Array.from({ length }, () => wholeBetween(random, 0, random() < 0.5 ? 127 : 0xffff)));
  return Array.from({ length: count }, () => {
    const closeCode = sendableCodes[wholeBetween(random, -300, sendableCodes.length - 1)];
    return {
      key: btoa(String.fromCharCode(...bytes(16))),
      message: random() < 0.5 ? text(wholeBetween(random, 0, 300)) : bytes(wholeBetween(random, 0, 300)),
      maskingKey: bytes(4),
      closeCode,
      closeReason: closeCode === undefined ? '' : text(wholeBetween(random, 0, 41)).toWellFormed(),
    };
  });
}

function describeSteps(conversation: Conversation): readonly (readonly string[])[] {
  return conversation.map((step) =>
    step.map((transmission) =>
      transmission.type === 'frame'
        ? `${transmission.from} ${transmission.frame.opcode}`
        : `${transmission.from} ${transmission.type}`,
    ),
  );
}

/** The bytes of one end's frames, in their order. */
function listFrames(conversation: Conversation, from: Endpoint): Uint8Array[] {
  return conversation
    .flat()
    .filter((transmission) => transmission.type === 'frame' && transmission.from === from)
    .map(({ bytes }) => bytes);
}

/** The masking key of a client's frame, found by its length form (§5.2). */
function maskingKeyOf(bytes: Uint8Array): Uint8Array {
  const start = { 0xfe: 4, 0xff: 10 }[bytes[1] ?? 0] ?? 2;
  return bytes.slice(start, start + 4);
}

function bytesOf(transmission: Transmission | undefined): Uint8Array {
  if (transmission === undefined) throw new RangeError('Nothing was sent');
  return transmission.bytes;
}

const bytesAsText = (transmission: Transmission | undefined): string => Buffer.from(bytesOf(transmission)).toString();
const sizeOf = (frames: readonly Uint8Array[]): number => frames.reduce((sum, { length }) => sum + length, 0);
