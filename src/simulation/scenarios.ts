import type { Message, Scenario, ScenarioName } from './model';
import { wholeBetween } from './random';
import { sizeInBytes } from './wire-costs';

/** The round trips that the reader can choose from, in ms. */
export const roundTripBoundsMs = { min: 20, max: 1_000 } as const;
/** The round trip shown first, in ms. */
export const defaultRoundTripMs = 100;

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/**
 * The stories. In each, the last message comes early enough for the slowest poll that the bounds allow to fetch it
 * before the horizon: `horizonMs - last message >= intervalBoundsMs.max + 1.5 × roundTripBoundsMs.max`.
 */
export const scenarios = {
  restaurant: {
    name: 'restaurant',
    title: 'A table at a restaurant',
    story: 'You wait for a table. The host has three things to tell you, and nobody knows when.',
    seed: 7,
    horizonMs: 30 * second,
    clientStartsAtMs: second / 2,
    intervalMs: 2 * second,
    intervalBoundsMs: { min: second / 2, max: 5 * second },
    toleratedDelayMs: second,
    createMessages: (random) =>
      createEach(['Two parties are ahead of you.', 'You are next.', 'Your table is ready.'], (index) =>
        wholeBetween(random, 4 * second + index * 7 * second, 8 * second + index * 7 * second),
      ),
  },
  chat: {
    name: 'chat',
    title: 'A chat message',
    story: 'Two friends are writing to you. Some messages come close together, then it is quiet.',
    seed: 21,
    horizonMs: 30 * second,
    clientStartsAtMs: second / 2,
    intervalMs: 2 * second,
    intervalBoundsMs: { min: second / 2, max: 5 * second },
    toleratedDelayMs: second,
    createMessages: (random) => {
      const lines = [
        'Are you there?',
        'Look at this!',
        'Wow.',
        'Where is that?',
        'Right behind the station.',
        'Shall we go?',
        'Saturday?',
        'Saturday is fine.',
      ];
      return createInOrder(lines, 2 * second, (index) =>
        index % 3 === 2 ? wholeBetween(random, 2 * second, 4 * second) : wholeBetween(random, 400, 2 * second),
      );
    },
  },
  'ai-answer': {
    name: 'ai-answer',
    title: 'An AI answer',
    story: 'You asked an assistant. It thinks for a moment, then writes its answer one word after another.',
    seed: 3,
    horizonMs: 10 * second,
    clientStartsAtMs: second / 5,
    intervalMs: second / 2,
    intervalBoundsMs: { min: second / 5, max: 2 * second },
    toleratedDelayMs: second / 5,
    createMessages: (random) => {
      const answer =
        'A WebSocket is one connection that stays open. The browser dials once, the server picks up, and from then ' +
        'on both can speak whenever they have something to say. Nobody has to ask again and again whether there is ' +
        'news, and news arrives as soon as it exists. It ends when one side hangs up.';
      return createInOrder(answer.match(/\S+\s*/g) ?? [], wholeBetween(random, 700, 1_300), () =>
        wholeBetween(random, 30, 80),
      );
    },
  },
  'nightly-report': {
    name: 'nightly-report',
    title: 'A report made overnight',
    story: 'A sales report is finished some time in the night. You read it in the morning; two hours do no harm.',
    seed: 11,
    horizonMs: 8 * hour,
    clientStartsAtMs: minute,
    intervalMs: 15 * minute,
    intervalBoundsMs: { min: minute, max: 2 * hour },
    toleratedDelayMs: 2 * hour,
    createMessages: (random) =>
      createEach(['The sales report is ready.'], () => wholeBetween(random, 2 * hour, 5 * hour)),
  },
} as const satisfies Record<ScenarioName, Scenario>;

/** The names of the stories in the order they are offered. */
export const scenarioNames = Object.keys(scenarios) as readonly ScenarioName[];

/** Messages at times of their own, which have to rise. */
function createEach(lines: readonly string[], timeOf: (index: number) => number): readonly Message[] {
  return lines.map((line, index) => createMessage(index + 1, timeOf(index), line));
}

/** Messages one after another, `gapBefore` ms apart; the first at `firstAtMs`. */
function createInOrder(
  lines: readonly string[],
  firstAtMs: number,
  gapBefore: (index: number) => number,
): readonly Message[] {
  let atMs = firstAtMs;
  return createEach(lines, (index) => {
    if (index > 0) atMs += gapBefore(index);
    return atMs;
  });
}

/** What the application sends is JSON, the same text on every transport. */
function createMessage(id: number, createdAtMs: number, line: string): Message {
  const text = JSON.stringify({ id, text: line });
  return { id, createdAtMs, text, payloadBytes: sizeInBytes(text) };
}
