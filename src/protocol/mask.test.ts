import { describe, expect, test } from 'vitest';
import { createRandom, wholeBetween } from '../simulation/random';
import { fromHex, toHex } from './hex';
import { applyMask, maskPayload } from './mask';

describe('Masking (RFC 6455 §5.3)', () => {
  test.each([
    { payload: '', maskingKey: '37 fa 21 3d', masked: '' },
    { payload: '48 65 6c 6c 6f', maskingKey: '37 fa 21 3d', masked: '7f 9f 4d 51 58' },
    { payload: '00 00 00 00 00 00', maskingKey: '01 02 03 04', masked: '01 02 03 04 01 02' },
    { payload: 'ff 00 ff', maskingKey: 'ff ff ff ff', masked: '00 ff 00' },
    { payload: '48 65', maskingKey: '00 00 00 00', masked: '48 65' },
  ])('key $maskingKey turns "$payload" into "$masked", and back', ({ payload, maskingKey, masked }) => {
    expect(toHex(maskPayload(fromHex(payload), fromHex(maskingKey)))).toBe(masked);
    expect(toHex(maskPayload(fromHex(masked), fromHex(maskingKey)))).toBe(payload);
  });

  test('masking twice with one key gives back any payload', () => {
    const random = createRandom(53);
    for (let size = 0; size < 300; size += 1) {
      const payload = randomBytes(random, size);
      const maskingKey = randomBytes(random, 4);
      expect(maskPayload(maskPayload(payload, maskingKey), maskingKey)).toEqual(payload);
    }
  });

  test('a payload masked in pieces, wherever they lie in memory, is what it is in one', () => {
    const random = createRandom(6);
    for (let round = 0; round < 2_000; round += 1) {
      const payload = randomBytes(random, wholeBetween(random, 0, 300));
      const maskingKey = randomBytes(random, 4);
      const position = wholeBetween(random, 0, payload.length);
      const [offset, start] = [wholeBetween(random, 0, 5), wholeBetween(random, 0, 5)];
      const memory = new Uint8Array(offset + start + payload.length - position);
      const bytes = memory.subarray(offset);
      bytes.set(payload.subarray(position), start);
      applyMask(bytes, maskingKey, position, start);
      expect(bytes.subarray(start)).toEqual(maskPayload(payload, maskingKey).subarray(position));
      expect(memory.subarray(0, offset + start)).toEqual(new Uint8Array(offset + start));
    }
  });

  test('the payload and the key given stay as they were', () => {
    const payload = fromHex('48 65 6c 6c 6f');
    const maskingKey = fromHex('37 fa 21 3d');
    maskPayload(payload, maskingKey);
    expect(toHex(payload)).toBe('48 65 6c 6c 6f');
    expect(toHex(maskingKey)).toBe('37 fa 21 3d');
  });

  test('a Node Buffer is masked into a plain array of its own', () => {
    const masked = maskPayload(Buffer.from('Hello'), Buffer.from('37fa213d', 'hex'));
    expect(toHex(masked)).toBe('7f 9f 4d 51 58');
    expect(masked).not.toBeInstanceOf(Buffer);
  });

  test.each(['', '37 fa 21', '37 fa 21 3d 00'])('a key that has not four bytes is refused: "%s"', (maskingKey) => {
    expect(() => maskPayload(fromHex('48'), fromHex(maskingKey))).toThrow(RangeError);
  });
});

function randomBytes(random: () => number, size: number): Uint8Array {
  return Uint8Array.from({ length: size }, () => Math.floor(random() * 256));
}
