import { describe, expect, test } from 'vitest';
import { createRandom, wholeBetween } from '../../simulation/random';
import { fromHex, toHex } from '../hex';
import { checksumOf, encodePacket } from './ipv4-packet';
import { tcpFlags, type Segment } from './tcp-segments';

const { fin, syn, psh, ack } = tcpFlags;
const usual: Segment = {
  from: 'client',
  timeMicroseconds: 0,
  sequenceNumber: 101,
  acknowledgmentNumber: 301,
  flags: ack,
  payload: new Uint8Array(),
};

describe('The Internet checksum (RFC 1071)', () => {
  test.each([
    ['00 01 f2 03 f4 f5 f6 f7', 0x220d],
    ['45 00 00 73 00 00 40 00 40 11 00 00 c0 a8 00 01 c0 a8 00 c7', 0xb861],
    ['', 0xffff],
    ['00 00', 0xffff],
    ['ff ff', 0],
    ['ff ff ff ff', 0],
    ['ab', 0x54ff],
  ])('of %s is %i', (hex, checksum) => {
    expect(checksumOf(fromHex(hex))).toBe(checksum);
  });

  const samples = createByteArrays({ seed: 1071, count: 300 });

  test('is 0 over bytes that hold their own', () => {
    for (const bytes of samples) {
      const even = bytes.length % 2 === 0 ? bytes : Uint8Array.of(...bytes, 0);
      const checksum = checksumOf(even);
      expect(checksumOf(Uint8Array.of(...even, checksum >> 8, checksum & 0xff))).toBe(0);
    }
  });

  test('does not see a zero at the end that makes the size even', () => {
    for (const bytes of samples.filter(({ length }) => length % 2 === 1)) {
      expect(checksumOf(Uint8Array.of(...bytes, 0))).toBe(checksumOf(bytes));
    }
  });

  test('does not depend on the order of the words', () => {
    for (const bytes of samples.filter(({ length }) => length % 2 === 0)) {
      expect(checksumOf(Uint8Array.of(...bytes.slice(2), ...bytes.slice(0, 2)))).toBe(checksumOf(bytes));
    }
  });

  test('changes with any one bit', () => {
    const random = createRandom(1624);
    for (const bytes of samples.filter(({ length }) => length > 0)) {
      const changed = bytes.slice();
      const index = wholeBetween(random, 0, bytes.length - 1);
      changed[index] = (bytes[index] ?? 0) ^ (1 << wholeBetween(random, 0, 7));
      expect(checksumOf(changed)).not.toBe(checksumOf(bytes));
    }
  });

  test('begins with the sum that is given, as if it stood before the bytes', () => {
    for (const bytes of samples)
      expect(checksumOf(bytes, 0x1234)).toBe(checksumOf(Uint8Array.of(0x12, 0x34, ...bytes)));
  });
});

describe('The headers (RFC 791 §3.1, RFC 9293 §3.1)', () => {
  test.each<[string, Partial<Segment>, string]>([
    [
      'a SYN also tells the largest segment size',
      { flags: syn, sequenceNumber: 100, acknowledgmentNumber: 0 },
      `45 00 00 2c 00 00 40 00 40 06 b6 71 c0 00 02 0a c0 00 02 50
       c3 50 00 50 00 00 00 64 00 00 00 00 60 02 ff ff 4f c7 00 00 02 04 05 b4`,
    ],
    [
      'an ACK is both headers and nothing else',
      {},
      `45 00 00 28 00 00 40 00 40 06 b6 75 c0 00 02 0a c0 00 02 50
       c3 50 00 50 00 00 00 65 00 00 01 2d 50 10 ff ff 66 47 00 00`,
    ],
    [
      'the server’s packets go the other way, with the data behind the headers',
      { from: 'server', flags: psh | ack, sequenceNumber: 301, acknowledgmentNumber: 101, payload: fromHex('89 00') },
      `45 00 00 2a 00 00 40 00 40 06 b6 73 c0 00 02 50 c0 00 02 0a
       00 50 c3 50 00 00 01 2d 00 00 00 65 50 18 ff ff dd 3c 00 00 89 00`,
    ],
  ])('%s', (_, part, hex) => {
    expect(toHex(encodePacket({ ...usual, ...part }))).toBe(hex.replace(/\s+/g, ' '));
  });

  test('both checksums hold, whatever the segment', () => {
    const random = createRandom(791);
    for (const payload of createByteArrays({ seed: 793, count: 300 })) {
      const bytes = encodePacket({
        from: random() < 0.5 ? 'client' : 'server',
        timeMicroseconds: 0,
        sequenceNumber: wholeBetween(random, 0, 2 ** 32 - 1),
        acknowledgmentNumber: wholeBetween(random, 0, 2 ** 32 - 1),
        flags: [syn, syn | ack, ack, psh | ack, fin | ack][wholeBetween(random, 0, 4)] ?? ack,
        payload,
      });
      expect(checksumOf(bytes.slice(0, 20))).toBe(0);
      const pseudoHeader = [...bytes.slice(12, 20), 0, 6, (bytes.length - 20) >> 8, (bytes.length - 20) & 0xff];
      expect(checksumOf(Uint8Array.of(...pseudoHeader, ...bytes.slice(20)))).toBe(0);
      expect(new DataView(bytes.buffer).getUint16(2)).toBe(bytes.length);
    }
  });

  test('a sequence number begins again after the last one of 32 bits', () => {
    const bytes = encodePacket({ ...usual, sequenceNumber: 2 ** 32 + 5 });
    expect(new DataView(bytes.buffer).getUint32(24)).toBe(5);
  });
});

function createByteArrays({ seed, count }: { readonly seed: number; readonly count: number }): readonly Uint8Array[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, () =>
    Uint8Array.from({ length: wholeBetween(random, 0, 90) }, () => wholeBetween(random, 0, 255)),
  );
}
