import { describe, expect, test } from 'vitest';
import { createDefaultSettings, transportNames } from './address';
import type { Bounds, Lane, Settings, Timeline, Transmission } from './model';
import { createRandom, wholeBetween } from './random';
import { roundTripBoundsMs, scenarioNames, scenarios } from './scenarios';
import { simulate } from './simulate';
import { metricsOf } from './snapshot';
import { heartbeatMs } from './transports/websocket';

const runs = createSettings({ seed: 6455, count: 400 }).map(simulate);

describe('A run', () => {
  test('the same settings give the same run, to the last byte', () => {
    for (const run of runs) expect(simulate({ ...run.settings })).toEqual(run);
  });

  test.each(scenarioNames)('another seed gives %s other messages', (scenario) => {
    const seeds = Array.from({ length: 50 }, (_, seed) => seed * 77_777_777);
    const told = seeds.map((seed) => JSON.stringify(simulate({ ...createDefaultSettings(scenario), seed }).messages));
    expect(new Set(told).size).toBe(seeds.length);
  });

  test('the settings decide how messages travel, never which there are', () => {
    for (const { settings, messages } of runs) {
      const { min } = scenarios[settings.scenario].intervalBoundsMs;
      expect(simulate({ ...settings, lanes: ['websocket'], intervalMs: min, roundTripMs: 20 }).messages).toEqual(
        messages,
      );
    }
  });

  test('a lane is the same alone as beside the other', () => {
    for (const { settings, lanes } of runs) {
      const alone = transportNames.map((transport) => simulate({ ...settings, lanes: [transport] }).lanes[0]);
      expect(alone).toEqual(lanes);
    }
  });

  test('messages are numbered in the order of their times, and know their size', () => {
    for (const { messages } of runs) {
      expect(messages.map(({ id }) => id)).toEqual(messages.map((_, index) => index + 1));
      expect(isRising(messages.map(({ createdAtMs }) => createdAtMs))).toBe(true);
      for (const { text, payloadBytes } of messages) expect(Buffer.byteLength(text)).toBe(payloadBytes);
    }
  });

  test('it lasts until its last arrival, and at least up to the horizon', () => {
    for (const { lanes, scenario, endMs } of runs) {
      const arrivals = lanes.flatMap(({ transmissions }) => transmissions.map(({ receivedAtMs }) => receivedAtMs));
      expect(endMs).toBe(Math.max(scenario.horizonMs, ...arrivals));
    }
  });
});

describe('Every transport', () => {
  test('a message is delivered exactly once on every lane, and in order', () => {
    for (const { run, lane } of allLanes()) {
      expect(carriedBy(lane).map(({ message }) => message)).toEqual(run.messages);
    }
  });

  test('nothing is sent before it exists, and nothing arrives before it has crossed the network', () => {
    for (const { run, lane } of allLanes()) {
      for (const { message, transmission } of carriedBy(lane)) {
        expect(transmission.sentAtMs).toBeGreaterThanOrEqual(message.createdAtMs);
      }
      const tooFast = lane.transmissions.filter(
        ({ sentAtMs, receivedAtMs }) => receivedAtMs !== sentAtMs + run.settings.roundTripMs / 2,
      );
      expect(tooFast).toEqual([]);
    }
  });

  test('transmissions are listed in the order in which they leave, from the client’s start on', () => {
    for (const { run, lane } of allLanes()) {
      expect(isRising(lane.transmissions.map(({ sentAtMs }) => sentAtMs))).toBe(true);
      expect(lane.transmissions[0]).toMatchObject({ from: 'client', sentAtMs: run.scenario.clientStartsAtMs });
    }
  });

  test('counted requests are the requests in the timeline', () => {
    for (const { lane } of allLanes()) {
      const requests = lane.transmissions.filter(({ type }) => type === 'poll' || type === 'opening-request');
      expect(metricsOf(lane).requests).toBe(requests.length);
    }
  });
});

describe('HTTP polling', () => {
  test('a message waits at most the interval and one and a half round trips', () => {
    for (const { run, lane } of lanesOf('polling')) {
      const { intervalMs, roundTripMs } = run.settings;
      for (const delayMs of delaysOf(lane)) {
        expect(delayMs).toBeGreaterThanOrEqual(roundTripMs / 2);
        expect(delayMs).toBeLessThanOrEqual(intervalMs + 1.5 * roundTripMs);
      }
    }
  });

  test('each poll is answered at once, and the next one starts an interval after the answer', () => {
    for (const { run, lane } of lanesOf('polling')) {
      const polls = lane.transmissions.filter(({ type }) => type === 'poll');
      const answers = lane.transmissions.filter(({ from }) => from === 'server');
      expect(answers.map(({ sentAtMs }) => sentAtMs)).toEqual(polls.map(({ receivedAtMs }) => receivedAtMs));
      expect(answers.map(({ exchange }) => exchange)).toEqual(polls.map(({ exchange }) => exchange));
      for (const [index, poll] of polls.slice(1).entries()) {
        expect(poll.sentAtMs).toBe((answers[index]?.receivedAtMs ?? 0) + run.settings.intervalMs);
      }
    }
  });

  test('no poll starts at or after the horizon, and none that could start before it is left out', () => {
    for (const { run, lane } of lanesOf('polling')) {
      const { settings, scenario } = run;
      const last = lane.transmissions.filter(({ type }) => type === 'poll').at(-1)?.sentAtMs ?? 0;
      expect(last).toBeLessThan(scenario.horizonMs);
      expect(last + settings.roundTripMs + settings.intervalMs).toBeGreaterThanOrEqual(scenario.horizonMs);
    }
  });

  test('an answer is empty exactly when it carries no message', () => {
    for (const { lane } of lanesOf('polling')) {
      for (const { type, messages } of lane.transmissions.filter(({ from }) => from === 'server')) {
        expect(type).toBe(messages.length === 0 ? 'empty-answer' : 'answer');
      }
    }
  });
});

