import { describe, expect, test } from 'vitest';
import { createRandom, pick, wholeBetween } from '../simulation/random';
import { isAnswer, isRight, type GradedQuestion } from './grade';
import type { KeptAnswer, Progress } from './progress';
import { createSession, listMissed, reduce, type Action, type Session } from './session';

const [right, wrong] = [{ isCorrect: true }, { isCorrect: false }];
const first: GradedQuestion = { id: 'first', type: 'single', options: [wrong, right, wrong] };
const second: GradedQuestion = { id: 'second', type: 'multiple', options: [right, wrong, right, wrong] };
const third: GradedQuestion = { id: 'third', type: 'single', options: [right, wrong, wrong] };
const bank = [first, second, third];
const nothing: Progress = new Map();

/** A step of a walk: what was, what was done, and what came of it. */
interface Step {
  readonly before: Session;
  readonly action: Action;
  readonly after: Session;
}

const random = createRandom(1729);
const steps = Array.from({ length: 60 }, walk).flat();

describe('After any action of any walk', () => {
  test('the walks go everywhere: to every action, taken answers, refused ones, and the score', () => {
    for (const type of ['answer', 'next', 'back', 'retry', 'restart']) {
      expect(stepsOf(type).length).toBeGreaterThan(100);
      expect(stepsOf(type).filter(isAtScore).length).toBeGreaterThan(10);
    }
    const taken = stepsOf('answer').filter(({ before, after }) => after.answers.size > before.answers.size);
    expect(taken.length).toBeGreaterThan(100);
    expect(stepsOf('answer').length - taken.length).toBeGreaterThan(100);
    expect(steps.filter(({ after }) => listMissed(after).length === 0).length).toBeGreaterThan(10);
  });

  test('the position is a question or the score, and the bank is the same', () => {
    for (const { before, after } of steps) {
      expect(Number.isInteger(after.position)).toBe(true);
      expect(after.position).toBeGreaterThanOrEqual(0);
      expect(after.position).toBeLessThanOrEqual(after.questions.length);
      expect(after.questions).toBe(before.questions);
    }
  });

  test('the score is shown only when no question is open', () => {
    for (const { after } of steps) {
      if (after.position === after.questions.length) expect(after.answers.size).toBe(after.questions.length);
    }
  });

  test('every answer is one to a question of the bank', () => {
    for (const { after } of steps) {
      const fitting = after.questions.filter((question) => isAnswer(question, after.answers.get(question.id) ?? []));
      expect(fitting).toHaveLength(after.answers.size);
    }
  });

  test('the right answers are no more than the answers, and those no more than the questions', () => {
    for (const { after } of steps) {
      const rightCount = after.questions.length - listMissed(after).length;
      expect(rightCount).toBeGreaterThanOrEqual(0);
      expect(rightCount).toBeLessThanOrEqual(after.answers.size);
      expect(after.answers.size).toBeLessThanOrEqual(after.questions.length);
    }
  });

  test('an answer goes to the question that is shown, once, and the reader stays to see the verdict', () => {
    for (const { before, action, after } of steps) {
      if (action.type !== 'answer') continue;
      const shown = before.questions[before.position];
      const makesSense = shown && !before.answers.has(shown.id) && isAnswer(shown, action.chosen);
      const answers = makesSense ? new Map([...before.answers, [shown.id, action.chosen]]) : before.answers;
      expect(after).toEqual({ ...before, answers });
    }
  });

  test('going on and back changes no answer', () => {
    for (const { before, after } of [...stepsOf('next'), ...stepsOf('back')]) {
      expect(after.answers).toEqual(before.answers);
    }
  });

  test('going on, a new round, and a new beginning lead to the first open question, or to the score', () => {
    for (const { after } of [...stepsOf('next'), ...stepsOf('retry'), ...stepsOf('restart')]) {
      const shown = after.questions[after.position];
      expect(after.questions.slice(0, after.position).every(({ id }) => after.answers.has(id))).toBe(true);
      expect(shown && after.answers.has(shown.id)).not.toBe(true);
    }
  });

  test('going back leads to the question before, or stays at the first', () => {
    for (const { before, after } of stepsOf('back')) {
      expect(after.position).toBe(before.position === 0 ? 0 : before.position - 1);
    }
  });

  test('a new round opens exactly the questions that were missed', () => {
    for (const { before, after } of stepsOf('retry')) {
      const kept = before.questions.filter((question) => isRight(question, before.answers.get(question.id) ?? []));
      expect(after.answers).toEqual(new Map(kept.map(({ id }) => [id, before.answers.get(id)])));
      expect(listMissed(after)).toEqual(listMissed(before));
    }
  });

  test('a new beginning opens all', () => {
    for (const { before, after } of stepsOf('restart')) {
      expect(after).toEqual({ questions: before.questions, answers: new Map(), position: 0 });
    }
  });

  test('the session before is as it was', () => {
    for (const { before, action } of steps) {
      const copy = structuredClone(before);
      reduce(before, action);
      expect(before).toEqual(copy);
    }
  });
});

