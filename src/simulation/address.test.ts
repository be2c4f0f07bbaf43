import { describe, expect, test } from 'vitest';
import { createDefaultSettings, readView, transportNames, writeView, type View } from './address';
import { createAnyTexts } from './any-text';
import type { Bounds, ScenarioName, Settings, TransportName } from './model';
import { createRandom, pick, wholeBetween } from './random';
import { roundTripBoundsMs, scenarioNames, scenarios } from './scenarios';

const seedBounds = { min: 0, max: 2 ** 32 - 1 };
const almostRight = ['polling,', ',', 'polling,polling', 'Polling', 'chat '];

describe('A view in an address', () => {
  test('what is written is what is read, for any view', () => {
    const random = createRandom(8080);
    for (let round = 0; round < 2_000; round += 1) {
      const view = createView(random);
      const defaultScenario = pick(random, scenarioNames);
      const written = writeView(view, defaultScenario, new URLSearchParams());
      // What a browser makes of the address must change nothing.
      const carried = new URL(`https://example.com/?${written.toString()}`).searchParams;
      expect(readView(carried, defaultScenario)).toEqual({ view, problems: [] });
    }
  });

  test.each(scenarioNames)('%s as it is first shown needs nothing in the address of its page', (name) => {
    const view = { settings: createDefaultSettings(name), timeMs: undefined };
    expect(writeView(view, name, new URLSearchParams()).toString()).toBe('');
    expect(readView(new URLSearchParams(), name)).toEqual({ view, problems: [] });
  });

  test('only what differs from the first picture of the story is written', () => {
    const settings = { ...createDefaultSettings('chat'), roundTripMs: 250 };
    expect(String(writeView({ settings, timeMs: undefined }, 'restaurant', new URLSearchParams()))).toBe(
      'sim.scenario=chat&sim.rtt=250',
    );
  });

  test('every setting has a name of its own, and that name is kept for ever', () => {
    const settings: Settings = { scenario: 'chat', lanes: ['websocket'], intervalMs: 999, roundTripMs: 40, seed: 5 };
    const written = writeView({ settings, timeMs: 1234.4 }, 'restaurant', new URLSearchParams());
    expect(Object.fromEntries(written)).toEqual({
      'sim.scenario': 'chat',
      'sim.lanes': 'websocket',
      'sim.interval': '999',
      'sim.rtt': '40',
      'sim.seed': '5',
      'sim.t': '1234',
    });
  });

  test('parameters of others are kept as they were, repeated ones too, and old ones of ours go', () => {
    const before = new URLSearchParams('utm_source=a&q=1&q=2&simple=%26&sim.rtt=77&sim.old=1');
    const settings = { ...createDefaultSettings('restaurant'), seed: 9 };
    const written = writeView({ settings, timeMs: undefined }, 'restaurant', before);
    expect([...written]).toEqual([
      ['utm_source', 'a'],
      ['q', '1'],
      ['q', '2'],
      ['simple', '&'],
      ['sim.seed', '9'],
    ]);
    expect(before.toString()).toContain('sim.rtt=77');
  });
});

