import type { Lane, Transmission } from './model';

/** What can be counted in a lane up to some time. */
export interface Tally {
  /** HTTP requests sent; a WebSocket's opening request is one. */
  readonly requests: number;
  /** Answers without news that have arrived. */
  readonly emptyAnswers: number;
  /** Messages that have reached the page. */
  readonly delivered: number;
  /** Mean time from existing to reaching the page, in ms; `undefined` before the first message. */
  readonly meanDelayMs: number | undefined;
  /** The longest such time, in ms. */
  readonly worstDelayMs: number | undefined;
  /** Bytes the page has sent beyond the messages themselves. */
  readonly sentOverheadBytes: number;
  /** Bytes that have reached the page beyond the messages themselves. */
  readonly receivedOverheadBytes: number;
}

/** What a lane is doing at some moment. */
export type LaneStatus =
  | { readonly type: 'before-start' }
  | { readonly type: 'asking' }
  | { readonly type: 'answering'; readonly isEmpty: boolean }
  | { readonly type: 'pausing' }
  | { readonly type: 'opening' }
  | { readonly type: 'open' }
  | { readonly type: 'delivering' };

/** A lane as it is at one time of its run. */
export interface LaneSnapshot {
  readonly tally: Tally;
  readonly status: LaneStatus;
  /** Connections through which the server could reach the page at this moment without being asked anew: 0 or 1. */
  readonly openConnections: number;
}

/** Looks at a lane at a time of its run, in ms; what happens at that very ms has happened. */
export function snapshotAt(lane: Lane, timeMs: number): LaneSnapshot {
  const status = statusAt(lane, timeMs);
  const isOpen =
    lane.transport === 'websocket' ? status.type === 'open' || status.type === 'delivering' : isAsking(status);
  return { tally: tallyUpTo(lane, timeMs), status, openConnections: isOpen ? 1 : 0 };
}

/** The totals of a whole run. */
export function metricsOf(lane: Lane): Tally {
  return tallyUpTo(lane, Infinity);
}

function tallyUpTo(lane: Lane, timeMs: number): Tally {
  const sent = lane.transmissions.filter((transmission) => transmission.sentAtMs <= timeMs);
  const arrived = sent.filter((transmission) => transmission.receivedAtMs <= timeMs);
  const delays = arrived.flatMap(({ messages, receivedAtMs }) =>
    messages.map((message) => receivedAtMs - message.createdAtMs),
  );
  return {
    requests: sent.filter(({ type }) => type === 'poll' || type === 'opening-request').length,
    emptyAnswers: arrived.filter(({ type }) => type === 'empty-answer').length,
    delivered: delays.length,
    meanDelayMs: delays.length === 0 ? undefined : sum(delays) / delays.length,
    worstDelayMs: delays.length === 0 ? undefined : Math.max(...delays),
    sentOverheadBytes: overheadOf(sent.filter(({ from }) => from === 'client')),
    receivedOverheadBytes: overheadOf(arrived.filter(({ from }) => from === 'server')),
  };
}

function statusAt(lane: Lane, timeMs: number): LaneStatus {
  const begun = lane.transmissions.filter((transmission) => transmission.sentAtMs <= timeMs);
  if (begun.length === 0) return { type: 'before-start' };
  const travelling = begun.filter((transmission) => transmission.receivedAtMs > timeMs);
  const [telling] = travelling.toSorted((a, b) => statusRank[a.type] - statusRank[b.type]);
  if (telling === undefined) return { type: lane.transport === 'polling' ? 'pausing' : 'open' };
  return statusWhile(telling);
}

/** Which of several transmissions under way tells what the lane is doing: opening first, a heartbeat last. */
const statusRank = {
  'opening-request': 0,
  'opening-response': 0,
  poll: 1,
  'empty-answer': 1,
  answer: 1,
  message: 1,
  ping: 2,
  pong: 2,
} as const satisfies Record<Transmission['type'], number>;

function statusWhile({ type }: Transmission): LaneStatus {
  switch (type) {
    case 'poll':
      return { type: 'asking' };
    case 'empty-answer':
      return { type: 'answering', isEmpty: true };
    case 'answer':
      return { type: 'answering', isEmpty: false };
    case 'opening-request':
    case 'opening-response':
      return { type: 'opening' };
    case 'message':
      return { type: 'delivering' };
    case 'ping':
    case 'pong':
      return { type: 'open' };
    default:
      return type satisfies never;
  }
}

const isAsking = ({ type }: LaneStatus): boolean => type === 'asking' || type === 'answering';

const overheadOf = (transmissions: readonly Transmission[]): number =>
  sum(transmissions.map(({ wireBytes, payloadBytes }) => wireBytes - payloadBytes));

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
