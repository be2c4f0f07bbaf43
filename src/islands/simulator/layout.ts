/** The geometry of a ladder diagram. Along is time, across is the way between the two ends; both 0 to 1000. */
import { foldLane, type Bundle } from '../../simulation/fold';
import type { Lane, Timeline, Transmission } from '../../simulation/model';

/** The lines of one lane as SVG path data, one path a meaning, so that a long run is as few elements as a short one. */
export interface Ladder {
  readonly asking: string;
  readonly empty: string;
  readonly delivered: string;
  readonly opening: string;
  readonly heartbeats: string;
  /** News that exists on the server and waits to be sent: a line along the server's rail. */
  readonly waiting: string;
  /** A point on the server's rail for each message, where it comes into being. */
  readonly ready: string;
  /** A point on the page's rail for each arrival of news. */
  readonly arrived: string;
  /** From when on the connection is open to the run's end; absent where none stays open. */
  readonly open: { readonly from: number; readonly length: number } | undefined;
  readonly bundles: readonly LadderBundle[];
}

/** A folded run as a block on the ladder. */
export interface LadderBundle {
  readonly bundle: Bundle;
  readonly from: number;
  readonly length: number;
}

/** Where the rails run across the lane. */
export const rails = { client: 70, server: 930 } as const;

/** Lays a lane out along the whole run. */
export function layOutLadder(lane: Lane, timeline: Timeline): Ladder {
  const along = (timeMs: number): number => round((1_000 * timeMs) / timeline.endMs);
  const parts = foldLane(lane);
  const drawn = parts.flatMap((part) => (part.type === 'exchange' ? part.transmissions : []));
  const linesOf = (...types: readonly Transmission['type'][]): string =>
    drawn
      .filter(({ type }) => types.includes(type))
      .map((transmission) => lineOf(transmission, along))
      .join('');
  const carrying = lane.transmissions.filter(({ messages }) => messages.length > 0);
  const opened = lane.transmissions.find(({ type }) => type === 'opening-response');
  return {
    asking: linesOf('poll'),
    empty: linesOf('empty-answer'),
    delivered: linesOf('answer', 'message'),
    opening: linesOf('opening-request', 'opening-response'),
    heartbeats: linesOf('ping', 'pong'),
    waiting: carrying
      .flatMap(({ messages, sentAtMs }) =>
        messages.slice(0, 1).map(({ createdAtMs }) => [createdAtMs, sentAtMs] as const),
      )
      .map(([from, to]) => (to > from ? `M${along(from)} ${rails.server}H${along(to)}` : ''))
      .join(''),
    ready: timeline.messages.map(({ createdAtMs }) => pointAt(along(createdAtMs), rails.server)).join(''),
    arrived: carrying.map(({ receivedAtMs }) => pointAt(along(receivedAtMs), rails.client)).join(''),
    open: opened && { from: along(opened.receivedAtMs), length: round(1_000 - along(opened.receivedAtMs)) },
    bundles: parts.flatMap((part) => (part.type === 'bundle' ? [layOutBundle(part, along)] : [])),
  };
}

function layOutBundle(bundle: Bundle, along: (timeMs: number) => number): LadderBundle {
  const from = along(Math.min(...bundle.transmissions.map(({ sentAtMs }) => sentAtMs)));
  const to = along(Math.max(...bundle.transmissions.map(({ receivedAtMs }) => receivedAtMs)));
  return { bundle, from, length: round(to - from) };
}

function lineOf({ from, sentAtMs, receivedAtMs }: Transmission, along: (timeMs: number) => number): string {
  const [start, end] = from === 'client' ? [rails.client, rails.server] : [rails.server, rails.client];
  // Measured from its start: lines of one kind are alike then, which is less to send.
  const startAlong = along(sentAtMs);
  return `M${startAlong} ${start}l${along(receivedAtMs) - startAlong} ${end - start}`;
}

/** A line of no length: with round caps it is a dot, round however the picture is stretched. */
const pointAt = (x: number, y: number): string => `M${x} ${y}h0`;

// A thousand steps are finer than a screen can show.
const round = Math.round;
