import { describe, expect, test } from 'vitest';
import { createRandom, wholeBetween } from '../simulation/random';
import { shuffle } from './shuffle';

const items = ['what-changes', 'how-it-begins', 'quiet-minute', 'leave-it-out', 'lock-the-door'].map((id) => ({ id }));
const random = createRandom(52);
const seeds = [0, 1, 2, 3, 2 ** 31, 2 ** 32 - 1, ...Array.from({ length: 994 }, createSeed)];

describe('The order of a seed', () => {
  test('is the same each time', () => {
    for (const seed of seeds) expect(shuffle(items, seed)).toEqual(shuffle(items, seed));
  });

  test('is kept for ever: links ask for it', () => {
    const usual = idsOf(items);
    const placesOf = (seed: number): string =>
      idsOf(shuffle(items, seed))
        .map((id) => usual.indexOf(id))
        .join('');
    expect([0, 1, 2, 2 ** 31, 2 ** 32 - 1].map(placesOf)).toEqual(['32014', '31024', '40213', '12043', '02341']);
  });

  test('loses no item, doubles none, and leaves the list it was given as it was', () => {
    const before = [...items];
    for (const seed of seeds) expect(shuffle(items, seed).toSorted(byId)).toEqual(items.toSorted(byId));
    expect(items).toEqual(before);
  });

  test('does not depend on the order before', () => {
    for (const seed of seeds) expect(shuffle(items.toReversed(), seed)).toEqual(shuffle(items, seed));
  });

  test('stays as it is for the others when an item leaves', () => {
    for (const seed of seeds) {
      for (const leaving of items) {
        const others = items.filter((item) => item !== leaving);
        expect(shuffle(others, seed)).toEqual(shuffle(items, seed).filter((item) => item !== leaving));
      }
    }
  });

  test.each([
    ['questions', items],
    ['options, whose ids differ in the last letter alone', ['0', '1', '2', '3', '4'].map((end) => ({ id: `a${end}` }))],
  ])('differs: a thousand seeds know nearly all 120 orders of five %s, and favour no place', (_name, five) => {
    const orders = seeds.map((seed) => idsOf(shuffle(five, seed)));
    expect(new Set(orders.map(String)).size).toBeGreaterThan(110);
    for (const { id } of five) {
      for (const place of five.keys()) {
        const there = orders.filter((order) => order[place] === id).length;
        // One in five: 200, give or take five standard deviations.
        expect(Math.abs(there - 200)).toBeLessThan(64);
      }
    }
  });

  test('leaves nothing and a single item alone', () => {
    expect(shuffle([], 5)).toEqual([]);
    expect(shuffle(items.slice(0, 1), 5)).toEqual(items.slice(0, 1));
  });
});

test('Without a seed the order of the bank holds', () => {
  expect(idsOf(shuffle(items, undefined))).toEqual(idsOf(items));
});

function createSeed(): number {
  return wholeBetween(random, 0, 2 ** 32 - 1);
}

function idsOf(list: readonly { readonly id: string }[]): readonly string[] {
  return list.map(({ id }) => id);
}

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : 1;
}
