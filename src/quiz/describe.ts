/** What a quiz says to its reader, in words. */
import { isRight, type GradedQuestion } from './grade';
import { listMissed, type Session } from './session';

/** What an answer came to; or what to do first, where there is none. */
export function describeVerdict(question: GradedQuestion, answer: readonly number[] | undefined): string {
  if (!answer) return 'Choose an answer first.';
  return isRight(question, answer) ? '✓ Right.' : '✕ Not quite.';
}

/** How many questions of the bank are answered right. */
export function describeScore(session: Session): string {
  const { length } = session.questions;
  return `${length - listMissed(session).length} of ${length} right`;
}