describe('An address that makes no sense', () => {
  test.each([
    ['sim.scenario=lottery', 'story that does not exist'],
    ['sim.scenario=', 'story that does not exist'],
    ['sim.scenario=__proto__', 'story that does not exist'],
    ['sim.scenario=toString', 'story that does not exist'],
    ['sim.lanes=', 'lane that does not exist'],
    ['sim.lanes=carrier-pigeon', 'lane that does not exist'],
    ['sim.lanes=websocket,carrier-pigeon', 'lane that does not exist'],
    ['sim.interval=soon', 'The poll interval in the link is not a number'],
    ['sim.interval=', 'The poll interval in the link is not a number'],
    ['sim.interval=1', 'The poll interval in the link is out of bounds. It is set to 500 ms.'],
    ['sim.rtt=NaN', 'The round trip in the link is not a number'],
    ['sim.rtt=1e99', 'The round trip in the link is out of bounds. It is set to 1 s.'],
    ['sim.seed=-1', 'The seed in the link is out of bounds. It is set to 0.'],
    ['sim.seed=4294967296', 'The seed in the link is out of bounds. It is set to 4294967295.'],
    ['sim.t=-5', 'The moment in the link is out of bounds. It is set to 0 s.'],
    ['sim.t=Infinity', 'The moment in the link is not a number'],
  ])('%s is replaced, and said: %s', (query, said) => {
    const { view, problems } = readView(new URLSearchParams(query), 'restaurant');
    expect(problems).toEqual([expect.stringContaining(said)]);
    expectWithinBounds(view);
  });

  test('a lane that exists is kept when another does not, and without any both are shown', () => {
    const lanesIn = (lanes: string): readonly TransportName[] =>
      readView(new URLSearchParams({ 'sim.lanes': lanes }), 'chat').view.settings.lanes;
    expect(lanesIn('websocket,carrier-pigeon')).toEqual(['websocket']);
    expect(lanesIn('carrier-pigeon')).toEqual(transportNames);
    expect(lanesIn('websocket,polling')).toEqual(transportNames);
  });

  test.each(['interval', 'rtt', 'seed', 't'] as const)(
    '2,000 strings as sim.%s: replaced and said, or taken',
    (name) => {
      const random = createRandom(4_004);
      for (const text of createAnyTexts(random, 2_000, almostRight)) {
        const { view, problems } = readView(new URLSearchParams({ [`sim.${name}`]: text }), 'chat');
        expectWithinBounds(view);
        const bounds = boundsOf('chat')[name];
        const value = Math.round(Number(text)) + 0; // −0 is 0
        const isFine = text.trim() !== '' && value >= bounds.min && value <= bounds.max;
        expect({ text, said: problems.length }).toEqual({ text, said: isFine ? 0 : 1 });
        if (isFine) expect(valuesOf(view)[name]).toBe(value);
      }
    },
  );

  test.each(['scenario', 'lanes'] as const)('2,000 strings as sim.%s: replaced and said, or taken', (name) => {
    const random = createRandom(4_005);
    const known: readonly string[] = name === 'lanes' ? transportNames : scenarioNames;
    for (const text of [...known, ...createAnyTexts(random, 2_000, almostRight)]) {
      const { view, problems } = readView(new URLSearchParams({ [`sim.${name}`]: text }), 'chat');
      expectWithinBounds(view);
      const isFine = name === 'lanes' ? text.split(',').every((lane) => known.includes(lane)) : known.includes(text);
      expect({ text, said: problems.length }).toEqual({ text, said: isFine ? 0 : 1 });
    }
  });

  test('whatever stands in all of them at once, what is read can be written and read again without a word', () => {
    const random = createRandom(4_006);
    for (let round = 0; round < 2_000; round += 1) {
      const names = ['scenario', 'lanes', 'interval', 'rtt', 'seed', 't'];
      const query = new URLSearchParams(
        names.map((name) => [`sim.${name}`, createAnyTexts(random, 1, almostRight)[0] ?? '']),
      );
      const { view, problems } = readView(query, 'restaurant');
      expectWithinBounds(view);
      expect(problems.join(' ')).not.toMatch(/undefined|NaN|Infinity|\[object/);
      const again = readView(writeView(view, 'restaurant', query), 'restaurant');
      expect(again).toEqual({ view, problems: [] });
    }
  });
});

const boundsOf = (scenario: ScenarioName): Readonly<Record<'interval' | 'rtt' | 'seed' | 't', Bounds>> => ({
  interval: scenarios[scenario].intervalBoundsMs,
  rtt: roundTripBoundsMs,
  seed: seedBounds,
  t: { min: 0, max: scenarios[scenario].horizonMs + roundTripBoundsMs.max },
});

const valuesOf = ({
  settings,
  timeMs,
}: View): Readonly<Record<'interval' | 'rtt' | 'seed' | 't', number | undefined>> => ({
  interval: settings.intervalMs,
  rtt: settings.roundTripMs,
  seed: settings.seed,
  t: timeMs,
});

function expectWithinBounds(view: View): void {
  const { scenario, lanes } = view.settings;
  expect(scenarioNames).toContain(scenario);
  expect([['polling'], ['websocket'], ['polling', 'websocket']]).toContainEqual(lanes);
  const values = valuesOf(view);
  for (const [name, { min, max }] of Object.entries(boundsOf(scenario))) {
    const value = values[name as keyof typeof values];
    if (name === 't' && value === undefined) continue;
    if (!Number.isInteger(value) || Number(value) < min || Number(value) > max) expect.unreachable(`${name}: ${value}`);
  }
}

function createView(random: () => number): View {
  const scenario = pick(random, scenarioNames);
  const bounds = boundsOf(scenario);
  const valueIn = ({ min, max }: Bounds): number => wholeBetween(random, min, max);
  const settings: Settings = {
    scenario,
    lanes: pick(random, [transportNames, ['polling'], ['websocket']] as const),
    intervalMs: valueIn(bounds.interval),
    roundTripMs: valueIn(bounds.rtt),
    seed: valueIn(bounds.seed),
  };
  return { settings, timeMs: random() < 0.3 ? undefined : valueIn(bounds.t) };
}
