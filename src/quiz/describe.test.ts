import { describe, expect, test } from 'vitest';
import { describeScore, describeVerdict } from './describe';
import type { GradedQuestion } from './grade';
import type { Session } from './session';

const [right, wrong] = [{ isCorrect: true }, { isCorrect: false }];
const single: GradedQuestion = { id: 'one', type: 'single', options: [wrong, right, wrong] };
const multiple: GradedQuestion = { id: 'some', type: 'multiple', options: [right, wrong, right] };

describe('The verdict', () => {
  test.each([
    ['no answer', single, undefined, 'Choose an answer first.'],
    ['the right option', single, [1], '✓ Right.'],
    ['a wrong option', single, [0], '✕ Not quite.'],
    ['all right options', multiple, [2, 0], '✓ Right.'],
    ['only some of them', multiple, [0], '✕ Not quite.'],
    ['one too many', multiple, [0, 1, 2], '✕ Not quite.'],
  ])('on %s', (_name, question, answer, words) => {
    expect(describeVerdict(question, answer)).toBe(words);
  });
});

describe('The score', () => {
  test.each([
    ['nothing', [], '0 of 2 right'],
    ['a wrong answer', [['one', [0]]], '0 of 2 right'],
    ['a right answer', [['one', [1]]], '1 of 2 right'],
    [
      'a right answer and a wrong one',
      [
        ['one', [1]],
        ['some', [1]],
      ],
      '1 of 2 right',
    ],
    [
      'right answers alone',
      [
        ['one', [1]],
        ['some', [0, 2]],
      ],
      '2 of 2 right',
    ],
  ] satisfies [string, [string, number[]][], string][])('of %s', (_name, answers, words) => {
    const session: Session = { questions: [single, multiple], answers: new Map(answers), position: 0 };
    expect(describeScore(session)).toBe(words);
  });
});
