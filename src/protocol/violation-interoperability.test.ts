import { createHash } from 'node:crypto';
import { createServer as createHttpServer } from 'node:http';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { describe, expect, test } from 'vitest';
import WebSocket, { WebSocketServer } from 'ws';
import { createConnection, type ClientSettings } from './connection';
import { handshakeGuid } from './handshake';
import { fromHex, toHex } from './hex';
import { maskPayload } from './mask';
import { closeServer, driveConnection, listen, portOf } from './socket-driver';
import { violationOf, violationTypes, type ViolationType } from './violation';

/** Bytes that break a rule, as frames: first byte, length, and payload in hex, before masking. */
interface Breach {
  readonly type: ViolationType;
  readonly frames: readonly (readonly [first: string, length: string, payload?: string])[];
  /** Left out where both ends can be told. */
  readonly receiver?: 'server' | 'client';
  readonly isMaskWrong?: boolean;
  /** What the ws package sends where that is not what we send, and what the RFC says about it. */
  readonly ofWs?: { readonly closeCode: number; readonly why: string };
}

/** The code of the close frame behind each breach: an end that sends it back has taken the breach for a frame. */
const takenCode = 4000;

const breaches: readonly Breach[] = [
  ...['91', 'a1', 'b1', 'c1', 'f1', 'c9', 'a8'].map((first): Breach => ({
    type: 'reserved bits',
    frames: [[first, '00']],
  })),
  {
    type: 'reserved bits',
    frames: [
      ['01', '00'],
      ['c0', '00'],
    ],
  },
  ...['83', '84', '85', '86', '87', '8b', '8c', '8d', '8e', '8f'].map((first): Breach => ({
    type: 'reserved opcode',
    frames: [[first, '00']],
  })),
  { type: 'missing mask', receiver: 'server', isMaskWrong: true, frames: [['81', '01', '78']] },
  { type: 'missing mask', receiver: 'server', isMaskWrong: true, frames: [['89', '00']] },
  { type: 'unexpected mask', receiver: 'client', isMaskWrong: true, frames: [['81', '01', '78']] },
  { type: 'unexpected mask', receiver: 'client', isMaskWrong: true, frames: [['89', '00']] },
  ...['08', '09', '0a'].map((first): Breach => ({ type: 'fragmented control frame', frames: [[first, '00']] })),
  ...['88', '89', '8a'].flatMap((first): readonly Breach[] => [
    { type: 'long control frame', frames: [[first, '7e 00 7e', '00'.repeat(126)]] },
    { type: 'long control frame', frames: [[first, '7f 00 00 00 00 00 01 00 00']] },
  ]),
  ...['7e 00 01', '7f 00 00 00 00 00 00 00 01'].map((length): Breach => ({
    type: 'longer length form',
    frames: [['81', length, '78']],
    ofWs: { closeCode: takenCode, why: '§5.2: the minimal number of bytes MUST be used; ws takes any' },
  })),
  {
    type: 'negative length',
    frames: [['82', '7f 80 00 00 00 00 00 00 00']],
    ofWs: { closeCode: 1009, why: '§5.2: the most significant bit MUST be 0; ws sees a number that is too large' },
  },
  ...['80', '00'].map((first): Breach => ({ type: 'unexpected continuation', frames: [[first, '01', '78']] })),
  {
    type: 'unexpected continuation',
    frames: [
      ['01', '00'],
      ['80', '00'],
      ['80', '00'],
    ],
  },
  ...['81', '02'].map((first): Breach => ({
    type: 'interleaved message',
    frames: [
      ['01', '01', '78'],
      [first, '01', '78'],
    ],
  })),
  ...['c3', 'ff', 'c0 80', 'ed a0 80', 'f4 90 80 80', '78 e2 82'].map((payload): Breach => ({
    type: 'invalid UTF-8',
    frames: [['81', `0${payload.split(' ').length}`, payload]],
  })),
  {
    type: 'invalid UTF-8',
    frames: [
      ['01', '01', 'c3'],
      ['80', '01', '28'],
    ],
  },
  {
    type: 'invalid UTF-8',
    frames: [['01', '01', 'ff']],
    ofWs: { closeCode: takenCode, why: '§8.1 does not say when a text is to be checked; ws waits for its end' },
  },
  { type: 'short close body', frames: [['88', '01', '03']] },
  ...[0, 999, 1004, 1005, 1006, 1015, 1016, 2999, 5000, 65_535].map((closeCode): Breach => ({
    type: 'unsendable close code',
    frames: [['88', '02', toHex(Uint8Array.of(closeCode >> 8, closeCode & 0xff))]],
  })),
  ...['ff', 'c3'].map((reason): Breach => ({
    type: 'invalid UTF-8 in reason',
    frames: [['88', '03', `03 e8 ${reason}`]],
  })),
  { type: 'message too big', frames: [['82', '7f 00 00 00 00 00 10 00 01']] },
  {
    type: 'message too big',
    frames: [
      ['01', '01', '78'],
      ['80', '7f 00 00 00 00 00 10 00 00'],
    ],
  },
];

