import { describe, expect, test } from 'vitest';
import { encodeClosePayload } from './close-code';
import { encodeFrame } from './frame';
import { toHex } from './hex';

describe('The payload of a close frame (RFC 6455 §5.5.1)', () => {
  test.each([
    { closeCode: 1000, reason: '', bytes: '03 e8' },
    { closeCode: 1001, reason: 'bye', bytes: '03 e9 62 79 65' },
    { closeCode: 4999, reason: 'é', bytes: '13 87 c3 a9' },
  ])('$closeCode "$reason" is written as $bytes', ({ closeCode, reason, bytes }) => {
    expect(toHex(encodeClosePayload(closeCode, reason))).toBe(bytes);
  });

  test('a close frame with code 1000 and no reason is four bytes from a server', () => {
    expect(toHex(encodeFrame({ fin: true, opcode: 'close', payload: encodeClosePayload(1000) }))).toBe('88 02 03 e8');
  });

  test('the longest reason just fills a control frame', () => {
    const payload = encodeClosePayload(1000, 'x'.repeat(123));
    expect(payload).toHaveLength(125);
    expect(encodeFrame({ fin: true, opcode: 'close', payload })).toHaveLength(127);
  });

  test.each(['x'.repeat(124), 'é'.repeat(62), '😀'.repeat(31)])('124 bytes of reason are refused: %s', (reason) => {
    expect(new TextEncoder().encode(reason)).toHaveLength(124);
    expect(() => encodeClosePayload(1000, reason)).toThrow(RangeError);
  });
});

describe('Close codes that never travel (RFC 6455 §7.4)', () => {
  test.each([1005, 1006, 1015])('%d is only ever reported, never sent', (closeCode) => {
    expect(() => encodeClosePayload(closeCode)).toThrow(RangeError);
  });

  test.each([0, 999, 5000, 65536, -1, 1000.5, Number.NaN])('%d is no close code', (closeCode) => {
    expect(() => encodeClosePayload(closeCode)).toThrow(RangeError);
  });

  test.each([1000, 1008, 1011, 3000, 4000])('%d may be sent', (closeCode) => {
    expect(encodeClosePayload(closeCode)).toHaveLength(2);
  });
});
