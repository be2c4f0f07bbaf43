import type { JSX } from 'preact';
import { describeScore } from '../../quiz/describe';
import { listMissed, type Action, type Session } from '../../quiz/session';
import type { ShownQuestion } from './shown-question';
import { Trophy } from './Trophy';

interface Props {
  readonly session: Session<ShownQuestion>;
  readonly act: (action: Action) => void;
}

/** How it went: a trophy for full marks; otherwise what to read again, and another try at that. */
export function ScoreBoard({ session, act }: Props): JSX.Element {
  const missed = listMissed(session);
  const isPerfect = missed.length === 0;
  const button = (type: 'retry' | 'restart' | 'back', text: string): JSX.Element => (
    <button class="button" onClick={() => act({ type })}>
      {text}
    </button>
  );
  return (
    <div class="score" aria-current="step">
      {isPerfect && <Trophy />}
      <h3 tabIndex={-1}>{describeScore(session)}</h3>
      <p>
        {isPerfect
          ? 'Full marks. You could explain this to a friend today.'
          : 'No harm done. Read these passages again, then have another go.'}
      </p>
      {!isPerfect && (
        <ul>
          {missed.map(({ id, prompt, taughtAt }) => (
            <li key={id}>
              <a href={taughtAt}>{prompt}</a>
            </li>
          ))}
        </ul>
      )}
      <p class="actions">
        {!isPerfect && button('retry', 'Try the ones I missed')}
        {button('restart', 'Start over')}
        {button('back', 'Back')}
      </p>
    </div>
  );
}
