import { describe, expect, test } from 'vitest';
import { createAnySettings } from './any-settings';
import { listEvents } from './events';
import { foldLane } from './fold';
import { createRandom } from './random';
import { scenarioNames } from './scenarios';
import { simulate } from './simulate';

const random = createRandom(1844);
const runs = scenarioNames.flatMap((scenario) =>
  Array.from({ length: 80 }, () => simulate(createAnySettings(random, scenario))),
);

describe('The events that a reader steps through', () => {
  test('are in order of time, and lie within the run', () => {
    for (const run of runs) {
      const times = listEvents(run).map(({ timeMs }) => timeMs);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
      expect(times[0]).toBe(run.scenario.clientStartsAtMs);
      expect(times.at(-1)).toBeLessThanOrEqual(run.endMs);
    }
  });

  test('are complete: each departure and each arrival once, at its time, and each bundle once, when it is over', () => {
    for (const run of runs) {
      const listed = listEvents(run).flatMap(({ timeMs, transport, happenings }) =>
        happenings.map((happening) =>
          happening.type === 'bundle'
            ? `${transport} ${timeMs} ${happening.bundle.of} ${happening.bundle.count}`
            : `${transport} ${timeMs} ${happening.type} ${happening.transmission.type} ${happening.transmission.exchange}`,
        ),
      );
      const expected = run.lanes.flatMap((lane) =>
        foldLane(lane).flatMap((part) =>
          part.type === 'bundle'
            ? [
                `${lane.transport} ${Math.max(...part.transmissions.map((it) => it.receivedAtMs))} ${part.of} ${part.count}`,
              ]
            : part.transmissions.flatMap(({ type, exchange, sentAtMs, receivedAtMs }) => [
                `${lane.transport} ${sentAtMs} sent ${type} ${exchange}`,
                `${lane.transport} ${receivedAtMs} received ${type} ${exchange}`,
              ]),
        ),
      );
      expect(listed.toSorted()).toEqual(expected.toSorted());
    }
  });

  test('a lane has one event at a time, however much happens', () => {
    for (const run of runs) {
      const places = listEvents(run).map(({ timeMs, transport }) => `${transport} ${timeMs}`);
      expect(new Set(places).size).toBe(places.length);
    }
  });

  test('an arrival comes before the departure that it brings about', () => {
    for (const { happenings } of runs.flatMap(listEvents)) {
      const order = happenings.map(({ type }) => ['received', 'bundle', 'sent'].indexOf(type));
      expect(order).toEqual(order.toSorted((a, b) => a - b));
      expect(happenings).not.toHaveLength(0);
    }
  });

  test('at the same time, the lanes follow in the order they are shown', () => {
    let shared = 0;
    for (const run of runs) {
      const together = Map.groupBy(listEvents(run), ({ timeMs }) => timeMs);
      shared += [...together.values()].filter(({ length }) => length > 1).length;
      for (const events of together.values()) {
        const shown = run.settings.lanes.filter((name) => events.some(({ transport }) => transport === name));
        expect(events.map(({ transport }) => transport)).toEqual(shown);
      }
    }
    expect(shared).toBeGreaterThan(runs.length / 2);
  });
});
