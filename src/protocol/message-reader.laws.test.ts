import { describe, expect, test } from 'vitest';
import { createRandom, pick, wholeBetween } from '../simulation/random';
import { anyBytes, bytesOf, createAnyStream, cut, cutAnywhere, join, type AnyStream } from './any-frame';
import { encodeFrame } from './frame';
import { createMessageReader, type Arrival } from './message-reader';

const random = createRandom(64_55);
const streams = Array.from({ length: 300 }, () => createAnyStream(random));
const createMaskingKey = (): Uint8Array => anyBytes(random, 4);

describe('Any valid stream', () => {
  test('the streams looked at hold every kind of frame, fragments, and all forms of a length', () => {
    const frames = streams.flatMap((stream) => stream.frames);
    expect(new Set(frames.map(({ opcode }) => opcode)).size).toBe(6);
    expect(frames.filter(({ fin }) => !fin).length).toBeGreaterThan(100);
    expect(frames.some(({ payload }) => payload.length > 0xffff)).toBe(true);
    expect(frames.some(({ payload }) => payload.length > 125 && payload.length <= 0xffff)).toBe(true);
  });

  test('arrives as it was sent, in one piece', () => {
    for (const stream of streams) {
      expectArrivals(readAll('client', [bytesOf(stream.frames)]), stream);
      expectArrivals(readAll('server', [bytesOf(stream.frames, createMaskingKey)]), stream);
    }
  });

  test('arrives as it was sent, wherever the bytes are cut', () => {
    for (const stream of streams) {
      expectArrivals(readAll('client', cutAnywhere(random, bytesOf(stream.frames))), stream);
      expectArrivals(readAll('server', cutAnywhere(random, bytesOf(stream.frames, createMaskingKey))), stream);
    }
  });

  test('arrives as it was sent, byte by byte', () => {
    for (const stream of streams.filter(isSmall)) {
      expectArrivals(readAll('server', cut(bytesOf(stream.frames, createMaskingKey), 1)), stream);
    }
  });

  test('arrives as it was sent whatever the masking keys, also all zeros', () => {
    for (const stream of streams.filter(isSmall)) {
      for (const key of [new Uint8Array(4), new Uint8Array(4).fill(255), createMaskingKey()]) {
        expectArrivals(readAll('server', [bytesOf(stream.frames, () => key)]), stream);
      }
    }
  });

  test('is written by encodeFrame as by hand, so that reading undoes writing', () => {
    for (const { frames } of streams) {
      const maskingKey = createMaskingKey();
      const plain = join(frames.map((frame) => encodeFrame(frame)));
      const masked = join(frames.map((frame) => encodeFrame(frame, { maskingKey })));
      expect(Buffer.compare(plain, bytesOf(frames))).toBe(0);
      expect(
        Buffer.compare(
          masked,
          bytesOf(frames, () => maskingKey),
        ),
      ).toBe(0);
    }
  });
});

describe('Any bytes at all', () => {
  const broken = streams.filter(isSmall).map(({ frames }) => damage(bytesOf(frames, createMaskingKey)));
  const noise = Array.from({ length: 2_000 }, () => createNoise());

  test('both wrong streams and right ones are among those looked at', () => {
    const ends = [...broken, ...noise].map((bytes) => readAll('server', [bytes]).at(-1));
    const kinds = new Set(ends.map((end) => (end?.type === 'violation' ? end.violation.type : end?.type)));
    expect(kinds.size).toBeGreaterThan(12);
  });

  test('come to the same however they are cut', () => {
    for (const bytes of [...broken, ...noise]) {
      for (const receiver of ['client', 'server'] as const) {
        const whole = readAll(receiver, [bytes]);
        expectSame(readAll(receiver, cutAnywhere(random, bytes)), whole);
        if (bytes.length < 600) expectSame(readAll(receiver, cut(bytes, 1)), whole);
      }
    }
  });

  test('nothing arrives after a close frame or a violation', () => {
    for (const bytes of [...broken, ...noise]) {
      const reader = createMessageReader({ receiver: 'server', maxMessageSizeBytes: 100_000 });
      const arrivals = reader.read(bytes);
      const end = arrivals.findIndex(({ type }) => type === 'close' || type === 'violation');
      if (end === -1) continue;
      expect(end).toBe(arrivals.length - 1);
      expect(reader.read(bytes)).toEqual([]);
    }
  });

  test('no message is larger than the limit', () => {
    for (const bytes of [...streams.map(({ frames }) => bytesOf(frames, createMaskingKey)), ...broken, ...noise]) {
      for (const arrival of readAll('server', cutAnywhere(random, bytes), 50)) {
        if (arrival.type === 'binary') expect(arrival.bytes.length).toBeLessThanOrEqual(50);
        if (arrival.type === 'text') expect(Buffer.byteLength(arrival.text)).toBeLessThanOrEqual(50);
      }
    }
  });
});

function readAll(
  receiver: 'client' | 'server',
  pieces: readonly Uint8Array[],
  maxMessageSizeBytes = 100_000,
): readonly Arrival[] {
  const reader = createMessageReader({ receiver, maxMessageSizeBytes });
  return pieces.flatMap((piece) => reader.read(piece));
}

function expectArrivals(arrivals: readonly Arrival[], stream: AnyStream): void {
  expectSame(arrivals, stream.arrivals);
}

/** Compares as one text, which is much faster than to walk through large arrays. */
function expectSame(arrivals: readonly Arrival[], expected: readonly Arrival[]): void {
  expect(arrivals.map(describeArrival)).toEqual(expected.map(describeArrival));
}

function describeArrival(arrival: Arrival): string {
  if (arrival.type === 'binary') return `binary ${Buffer.from(arrival.bytes).toString('hex')}`;
  if (arrival.type === 'ping' || arrival.type === 'pong') {
    return `${arrival.type} ${Buffer.from(arrival.payload).toString('hex')}`;
  }
  return JSON.stringify(arrival);
}

function isSmall({ frames }: AnyStream): boolean {
  return frames.every(({ payload }) => payload.length < 1_000);
}

/** Changes a few bytes, or takes some away. */
function damage(bytes: Uint8Array): Uint8Array {
  const damaged = new Uint8Array(bytes);
  if (damaged.length === 0) return damaged;
  for (let count = wholeBetween(random, 1, 3); count > 0; count -= 1) {
    damaged[wholeBetween(random, 0, damaged.length - 1)] = wholeBetween(random, 0, 255);
  }
  return random() < 0.3 ? damaged.slice(wholeBetween(random, 0, damaged.length - 1)) : damaged;
}

/** Bytes by chance; most of them begin like a frame of a client, so that they are not all wrong at the first byte. */
function createNoise(): Uint8Array {
  const noise = anyBytes(random, wholeBetween(random, 0, 60));
  if (random() < 0.8) noise.set([pick(random, [0x01, 0x02, 0x81, 0x82, 0x88, 0x89, 0x8a])].slice(0, noise.length));
  if (random() < 0.8 && noise.length > 1) noise[1] = 0x80 | pick(random, [0, 1, 2, 3, 10, 20, 126, 127]);
  return noise;
}