describe('Breaches: the code that the engine sends, and that of the ws package for the same bytes', () => {
  test('there is one of every type', () => {
    expect(new Set(breaches.map(({ type }) => type))).toEqual(new Set(violationTypes));
  });

  const cases = (['server', 'client'] as const).flatMap((receiver) =>
    breaches
      .filter((breach) => (breach.receiver ?? receiver) === receiver)
      .map((breach) => ({
        ...breach,
        receiver,
        hex: breach.frames.map((frame) => frame.join(' ').slice(0, 40)).join(', '),
      })),
  );

  test.each(cases)('$type, to a $receiver: $hex', async ({ type, receiver, frames, isMaskWrong = false, ofWs }) => {
    const isMasked = (receiver === 'server') !== isMaskWrong;
    const bytes = Buffer.concat([
      ...frames.map(([first, length, payload = '']) => rawFrame(first, length, payload, isMasked)),
      rawFrame('88', '02', '0f a0', receiver === 'server'),
    ]);
    const { closeCode } = violationOf(type);
    const [ofEngine, ofPackage] = await Promise.all([
      provoke(receiver, 'engine', bytes),
      provoke(receiver, 'ws', bytes),
    ]);
    expect({ ofEngine, ofPackage }).toEqual({ ofEngine: closeCode, ofPackage: ofWs?.closeCode ?? closeCode });
  });
});

const clientSettings: ClientSettings = {
  role: 'client',
  request: { host: '127.0.0.1', path: '/', key: 'dGhlIHNhbXBsZSBub25jZQ==' },
  createMaskingKey: () => Uint8Array.of(1, 2, 3, 4),
};

const rawKey = fromHex('37 fa 21 3d');

/** Writes a frame without asking whether it may be one. @param length the 7 bits, and the extended length if there is one */
function rawFrame(first: string, length: string, payload: string, isMasked: boolean): Uint8Array {
  const [lengthCode = 0, ...extended] = fromHex(length);
  const bytes = fromHex(payload);
  return Uint8Array.of(
    ...fromHex(first),
    lengthCode + (isMasked ? 0x80 : 0),
    ...extended,
    ...(isMasked ? [...rawKey, ...maskPayload(bytes, rawKey)] : bytes),
  );
}

/** Opens a connection to an endpoint, sends it bytes, and resolves to the code in the one frame that it sends. */
function provoke(receiver: 'server' | 'client', kind: 'engine' | 'ws', bytes: Uint8Array): Promise<number> {
  return receiver === 'server' ? provokeServer(kind, bytes) : provokeClient(kind, bytes);
}

async function provokeServer(kind: 'engine' | 'ws', bytes: Uint8Array): Promise<number> {
  const server = kind === 'engine' ? createEngineServer() : createWsServer();
  await listen(server);
  const socket = connect(portOf(server), '127.0.0.1');
  const [request = new Uint8Array()] = createConnection(clientSettings).takeOutput();
  const closeCode = readOnlyCloseCode(socket, () => socket.write(bytes));
  socket.write(request);
  return closeCode.finally(() => closeServer(server));
}

function createEngineServer(): Server {
  return createServer((socket) => {
    driveConnection(createConnection({ role: 'server' }), socket, () => {});
  });
}

function createWsServer(): Server {
  const server = createHttpServer();
  new WebSocketServer({ server, maxPayload: 2 ** 20 }).on('connection', (ws) => ws.on('error', () => {}));
  return server;
}

async function provokeClient(kind: 'engine' | 'ws', bytes: Uint8Array): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const server = createServer((socket) => {
    const answer = (head: string): void => {
      const key = /^sec-websocket-key: (.*)\r$/im.exec(head)?.[1] ?? '';
      const accept = createHash('sha1')
        .update(key + handshakeGuid)
        .digest('base64');
      const lines = ['HTTP/1.1 101 Switching Protocols', 'Upgrade: websocket', 'Connection: Upgrade'];
      socket.write([...lines, `Sec-WebSocket-Accept: ${accept}`, '', ''].join('\r\n'));
      socket.write(bytes);
    };
    readOnlyCloseCode(socket, answer).then(resolve, reject);
  });
  await listen(server);
  if (kind === 'engine') {
    const socket = connect(portOf(server), '127.0.0.1');
    driveConnection(createConnection(clientSettings), socket, () => {});
  } else {
    new WebSocket(`ws://127.0.0.1:${portOf(server)}`, { maxPayload: 2 ** 20 }).on('error', () => {});
  }
  return promise.finally(() => closeServer(server));
}

/**
 * Reads a head, which `onHead` is given, and behind it one close frame, which has to be all that comes. Then it ends the
 * socket, which the other end may be waiting for.
 */
function readOnlyCloseCode(socket: Socket, onHead: (head: string) => void): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>();
  let received = Buffer.alloc(0);
  let headSizeBytes = 0;
  socket.on('error', () => {});
  socket.on('data', (bytes) => {
    received = Buffer.concat([received, bytes]);
    const headEnd = received.indexOf('\r\n\r\n');
    if (headSizeBytes === 0 && headEnd >= 0) {
      headSizeBytes = headEnd + 4;
      onHead(received.toString('latin1', 0, headSizeBytes));
    }
    if (headSizeBytes > 0 && received.length > headSizeBytes + 1) socket.end();
  });
  socket.once('close', () => {
    const [first = 0, second = 0, ...rest] = received.subarray(headSizeBytes);
    const payload =
      second >= 0x80 ? maskPayload(Uint8Array.from(rest.slice(4)), Uint8Array.from(rest.slice(0, 4))) : rest;
    resolve(
      first === 0x88 && payload.length === (second & 0x7f) ? (payload[0] ?? 0) * 256 + (payload[1] ?? 0) : Number.NaN,
    );
  });
  return promise;
}
