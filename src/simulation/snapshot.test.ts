import { describe, expect, test } from 'vitest';
import { createAnySettings } from './any-settings';
import { transportNames } from './address';
import type { Lane, Timeline } from './model';
import { createRandom } from './random';
import { scenarioNames } from './scenarios';
import { simulate } from './simulate';
import { metricsOf, snapshotAt, type LaneStatus } from './snapshot';

const random = createRandom(1789);
const runs = scenarioNames.flatMap((scenario) =>
  Array.from({ length: 80 }, () => simulate(createAnySettings(random, scenario))),
);
const lanes = runs.flatMap((run) => run.lanes.map((lane) => ({ run, lane })));

describe('The tally', () => {
  test('at the end of a run it is the run’s metrics', () => {
    for (const { run, lane } of lanes) expect(snapshotAt(lane, run.endMs).tally).toEqual(metricsOf(lane));
  });

  test('before the start everything is zero', () => {
    for (const { run, lane } of lanes) {
      for (const timeMs of [0, run.scenario.clientStartsAtMs - 1]) {
        expect(snapshotAt(lane, timeMs)).toEqual({
          tally: nothing,
          status: { type: 'before-start' },
          openConnections: 0,
        });
      }
    }
  });

  test('no count ever goes down', () => {
    for (const { run, lane } of lanes) {
      let before: Counts = countsAt(lane, 0);
      for (const timeMs of timesOf(run)) {
        const now = countsAt(lane, timeMs);
        for (const [name, count] of Object.entries(now)) {
          if (count < (before[name] ?? 0)) expect.unreachable(`${name} goes down at ${timeMs}`);
        }
        before = now;
      }
    }
  });

  test('what happens at a millisecond has happened at it', () => {
    for (const { lane } of lanes) {
      const [first] = lane.transmissions;
      expect(snapshotAt(lane, first?.sentAtMs ?? 0).tally.requests).toBe(1);
      const firstNews = lane.transmissions.find(({ messages }) => messages.length > 0);
      const arrivalMs = firstNews?.receivedAtMs ?? 0;
      expect(snapshotAt(lane, arrivalMs).tally.delivered).toBe(firstNews?.messages.length);
      expect(snapshotAt(lane, arrivalMs - 0.5).tally.delivered).toBe(0);
    }
  });

  test('delays are those of the messages that have arrived', () => {
    for (const { run, lane } of lanes) {
      const { delivered, meanDelayMs = NaN, worstDelayMs } = metricsOf(lane);
      const delays = lane.transmissions.flatMap(({ messages, receivedAtMs }) =>
        messages.map(({ createdAtMs }) => receivedAtMs - createdAtMs),
      );
      expect(delivered).toBe(run.messages.length);
      expect(worstDelayMs).toBe(Math.max(...delays));
      expect(meanDelayMs * delivered).toBeCloseTo(
        delays.reduce((total, delay) => total + delay, 0),
        3,
      );
    }
  });

  test('the overhead of both directions and the messages are all bytes there are', () => {
    for (const { run, lane } of lanes) {
      const { sentOverheadBytes, receivedOverheadBytes } = metricsOf(lane);
      const news = run.messages.reduce((total, { payloadBytes }) => total + payloadBytes, 0);
      const all = lane.transmissions.reduce((total, { wireBytes }) => total + wireBytes, 0);
      expect(sentOverheadBytes + receivedOverheadBytes + news).toBe(all);
    }
  });
});

