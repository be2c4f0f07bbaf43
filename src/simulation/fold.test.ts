import { describe, expect, test } from 'vitest';
import { createAnySettings } from './any-settings';
import { createDefaultSettings } from './address';
import { foldLane, listParts, unfoldedLimit } from './fold';
import type { Lane, Settings, Transmission } from './model';
import { createRandom } from './random';
import { roundTripBoundsMs, scenarioNames, scenarios } from './scenarios';
import { simulate } from './simulate';

const random = createRandom(1440);
const runs = [
  ...scenarioNames.flatMap((scenario) =>
    Array.from({ length: 80 }, () => simulate(createAnySettings(random, scenario))),
  ),
  ...scenarioNames.flatMap(createExtremes).map(simulate),
];
const lanes = runs.flatMap((run) => run.lanes);

describe('Folding a lane', () => {
  test('loses no transmission, doubles none, and so loses no count and no byte', () => {
    for (const lane of lanes) {
      const folded = foldLane(lane).flatMap(({ transmissions }) => transmissions);
      expect(folded).toHaveLength(lane.transmissions.length);
      expect(new Set(folded)).toEqual(new Set(lane.transmissions));
      expect(sizeOf(folded)).toBe(sizeOf(lane.transmissions));
    }
  });

  test('a lane with up to sixty exchanges shows each of them', () => {
    expect(unfoldedLimit).toBe(60);
    const short = lanes.filter((lane) => exchangesOf(lane.transmissions).size <= 60);
    expect(short.length).toBeGreaterThan(100);
    for (const lane of short) expect(foldLane(lane).every(({ type }) => type === 'exchange')).toBe(true);
  });

  test('the limit is exact: sixty empty polls stay apart, sixty-one become one bundle', () => {
    expect(foldLane(createEmptyPolls(60))).toHaveLength(60);
    expect(foldLane(createEmptyPolls(61))).toMatchObject([{ type: 'bundle', of: 'empty polls', count: 61 }]);
  });

  test('a bundle holds at least three exchanges, all quiet, and says how many', () => {
    const bundles = lanes.flatMap(foldLane).filter((part) => part.type === 'bundle');
    expect(bundles.length).toBeGreaterThan(100);
    for (const { count, of, transmissions } of bundles) {
      expect(count).toBeGreaterThanOrEqual(3);
      expect(exchangesOf(transmissions).size).toBe(count);
      expect(transmissions.every(({ messages }) => messages.length === 0)).toBe(true);
      const types = of === 'empty polls' ? ['poll', 'empty-answer'] : ['ping', 'pong'];
      expect([...new Set(transmissions.map(({ type }) => type))]).toEqual(types);
    }
  });

  test('an exchange is whole: a poll stands with its answer, a ping with its pong', () => {
    for (const part of lanes.flatMap(foldLane).filter(({ type }) => type === 'exchange')) {
      const types = part.transmissions.map(({ type }) => type).join(' ');
      expect(types).toMatch(/^(poll (empty-)?answer|ping pong|message|opening-request opening-response)$/);
    }
  });

  test('two bundles of one kind never follow each other', () => {
    for (const lane of lanes) {
      const names = foldLane(lane).map((part) => (part.type === 'bundle' ? part.of : part.type));
      expect(names.some((name, index) => name !== 'exchange' && name === names[index + 1])).toBe(false);
    }
  });

  test('whatever the settings, a run is drawn in at most 400 parts', () => {
    expect(Math.max(...runs.map((run) => listParts(run).length))).toBeLessThanOrEqual(400);
  });
});

describe('The list of all parts', () => {
  test('is in order of when they begin, and holds every byte of the run', () => {
    for (const run of runs) {
      const parts = listParts(run);
      expect(parts.map(({ fromMs }) => fromMs)).toEqual(parts.map(({ fromMs }) => fromMs).sort((a, b) => a - b));
      const all = run.lanes.flatMap(({ transmissions }) => transmissions);
      expect(parts.reduce((total, { wireBytes }) => total + wireBytes, 0)).toBe(sizeOf(all));
    }
  });

  test('a part lasts from its first departure to its last arrival', () => {
    for (const { part, fromMs, toMs } of runs.flatMap(listParts)) {
      expect(fromMs).toBe(Math.min(...part.transmissions.map(({ sentAtMs }) => sentAtMs)));
      expect(toMs).toBe(Math.max(...part.transmissions.map(({ receivedAtMs }) => receivedAtMs)));
    }
  });
});

const exchangesOf = (transmissions: readonly Transmission[]): ReadonlySet<number> =>
  new Set(transmissions.map(({ exchange }) => exchange));

const sizeOf = (transmissions: readonly Transmission[]): number =>
  transmissions.reduce((total, { wireBytes }) => total + wireBytes, 0);

function createEmptyPolls(count: number): Lane {
  const {
    lanes: [polling],
  } = simulate({ ...createDefaultSettings('nightly-report'), lanes: ['polling'], intervalMs: 60_000 });
  const empty = (polling?.transmissions ?? []).slice(0, 2 * count);
  expect(exchangesOf(empty).size).toBe(count);
  expect(empty.every(({ messages }) => messages.length === 0)).toBe(true);
  return { transport: 'polling', transmissions: empty };
}

/** The corners of what the reader can set. */
function createExtremes(scenario: Settings['scenario']): readonly Settings[] {
  const { intervalBoundsMs } = scenarios[scenario];
  return [intervalBoundsMs.min, intervalBoundsMs.max].flatMap((intervalMs) =>
    [roundTripBoundsMs.min, roundTripBoundsMs.max].map((roundTripMs) => ({
      ...createDefaultSettings(scenario),
      intervalMs,
      roundTripMs,
    })),
  );
}
