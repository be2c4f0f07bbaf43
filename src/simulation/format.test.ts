import { describe, expect, test } from 'vitest';
import { countOf, formatBytes, formatClock, formatCount, formatDuration } from './format';
import { createRandom } from './random';

describe('formatDuration', () => {
  test.each([
    [0, '0 s'],
    [50, '50 ms'],
    [52.5, '53 ms'],
    [999.4, '999 ms'],
    [999.5, '1 s'],
    [1_000, '1 s'],
    [1_049, '1 s'],
    [1_800, '1.8 s'],
    [2_000, '2 s'],
    [59_949, '59.9 s'],
    [59_950, '1 min'],
    [60_000, '1 min'],
    [90_000, '1.5 min'],
    [900_000, '15 min'],
    [3_596_999, '59.9 min'],
    [3_600_000, '1 h'],
    [5_400_000, '1.5 h'],
    [7_200_000, '2 h'],
    [28_800_000, '8 h'],
  ])('%d ms is %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });

  test('sixty of a unit is one of the next: never 1000 ms, 60 s, or 60 min', () => {
    const random = createRandom(60);
    const closeTo = [1_000, 60_000, 3_600_000].flatMap((ms) =>
      Array.from({ length: 2_000 }, () => ms * (1 + (random() - 0.5) / 100)),
    );
    const wrong = closeTo.filter((ms) => /^(1000 ms|60 s|60 min)$/.test(formatDuration(ms)));
    expect(wrong.map((ms) => `${ms} ms is “${formatDuration(ms)}”`).slice(0, 3)).toEqual([]);
  });

  test('a longer time never reads as a shorter one', () => {
    const units: Readonly<Record<string, number>> = { ms: 1, s: 1_000, min: 60_000, h: 3_600_000 };
    const random = createRandom(61);
    const times = Array.from({ length: 5_000 }, () => 10 ** (random() * 8)).sort((a, b) => a - b);
    const read = times.map((ms) => {
      const [value = '', unit = ''] = formatDuration(ms).split(' ');
      return Number(value) * (units[unit] ?? NaN);
    });
    expect(read).toEqual(read.toSorted((a, b) => a - b));
  });
});

describe('formatClock', () => {
  test.each([
    [0, 30_000, '0.00 s'],
    [12_350, 30_000, '12.35 s'],
    [30_000, 30_000, '30.00 s'],
    [299_990, 299_999, '299.99 s'],
    [0, 300_000, '0:00:00'],
    [59_999, 300_000, '0:00:59'],
    [60_000, 300_000, '0:01:00'],
    [9_667_000, 28_800_000, '2:41:07'],
    [28_800_000, 28_800_000, '8:00:00'],
  ])('%d ms of a run of %d ms is %s', (ms, longestMs, text) => {
    expect(formatClock(ms, longestMs)).toBe(text);
  });
});

describe('formatBytes', () => {
  test.each([
    [0, '0 B'],
    [692, '692 B'],
    [999, '999 B'],
    [1_000, '1 kB'],
    [1_049, '1 kB'],
    [9_900, '9.9 kB'],
    [999_949, '999.9 kB'],
    [999_950, '1 MB'],
    [1_200_000, '1.2 MB'],
  ])('%d bytes are %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });
});

describe('Counts', () => {
  test.each([
    [0, '0'],
    [999, '999'],
    [1_024, '1,024'],
    [2_277_845, '2,277,845'],
  ])('%d is written %s', (count, text) => {
    expect(formatCount(count)).toBe(text);
  });

  test.each([
    [0, 'request', undefined, '0 requests'],
    [1, 'request', undefined, '1 request'],
    [2, 'request', undefined, '2 requests'],
    [1, 'reply', 'replies', '1 reply'],
    [1_200, 'reply', 'replies', '1,200 replies'],
  ])('%d of “%s”, in the plural %s, is %s', (count, noun, plural, text) => {
    expect(countOf(count, noun, plural)).toBe(text);
  });
});
