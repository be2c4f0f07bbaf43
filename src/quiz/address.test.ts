import { describe, expect, test } from 'vitest';
import { createRandom, wholeBetween } from '../simulation/random';
import { readOrder } from './address';

const maxSeed = 2 ** 32 - 1;

describe('An order in an address', () => {
  test('is the usual one when nothing is asked', () => {
    expect(readOrder(new URLSearchParams())).toEqual({});
    expect(readOrder(new URLSearchParams('sim.seed=5&quiz=1&QUIZ.SEED=2'))).toEqual({});
  });

  test.each([0, 1, 42, 2 ** 31 - 1, 2 ** 31, maxSeed])('may have the seed %i', (seed) => {
    expect(readOrder(new URLSearchParams(`sim.seed=5&quiz.seed=${seed}`))).toEqual({ seed });
  });

  test('may have any seed in range', () => {
    const random = createRandom(3000);
    for (let round = 0; round < 1_000; round += 1) {
      const seed = wholeBetween(random, 0, maxSeed);
      expect(readOrder(new URLSearchParams({ 'quiz.seed': String(seed) }))).toEqual({ seed });
    }
  });

  test('is the first of several', () => {
    expect(readOrder(new URLSearchParams('quiz.seed=1&quiz.seed=2'))).toEqual({ seed: 1 });
  });

  test.each([
    ...['', ' ', ' 1', '1 ', '01', '+1', '-1', '-0', '1.5', '1.0', '1e3', '0x10', '1,000', '4294967296'],
    ...['9'.repeat(400), 'abc', 'NaN', 'Infinity', 'null', 'undefined', '__proto__', '１２', '٣', '\u0000'],
  ])('cannot be %j: the usual one holds, and words say so', (text) => {
    expect(readOrder(new URLSearchParams({ 'quiz.seed': text }))).toEqual({
      problem: 'The link asks for an unknown order. You see the usual one.',
    });
  });
});