describe('An action that makes no sense changes nothing', () => {
  const fresh = createSession(bank, nothing);
  const answered = reduce(fresh, { type: 'answer', chosen: [0] });
  const atSecond = reduce(answered, { type: 'next' });
  const over = createSession(bank, keep({ first: [1], second: [0, 2], third: [0] }));

  test.each<[string, Session, Action]>([
    ['no option', fresh, { type: 'answer', chosen: [] }],
    ['two options of a single choice', fresh, { type: 'answer', chosen: [0, 1] }],
    ['an option that is not there', fresh, { type: 'answer', chosen: [3] }],
    ['a second answer', answered, { type: 'answer', chosen: [1] }],
    ['no option of several', atSecond, { type: 'answer', chosen: [] }],
    ['an option that is not there, among others', atSecond, { type: 'answer', chosen: [0, 4] }],
    ['an answer to the score', over, { type: 'answer', chosen: [0] }],
    ['going on without an answer', fresh, { type: 'next' }],
    ['going on from the score', over, { type: 'next' }],
    ['going back from the first question', fresh, { type: 'back' }],
    ['a new round before the first answer', fresh, { type: 'retry' }],
    ['a new round when nothing was missed', over, { type: 'retry' }],
    ['a new beginning at the beginning', fresh, { type: 'restart' }],
  ])('%s', (_name, session, action) => {
    expect(reduce(session, action)).toEqual(session);
  });
});

describe('A reader', () => {
  test('misses one question, sees the score, and gets that one again', () => {
    let session = createSession(bank, nothing);
    for (const chosen of [[1], [0], [0]]) {
      session = reduce(reduce(session, { type: 'answer', chosen }), { type: 'next' });
    }
    expect(session.position).toBe(3);
    expect(listMissed(session)).toEqual([second]);
    session = reduce(session, { type: 'retry' });
    expect(session.position).toBe(1);
    session = reduce(reduce(session, { type: 'answer', chosen: [2, 0] }), { type: 'next' });
    expect(session.position).toBe(3);
    expect(listMissed(session)).toEqual([]);
  });

  test('goes back to look, and on again to the first open question', () => {
    let session = createSession(bank, keep({ first: [1], second: [1] }));
    for (const position of [1, 0, 0]) {
      session = reduce(session, { type: 'back' });
      expect(session.position).toBe(position);
    }
    expect(reduce(session, { type: 'next' }).position).toBe(2);
  });
});

describe('A session that was kept', () => {
  test.each([
    ['nothing', {}, 0],
    ['the first answer', { first: [0] }, 1],
    ['an answer in the middle', { second: [1, 3] }, 0],
    ['all but one in the middle', { first: [1], third: [2] }, 1],
    ['every answer', { first: [1], second: [0, 1, 2, 3], third: [2] }, 3],
  ])('with %s goes on at the first open question', (_name, chosen: Readonly<Record<string, number[]>>, position) => {
    const answers = new Map(Object.entries(chosen));
    expect(createSession(bank, keep(chosen))).toEqual({ questions: bank, answers, position });
  });

  test.each<[string, string, Partial<KeptAnswer>]>([
    ['to a question that is gone', 'gone', {}],
    ['to a question that has more options now', 'first', { of: 2 }],
    ['to a question that has fewer options now', 'first', { of: 4 }],
    ['of several options to a single choice', 'first', { chosen: [0, 1] }],
    ['of no option', 'first', { chosen: [] }],
    ['of an option that is not there', 'first', { chosen: [3] }],
    ['of an option before the first', 'first', { chosen: [-1] }],
  ])('loses an answer %s, and no other', (_name, id, change) => {
    const kept = new Map([[id, { chosen: [0], of: 3, isRight: false, ...change }], ...keep({ third: [0] })]);
    expect(createSession(bank, kept)).toEqual({ questions: bank, answers: new Map([['third', [0]]]), position: 0 });
  });

  test('is graded by the bank of today', () => {
    const kept = new Map([['first', { chosen: [1], of: 3, isRight: false }]]);
    expect(listMissed(createSession(bank, kept))).toEqual([second, third]);
  });
});

/** Fifty steps of a reader who presses anything, through a bank of any size. */
function walk(): readonly Step[] {
  const questions = Array.from({ length: wholeBetween(random, 1, 4) }, (_, index) => createQuestion(`q-${index}`));
  let before = createSession<GradedQuestion>(questions, nothing);
  return Array.from({ length: 50 }, () => {
    const action = createAction(before);
    const step = { before, action, after: reduce(before, action) };
    before = step.after;
    return step;
  });
}

function createQuestion(id: string): GradedQuestion {
  const type = pick(random, ['single', 'multiple'] as const);
  const wrongs = Array.from({ length: wholeBetween(random, 1, 3) }, () => wrong);
  const rights = type === 'single' ? [right] : [right, right];
  return { id, type, options: random() < 0.5 ? [...rights, ...wrongs] : [...wrongs, ...rights] };
}

/** Often an answer, and often the right one, so that walks get far; sometimes one that no control could give. */
function createAction({ questions, position }: Session): Action {
  const type = pick(random, [
    'answer',
    'answer',
    'answer',
    'next',
    'next',
    'next',
    'back',
    'retry',
    'restart',
  ] as const);
  if (type !== 'answer') return { type };
  const options = questions[position]?.options ?? [];
  const rights = options.flatMap(({ isCorrect }, index) => (isCorrect ? [index] : []));
  const any = Array.from({ length: wholeBetween(random, 0, 3) }, () => wholeBetween(random, -1, options.length));
  return { type, chosen: random() < 0.5 ? rights : any };
}

function stepsOf(type: string): readonly Step[] {
  return steps.filter(({ action }) => action.type === type);
}

function isAtScore({ before }: Step): boolean {
  return before.position === before.questions.length;
}

/** Progress with these answers to the questions of the bank. */
function keep(chosen: Readonly<Record<string, readonly number[]>>): Progress {
  return new Map(
    bank.flatMap((question) => {
      const answer = chosen[question.id];
      const kept = answer && { chosen: answer, of: question.options.length, isRight: isRight(question, answer) };
      return kept ? [[question.id, kept] as const] : [];
    }),
  );
}
