/** What counts as an answer to a question, and which answers are right. */
import type { Question } from './schema';

/** What grading has to know of a question. Its options are known by their index in the bank, however they are shown. */
export type GradedQuestion = Pick<Question, 'id' | 'type'> & {
  readonly options: readonly Pick<Question['options'][number], 'isCorrect'>[];
};

/** How many options an answer may have. */
const mostChosen = { single: 1, multiple: Infinity } as const satisfies Record<Question['type'], number>;

/** Whether indexes of options make an answer: there are some, as many as the type takes, and all are the question's. */
export function isAnswer({ type, options }: GradedQuestion, chosen: readonly number[]): boolean {
  return chosen.length > 0 && chosen.length <= mostChosen[type] && chosen.every((index) => index in options);
}

/** Whether an answer is right: every right option was chosen, and no other. */
export function isRight({ type, options }: GradedQuestion, chosen: readonly number[]): boolean {
  switch (type) {
    case 'single':
    case 'multiple':
      return options.every(({ isCorrect }, index) => isCorrect === chosen.includes(index));
    default:
      return type satisfies never;
  }
}
