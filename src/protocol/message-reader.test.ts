import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { closePayload, cut, join, maskedFrame, plainFrame } from './any-frame';
import { fromHex } from './hex';
import { createMessageReader, type Arrival, type MessageReader, type ReaderSettings } from './message-reader';
import type { ViolationType } from './violation';

const noBytes = new Uint8Array();

describe('A message in one frame (RFC 6455 §5.6, §5.7)', () => {
  test.each<{ bytes: string; receiver: ReaderSettings['receiver']; arrival: Arrival }>([
    { bytes: '81 05 48 65 6c 6c 6f', receiver: 'client', arrival: { type: 'text', text: 'Hello' } },
    { bytes: '81 85 37 fa 21 3d 7f 9f 4d 51 58', receiver: 'server', arrival: { type: 'text', text: 'Hello' } },
    { bytes: '81 00', receiver: 'client', arrival: { type: 'text', text: '' } },
    { bytes: '81 80 37 fa 21 3d', receiver: 'server', arrival: { type: 'text', text: '' } },
    { bytes: '81 03 ef bb bf', receiver: 'client', arrival: { type: 'text', text: '\ufeff' } },
    { bytes: '82 02 00 ff', receiver: 'client', arrival: { type: 'binary', bytes: fromHex('00 ff') } },
    { bytes: '82 00', receiver: 'client', arrival: { type: 'binary', bytes: noBytes } },
    { bytes: '82 82 01 02 03 04 01 02', receiver: 'server', arrival: { type: 'binary', bytes: fromHex('00 00') } },
    { bytes: '89 05 48 65 6c 6c 6f', receiver: 'client', arrival: { type: 'ping', payload: fromHex('48656c6c6f') } },
    { bytes: '89 00', receiver: 'client', arrival: { type: 'ping', payload: noBytes } },
    { bytes: '8a 01 ff', receiver: 'client', arrival: { type: 'pong', payload: fromHex('ff') } },
    { bytes: '8a 80 37 fa 21 3d', receiver: 'server', arrival: { type: 'pong', payload: noBytes } },
    { bytes: '88 00', receiver: 'client', arrival: { type: 'close', closeCode: undefined, closeReason: '' } },
    { bytes: '88 02 03 e8', receiver: 'client', arrival: { type: 'close', closeCode: 1000, closeReason: '' } },
    { bytes: '88 04 0f a0 c3 a9', receiver: 'client', arrival: { type: 'close', closeCode: 4000, closeReason: 'é' } },
    {
      bytes: '88 82 00 00 00 00 03 e9',
      receiver: 'server',
      arrival: { type: 'close', closeCode: 1001, closeReason: '' },
    },
  ])('$bytes to a $receiver: $arrival.type, with the last byte and not before', ({ bytes, receiver, arrival }) => {
    const whole = fromHex(bytes);
    expect(createReader({ receiver }).read(whole)).toEqual([arrival]);
    const reader = createReader({ receiver });
    expect(reader.read(whole.subarray(0, -1))).toEqual([]);
    expect(reader.read(whole.subarray(-1))).toEqual([arrival]);
  });

  test('several in one piece arrive in their order', () => {
    expect(createReader().read(fromHex('81 01 61 82 01 62 89 01 63 8a 00 81 01 64'))).toEqual([
      { type: 'text', text: 'a' },
      { type: 'binary', bytes: fromHex('62') },
      { type: 'ping', payload: fromHex('63') },
      { type: 'pong', payload: noBytes },
      { type: 'text', text: 'd' },
    ]);
  });

  test('a piece without bytes brings nothing, wherever it comes', () => {
    const reader = createReader();
    const pieces = [noBytes, fromHex('81'), noBytes, fromHex('02'), noBytes, fromHex('61'), noBytes, fromHex('62')];
    expect(pieces.map((piece) => reader.read(piece).length)).toEqual([0, 0, 0, 0, 0, 0, 0, 1]);
    expect(reader.read(noBytes)).toEqual([]);
  });
});

