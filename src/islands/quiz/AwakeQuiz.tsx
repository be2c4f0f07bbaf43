import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { isRight } from '../../quiz/grade';
import type { Action, Session } from '../../quiz/session';
import { markOf } from './Explanation';
import { QuestionForm } from './QuestionForm';
import { ScoreBoard } from './ScoreBoard';
import type { ShownQuestion } from './shown-question';

interface Props {
  readonly session: Session<ShownQuestion>;
  /** What led here; nothing at the beginning. */
  readonly action?: Action;
  /** The order of the options. */
  readonly seed?: number;
  readonly act: (action: Action) => void;
}

/**
 * The quiz awake, one question in sight. What was seen stays and keeps its room, so that going on moves nothing below.
 * Above it runs the line, a stretch for each question: dotted while it is open, solid when right, broken when not.
 */
export function AwakeQuiz({ session, action, seed, act }: Props): JSX.Element {
  const { questions, answers, position } = session;
  const isOver = position === questions.length;
  const seen = useRef(new Set<number>()).current.add(position);
  if (isOver) seen.clear();
  return (
    <div class="awake">
      <div class="wire">
        {questions.map((question) => {
          const answer = answers.get(question.id);
          return <i key={question.id} class={answer && markOf(isRight(question, answer))} />;
        })}
      </div>
      {questions.map(
        (question, place) =>
          seen.has(place) && (
            <QuestionForm
              key={question.id}
              {...{ question, place, seed, act }}
              count={questions.length}
              isCurrent={place === position}
              answer={answers.get(question.id)}
              isDone={answers.size === questions.length}
              isHasty={place === position && action?.type === 'answer'}
            />
          ),
      )}
      {isOver && <ScoreBoard session={session} act={act} />}
    </div>
  );
}
