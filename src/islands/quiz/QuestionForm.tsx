import type { ComponentChildren, JSX, TargetedSubmitEvent } from 'preact';
import { describeVerdict } from '../../quiz/describe';
import type { Action } from '../../quiz/session';
import { shuffle } from '../../quiz/shuffle';
import { Explanation, markOf } from './Explanation';
import type { ShownQuestion } from './shown-question';

interface Props {
  readonly question: ShownQuestion;
  /** Its place in the quiz, from 0. */
  readonly place: number;
  /** How many questions the quiz has. */
  readonly count: number;
  /** Whether it is the one that the reader sees; the others keep their room. */
  readonly isCurrent: boolean;
  /** The order of the options. */
  readonly seed?: number | undefined;
  /** The indexes of the options that the reader has chosen and checked. */
  readonly answer?: readonly number[] | undefined;
  /** Whether the reader wanted to check before choosing. */
  readonly isHasty?: boolean;
  /** Whether every question has its answer. */
  readonly isDone?: boolean;
  /** Takes what the reader does; without it the form sleeps. */
  readonly act?: (action: Action) => void;
  /** What stands below the options. */
  readonly children?: ComponentChildren;
}

/**
 * One question and, once it is answered, why each option is right or wrong. What the reader is choosing stands in the
 * native controls alone, until it is checked.
 */
export function QuestionForm(props: Props): JSX.Element {
  const { question, place, count, isCurrent, seed, answer, isHasty, isDone, act, children } = props;
  const options = shuffle(question.options, seed);
  const submit = (event: TargetedSubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const inputs = event.currentTarget.querySelectorAll('input');
    const chosen = options.flatMap(({ index }, row) => (inputs[row]?.checked ? [index] : []));
    act?.(answer ? { type: 'next' } : { type: 'answer', chosen });
  };
  return (
    <form data-id={question.id} aria-current={isCurrent ? 'step' : undefined} onSubmit={submit}>
      <fieldset disabled={!act}>
        <legend tabIndex={-1}>
          <small>
            Question {place + 1} of {count}
          </small>{' '}
          {question.prompt}
        </legend>
        {question.type === 'multiple' && <p>More than one answer is right.</p>}
        {(answer !== undefined || isHasty === true) && (
          <p tabIndex={-1}>
            <b>{describeVerdict(question, answer)}</b>
          </p>
        )}
        <ol key={answer && 'checked'}>
          {options.map((option) => (
            <li key={option.id} class={answer && markOf(option.isCorrect)}>
              <label>
                <input
                  type={question.type === 'single' ? 'radio' : 'checkbox'}
                  name="answer"
                  checked={answer?.includes(option.index)}
                  disabled={!!answer}
                />
                {option.text}
                {answer?.includes(option.index) && <em> (your answer)</em>}
              </label>
              {answer && (
                <p>
                  <Explanation option={option} />
                </p>
              )}
            </li>
          ))}
        </ol>
        {children}
        <p class="actions">
          <button class="button" type="submit">
            {!answer ? 'Check' : isDone ? 'See your score' : 'Next question'}
          </button>
          {act && place > 0 && (
            <button class="button" type="button" onClick={() => act({ type: 'back' })}>
              Back
            </button>
          )}
          {answer && <a href={question.taughtAt}>Where this is explained</a>}
        </p>
      </fieldset>
    </form>
  );
}
