/**
 * Which transport a sober engineer would take for a story. The rule, in words: let polling ask as rarely as the
 * story allows (news may be late by `toleratedDelayMs`, and a polled message waits at most the interval and one and
 * a half round trips). If polling then moves no more bytes than a line held open, take polling, because it is the
 * simpler of the two: nothing stays open, nothing has to be kept alive or reconnected.
 */
import type { ScenarioName, Settings } from './model';
import { scenarios } from './scenarios';
import { simulate } from './simulate';
import { metricsOf } from './snapshot';

/** The verdict with the numbers it rests on. */
export type Verdict =
  | { readonly type: 'polling-too-late'; readonly toleratedDelayMs: number }
  | {
      readonly type: 'polling-suffices' | 'open-line-pays';
      readonly toleratedDelayMs: number;
      /** The longest poll interval that keeps every message within the tolerated delay, in ms. */
      readonly rarestIntervalMs: number;
      /** Bytes beyond the messages, both directions, when polling at that interval. */
      readonly pollingOverheadBytes: number;
      /** The same for a WebSocket, heartbeats included. */
      readonly websocketOverheadBytes: number;
    };

/** Judges a story for a network; the poll interval that the reader has set plays no part. */
export function judge(story: Pick<Settings, 'scenario' | 'seed' | 'roundTripMs'>): Verdict {
  const { toleratedDelayMs } = scenarios[story.scenario];
  const rarestIntervalMs = rarestInterval(story.scenario, story.roundTripMs);
  if (rarestIntervalMs === undefined) return { type: 'polling-too-late', toleratedDelayMs };
  const run = simulate({ ...story, lanes: ['polling', 'websocket'], intervalMs: rarestIntervalMs });
  const [pollingOverheadBytes = 0, websocketOverheadBytes = 0] = run.lanes.map((lane) => {
    const { sentOverheadBytes, receivedOverheadBytes } = metricsOf(lane);
    return sentOverheadBytes + receivedOverheadBytes;
  });
  return {
    type: pollingOverheadBytes <= websocketOverheadBytes ? 'polling-suffices' : 'open-line-pays',
    toleratedDelayMs,
    rarestIntervalMs,
    pollingOverheadBytes,
    websocketOverheadBytes,
  };
}

/** The longest interval within the scenario's bounds that is never later than tolerated; `undefined` if none is. */
function rarestInterval(name: ScenarioName, roundTripMs: number): number | undefined {
  const { toleratedDelayMs, intervalBoundsMs } = scenarios[name];
  const longest = Math.min(toleratedDelayMs - 1.5 * roundTripMs, intervalBoundsMs.max);
  return longest < intervalBoundsMs.min ? undefined : longest;
}
