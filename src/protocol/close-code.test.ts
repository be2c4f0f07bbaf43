import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  closeCodes,
  describeCloseCode,
  encodeClosePayload,
  isScriptCloseCode,
  isSendableCloseCode,
  maxReasonSizeBytes,
} from './close-code';
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

/** Every code with a meaning, every border between two ranges, and what lies beyond them. */
const allCodes = Array.from({ length: 5_201 }, (_, closeCode) => closeCode);

describe('Which codes a frame may carry (RFC 6455 §7.4)', () => {
  test('of 0 to 5200 they are those that the ws package sends and takes', () => {
    const { isValidStatusCode } = loadValidationOfWs();
    expect(allCodes.filter(isSendableCloseCode)).toEqual(allCodes.filter(isValidStatusCode));
  });

  test.each([1004, 1005, 1006, 1015, 1016, 1999, 2000, 2999, 5000])('%d never travels', (closeCode) => {
    expect(isSendableCloseCode(closeCode)).toBe(false);
  });

  test('they are written high byte first, and all others are refused', () => {
    for (const closeCode of allCodes) {
      if (isSendableCloseCode(closeCode)) {
        expect([...encodeClosePayload(closeCode)]).toEqual([Math.floor(closeCode / 256), closeCode % 256]);
      } else expect(() => encodeClosePayload(closeCode)).toThrow(RangeError);
    }
  });
});

describe('Which codes a script in a page may pass to close() (WHATWG WebSockets, “close()”)', () => {
  test('of 0 to 5200 they are those that the WebSocket of the platform takes', () => {
    // Nothing listens there, and nothing has to: a code is checked before the state of the connection.
    const socket = new WebSocket('ws://127.0.0.1:9');
    const takes = (closeCode: number): boolean => {
      try {
        socket.close(closeCode);
        return true;
      } catch (error) {
        expect(error).toHaveProperty('name', 'InvalidAccessError');
        return false;
      }
    };
    expect(allCodes.filter(isScriptCloseCode)).toEqual(allCodes.filter(takes));
  });

  test('each of them may travel', () => {
    expect(allCodes.filter(isScriptCloseCode).every(isSendableCloseCode)).toBe(true);
  });
});

describe('A code in words', () => {
  test.each([
    { closeCode: 1000, words: '1000, Normal Closure. All is done.' },
    { closeCode: 1005, words: '1005, No Status Received. What a program is told when the close frame had no code.' },
    { closeCode: 1006, words: '1006, Abnormal Closure. What a program is told when no close frame came at all.' },
    { closeCode: 3000, words: '3000. Such codes belong to libraries and frameworks.' },
    { closeCode: 3999, words: '3999. Such codes belong to libraries and frameworks.' },
    { closeCode: 4000, words: '4000. Its meaning is the application’s own affair.' },
    { closeCode: 4999, words: '4999. Its meaning is the application’s own affair.' },
    { closeCode: 999, words: '999. No such code may be sent.' },
    { closeCode: 2000, words: '2000. No such code may be sent.' },
    { closeCode: 5000, words: '5000. No such code may be sent.' },
  ])('$closeCode: $words', ({ closeCode, words }) => {
    expect(describeCloseCode(closeCode)).toBe(words);
  });

  test('every code of the registry has a name and a meaning of its own', () => {
    const named = Object.entries(closeCodes);
    expect(named.map(([closeCode]) => Number(closeCode))).toEqual(Array.from({ length: 16 }, (_, i) => 1000 + i));
    expect(new Set(named.map(([, { name }]) => name)).size).toBe(named.length);
    expect(new Set(named.map(([, { meaning }]) => meaning)).size).toBe(named.length);
  });

  test('it is said that a code may not be sent, or what it means, for each from 0 to 5200', () => {
    for (const closeCode of allCodes) {
      const words = describeCloseCode(closeCode);
      expect(words.startsWith(String(closeCode))).toBe(true);
      expect(words.endsWith('No such code may be sent.')).toBe(
        !isSendableCloseCode(closeCode) && !(closeCode in closeCodes),
      );
    }
  });
});

test('a reason has what a control frame has left beside the code (RFC 6455 §5.5, §5.5.1)', () => {
  expect(maxReasonSizeBytes).toBe(123);
});

/** The package keeps its checks to itself, so the file is asked for by its path. */
function loadValidationOfWs(): { readonly isValidStatusCode: (closeCode: number) => boolean } {
  const require = createRequire(import.meta.url);
  const file = join(dirname(require.resolve('ws/package.json')), 'lib/validation.js');
  return require(file) as ReturnType<typeof loadValidationOfWs>;
}
