import { describe, expect, test } from 'vitest';
import { createRandom, pick, wholeBetween } from '../../simulation/random';
import type { Endpoint } from '../conversation';
import { createSegments, maxSegmentSizeBytes, tcpFlags, type Segment, type SentBytes } from './tcp-segments';

const { fin, syn, psh } = tcpFlags;

describe('A connection (RFC 9293 §3.5, §3.6)', () => {
  test('without a transmission is opened and closed again, by the server first (RFC 6455 §7.1.1)', () => {
    expect(createSegments([]).map(describeSegment)).toEqual([
      'client syn 100 0',
      'server syn+ack 300 101',
      'client ack 101 301',
      'server fin+ack 301 101',
      'client fin+ack 101 302',
      'server ack 302 102',
    ]);
  });

  test('carries each transmission, which the other end acknowledges', () => {
    expect(listTalk([sent('client', 10), sent('server', 20), sent('server', 5)])).toEqual([
      'client psh+ack 101 301 10',
      'server ack 301 111',
      'server psh+ack 301 111 20',
      'client ack 111 321',
      'server psh+ack 321 111 5',
      'client ack 111 326',
    ]);
  });

  test('a transmission without bytes sends nothing', () => {
    expect(createSegments([sent('client', 0)])).toEqual(createSegments([]));
  });
});

describe('Segments (RFC 9293 §3.7.1, §3.8.6.3)', () => {
  test('a message of 4,096 bytes in a masked frame takes three, the last of them pushed', () => {
    expect(listTalk([sent('client', 4_096 + 8)])).toEqual([
      'client ack 101 301 1460',
      'client ack 1561 301 1460',
      'server ack 301 3021',
      'client psh+ack 3021 301 1184',
      'server ack 301 4205',
    ]);
  });

  test.each([
    [1, [1]],
    [1_459, [1_459]],
    [1_460, [1_460]],
    [1_461, [1_460, 1]],
    [2_920, [1_460, 1_460]],
    [2_921, [1_460, 1_460, 1]],
  ])('%i bytes are cut into %j', (sizeBytes, sizes) => {
    const carried = createSegments([sent('server', sizeBytes)]).filter(({ payload }) => payload.length > 0);
    expect(carried.map(({ payload }) => payload.length)).toEqual(sizes);
    expect(carried.map(({ flags }) => (flags & psh) !== 0)).toEqual(
      sizes.map((_, index) => index + 1 === sizes.length),
    );
  });
});

describe('Time', () => {
  test('an answer comes half a round trip later, a second packet of the same end right behind the first', () => {
    const times = createSegments([sent('client', 10)]).map(({ timeMicroseconds }) => timeMicroseconds);
    expect(times).toEqual([0, 20_000, 40_000, 40_120, 60_120, 60_240, 80_240, 100_240]);
  });
});

describe('Any transmissions at all', () => {
  const anything = createAnyTransmissions({ seed: 9293, count: 60 });

  test('the payloads of each end are its bytes, in their order', () => {
    for (const transmissions of anything) {
      for (const from of ['client', 'server'] as const) {
        const carried = createSegments(transmissions).filter((segment) => segment.from === from);
        const said = transmissions.filter((transmission) => transmission.from === from);
        const payloads = Buffer.concat(carried.map(({ payload }) => payload));
        expect(Buffer.compare(payloads, Buffer.concat(said.map(({ bytes }) => bytes)))).toBe(0);
      }
    }
  });

  test('each segment begins where the one before it ended, and acknowledges all that came', () => {
    for (const transmissions of anything) {
      const next: Record<Endpoint, number> = { client: 100, server: 300 };
      for (const segment of createSegments(transmissions)) {
        const other = segment.from === 'client' ? 'server' : 'client';
        expect(segment.sequenceNumber).toBe(next[segment.from]);
        expect(segment.acknowledgmentNumber).toBe(segment.flags === syn ? 0 : next[other]);
        next[segment.from] += segment.payload.length + ((segment.flags & (syn | fin)) === 0 ? 0 : 1);
      }
    }
  });

  test('no more than two segments wait for their acknowledgment', () => {
    for (const transmissions of anything) {
      const acknowledged: Record<Endpoint, number> = { client: 101, server: 301 };
      for (const { from, sequenceNumber, acknowledgmentNumber, payload } of createSegments(transmissions).slice(3)) {
        acknowledged[from === 'client' ? 'server' : 'client'] = acknowledgmentNumber;
        expect(payload.length).toBeLessThanOrEqual(maxSegmentSizeBytes);
        expect(sequenceNumber + payload.length - acknowledged[from]).toBeLessThanOrEqual(2 * maxSegmentSizeBytes);
      }
    }
  });

  test('time goes forward', () => {
    for (const transmissions of anything) {
      const times = createSegments(transmissions).map(({ timeMicroseconds }) => timeMicroseconds);
      expect(times).toEqual([...new Set(times)].sort((a, b) => a - b));
    }
  });
});

function sent(from: Endpoint, sizeBytes: number): SentBytes {
  return { from, bytes: Uint8Array.from({ length: sizeBytes }, (_, index) => index) };
}

/** What stands between the opening and the closing of TCP. */
function listTalk(transmissions: readonly SentBytes[]): readonly string[] {
  return createSegments(transmissions).slice(3, -3).map(describeSegment);
}

/** `client psh+ack 101 301 10`: who, flags, sequence number, acknowledgment number, and the payload's size if any. */
function describeSegment({ from, flags, sequenceNumber, acknowledgmentNumber, payload }: Segment): string {
  const names = Object.entries(tcpFlags).flatMap(([name, bit]) => ((flags & bit) === 0 ? [] : [name]));
  const size = payload.length === 0 ? [] : [payload.length];
  return [from, names.join('+'), sequenceNumber, acknowledgmentNumber, ...size].join(' ');
}

function createAnyTransmissions({ seed, count }: { readonly seed: number; readonly count: number }): SentBytes[][] {
  const random = createRandom(seed);
  const sizes = [0, 1, 2, 125, 1_459, 1_460, 1_461, 2_920, 2_921, 4_104, 9_000];
  return Array.from({ length: count }, () =>
    Array.from({ length: wholeBetween(random, 0, 8) }, () =>
      sent(pick<Endpoint>(random, ['client', 'server']), pick(random, sizes)),
    ),
  );
}
