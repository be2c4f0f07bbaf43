import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { describeNotices, describeOutcome, describeVerdict } from '../../simulation/describe';
import type { Timeline } from '../../simulation/model';
import { judge } from '../../simulation/verdict';

interface Props {
  readonly timeline: Timeline;
  /** Before the end it is only announced, in the same box. */
  readonly isFinished: boolean;
}

/** What the run came to: the comparison, the verdict for the story, and what to notice. */
export function Outcome({ timeline, isFinished }: Props): JSX.Element {
  const verdict = useMemo(() => describeVerdict(judge(timeline.settings)), [timeline]);
  return (
    <div class="outcome">
      <div aria-hidden={!isFinished}>
        <p>
          {describeOutcome(timeline)} <strong>{verdict}</strong>
        </p>
        <p class="notices-title">What to notice</p>
        <ul>
          {describeNotices(timeline).map((notice) => (
            <li key={notice}>{notice}</li>
          ))}
        </ul>
      </div>
      {!isFinished && <p class="pending">The totals and what to notice stand here when the run is over.</p>}
    </div>
  );
}
