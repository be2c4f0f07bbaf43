import { describe, expect, test } from 'vitest';
import { questionSchema, quizSchema } from './schema';

const explanation = 'Because it could not be otherwise.';
const wrong = { text: 'No', explanation };
const right = { text: 'Yes', isCorrect: true, explanation };
const single = {
  id: 'what-changes',
  type: 'single',
  prompt: 'What does it change?',
  options: [wrong, right, wrong],
  taughtAt: '/websockets/#how-it-opens',
};
const multiple = { ...single, type: 'multiple', options: [right, wrong, right] };

describe('A question', () => {
  test('with one right option is taken, and what is left out gets its default', () => {
    expect(questionSchema.parse(single)).toEqual({
      ...single,
      options: [{ ...wrong, isCorrect: false }, right, { ...wrong, isCorrect: false }],
      claims: [],
    });
  });

  test('with several right options is taken when it says so', () => {
    expect(questionSchema.safeParse(multiple).success).toBe(true);
    expect(questionSchema.safeParse({ ...multiple, options: [right, right, right] }).success).toBe(true);
  });

  test.each([
    ['no right option', { ...single, options: [wrong, wrong, wrong] }, 'options', 'exactly one right option'],
    ['two right options', { ...single, options: [right, right, wrong] }, 'options', 'exactly one right option'],
    ['one right of several', { ...multiple, options: [right, wrong, wrong] }, 'options', 'at least two right options'],
    ['too few options', { ...single, options: [right, wrong] }, 'options', '>=3'],
    ['too many options', { ...single, options: [right, wrong, wrong, wrong, wrong, wrong] }, 'options', '<=5'],
    ['an unknown type', { ...single, type: 'essay' }, 'type', ''],
    ['no type', { ...single, type: undefined }, 'type', ''],
    ['an id with capitals', { ...single, id: 'WhatChanges' }, 'id', 'lower-case words joined by hyphens'],
    ['an id with a space', { ...single, id: 'what changes' }, 'id', 'lower-case words joined by hyphens'],
    ['an empty id', { ...single, id: '' }, 'id', 'lower-case words joined by hyphens'],
    ['a prompt that asks nothing', { ...single, prompt: 'What?' }, 'prompt', '>=10'],
    ['no place where it is taught', { ...single, taughtAt: undefined }, 'taughtAt', ''],
    ['a page without a heading', { ...single, taughtAt: '/websockets/' }, 'taughtAt', 'use a path and a heading'],
    ['another site', { ...single, taughtAt: 'https://example.com/#a' }, 'taughtAt', 'use a path and a heading'],
    ['an option without text', { ...single, options: [right, wrong, { ...wrong, text: '' }] }, 'options.2.text', '>=1'],
    [
      'an option that is not explained',
      { ...single, options: [right, wrong, { text: 'No' }] },
      'options.2.explanation',
      '',
    ],
    [
      'a short explanation',
      { ...single, options: [right, wrong, { ...wrong, explanation: 'No.' }] },
      'options.2.explanation',
      '>=20',
    ],
    ['a field that nobody knows', { ...single, hint: 'Think!' }, '', '"hint"'],
    [
      'an option with such a field',
      { ...single, options: [right, wrong, { ...wrong, correct: true }] },
      'options.2',
      '"correct"',
    ],
    ['claims that are no list', { ...single, claims: 'full-duplex' }, 'claims', 'array'],
  ])('with %s is refused, with place and reason', (_name, question, place, reason) => {
    const { error } = questionSchema.safeParse(question);
    const issues = error?.issues.map(({ path, message }) => ({ place: path.join('.'), message }));
    expect(issues).toContainEqual({ place, message: expect.stringContaining(reason) as string });
  });
});

describe('A bank', () => {
  test('of questions with ids of their own is taken', () => {
    expect(quizSchema.safeParse({ questions: [single, { ...multiple, id: 'what-else' }] }).success).toBe(true);
  });

  test.each([
    ['without questions', { questions: [] }, ''],
    ['that is no list', { questions: single }, ''],
    [
      'in which an id is there twice',
      { questions: [single, multiple] },
      'every question of a bank needs an id of its own',
    ],
    ['with a field that nobody knows', { questions: [single], title: 'Quiz' }, '"title"'],
  ])('%s is refused', (_name, bank, reason) => {
    const { success, error } = quizSchema.safeParse(bank);
    expect(success).toBe(false);
    expect(error?.message).toContain(JSON.stringify(reason).slice(1, -1));
  });
});
