import { describe, expect, test } from 'vitest';
import { createRandom, wholeBetween } from './random';
import { defaultRoundTripMs, roundTripBoundsMs, scenarioNames, scenarios } from './scenarios';

describe.each(scenarioNames)('The story %s', (name) => {
  const scenario = scenarios[name];
  const random = createRandom(77);
  const seeds = [
    0,
    1,
    scenario.seed,
    2 ** 32 - 1,
    ...Array.from({ length: 200 }, () => wholeBetween(random, 0, 2 ** 32 - 1)),
  ];
  const tellings = seeds.map((seed) => scenario.createMessages(createRandom(seed)));

  test('is kept under its own name', () => {
    expect(scenario.name).toBe(name);
  });

  test('first shows settings that its bounds allow', () => {
    const { intervalMs, intervalBoundsMs } = scenario;
    expect(intervalMs).toBeGreaterThanOrEqual(intervalBoundsMs.min);
    expect(intervalMs).toBeLessThanOrEqual(intervalBoundsMs.max);
    expect(defaultRoundTripMs).toBeGreaterThanOrEqual(roundTripBoundsMs.min);
    expect(defaultRoundTripMs).toBeLessThanOrEqual(roundTripBoundsMs.max);
  });

  test('ends early enough for the slowest poll that the bounds allow to fetch the last message', () => {
    const latest = Math.max(...tellings.map((messages) => messages.at(-1)?.createdAtMs ?? 0));
    expect(scenario.horizonMs - latest).toBeGreaterThanOrEqual(
      scenario.intervalBoundsMs.max + 1.5 * roundTripBoundsMs.max,
    );
  });

  test('begins when the page is there to listen', () => {
    const earliest = Math.min(...tellings.map(([first]) => first?.createdAtMs ?? 0));
    expect(earliest).toBeGreaterThanOrEqual(scenario.clientStartsAtMs);
  });

  test('has the same words with every seed, at other times', () => {
    const words = tellings.map((messages) => messages.map(({ text }) => text).join());
    expect(new Set(words).size).toBe(1);
    const times = tellings.map((messages) => messages.map(({ createdAtMs }) => createdAtMs).join());
    expect(new Set(times).size).toBeGreaterThan(tellings.length * 0.9);
  });

  test('sends JSON that holds the id and the text of each message', () => {
    for (const { id, text } of tellings.flat()) {
      expect(JSON.parse(text)).toEqual({ id, text: expect.stringMatching(/\S/) as string });
    }
  });
});
