import type { JSX } from 'preact';
import type { Question } from '../../quiz/schema';
import { CodeText } from './CodeText';
import { Explanation, markOf } from './Explanation';
import { QuestionForm } from './QuestionForm';
import type { ShownQuestion } from './shown-question';

interface Props {
  /** The bank; `taughtAt` is ready to be linked. */
  readonly questions: readonly Question[];
}

/** The quiz as the server prints it: every question with its answer, asleep. Paper shows it too. */
export function SleepingQuiz({ questions }: Props): JSX.Element {
  return (
    <>
      {questions.map(show).map((question, place) => (
        <QuestionForm key={question.id} {...{ question, place }} count={questions.length} isCurrent={place === 0}>
          <details>
            <summary>Show the answer</summary>
            <ol>
              {question.options.map((option) => (
                <li key={option.id} class={markOf(option.isCorrect)}>
                  <Explanation option={option} />
                </li>
              ))}
            </ol>
            <a href={question.taughtAt}>Where this is explained</a>
          </details>
        </QuestionForm>
      ))}
    </>
  );
}

const show = (question: Question): ShownQuestion => ({
  id: question.id,
  type: question.type,
  taughtAt: question.taughtAt,
  prompt: <CodeText text={question.prompt} />,
  options: question.options.map(({ text, isCorrect, explanation }, index) => ({
    id: `${question.id}${index}`,
    index,
    text: <CodeText text={text} />,
    isCorrect,
    explanation: <CodeText text={explanation} />,
  })),
});
