import { describe, expect, test } from 'vitest';
import { decodeHex, fromHex, toHex } from './hex';

describe('Bytes as hex digits', () => {
  test.each([
    { text: '', bytes: [] },
    { text: '00', bytes: [0] },
    { text: '81 05 48 65 6c 6c 6f', bytes: [0x81, 5, 0x48, 0x65, 0x6c, 0x6c, 0x6f] },
    { text: '0a ff', bytes: [10, 255] },
  ])('"$text" reads and writes the same', ({ text, bytes }) => {
    expect(fromHex(text)).toEqual(Uint8Array.from(bytes));
    expect(toHex(Uint8Array.from(bytes))).toBe(text);
  });

  test('every byte survives being written and read', () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, value) => value);
    expect(fromHex(toHex(bytes))).toEqual(bytes);
  });

  test.each(['8105', '81\n05', ' 81  05 ', '81 05'])('white space is free: %j', (text) => {
    expect(toHex(fromHex(text))).toBe('81 05');
  });

  test('capitals are read', () => {
    expect(toHex(fromHex('AB cD'))).toBe('ab cd');
  });

  test.each(['8', '81 0', '0x81', 'zz', '81,05', '81 -5'])('%j is refused', (text) => {
    expect(() => fromHex(text)).toThrow(SyntaxError);
  });
});

describe('Hex digits that a person wrote', () => {
  test.each([
    { text: '', bytes: [] },
    { text: ' \t\r\n', bytes: [] },
    { text: '48656C6c 6F', bytes: [0x48, 0x65, 0x6c, 0x6c, 0x6f] },
    { text: '4 8', bytes: [0x48] },
    { text: '\u00a048\u2003', bytes: [0x48] },
  ])('$text are bytes', ({ text, bytes }) => {
    expect(decodeHex(text)).toEqual({ ok: true, bytes: Uint8Array.from(bytes) });
  });

  test.each([
    { text: '4g', stranger: 'g' },
    { text: '0x48', stranger: 'x' },
    { text: '48,65', stranger: ',' },
    { text: 'ＦＦ', stranger: 'Ｆ' },
    { text: '4٣', stranger: '٣' },
    { text: '48 😀 65', stranger: '😀' },
    { text: '\u0000', stranger: '\u0000' },
    { text: 'x', stranger: 'x' },
  ])('in “$text” the first sign that is no digit is named', ({ text, stranger }) => {
    expect(decodeHex(text)).toEqual({
      ok: false,
      reason: `“${stranger}” is not a hex digit: use 0 to 9 and a to f`,
    });
  });

  test.each(['4', '48 6', 'abc'])('in “%s” half a byte is left over', (text) => {
    expect(decodeHex(text)).toEqual({
      ok: false,
      reason: 'a byte has two hex digits, and one digit is left over',
    });
  });
});
