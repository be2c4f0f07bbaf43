import { describe, expect, test } from 'vitest';
import { createAnySettings } from './any-settings';
import { createDefaultSettings, transportNames } from './address';
import {
  describeBundle,
  describeEvent,
  describeNotices,
  describeOutcome,
  describePart,
  describeStatus,
  describeVerdict,
  transportTitles,
} from './describe';
import { listEvents } from './events';
import { foldLane } from './fold';
import { countOf, formatBytes, formatDuration } from './format';
import type { Timeline, TransportName } from './model';
import { createRandom } from './random';
import { scenarioNames } from './scenarios';
import { simulate } from './simulate';
import { metricsOf, snapshotAt, type LaneStatus, type Tally } from './snapshot';
import { judge } from './verdict';

const random = createRandom(1876);
const settings = scenarioNames.flatMap((scenario) =>
  Array.from({ length: 80 }, () => createAnySettings(random, scenario)),
);
const runs = settings.map(simulate);
const runsOfOne = settings.flatMap((all) => transportNames.map((name) => simulate({ ...all, lanes: [name] })));

describe('Every picture has words', () => {
  test.each(transportNames)('each status that %s can have', (transport) => {
    const said = statuses.map((status) => describeStatus(transport, status));
    for (const words of said) expectWords(words);
    expect(new Set(said).size).toBe(statuses.length);
  });

  test('what a lane is doing, at any moment of any run', () => {
    for (const run of runs) {
      for (const lane of run.lanes) {
        expectWords(describeStatus(lane.transport, snapshotAt(lane, random() * run.endMs).status));
      }
    }
  });

  test('each event and each part of any run', () => {
    for (const run of runs) {
      for (const event of listEvents(run)) expectWords(describeEvent(event));
      for (const part of run.lanes.flatMap(foldLane)) expectWords(describePart(part));
    }
  });

  test.each([
    [{ count: 12, of: 'empty polls' }, '12 empty polls'],
    [{ count: 1_200, of: 'heartbeats' }, '1,200 heartbeats'],
    [{ count: 1, of: 'empty polls' }, '1 empty poll'],
  ] as const)('a bundle of %o is “%s”', (bundle, words) => {
    expect(describeBundle({ type: 'bundle', transmissions: [], ...bundle })).toBe(words);
  });
});

describe('The words say what happened', () => {
  test('a message is quoted when it leaves and when its exchange is told, and arrives with its age', () => {
    const run = simulate({ ...createDefaultSettings('restaurant'), lanes: ['websocket'] });
    const events = listEvents(run).map(describeEvent);
    expect(events).toContain('The server sends a message: “You are next.”');
    expect(events.filter((words) => words === 'The message arrives, 50 ms after it was ready')).toHaveLength(3);
    expect(run.lanes.flatMap(foldLane).map(describePart)).toEqual([
      'Opens the line',
      'The server sends, 50 ms old on arrival: “Two parties are ahead of you.”',
      'The server sends, 50 ms old on arrival: “You are next.”',
      'The server sends, 50 ms old on arrival: “Your table is ready.”',
    ]);
  });

  test('all messages of one answer are told, with the age of the oldest', () => {
    for (const run of runs) {
      for (const part of foldLane(laneOf(run, 'polling'))) {
        const [oldest] = part.transmissions.at(-1)?.messages ?? [];
        if (oldest === undefined) continue;
        const answer = part.transmissions.at(-1);
        const words = describePart(part);
        expect(words).toContain(formatDuration((answer?.receivedAtMs ?? NaN) - oldest.createdAtMs));
        for (const { text } of answer?.messages ?? []) expect(words).toContain(`“${lineOf(text)}”`);
      }
    }
  });

  test('an empty answer is called what it is', () => {
    const run = simulate({ ...createDefaultSettings('restaurant'), lanes: ['polling'] });
    expect(listEvents(run).map(describeEvent).slice(0, 3)).toEqual([
      'The page asks',
      'The question arrives. The server has nothing new',
      'An empty answer arrives',
    ]);
    expect(run.lanes.flatMap(foldLane).map(describePart)[0]).toBe('Asks: nothing new');
  });
});

