import type { JSX } from 'preact';
import type { ShownOption } from './shown-question';

interface Props {
  readonly option: ShownOption;
}

/** Why an option is right or wrong; the sign and the word say what the colour says. */
export function Explanation({ option: { isCorrect, explanation } }: Props): JSX.Element {
  return (
    <>
      <b>{isCorrect ? '✓ Right.' : '✕ Not this.'}</b> {explanation}
    </>
  );
}

/** The class of what is about something right or wrong. */
export const markOf = (isRight: boolean): string => (isRight ? 'right' : 'wrong');