describe('A message in fragments (RFC 6455 §5.4)', () => {
  test.each<{ case: string; bytes: string; arrivals: readonly Arrival[] }>([
    { case: 'the RFC’s example', bytes: '01 03 48 65 6c 80 02 6c 6f', arrivals: [{ type: 'text', text: 'Hello' }] },
    {
      case: 'three of a binary',
      bytes: '02 01 61 00 01 62 80 01 63',
      arrivals: [{ type: 'binary', bytes: fromHex('616263') }],
    },
    { case: 'empty ones only', bytes: '01 00 00 00 80 00', arrivals: [{ type: 'text', text: '' }] },
    { case: 'an empty end', bytes: '01 01 61 80 00', arrivals: [{ type: 'text', text: 'a' }] },
    { case: 'a cut inside a character', bytes: '01 01 c3 80 01 a9', arrivals: [{ type: 'text', text: 'é' }] },
    {
      case: 'an empty one inside a character',
      bytes: '01 01 c3 00 00 80 01 a9',
      arrivals: [{ type: 'text', text: 'é' }],
    },
    {
      case: 'control frames between them',
      bytes: '01 01 61 89 01 70 00 01 62 8a 00 80 01 63',
      arrivals: [
        { type: 'ping', payload: fromHex('70') },
        { type: 'pong', payload: noBytes },
        { type: 'text', text: 'abc' },
      ],
    },
    {
      case: 'a close frame before the end',
      bytes: '01 01 61 88 02 03 e8 80 01 62',
      arrivals: [{ type: 'close', closeCode: 1000, closeReason: '' }],
    },
    {
      case: 'one message after the other',
      bytes: '01 01 61 80 01 62 02 01 63 80 01 64 81 01 65',
      arrivals: [
        { type: 'text', text: 'ab' },
        { type: 'binary', bytes: fromHex('63 64') },
        { type: 'text', text: 'e' },
      ],
    },
  ])('$case', ({ bytes, arrivals }) => {
    expect(createReader().read(fromHex(bytes))).toEqual(arrivals);
  });

  test('each fragment has a masking key of its own', () => {
    const first = maskedFrame(0x01, 'Hel', fromHex('01 02 03 04'));
    const second = maskedFrame(0x80, 'lo', fromHex('f1 f2 f3 f4'));
    expect(createReader({ receiver: 'server' }).read(join([first, second]))).toEqual([{ type: 'text', text: 'Hello' }]);
  });
});

describe('Text is checked as it comes (RFC 6455 §8.1)', () => {
  // The last byte of each line is the one that breaks the rule; the frame, or the message, would go on behind it.
  test.each([
    { case: 'in one frame', bytes: '81 09 61 ff' },
    { case: 'in the second fragment', bytes: '01 01 61 00 05 62 ff' },
    { case: 'in the last fragment', bytes: '01 01 61 80 05 62 ff' },
    { case: 'on the far side of a cut', bytes: '01 02 61 c3 00 05 62' },
    { case: 'behind an empty fragment', bytes: '01 02 61 c3 00 00 00 05 62' },
    { case: 'behind a ping', bytes: '01 01 e2 89 02 ff ff 80 05 28' },
  ])('$case', ({ bytes }) => {
    for (const size of [1, 2, 100]) {
      const reader = createReader();
      const arrivals = cut(fromHex(bytes).subarray(0, -1), size).flatMap((piece) => reader.read(piece));
      expect(arrivals.filter(({ type }) => type !== 'ping')).toEqual([]);
      expect(reader.read(fromHex(bytes).subarray(-1))).toMatchObject([{ violation: { type: 'invalid UTF-8' } }]);
    }
  });

  test.each(['81 01 c3', '81 03 61 e2 82', '01 01 c3 80 00', '01 01 61 80 01 c3'])(
    '%s ends inside a character, which shows only at the end',
    (hex) => {
      const bytes = fromHex(hex);
      expect(typesOf(createReader().read(bytes))).toEqual(['invalid UTF-8']);
      expect(createReader().read(bytes.subarray(0, -1))).toEqual([]);
    },
  );

  test('binary messages, pings, and pongs hold any bytes', () => {
    const arrivals = createReader().read(fromHex('82 02 ff fe 89 02 ff fe 8a 02 ff fe 02 01 ff 80 01 fe'));
    expect(typesOf(arrivals)).toEqual(['binary', 'ping', 'pong', 'binary']);
  });

  test('a bad text leaves nothing behind for the reader of another connection', () => {
    expect(typesOf(createReader().read(fromHex('81 03 61 e2 82')))).toEqual(['invalid UTF-8']);
    expect(createReader().read(fromHex('81 02 c3 a9'))).toEqual([{ type: 'text', text: 'é' }]);
  });
});

describe('The largest message (RFC 6455 §10.4)', () => {
  test.each<{ bytes: string; types: readonly (Arrival['type'] | ViolationType)[] }>([
    { bytes: '82 04 01 02 03 04', types: ['binary'] },
    { bytes: '82 05', types: ['message too big'] },
    { bytes: '82 7e 01', types: ['message too big'] },
    { bytes: '02 02 01 02 80 02 03 04', types: ['binary'] },
    { bytes: '02 02 01 02 80 03', types: ['message too big'] },
    { bytes: '02 04 01 02 03 04 00 00 00 00 80 00', types: ['binary'] },
    { bytes: '02 04 01 02 03 04 00 01', types: ['message too big'] },
    { bytes: '01 02 61 62 89 7d', types: [] },
    { bytes: '01 04 61 62 63 64 89 05 01 02 03 04 05 80 00', types: ['ping', 'text'] },
    { bytes: '82 04 01 02 03 04 82 04 01 02 03 04', types: ['binary', 'binary'] },
    { bytes: '81 04 f0 9f 98 80', types: ['text'] },
  ])('with 4 bytes at most, $bytes comes to $types', ({ bytes, types }) => {
    expect(typesOf(createReader({ maxMessageSizeBytes: 4 }).read(fromHex(bytes)))).toEqual(types);
  });

  test('a message without bytes is taken where none may have any', () => {
    expect(typesOf(createReader({ maxMessageSizeBytes: 0 }).read(fromHex('81 00 02 00 80 00 81 01')))).toEqual([
      'text',
      'binary',
      'message too big',
    ]);
  });

  test('fragments without bytes take no memory, however many come', () => {
    const reader = createReader();
    const many = new Uint8Array(100_000);
    reader.read(fromHex('02 01 61'));
    const before = usedMemory();
    for (let round = 0; round < 4; round += 1) expect(reader.read(many)).toEqual([]);
    expect(usedMemory() - before).toBeLessThan(4_000_000);
    expect(reader.read(fromHex('80 01 62'))).toEqual([{ type: 'binary', bytes: fromHex('61 62') }]);
  });
});

