import { describe, expect, test } from 'vitest';
import { createAnySettings } from '../../simulation/any-settings';
import { createDefaultSettings } from '../../simulation/address';
import { foldLane } from '../../simulation/fold';
import type { Lane, Timeline, Transmission } from '../../simulation/model';
import { createRandom } from '../../simulation/random';
import { scenarioNames } from '../../simulation/scenarios';
import { simulate } from '../../simulation/simulate';
import { layOutLadder, rails } from './layout';

const random = createRandom(1000);
const runs = scenarioNames.flatMap((scenario) =>
  Array.from({ length: 80 }, () => simulate(createAnySettings(random, scenario))),
);
const pictures = runs.flatMap((run) => run.lanes.map((lane) => ({ run, lane, ladder: layOutLadder(lane, run) })));
const pathNames = ['asking', 'empty', 'delivered', 'opening', 'heartbeats', 'waiting', 'ready', 'arrived'] as const;
const typesOf = {
  asking: ['poll'],
  empty: ['empty-answer'],
  delivered: ['answer', 'message'],
  opening: ['opening-request', 'opening-response'],
  heartbeats: ['ping', 'pong'],
} as const satisfies Partial<Record<(typeof pathNames)[number], readonly Transmission['type'][]>>;

describe('The ladder of a lane', () => {
  test('is the same picture each time', () => {
    for (const { run, lane, ladder } of pictures) expect(layOutLadder(lane, run)).toEqual(ladder);
  });

  test('lies within the picture', () => {
    for (const { ladder } of pictures) {
      for (const value of pathNames.flatMap((name) => numbersOf(ladder[name]))) {
        if (!(value >= 0 && value <= 1_000)) expect.unreachable(`${value} lies outside`);
      }
      for (const { from, length } of ladder.bundles) expectWithin(from, length);
    }
  });

  test('is path data that any browser reads: moves, lines, and points, in whole numbers', () => {
    for (const { ladder } of pictures) {
      for (const name of pathNames) expect(ladder[name]).toMatch(/^(M\d+ \d+(l\d+ -?\d+|H\d+|h0))*$/);
    }
  });

  test('has one line for each transmission that is not folded, from the rail it leaves to the other', () => {
    for (const { run, lane, ladder } of pictures) {
      const drawn = foldLane(lane).flatMap((part) => (part.type === 'exchange' ? part.transmissions : []));
      for (const [name, types] of Object.entries(typesOf) as [keyof typeof typesOf, readonly string[]][]) {
        const expected = drawn.filter(({ type }) => types.includes(type));
        expect(linesOf(ladder[name])).toEqual(expected.map((transmission) => lineFor(transmission, run)));
      }
      const lineCount = Object.keys(typesOf).flatMap((name) => linesOf(ladder[name as keyof typeof typesOf])).length;
      expect(lineCount).toBe(drawn.length);
    }
  });

  test('has a point for each message that comes into being, and one for each arrival of news', () => {
    for (const { run, lane, ladder } of pictures) {
      expect(pointsOf(ladder.ready)).toEqual(
        run.messages.map(({ createdAtMs }) => [along(createdAtMs, run), rails.server]),
      );
      const arrivals = lane.transmissions.filter(({ messages }) => messages.length > 0);
      expect(pointsOf(ladder.arrived)).toEqual(
        arrivals.map(({ receivedAtMs }) => [along(receivedAtMs, run), rails.client]),
      );
    }
  });

  test('shows how long news waits on the server; with a WebSocket that is open, it does not', () => {
    for (const { run, lane, ladder } of pictures) {
      const waits = waitsOf(lane).map(([from, to]) => `M${along(from, run)} ${rails.server}H${along(to, run)}`);
      expect(ladder.waiting).toBe(waits.join(''));
    }
    const chat = simulate({ ...createDefaultSettings('chat'), lanes: ['websocket'] });
    expect(chat.lanes.map((lane) => layOutLadder(lane, chat).waiting)).toEqual(['']);
  });

  test('shows a WebSocket as open from the end of its opening to the end of the run, and polling never', () => {
    for (const { run, lane, ladder } of pictures) {
      const opened = lane.transmissions.find(({ type }) => type === 'opening-response');
      if (opened === undefined) {
        expect(ladder.open).toBeUndefined();
        continue;
      }
      const from = along(opened.receivedAtMs, run);
      expect(ladder.open).toEqual({ from, length: 1_000 - from });
    }
  });

  test('has a block for each bundle, as long as it lasts', () => {
    for (const { run, lane, ladder } of pictures) {
      const bundles = foldLane(lane).filter(({ type }) => type === 'bundle');
      expect(ladder.bundles.map(({ bundle }) => bundle)).toEqual(bundles);
      for (const { bundle, from, length } of ladder.bundles) {
        const [first, last] = [bundle.transmissions[0]?.sentAtMs, bundle.transmissions.at(-1)?.receivedAtMs];
        expect(from).toBe(along(first ?? NaN, run));
        expect(from + length).toBe(along(last ?? NaN, run));
      }
    }
  });
});

const along = (timeMs: number, { endMs }: Timeline): number => Math.round((1_000 * timeMs) / endMs);

function expectWithin(from: number, length: number): void {
  expect(Math.min(from, length)).toBeGreaterThanOrEqual(0);
  expect(from + length).toBeLessThanOrEqual(1_000);
}

/** Every coordinate of a path, those of a line's end counted from the picture's corner. */
const numbersOf = (path: string): readonly number[] =>
  [...path.matchAll(/M(\S+) ([^lHh]+)(?:l(\S+) ([^M]+)|H([^M]+)|h0)/g)].flatMap(([, x, y, dx, dy, to]) => [
    Number(x),
    Number(y),
    Number(to ?? Number(x) + Number(dx ?? 0)),
    Number(y) + Number(dy ?? 0),
  ]);

const linesOf = (path: string): readonly string[] => path.match(/M[^M]+/g) ?? [];

const pointsOf = (path: string): readonly number[][] =>
  [...path.matchAll(/M(\d+) (\d+)h0/g)].map(([, x, y]) => [Number(x), Number(y)]);

function lineFor({ from, sentAtMs, receivedAtMs }: Transmission, run: Timeline): string {
  const [start, end] = from === 'client' ? [rails.client, rails.server] : [rails.server, rails.client];
  const startAlong = along(sentAtMs, run);
  return `M${startAlong} ${start}l${along(receivedAtMs, run) - startAlong} ${end - start}`;
}

/** From when to when the oldest message of each delivery waits on the server. */
const waitsOf = ({ transmissions }: Lane): readonly (readonly [number, number])[] =>
  transmissions.flatMap(({ messages: [oldest], sentAtMs }) =>
    oldest === undefined || oldest.createdAtMs === sentAtMs ? [] : [[oldest.createdAtMs, sentAtMs] as const],
  );
