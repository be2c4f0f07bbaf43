import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { describeStatus, transportTitles } from '../../simulation/describe';
import { formatDuration } from '../../simulation/format';
import type { Timeline } from '../../simulation/model';
import { snapshotAt } from '../../simulation/snapshot';
import { LadderDiagram } from './LadderDiagram';

interface Props {
  readonly timeline: Timeline;
  /** The moment shown, in ms. */
  readonly timeMs: number;
}

const axisParts = [0, 0.25, 0.5, 0.75, 1];

/** Every lane's ladder over one axis of time, with a curtain over what has not happened yet. */
export function Lanes({ timeline, timeMs }: Props): JSX.Element {
  // The pictures depend on the run alone: while it plays, they are not drawn again.
  const pictures = useMemo(
    () => timeline.lanes.map((lane) => <LadderDiagram key={lane.transport} lane={lane} timeline={timeline} />),
    [timeline],
  );
  const progress = timeMs / timeline.endMs;
  const curtain = progress < 1 ? { '--progress': String(progress) } : undefined;
  return (
    <div class="lanes">
      {timeline.lanes.map((lane, index) => (
        <section class={`lane ${lane.transport}`} key={lane.transport} aria-label={transportTitles[lane.transport]}>
          <p class="lane-title">
            <b>{transportTitles[lane.transport]}</b>
            <span class="status">{describeStatus(lane.transport, snapshotAt(lane, timeMs).status)}</span>
          </p>
          <div class="ladder">
            <p class="end client">page</p>
            <div class="stage">
              {pictures[index]}
              {curtain && <div class="curtain" style={curtain} />}
              {curtain && <div class="now" style={curtain} />}
            </div>
            <p class="end server">server</p>
          </div>
        </section>
      ))}
      <ol class="axis" aria-hidden="true">
        {axisParts.map((part) => (
          <li key={`${String(part)} of ${String(timeline.endMs)}`}>{formatDuration(part * timeline.endMs)}</li>
        ))}
      </ol>
    </div>
  );
}
