import type { JSX } from 'preact';
import { transportTitles } from '../../simulation/describe';
import { formatBytes, formatCount, formatDuration } from '../../simulation/format';
import type { Timeline } from '../../simulation/model';
import { snapshotAt, type LaneSnapshot } from '../../simulation/snapshot';

interface Props {
  readonly timeline: Timeline;
  /** The moment counted up to, in ms. */
  readonly timeMs: number;
}

const delay = (ms: number | undefined): string => (ms === undefined ? '–' : formatDuration(ms));

const rows: readonly { readonly label: string; readonly read: (snapshot: LaneSnapshot) => string }[] = [
  { label: 'Requests made', read: ({ tally }) => formatCount(tally.requests) },
  { label: 'Empty answers', read: ({ tally }) => formatCount(tally.emptyAnswers) },
  { label: 'Messages delivered', read: ({ tally }) => formatCount(tally.delivered) },
  { label: 'Delay, mean', read: ({ tally }) => delay(tally.meanDelayMs) },
  { label: 'Delay, worst', read: ({ tally }) => delay(tally.worstDelayMs) },
  { label: 'Sent beyond the messages', read: ({ tally }) => formatBytes(tally.sentOverheadBytes) },
  { label: 'Received beyond the messages', read: ({ tally }) => formatBytes(tally.receivedOverheadBytes) },
  { label: 'Open connections', read: ({ openConnections }) => formatCount(openConnections) },
];

/** What each lane has cost and brought up to the moment shown: the lanes are columns. */
export function Counters({ timeline, timeMs }: Props): JSX.Element {
  const snapshots = timeline.lanes.map((lane) => snapshotAt(lane, timeMs));
  return (
    <table class="counters">
      <caption class="visually-hidden">What each lane has counted up to the moment shown</caption>
      <thead>
        <tr>
          <td />
          {timeline.lanes.map(({ transport }) => (
            <th key={transport} scope="col" class={transport}>
              {transportTitles[transport]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ label, read }) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            {snapshots.map((snapshot, index) => {
              const text = read(snapshot);
              // A new number is a new element: one that changed would count as moved, since it ends where it ended.
              return (
                <td key={timeline.lanes[index]?.transport}>
                  <span key={text}>{text}</span>
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