describe('WebSocket', () => {
  test('a message that comes into being after the opening waits exactly half a round trip', () => {
    let checked = 0;
    for (const { run, lane } of lanesOf('websocket')) {
      const { roundTripMs } = run.settings;
      for (const { message, transmission } of carriedBy(lane)) {
        if (message.createdAtMs < run.scenario.clientStartsAtMs + roundTripMs / 2) continue;
        expect(transmission.receivedAtMs - message.createdAtMs).toBe(roundTripMs / 2);
        checked += 1;
      }
    }
    expect(checked).toBeGreaterThan(runs.length);
  });

  test('there is one opening, of a request and a response, whatever happens later (RFC 6455 §1.3)', () => {
    for (const { lane } of lanesOf('websocket')) {
      const types = lane.transmissions.map(({ type }) => type);
      expect(types.slice(0, 2)).toEqual(['opening-request', 'opening-response']);
      expect(types.slice(2).filter((type) => type.startsWith('opening'))).toEqual([]);
    }
  });

  test('the server pings every 30 seconds up to the horizon, and each ping gets its pong (RFC 6455 §5.5.2)', () => {
    expect(heartbeatMs).toBe(30_000);
    for (const { run, lane } of lanesOf('websocket')) {
      const acceptedAtMs = run.scenario.clientStartsAtMs + run.settings.roundTripMs / 2;
      const pings = lane.transmissions.filter(({ type }) => type === 'ping');
      const pongs = lane.transmissions.filter(({ type }) => type === 'pong');
      expect(pings.map(({ sentAtMs }) => sentAtMs)).toEqual(pings.map((_, n) => acceptedAtMs + (n + 1) * 30_000));
      expect(acceptedAtMs + (pings.length + 1) * 30_000).toBeGreaterThanOrEqual(run.scenario.horizonMs);
      expect(pings.every(({ from, sentAtMs }) => from === 'server' && sentAtMs < run.scenario.horizonMs)).toBe(true);
      expect(pongs.every(({ from }) => from === 'client')).toBe(true);
      expect(pongs.map(({ sentAtMs }) => sentAtMs)).toEqual(pings.map(({ receivedAtMs }) => receivedAtMs));
      expect(pongs.map(({ exchange }) => exchange)).toEqual(pings.map(({ exchange }) => exchange));
    }
  });
});

const allLanes = (): readonly { run: Timeline; lane: Lane }[] =>
  runs.flatMap((run) => run.lanes.map((lane) => ({ run, lane })));

const lanesOf = (transport: Lane['transport']): readonly { run: Timeline; lane: Lane }[] =>
  allLanes().filter(({ lane }) => lane.transport === transport);

const carriedBy = (lane: Lane): readonly { message: Timeline['messages'][number]; transmission: Transmission }[] =>
  lane.transmissions.flatMap((transmission) => transmission.messages.map((message) => ({ message, transmission })));

const delaysOf = (lane: Lane): readonly number[] =>
  carriedBy(lane).map(({ message, transmission }) => transmission.receivedAtMs - message.createdAtMs);

const isRising = (values: readonly number[]): boolean =>
  values.every((value, index) => index === 0 || value >= (values[index - 1] ?? Infinity));

/** Settings within bounds, every story in turn, the bounds themselves more often than chance would have them. */
function createSettings({ seed, count }: { seed: number; count: number }): readonly Settings[] {
  const random = createRandom(seed);
  const valueIn = ({ min, max }: Bounds): number =>
    [min, max][Math.floor(random() * 10)] ?? wholeBetween(random, min, max);
  return Array.from({ length: count / scenarioNames.length }, () => scenarioNames)
    .flat()
    .map((scenario) => ({
      scenario,
      lanes: transportNames,
      intervalMs: valueIn(scenarios[scenario].intervalBoundsMs),
      roundTripMs: valueIn(roundTripBoundsMs),
      seed: wholeBetween(random, 0, 2 ** 32 - 1),
    }));
}
