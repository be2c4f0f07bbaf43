import { describe, expect, test } from 'vitest';
import { isAnswer, isRight, type GradedQuestion } from './grade';

const [right, wrong] = [{ isCorrect: true }, { isCorrect: false }];
const single: GradedQuestion = { id: 'one', type: 'single', options: [wrong, right, wrong] };
const multiple: GradedQuestion = { id: 'some', type: 'multiple', options: [right, wrong, right, wrong] };
const allRight: GradedQuestion = { id: 'all', type: 'multiple', options: [right, right, right] };

describe('An answer', () => {
  test.each([
    ['an option of a single choice', single, [0]],
    ['its last option', single, [2]],
    ['one option of a multiple choice', multiple, [3]],
    ['several', multiple, [0, 3]],
    ['all of them, in any order', multiple, [3, 0, 2, 1]],
  ])('is %s', (_name, question, chosen) => {
    expect(isAnswer(question, chosen)).toBe(true);
  });

  test.each([
    ['nothing of a single choice', single, []],
    ['nothing of a multiple choice', multiple, []],
    ['two options of a single choice', single, [0, 1]],
    ['an option after the last', single, [3]],
    ['an option before the first', multiple, [-1]],
    ['an option that is not there, among others', multiple, [0, 2, 4]],
    ['half an option', multiple, [0.5]],
    ['no number', multiple, [NaN]],
    ['an endless one', multiple, [Infinity]],
  ])('is not %s', (_name, question, chosen) => {
    expect(isAnswer(question, chosen)).toBe(false);
  });
});

describe('A right answer', () => {
  test.each([
    [single, '1'],
    [multiple, '02'],
    [allRight, '012'],
  ])('is one of all the ways to choose from %o', (question, only) => {
    const ways = listWays(question.options.length);
    expect(ways).toHaveLength(2 ** question.options.length);
    expect(ways.filter((chosen) => isRight(question, chosen)).map((chosen) => chosen.join(''))).toEqual([only]);
  });

  test('may be chosen in any order', () => {
    expect(isRight(multiple, [2, 0])).toBe(true);
    expect(isRight(allRight, [2, 0, 1])).toBe(true);
  });
});

/** Every way to choose from so many options, nothing and all among them. */
function listWays(count: number): readonly (readonly number[])[] {
  const indexes = Array.from({ length: count }, (_, index) => index);
  return Array.from({ length: 2 ** count }, (_, way) => indexes.filter((index) => way & (1 << index)));
}
