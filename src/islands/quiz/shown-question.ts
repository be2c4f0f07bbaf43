import type { ComponentChildren } from 'preact';
import type { Question } from '../../quiz/schema';

/** A question as it is drawn: its texts are nodes, because they hold code. */
export interface ShownQuestion extends Pick<Question, 'id' | 'type' | 'taughtAt'> {
  readonly prompt: ComponentChildren;
  /** In the order of the bank. */
  readonly options: readonly ShownOption[];
}

/** One of its options. */
export interface ShownOption {
  /** Its name among all options of the bank: the question's id and `index`. */
  readonly id: string;
  /** What it is known by, in whatever order the options are shown: its place in the bank. */
  readonly index: number;
  readonly text: ComponentChildren;
  readonly isCorrect: boolean;
  readonly explanation: ComponentChildren;
}
