/** A reader's way through a quiz, as a value: what is asked, what was answered, and which question is shown. */
import { isAnswer, isRight, type GradedQuestion } from './grade';
import type { Progress } from './progress';

/** A moment of a quiz. */
export interface Session<Question extends GradedQuestion = GradedQuestion> {
  /** The whole bank, in the order it is asked. */
  readonly questions: readonly Question[];
  /** The answers by question: the indexes of the chosen options. Without one, a question is open. */
  readonly answers: ReadonlyMap<string, readonly number[]>;
  /** Which question is shown; after the last one stands the score. */
  readonly position: number;
}

/**
 * What a reader can do: answer the question that is shown; go on to the first open question, or to the score when none
 * is open; go back by one; have a new round with the questions that were missed; begin anew.
 */
export type Action =
  | { readonly type: 'answer'; readonly chosen: readonly number[] }
  | { readonly type: 'next' | 'back' | 'retry' | 'restart' };

/**
 * Creates a session at its first open question: a new one, or what was kept of an earlier visit, as far as it fits the
 * bank of today. @param questions the whole bank, in the order it is asked
 */
export function createSession<Question extends GradedQuestion>(
  questions: readonly Question[],
  kept: Progress,
): Session<Question> {
  const answers = new Map<string, readonly number[]>();
  for (const question of questions) {
    const { chosen = [], of } = kept.get(question.id) ?? {};
    if (of === question.options.length && isAnswer(question, chosen)) answers.set(question.id, chosen);
  }
  return goOn({ questions, answers });
}

/** The session after an action. What makes no sense, such as a second answer to a question, changes nothing. */
export function reduce<Question extends GradedQuestion>(session: Session<Question>, action: Action): Session<Question> {
  const { questions, position } = session;
  const answers = new Map(session.answers);
  switch (action.type) {
    case 'answer': {
      const question = questions[position];
      const canTake = question && !answers.has(question.id) && isAnswer(question, action.chosen);
      if (canTake) answers.set(question.id, action.chosen);
      return { questions, answers, position };
    }
    case 'back':
      return { questions, answers, position: Math.max(0, position - 1) };
    case 'next':
      break;
    case 'retry':
      for (const { id } of listMissed(session)) answers.delete(id);
      break;
    case 'restart':
      answers.clear();
      break;
    default:
      return action satisfies never;
  }
  return goOn({ questions, answers });
}

/** The questions of the bank that are not answered right. */
export function listMissed<Question extends GradedQuestion>({
  questions,
  answers,
}: Session<Question>): readonly Question[] {
  return questions.filter((question) => !isRight(question, answers.get(question.id) ?? []));
}

function goOn<Question extends GradedQuestion>({
  questions,
  answers,
}: Omit<Session<Question>, 'position'>): Session<Question> {
  const open = questions.findIndex(({ id }) => !answers.has(id));
  return { questions, answers, position: open < 0 ? questions.length : open };
}
