import { describe, expect, test } from 'vitest';
import { createRandom, pick, wholeBetween } from '../simulation/random';
import { fromHex, toHex } from './hex';
import { createTextReader, createUtf8Check } from './utf8';

/** What the platform says of the bytes as a whole text. */
function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function isAccepted(...pieces: readonly Uint8Array[]): boolean {
  const check = createUtf8Check();
  return pieces.every((piece) => check.push(piece) === undefined) && check.isWhole();
}

describe('UTF-8 (RFC 3629 §4)', () => {
  test.each([
    ['', undefined],
    ['48 65 6c 6c 6f', undefined],
    ['ce ba e1 bd b9 cf 83 ce bc ce b5', undefined],
    ['f0 9f 98 80', undefined],
    ['ef bb bf', undefined],
    ['f4 8f bf bf', undefined],
    ['ed 9f bf ee 80 80', undefined],
    // In the order of Autobahn's 6.12 and after: stray followers, impossible bytes, longer forms, surrogates, too high.
    ['80', 0],
    ['41 bf', 1],
    ['fe', 0],
    ['ff', 0],
    ['c0 af', 0],
    ['c1 bf', 0],
    ['e0 80 af', 1],
    ['e0 9f bf', 1],
    ['f0 80 80 af', 1],
    ['f0 8f bf bf', 1],
    ['f8 88 80 80 80', 0],
    ['ed a0 80', 1],
    ['ed bf bf', 1],
    ['f4 90 80 80', 1],
    ['f5 80 80 80', 0],
    ['ce ba e1 bd b9 cf 83 ce bc ce b5 ed a0 80 65', 12],
    ['c3 28', 1],
    ['e2 82 28', 2],
  ])('%s: the first byte that cannot stand there is number %s', (hex, place) => {
    expect(createUtf8Check().push(fromHex(hex))).toBe(place);
  });

  test.each(['c3', 'e2 82', 'f0 9f 98', '41 e2'])('%s is right so far, and no whole text', (hex) => {
    const check = createUtf8Check();
    expect(check.push(fromHex(hex))).toBeUndefined();
    expect(check.isWhole()).toBe(false);
  });

  test('agrees with the platform about all texts of two bytes, and of three after each first byte that has rules', () => {
    const differences: string[] = [];
    const compare = (...bytes: readonly number[]): void => {
      const text = Uint8Array.from(bytes);
      if (isAccepted(text) !== isUtf8(text)) differences.push(bytes.join(' '));
    };
    for (let first = 0; first < 256; first += 1) {
      for (let second = 0; second < 256; second += 1) compare(first, second);
    }
    for (const first of [0xe0, 0xe1, 0xed, 0xef, 0xf0, 0xf4]) {
      for (let second = 0x7f; second < 0xc1; second += 1) {
        for (const third of [0x7f, 0x80, 0xbf, 0xc0]) {
          compare(first, second, third);
          for (const fourth of [0x7f, 0x80, 0xbf, 0xc0]) compare(first, second, third, fourth);
        }
      }
    }
    expect(differences).toEqual([]);
  });

  test('wherever a text is cut, the answer is the same', () => {
    const random = createRandom(5);
    const parts = ['a', 'é', '€', '😀', '\u0000', '\ufffd'].map((text) => new TextEncoder().encode(text));
    for (let round = 0; round < 500; round += 1) {
      const text = Uint8Array.from(
        Array.from({ length: 6 }, () => [...(parts[Math.floor(random() * 6)] ?? [])]).flat(),
      );
      if (round % 2 === 1) text[Math.floor(random() * text.length)] = Math.floor(random() * 256);
      const expected = isUtf8(text);
      for (let cut = 0; cut <= text.length; cut += 1) {
        expect(isAccepted(text.subarray(0, cut), text.subarray(cut))).toBe(expected);
      }
    }
  });
});

describe('Texts in pieces (RFC 6455 §5.4, §8.1)', () => {
  test('the reader refuses the very byte that the check does, and no other', () => {
    const random = createRandom(81);
    const borders = fromHex('41 80 8f 90 9f a0 bf c0 c1 c2 df e0 e1 ed ef f0 f1 f4 f5 ff');
    for (let round = 0; round < 20_000; round += 1) {
      const text = Array.from({ length: wholeBetween(random, 1, 6) }, () => pick(random, [...borders]));
      const check = createUtf8Check();
      const read = createTextReader();
      for (const byte of text) {
        const isRight = check.push(Uint8Array.of(byte)) === undefined;
        if ((read(Uint8Array.of(byte), false) !== undefined) !== isRight) expect.fail(toHex(Uint8Array.from(text)));
        if (!isRight) break;
      }
    }
  });

  test('cut anywhere, texts come out as they went in, one after the other', () => {
    const read = createTextReader();
    for (const text of ['\ufeffGrüße 😀', '', 'a\u0000é€']) {
      const bytes = new TextEncoder().encode(text);
      for (let cut = 0; cut <= bytes.length; cut += 1) {
        expect(`${read(bytes.subarray(0, cut), false)}${read(bytes.subarray(cut), true)}`).toBe(text);
      }
    }
  });

  test('a text that ends inside a character is refused at its end', () => {
    const read = createTextReader();
    expect(read(fromHex('41 e2 82'), false)).toBe('A');
    expect(read(new Uint8Array(), true)).toBeUndefined();
  });
});
