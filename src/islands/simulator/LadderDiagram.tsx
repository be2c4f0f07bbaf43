import type { JSX } from 'preact';
import { describeBundle } from '../../simulation/describe';
import type { Lane, Timeline } from '../../simulation/model';
import { layOutLadder, rails } from './layout';

interface Props {
  readonly lane: Lane;
  readonly timeline: Timeline;
}

/**
 * A lane's run as a ladder diagram. The picture is a stretched square, so that a style sheet can swap its axes (time
 * to the right on wide screens, downwards on phones); strokes and dots keep their size, labels stand in a layer of
 * their own. For readers of the text it is one image; the table of events says the same in words.
 */
export function LadderDiagram({ lane, timeline }: Props): JSX.Element {
  const ladder = layOutLadder(lane, timeline);
  const { client, server } = rails;
  const across = server - client;
  return (
    <div class="picture" aria-hidden="true">
      <svg viewBox="0 0 1000 1000" preserveAspectRatio="none" focusable="false">
        <g>
          {ladder.open && (
            <rect class="open-band" x={ladder.open.from} y={client} width={ladder.open.length} height={across} />
          )}
          {ladder.bundles.map(({ from, length }) => (
            <rect class="bundle" key={from} x={from} y={client} width={length} height={across} />
          ))}
          <path class="client" d={`M0 ${String(client)}H1000`} />
          <path class="server" d={`M0 ${String(server)}H1000`} />
          <path class="asking" d={ladder.asking} />
          <path class="empty" d={ladder.empty} />
          <path d={ladder.heartbeats} />
          <path d={ladder.opening} />
          <path class="delivered" d={ladder.delivered} />
          <path class="core" d={ladder.delivered} />
          <path class="waiting" d={ladder.waiting} />
          <path class="ready" d={ladder.ready} />
          <path class="arrived" d={ladder.arrived} />
          <path class="core" d={ladder.arrived} />
        </g>
      </svg>
      {ladder.bundles.length > 0 && (
        <svg focusable="false">
          {ladder.bundles.map(({ bundle, from, length }) => {
            const middle = `${String((from + length / 2) / 10)}%`;
            return [
              <text class="to-the-right" key={`r${String(from)}`} x={middle} y="50%">
                {describeBundle(bundle)}
              </text>,
              <text class="downwards" key={`d${String(from)}`} x="50%" y={middle}>
                {describeBundle(bundle)}
              </text>,
            ];
          })}
        </svg>
      )}
    </div>
  );
}
