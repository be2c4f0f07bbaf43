import { foldLane, type Bundle, type Exchange } from './fold';
import type { Timeline, Transmission, TransportName } from './model';

/** Something leaves, something arrives, or a bundle is over. */
export type Happening =
  | { readonly type: 'sent' | 'received'; readonly transmission: Transmission }
  | { readonly type: 'bundle'; readonly bundle: Bundle };

/** What happens in one lane at one time: what a reader steps to, and reads as a row of the table. */
export interface TimelineEvent {
  readonly timeMs: number;
  readonly transport: TransportName;
  /** In order of cause: an arrival comes before the departure that it brings about. */
  readonly happenings: readonly Happening[];
}

/** All lanes' events in order of time; at the same time, the lanes follow in the order they are shown. */
export function listEvents(timeline: Timeline): readonly TimelineEvent[] {
  return timeline.lanes.flatMap((lane) => eventsOf(lane.transport, foldLane(lane))).sort((a, b) => a.timeMs - b.timeMs);
}

function eventsOf(transport: TransportName, parts: readonly (Exchange | Bundle)[]): readonly TimelineEvent[] {
  const byTime = new Map<number, Happening[]>();
  for (const { timeMs, happening } of parts.flatMap(happeningsOf)) {
    const together = byTime.get(timeMs);
    if (together === undefined) byTime.set(timeMs, [happening]);
    else together.push(happening);
  }
  return [...byTime].map(([timeMs, happenings]) => ({
    timeMs,
    transport,
    happenings: happenings.sort((a, b) => rank[a.type] - rank[b.type]),
  }));
}

const rank = { received: 0, bundle: 1, sent: 2 } as const satisfies Record<Happening['type'], number>;

function happeningsOf(part: Exchange | Bundle): readonly { readonly timeMs: number; readonly happening: Happening }[] {
  if (part.type === 'bundle') {
    const timeMs = Math.max(...part.transmissions.map(({ receivedAtMs }) => receivedAtMs));
    return [{ timeMs, happening: { type: 'bundle', bundle: part } }];
  }
  return part.transmissions.flatMap((transmission) => [
    { timeMs: transmission.sentAtMs, happening: { type: 'sent', transmission } },
    { timeMs: transmission.receivedAtMs, happening: { type: 'received', transmission } },
  ]);
}
