import { describe, expect, test } from 'vitest';
import { createRandom, pick, wholeBetween } from './random';

describe('createRandom', () => {
  test('the same seed gives the same numbers, and another seed gives others', () => {
    expect(draw(6455, 100)).toEqual(draw(6455, 100));
    expect(draw(6455, 100)).not.toEqual(draw(6456, 100));
  });

  test('the numbers of seed 0 are those of Mulberry32, on every machine', () => {
    expect(draw(0, 3).map((value) => Math.round(value * 2 ** 32))).toEqual([1144304738, 1416247, 958946056]);
  });

  test.each([0, 1, 2 ** 31, 2 ** 32 - 1])('with seed %d every number is at least 0 and below 1', (seed) => {
    const values = draw(seed, 10_000);
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...values)).toBeLessThan(1);
  });

  test('the numbers are spread evenly', () => {
    const tenths = Array.from({ length: 10 }, () => 0);
    for (const value of draw(1, 100_000)) tenths[Math.floor(value * 10)] = (tenths[Math.floor(value * 10)] ?? 0) + 1;
    for (const count of tenths) expect(Math.abs(count - 10_000)).toBeLessThan(500);
  });
});

describe('wholeBetween', () => {
  test('gives each whole number of the range, both ends included, and nothing else', () => {
    const random = createRandom(3);
    const values = Array.from({ length: 1_000 }, () => wholeBetween(random, 4, 7));
    expect([...new Set(values)].sort()).toEqual([4, 5, 6, 7]);
  });

  test('gives the one number of a range of one', () => {
    expect(wholeBetween(createRandom(3), 5, 5)).toBe(5);
  });
});

describe('pick', () => {
  test('gives each item, and nothing else', () => {
    const random = createRandom(3);
    expect([...new Set(Array.from({ length: 200 }, () => pick(random, ['a', 'b', 'c'])))].sort()).toEqual([
      'a',
      'b',
      'c',
    ]);
  });

  test('has nothing to give from an empty list', () => {
    expect(() => pick(createRandom(3), [])).toThrow(RangeError);
  });
});

function draw(seed: number, count: number): readonly number[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, random);
}