describe('The status', () => {
  test.each(transportNames)('of %s is what its timeline says, at any moment', (transport) => {
    for (const { run, lane } of lanes.filter((entry) => entry.lane.transport === transport)) {
      for (const timeMs of timesOf(run)) {
        const { status } = snapshotAt(lane, timeMs);
        const expected = transport === 'polling' ? pollingStatusAt(lane, timeMs) : webSocketStatusAt(lane, timeMs);
        if (JSON.stringify(status) !== JSON.stringify(expected)) {
          expect({ settings: run.settings, timeMs, status }).toEqual({
            settings: run.settings,
            timeMs,
            status: expected,
          });
        }
      }
    }
  });

  test('a message is on its way for as long as it travels, whatever else travels with it', () => {
    const message = { id: 1, createdAtMs: 30_400, text: '{"id":1,"text":"Hi"}', payloadBytes: 20 };
    const travel = { from: 'server', wireBytes: 22, payloadBytes: 20, messages: [], exchange: 0 } as const;
    const lane: Lane = {
      transport: 'websocket',
      transmissions: [
        { ...travel, type: 'opening-response', sentAtMs: 0, receivedAtMs: 500 },
        { ...travel, type: 'message', sentAtMs: 30_400, receivedAtMs: 30_900, messages: [message], exchange: 1 },
        { ...travel, type: 'ping', sentAtMs: 30_500, receivedAtMs: 31_000, exchange: 2 },
      ],
    };
    expect(snapshotAt(lane, 30_450).status).toEqual({ type: 'delivering' });
    expect(snapshotAt(lane, 30_600).status).toEqual({ type: 'delivering' });
    expect(snapshotAt(lane, 30_950).status).toEqual({ type: 'open' });
  });

  test('polling is open to the server while a question or its answer travels, a WebSocket from its opening on', () => {
    for (const { run, lane } of lanes) {
      for (const timeMs of timesOf(run)) {
        const { status, openConnections } = snapshotAt(lane, timeMs);
        const isOpen = ['asking', 'answering', 'open', 'delivering'].includes(status.type);
        if (openConnections !== Number(isOpen)) expect.unreachable(`${status.type}: ${openConnections}`);
      }
    }
  });
});

type Counts = Readonly<Record<string, number>>;

const nothing = {
  requests: 0,
  emptyAnswers: 0,
  delivered: 0,
  meanDelayMs: undefined,
  worstDelayMs: undefined,
  sentOverheadBytes: 0,
  receivedOverheadBytes: 0,
};

/** Everything that only grows; a mean may fall. */
function countsAt(lane: Lane, timeMs: number): Counts {
  const { meanDelayMs: _mean, worstDelayMs = 0, ...counts } = snapshotAt(lane, timeMs).tally;
  return { ...counts, worstDelayMs };
}

function pollingStatusAt({ transmissions }: Lane, timeMs: number): LaneStatus {
  if (timeMs < (transmissions[0]?.sentAtMs ?? Infinity)) return { type: 'before-start' };
  const underWay = transmissions.find(({ sentAtMs, receivedAtMs }) => sentAtMs <= timeMs && timeMs < receivedAtMs);
  if (underWay === undefined) return { type: 'pausing' };
  return underWay.type === 'poll' ? { type: 'asking' } : { type: 'answering', isEmpty: underWay.messages.length === 0 };
}

function webSocketStatusAt({ transmissions }: Lane, timeMs: number): LaneStatus {
  const [request, response] = transmissions;
  if (timeMs < (request?.sentAtMs ?? Infinity)) return { type: 'before-start' };
  if (timeMs < (response?.receivedAtMs ?? Infinity)) return { type: 'opening' };
  const isDelivering = transmissions.some(
    ({ type, sentAtMs, receivedAtMs }) => type === 'message' && sentAtMs <= timeMs && timeMs < receivedAtMs,
  );
  return { type: isDelivering ? 'delivering' : 'open' };
}

/** Moments of a run in order: a handful at random, and the ends of some transmissions. */
function timesOf({ lanes: [polling, websocket], endMs }: Timeline): readonly number[] {
  const transmissions = [...(polling?.transmissions ?? []), ...(websocket?.transmissions ?? [])];
  const some = Array.from({ length: 12 }, () => transmissions[Math.floor(random() * transmissions.length)]);
  return [
    ...Array.from({ length: 12 }, () => random() * endMs),
    ...some.flatMap((transmission) => (transmission ? [transmission.sentAtMs, transmission.receivedAtMs] : [])),
    endMs,
  ].sort((a, b) => a - b);
}