describe('After the end (RFC 6455 §5.5.1, §7.1.7)', () => {
  test.each([
    { case: 'a close frame', bytes: '88 02 03 e8', type: 'close' },
    { case: 'a close frame without a body', bytes: '88 00', type: 'close' },
    { case: 'a bad first byte', bytes: 'f1', type: 'reserved bits' },
    { case: 'a bad length', bytes: '82 7f 80', type: 'negative length' },
    { case: 'a bad text', bytes: '81 01 ff', type: 'invalid UTF-8' },
    { case: 'a bad reason', bytes: '88 03 03 e8 ff', type: 'invalid UTF-8 in reason' },
  ])('nothing comes after $case, in the same piece or another', ({ bytes, type }) => {
    const more = fromHex('81 01 61 89 00 88 00 ff');
    const reader = createReader();
    expect(typesOf(reader.read(join([fromHex('8a 00'), fromHex(bytes), more])))).toEqual(['pong', type]);
    expect(reader.read(more)).toEqual([]);
    expect(reader.read(noBytes)).toEqual([]);
  });
});

describe('What arrives has memory of its own', () => {
  test.each([
    { kind: 'an array', own: (bytes: Uint8Array) => new Uint8Array(bytes) },
    { kind: 'a Node Buffer', own: (bytes: Uint8Array) => Buffer.from(bytes) },
    {
      kind: 'a part of a larger array',
      own: (bytes: Uint8Array) => new Uint8Array(join([bytes, bytes])).subarray(0, bytes.length),
    },
  ])('$kind may be used again once it is read, and is left as it was', ({ own }) => {
    const frames = [
      ...[maskedFrame(0x82, 'Hello'), maskedFrame(0x89, 'a'), maskedFrame(0x8a, 'b'), maskedFrame(0x02, 'c')],
      ...[maskedFrame(0x80, 'd'), maskedFrame(0x82, 'x'.repeat(200)), maskedFrame(0x88, closePayload(1000, 'bye'))],
    ];
    for (const size of [1, 7, 1000]) {
      const reader = createReader({ receiver: 'server' });
      const arrivals = cut(join(frames), size).flatMap((piece) => {
        const bytes = own(piece);
        const found = reader.read(bytes);
        expect([...bytes]).toEqual([...piece]);
        for (const arrival of found) expect(buffersOf(arrival)).not.toContain(bytes.buffer);
        bytes.fill(0);
        return found;
      });
      expect(arrivals).toEqual([
        { type: 'binary', bytes: fromHex('48 65 6c 6c 6f') },
        { type: 'ping', payload: fromHex('61') },
        { type: 'pong', payload: fromHex('62') },
        { type: 'binary', bytes: fromHex('63 64') },
        { type: 'binary', bytes: new Uint8Array(200).fill(0x78) },
        { type: 'close', closeCode: 1000, closeReason: 'bye' },
      ]);
    }
  });

  test('it is a plain array, also when a Node Buffer came', () => {
    const [arrival] = createReader().read(Buffer.from(plainFrame(0x82, 'a')));
    expect(arrival?.type === 'binary' && Buffer.isBuffer(arrival.bytes)).toBe(false);
  });
});

function createReader(settings: Partial<ReaderSettings> = {}): MessageReader {
  return createMessageReader({ receiver: 'client', maxMessageSizeBytes: 100_000, ...settings });
}

/** The kinds of what arrived, and the rule for what broke one. */
function typesOf(arrivals: readonly Arrival[]): readonly string[] {
  return arrivals.map((arrival) => (arrival.type === 'violation' ? arrival.violation.type : arrival.type));
}

function buffersOf(arrival: Arrival): readonly ArrayBufferLike[] {
  if (arrival.type === 'binary') return [arrival.bytes.buffer];
  return arrival.type === 'ping' || arrival.type === 'pong' ? [arrival.payload.buffer] : [];
}

/** What is in use after a clearing, in bytes. */
function usedMemory(): number {
  setFlagsFromString('--expose-gc');
  const clear = runInNewContext('gc') as () => void;
  clear();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
