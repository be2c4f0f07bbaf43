import { describe, expect, test } from 'vitest';
import { createRandom, wholeBetween } from './random';
import { roundTripBoundsMs, scenarioNames, scenarios } from './scenarios';
import { simulate } from './simulate';
import { metricsOf } from './snapshot';
import { judge, type Verdict } from './verdict';

const { min, max } = roundTripBoundsMs;
const everyRoundTrip = Array.from({ length: max - min + 1 }, (_, index) => min + index);
const random = createRandom(2_000);
const seeds = [0, 2 ** 32 - 1, ...Array.from({ length: 6 }, () => wholeBetween(random, 0, 2 ** 32 - 1))];
const someRoundTrips = everyRoundTrip.filter(
  (roundTripMs) => roundTripMs % 70 === 0 || roundTripMs === min || roundTripMs === max,
);

describe('The verdict', () => {
  test('for a report made overnight polling suffices, on every network', () => {
    const { seed } = scenarios['nightly-report'];
    for (const roundTripMs of everyRoundTrip) {
      expect(judge({ scenario: 'nightly-report', seed, roundTripMs }).type).toBe('polling-suffices');
    }
    for (const story of storiesOf('nightly-report')) expect(judge(story).type).toBe('polling-suffices');
  });

  test.each(['restaurant', 'chat', 'ai-answer'] as const)('for %s the open line wins, on every network', (scenario) => {
    const { seed } = scenarios[scenario];
    for (const roundTripMs of everyRoundTrip) {
      expect(judge({ scenario, seed, roundTripMs }).type).not.toBe('polling-suffices');
    }
    for (const story of storiesOf(scenario)) expect(judge(story).type).not.toBe('polling-suffices');
  });

  test.each(scenarioNames)('for %s it can change with the network only, not with chance', (scenario) => {
    for (const roundTripMs of someRoundTrips) {
      const types = seeds.map((seed) => judge({ scenario, seed, roundTripMs }).type);
      expect(new Set(types).size).toBe(1);
    }
  });

  test.each([
    { scenario: 'restaurant', roundTripMs: 333, type: 'open-line-pays' },
    { scenario: 'restaurant', roundTripMs: 334, type: 'polling-too-late' },
    { scenario: 'chat', roundTripMs: 333, type: 'open-line-pays' },
    { scenario: 'chat', roundTripMs: 334, type: 'polling-too-late' },
    { scenario: 'ai-answer', roundTripMs: 20, type: 'polling-too-late' },
  ] as const)('for $scenario, a round trip of $roundTripMs ms means $type', ({ scenario, roundTripMs, type }) => {
    expect(judge({ scenario, roundTripMs, seed: scenarios[scenario].seed }).type).toBe(type);
  });

  test('polling is too late exactly where no allowed interval keeps what the story tolerates', () => {
    for (const scenario of scenarioNames) {
      const { toleratedDelayMs, intervalBoundsMs } = scenarios[scenario];
      for (const roundTripMs of someRoundTrips) {
        const isTooLate = intervalBoundsMs.min + 1.5 * roundTripMs > toleratedDelayMs;
        const { type } = judge({ scenario, roundTripMs, seed: 5 });
        expect(type === 'polling-too-late').toBe(isTooLate);
      }
    }
  });

  test('its interval is within bounds, keeps every message in time, and its numbers are those of that run', () => {
    for (const { story, verdict } of scenarioNames
      .flatMap(storiesOf)
      .map((story) => ({ story, verdict: judge(story) }))) {
      if (verdict.type === 'polling-too-late') continue;
      const { rarestIntervalMs, toleratedDelayMs } = verdict;
      const { intervalBoundsMs } = scenarios[story.scenario];
      expect(rarestIntervalMs).toBeGreaterThanOrEqual(intervalBoundsMs.min);
      expect(rarestIntervalMs).toBeLessThanOrEqual(intervalBoundsMs.max);
      expect(rarestIntervalMs + 1.5 * story.roundTripMs <= toleratedDelayMs).toBe(true);

      const run = simulate({ ...story, lanes: ['polling', 'websocket'], intervalMs: rarestIntervalMs });
      const [polling, websocket] = run.lanes.map(metricsOf);
      expect(polling?.worstDelayMs).toBeLessThanOrEqual(toleratedDelayMs);
      expect(verdict).toMatchObject({
        pollingOverheadBytes: overheadOf(polling),
        websocketOverheadBytes: overheadOf(websocket),
      });
      expect(verdict.type).toBe(typeFor(verdict));
    }
  });
});

const storiesOf = (scenario: (typeof scenarioNames)[number]): readonly Parameters<typeof judge>[0][] =>
  seeds.flatMap((seed) => someRoundTrips.map((roundTripMs) => ({ scenario, seed, roundTripMs })));

const overheadOf = (metrics: ReturnType<typeof metricsOf> | undefined): number =>
  (metrics?.sentOverheadBytes ?? NaN) + (metrics?.receivedOverheadBytes ?? NaN);

const typeFor = (verdict: Exclude<Verdict, { type: 'polling-too-late' }>): Verdict['type'] =>
  verdict.pollingOverheadBytes <= verdict.websocketOverheadBytes ? 'polling-suffices' : 'open-line-pays';
