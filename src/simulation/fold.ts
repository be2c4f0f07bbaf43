import type { Lane, Timeline, Transmission, TransportName } from './model';

/** Transmissions that belong together, drawn one by one. */
export interface Exchange {
  readonly type: 'exchange';
  readonly transmissions: readonly Transmission[];
}

/** A run of exchanges that are all alike and bring no news, drawn as one labelled block. */
export interface Bundle {
  readonly type: 'bundle';
  /** What is bundled: polls with an empty answer, or pings with their pong. */
  readonly of: 'empty polls' | 'heartbeats';
  /** How many exchanges. */
  readonly count: number;
  readonly transmissions: readonly Transmission[];
}

/** A lane with at most this many exchanges shows each of them. */
export const unfoldedLimit = 60;
const shortestBundle = 3;

/**
 * Folds the runs of quiet exchanges of a long lane into bundles, so that hours of waiting stay readable. No
 * transmission is lost: those of all the parts together are those of the lane.
 */
export function foldLane(lane: Lane): readonly (Exchange | Bundle)[] {
  const exchanges = groupExchanges(lane.transmissions);
  if (exchanges.length <= unfoldedLimit) return exchanges;
  const runs: Exchange[][] = [];
  for (const exchange of exchanges) {
    const run = runs.at(-1);
    const quiet = quietNameOf(exchange);
    if (run?.[0] !== undefined && quiet !== undefined && quietNameOf(run[0]) === quiet) run.push(exchange);
    else runs.push([exchange]);
  }
  return runs.flatMap((run): readonly (Exchange | Bundle)[] => {
    const quiet = run[0] && quietNameOf(run[0]);
    return quiet === undefined || run.length < shortestBundle ? run : [createBundle(run, quiet)];
  });
}

/** A part of a lane with what a table says of it. */
export interface LanePart {
  readonly transport: TransportName;
  readonly part: Exchange | Bundle;
  /** When its first transmission leaves, in ms. */
  readonly fromMs: number;
  /** When its last transmission arrives, in ms. */
  readonly toMs: number;
  readonly wireBytes: number;
}

/** The parts of all lanes, in order of when they begin. */
export function listParts({ lanes }: Timeline): readonly LanePart[] {
  return lanes
    .flatMap((lane) =>
      foldLane(lane).map((part) => ({
        transport: lane.transport,
        part,
        fromMs: Math.min(...part.transmissions.map(({ sentAtMs }) => sentAtMs)),
        toMs: Math.max(...part.transmissions.map(({ receivedAtMs }) => receivedAtMs)),
        wireBytes: part.transmissions.reduce((total, { wireBytes }) => total + wireBytes, 0),
      })),
    )
    .sort((a, b) => a.fromMs - b.fromMs);
}

function groupExchanges(transmissions: readonly Transmission[]): readonly Exchange[] {
  const groups = new Map<number, Transmission[]>();
  for (const transmission of transmissions) {
    const group = groups.get(transmission.exchange);
    if (group === undefined) groups.set(transmission.exchange, [transmission]);
    else group.push(transmission);
  }
  return [...groups.values()].map((group) => ({ type: 'exchange', transmissions: group }));
}

function quietNameOf({ transmissions }: Exchange): Bundle['of'] | undefined {
  if (transmissions.some(({ type }) => type === 'empty-answer')) return 'empty polls';
  if (transmissions.some(({ type }) => type === 'ping')) return 'heartbeats';
  return undefined;
}

function createBundle(run: readonly Exchange[], of: Bundle['of']): Bundle {
  return { type: 'bundle', of, count: run.length, transmissions: run.flatMap(({ transmissions }) => transmissions) };
}
