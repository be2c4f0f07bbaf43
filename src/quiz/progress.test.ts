import { describe, expect, test } from 'vitest';
import type { GradedQuestion } from './grade';
import { describeProgress, progressKey, readProgress, writeProgress, type KeptAnswer } from './progress';
import { createSession } from './session';

const [right, wrong] = [{ isCorrect: true }, { isCorrect: false }];
const questions: readonly GradedQuestion[] = [
  { id: 'one', type: 'single', options: [wrong, right, wrong] },
  { id: 'constructor', type: 'single', options: [right, wrong, wrong] },
  { id: 'some', type: 'multiple', options: [right, wrong, right] },
];
/** Every answer that a question of three options can have; `undefined` leaves it open. */
const singleAnswers = [undefined, [0], [1], [2]];
const multipleAnswers = [...singleAnswers, [0, 1], [0, 2], [1, 2], [0, 1, 2]];

const good: KeptAnswer = { chosen: [1], of: 3, isRight: true };
/** What looks like an answer, or does not, and is none. */
const badAnswers: readonly unknown[] = [
  ...[null, 1, 'text', true, [], {}, [[1], 3, true]],
  ...[undefined, null, 1, '1', {}, { length: 1, 0: 1 }, ['1'], [1.5], [null], [[1]], [1, true]].map((chosen) => ({
    ...good,
    chosen,
  })),
  ...[undefined, null, '3', [3], true].map((of) => ({ ...good, of })),
  ...[undefined, null, 'true', 1, {}].map((isRight) => ({ ...good, isRight })),
];

describe('Progress', () => {
  test('what is written is what is read, for every set of answers', () => {
    for (const one of singleAnswers) {
      for (const other of singleAnswers) {
        for (const some of multipleAnswers) {
          const given = { one, constructor: other, some };
          const answers = new Map(Object.entries(given).flatMap(([id, chosen]) => (chosen ? [[id, chosen]] : [])));
          const written = writeProgress({ questions, answers, position: 0 });
          const kept = readProgress(() => written);
          expect(createSession(questions, kept).answers).toEqual(answers);
          expect(kept.get('one')?.isRight).toBe(one && String(one) === '1');
          expect(kept.get('constructor')?.isRight).toBe(other && String(other) === '0');
          expect(kept.get('some')?.isRight).toBe(some && String(some) === '0,2');
        }
      }
    }
  });

  test('has a key and a form that are kept for ever: they lie on the devices of readers', () => {
    expect(progressKey('websockets')).toBe('open-line.quiz.websockets');
    const answers = new Map([
      ['some', [0, 2]],
      ['one', [0]],
    ]);
    expect(writeProgress({ questions, answers, position: 1 })).toBe(
      '{"version":1,"answers":{"one":{"chosen":[0],"of":3,"isRight":false},"some":{"chosen":[0,2],"of":3,"isRight":true}}}',
    );
  });

  test('of a question that the bank does not have is not written', () => {
    expect(writeProgress({ questions, answers: new Map([['gone', [0]]]), position: 0 })).toBe(
      '{"version":1,"answers":{}}',
    );
  });
});

describe('Nothing is read from', () => {
  test.each([
    ...[null, '', ' ', 'x', '{', 'undefined', 'null', '0', '1', 'true', '"text"', '[]', '[1]', '{}', '\u0000'],
    ...['{"version":1}', '{"answers":{}}', '['.repeat(100_000)],
    ...[0, 2, '1', null, [1], true].map((version) => JSON.stringify({ version, answers: { one: good } })),
    ...[null, 1, 'text', true, []].map((answers) => JSON.stringify({ version: 1, answers })),
    `{"__proto__":{"version":1,"answers":{"one":${JSON.stringify(good)}}}}`,
    `{"version":1,"__proto__":{"answers":{"one":${JSON.stringify(good)}}}}`,
    `{"version":1,"answers":{"one":{"__proto__":${JSON.stringify(good)}}}}`,
  ])('%.60j', (text) => {
    expect(readProgress(() => text)).toEqual(new Map());
  });

  test('a storage that is blocked', () => {
    const read = (): never => {
      throw new DOMException('The operation is insecure.', 'SecurityError');
    };
    expect(readProgress(read)).toEqual(new Map());
  });

  test.each(badAnswers.map((answer) => [JSON.stringify(answer), answer]))(
    'the answer %s, and the others are read all the same',
    (_name, answer) => {
      const text = JSON.stringify({ version: 1, answers: { some: answer, one: good } });
      expect(readProgress(() => text)).toEqual(new Map([['one', good]]));
    },
  );

  test('a prototype: a name of one is a question like any other, and changes nothing', () => {
    const text = `{"version":1,"answers":{"__proto__":${JSON.stringify(good)}}}`;
    const kept = readProgress(() => text);
    expect([...kept]).toEqual([['__proto__', good]]);
    expect(kept.get('toString')).toBeUndefined();
    expect({}).not.toHaveProperty('chosen');
    expect(createSession(questions, kept).answers.size).toBe(0);
  });
});

describe('Progress in words', () => {
  const [yes, no] = [good, { ...good, isRight: false }];

  test.each([
    ['', 'nothing', {}],
    ['Quiz: 0 of 3 right', 'a wrong answer', { a: no }],
    ['Quiz: 1 of 3 right', 'a right answer', { b: yes }],
    ['Quiz: 2 of 3 right', 'two right answers', { a: yes, c: yes }],
    ['Quiz: 2 of 3 right', 'a wrong answer among all', { a: yes, b: no, c: yes }],
    ['Quiz done', 'right answers alone', { a: yes, b: yes, c: yes }],
    ['', 'answers to questions that are gone', { x: yes, y: no }],
    ['Quiz: 1 of 3 right', 'an answer, and others to questions that are gone', { a: yes, x: yes, y: yes }],
    ['Quiz done', 'all answers, and one to a question that is gone', { a: yes, b: yes, c: yes, x: no }],
  ])('is “%s” for %s', (words, _name, answers: Readonly<Record<string, KeptAnswer>>) => {
    expect(describeProgress(new Map(Object.entries(answers)), ['a', 'b', 'c'])).toBe(words);
  });
});
