import './quiz.css';
import liveCss from './quiz-live.css?inline';
import type { ComponentChildren, JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { readOrder, type AskedOrder } from '../../quiz/address';
import { describeScore } from '../../quiz/describe';
import { createSession, reduce, type Action, type Session } from '../../quiz/session';
import { shuffle } from '../../quiz/shuffle';
import { adoptStyles } from '../styles/adopt-styles';
import { AwakeQuiz } from './AwakeQuiz';
import { readQuestions } from './read-questions';
import type { ShownQuestion } from './shown-question';
import { loadProgress, saveProgress } from './stored-progress';

interface Props {
  /** Name of the bank. */
  readonly id: string;
  /** The questions as the server has printed them. */
  readonly children?: ComponentChildren;
}

interface Live extends AskedOrder {
  readonly session: Session<ShownQuestion>;
  /** What led here; nothing at the beginning. */
  readonly action?: Action;
}

adoptStyles(liveCss);

/**
 * The quiz: the server's sleeping questions and, once the island is alive, the same questions awake in their place. The
 * sleeping ones stay, out of sight: they keep the room of the tallest, and paper shows them.
 */
export function Quiz({ id, children }: Props): JSX.Element {
  const root = useRef<HTMLDivElement>(null);
  const [live, setLive] = useState<Live>();
  const [isKept, setIsKept] = useState(true);

  useLayoutEffect(() => {
    if (!root.current) return;
    const order = readOrder(new URLSearchParams(location.search));
    const questions = shuffle(readQuestions(root.current), order.seed);
    setLive({ ...order, session: createSession(questions, loadProgress(id)) });
  }, [id]);
  useLayoutEffect(() => {
    if (!live) return;
    setIsKept(saveProgress(id, live.session));
    // The focus follows the reader's step: to the verdict, the next question, or the score.
    const target = live.action?.type === 'answer' ? 'p[tabindex]' : '[tabindex]';
    if (live.action) root.current?.querySelector<HTMLElement>(`.awake [aria-current] ${target}`)?.focus();
  }, [id, live]);

  const status = live && (live.action ? `${describeScore(live.session)}.` : live.problem);
  return (
    <div class="stack raised" ref={root}>
      {children}
      {live && (
        <AwakeQuiz
          {...live}
          act={(action) => {
            setLive({ ...live, session: reduce(live.session, action), action });
          }}
        />
      )}
      <p class="foot" role="status">
        {status ?? (isKept && 'Your answers stay on this device.')}{' '}
        {isKept || 'This browser cannot keep your progress.'}
      </p>
    </div>
  );
}
