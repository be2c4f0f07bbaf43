import { describe, expect, test } from 'vitest';
import { fromHex, toHex } from './hex';

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