describe('The outcome', () => {
  test('its numbers are the metrics of the run', () => {
    for (const run of runs) {
      const [polling, websocket] = [metricsOf(laneOf(run, 'polling')), metricsOf(laneOf(run, 'websocket'))];
      const [first = '', second = ''] = describeOutcome(run).split(/(?<=\.) (?=The WebSocket)/);
      expect(first).toContain(`asked ${polling.requests} times, ${polling.emptyAnswers} of them for nothing`);
      for (const [sentence, metrics] of [
        [first, polling],
        [second, websocket],
      ] as const) {
        expectWords(sentence);
        expect(sentence).toContain(`message came ${formatDuration(metrics.worstDelayMs ?? NaN)} late`);
        expect(sentence).toContain(`moved ${formatBytes(overheadOf(metrics))} beyond the messages`);
      }
    }
  });

  test('a lane that is not shown is not spoken of', () => {
    for (const run of runsOfOne) {
      const words = describeOutcome(run);
      expectWords(words);
      expect(transportNames.filter((name) => words.includes(transportTitles[name]))).toEqual(run.settings.lanes);
    }
  });

  test('the verdict names the numbers it rests on', () => {
    for (const story of settings) {
      const verdict = judge(story);
      const words = describeVerdict(verdict);
      expectWords(words);
      expect(words).toContain(formatDuration(verdict.toleratedDelayMs));
      if (verdict.type === 'polling-too-late') continue;
      expect(words).toContain(`every ${formatDuration(verdict.rarestIntervalMs)}`);
      expect(words).toContain(formatBytes(verdict.pollingOverheadBytes));
      expect(words).toContain(formatBytes(verdict.websocketOverheadBytes));
    }
  });
});

describe('Things worth noticing', () => {
  test('are always three, each another, whichever lanes are shown', () => {
    for (const run of [...runs, ...runsOfOne]) {
      const notices = describeNotices(run);
      for (const notice of notices) expectWords(notice);
      expect(new Set(notices).size).toBe(3);
    }
  });

  test('their numbers are the metrics of the run', () => {
    for (const run of runs) {
      const { requests, emptyAnswers, worstDelayMs = NaN } = metricsOf(laneOf(run, 'polling'));
      const words = describeNotices(run).join(' ');
      expect(words).toContain(`${emptyAnswers} of ${countOf(requests, 'request')} (`);
      const share = Number(/\((\d+) %\) came back empty/.exec(words)?.[1]);
      expect(Math.abs(share - (100 * emptyAnswers) / requests)).toBeLessThan(1);
      expect(words).toContain(`The worst wait here was ${formatDuration(worstDelayMs)}`);
      const pings = laneOf(run, 'websocket').transmissions.filter(({ type }) => type === 'ping').length;
      if (pings > 0) expect(words).toContain(`${countOf(pings, 'ping')} and as many pongs`);
    }
  });
});

const statuses: readonly LaneStatus[] = [
  { type: 'before-start' },
  { type: 'asking' },
  { type: 'answering', isEmpty: true },
  { type: 'answering', isEmpty: false },
  { type: 'pausing' },
  { type: 'opening' },
  { type: 'open' },
  { type: 'delivering' },
];

function expectWords(words: string): void {
  if (!/^\S.*\S$/.test(words) || /undefined|NaN|Infinity|null|\[object|“”|\{|\}/.test(words)) {
    expect.unreachable(`Not words: “${words}”`);
  }
}

function laneOf(run: Timeline, transport: TransportName): Timeline['lanes'][number] {
  const lane = run.lanes.find((candidate) => candidate.transport === transport);
  if (lane === undefined) throw new Error(`The run has no lane ${transport}`);
  return lane;
}

const lineOf = (text: string): string => (JSON.parse(text) as { text: string }).text.trim();

const overheadOf = ({ sentOverheadBytes, receivedOverheadBytes }: Tally): number =>
  sentOverheadBytes + receivedOverheadBytes;
