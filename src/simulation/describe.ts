/** The simulation in words: everything that the picture shows, a sentence can say. */
import type { Happening, TimelineEvent } from './events';
import { countOf, formatBytes, formatDuration } from './format';
import type { Bundle, Exchange } from './fold';
import type { Timeline, Transmission, TransportName } from './model';
import { metricsOf, type LaneStatus, type Tally } from './snapshot';
import type { Verdict } from './verdict';

/** The names of the lanes. */
export const transportTitles = {
  polling: 'HTTP polling',
  websocket: 'WebSocket',
} as const satisfies Record<TransportName, string>;

/** What a lane is doing, in a few words. */
export function describeStatus(transport: TransportName, status: LaneStatus): string {
  switch (status.type) {
    case 'before-start':
      return transport === 'polling' ? 'waiting to start' : 'connection idle';
    case 'asking':
      return 'asking: anything new?';
    case 'answering':
      return status.isEmpty ? 'answer on its way: nothing new' : 'answer on its way: news';
    case 'pausing':
      return 'hung up, waiting to ask again';
    case 'opening':
      return 'opening: handshake under way';
    case 'open':
      return 'line open, quiet';
    case 'delivering':
      return 'line open, news on its way';
    default:
      return status satisfies never;
  }
}

/** What happens at an event, as a short sentence. */
export function describeEvent({ happenings }: TimelineEvent): string {
  return happenings.map(describeHappening).join('. ');
}

function describeHappening(happening: Happening): string {
  if (happening.type === 'bundle') return `${describeBundle(happening.bundle)} until now`;
  const { type, messages, receivedAtMs } = happening.transmission;
  const news = messages.map(textOf).join(' ');
  if (happening.type === 'sent') return news === '' ? sentTexts[type] : `${sentTexts[type]}: ${news}`;
  const [oldest] = messages;
  if (oldest === undefined) return receivedTexts[type];
  const age = formatDuration(receivedAtMs - oldest.createdAtMs);
  return messages.length === 1
    ? `The message arrives, ${age} after it was ready`
    : `${countOf(messages.length, 'message')} arrive, the oldest ${age} after it was ready`;
}

/** What an exchange or a bundle comes to, in a few words. */
export function describePart(part: Exchange | Bundle): string {
  if (part.type === 'bundle') return describeBundle(part);
  const [first] = part.transmissions;
  const last = part.transmissions.at(-1);
  if (first === undefined || last === undefined) return '';
  const [oldest] = last.messages;
  const age = oldest && formatDuration(last.receivedAtMs - oldest.createdAtMs);
  const news = last.messages.map(textOf).join(' ');
  switch (first.type) {
    case 'poll':
      return age === undefined ? 'Asks: nothing new' : `Asks and gets, ${age} old: ${news}`;
    case 'opening-request':
      return 'Opens the line';
    case 'ping':
      return 'Ping and pong';
    default:
      return `The server sends, ${String(age)} old on arrival: ${news}`;
  }
}

/** `12 empty polls`: the label of a folded run. */
export function describeBundle({ count, of }: Bundle): string {
  return countOf(count, of.replace(/s$/, ''), of);
}

const sentTexts = {
  poll: 'The page asks',
  'empty-answer': 'The server has nothing new',
  answer: 'The server has news',
  'opening-request': 'The page asks to open a WebSocket',
  'opening-response': 'The server agrees and switches protocols',
  message: 'The server sends a message',
  ping: 'The server sends a ping to keep the line alive',
  pong: 'The browser answers with a pong',
} as const satisfies Record<Transmission['type'], string>;

const receivedTexts = {
  poll: 'The question arrives',
  'empty-answer': 'An empty answer arrives',
  answer: 'The answer arrives',
  'opening-request': 'The opening request arrives',
  'opening-response': 'The line is open',
  message: 'A message arrives',
  ping: 'The ping arrives',
  pong: 'The pong arrives',
} as const satisfies Record<Transmission['type'], string>;

/** What a message says, without its JSON. */
function textOf({ text }: { readonly text: string }): string {
  const { text: line } = JSON.parse(text) as { readonly text: string };
  return `“${line.trim()}”`;
}

/** Compares the lanes of a finished run in one sentence for each, from its numbers alone. */
export function describeOutcome(timeline: Timeline): string {
  return timeline.lanes
    .map((lane) => {
      const metrics = metricsOf(lane);
      const asked =
        lane.transport === 'polling'
          ? `HTTP polling asked ${times(metrics.requests)}, ${String(metrics.emptyAnswers)} of them for nothing`
          : `The WebSocket dialled once and stayed on the line`;
      return `${asked}; ${describeDelay(metrics)} and it moved ${formatBytes(overheadOf(metrics))} beyond the messages.`;
    })
    .join(' ');
}

function describeDelay({ delivered, worstDelayMs }: Tally): string {
  if (worstDelayMs === undefined) return 'no message arrived';
  return delivered === 1
    ? `its message came ${formatDuration(worstDelayMs)} late`
    : `its slowest message came ${formatDuration(worstDelayMs)} late`;
}

/** Which transport to take for the story, and why, in a sentence. */
export function describeVerdict(verdict: Verdict): string {
  const tolerated = formatDuration(verdict.toleratedDelayMs);
  if (verdict.type === 'polling-too-late') {
    return `Here news may be ${tolerated} late at most, and polling cannot keep that on this network at any allowed interval. Take the open line.`;
  }
  const polling = formatBytes(verdict.pollingOverheadBytes);
  const websocket = formatBytes(verdict.websocketOverheadBytes);
  const interval = formatDuration(verdict.rarestIntervalMs);
  return verdict.type === 'polling-suffices'
    ? `Polling is the reasonable choice here: news may be ${tolerated} late, so asking every ${interval} is enough and moves ${polling}. A line held open all the time moves ${websocket} to stay alive, and something has to hold it.`
    : `The open line pays here: news may be ${tolerated} late at most, so polling would have to ask every ${interval} and move ${polling}, against ${websocket}.`;
}

/** Three things worth noticing in a finished run, from its numbers. Always three, whichever lanes it has. */
export function describeNotices(timeline: Timeline): readonly string[] {
  const metrics = new Map(timeline.lanes.map((lane) => [lane.transport, metricsOf(lane)]));
  const polling = metrics.get('polling');
  const websocket = metrics.get('websocket');
  const { intervalMs, roundTripMs } = timeline.settings;
  const notices: string[] = [];
  if (polling !== undefined) {
    // Rounded down: “100 %” is said only when not a single answer brought news.
    const share = Math.floor((100 * polling.emptyAnswers) / Math.max(polling.requests, 1));
    notices.push(
      `${String(polling.emptyAnswers)} of ${countOf(polling.requests, 'request')} (${String(share)} %) came back empty. Each carried a full set of headers both ways.`,
      `A message waits for the next question. The worst wait here was ${formatDuration(polling.worstDelayMs ?? 0)}; it can reach ${formatDuration(intervalMs + 1.5 * roundTripMs)}, the interval and one and a half round trips.`,
    );
  }
  if (websocket !== undefined) {
    const pings = timeline.lanes
      .flatMap(({ transmissions }) => transmissions)
      .filter(({ type }) => type === 'ping').length;
    notices.push(
      pings === 0
        ? `After the handshake each message crossed alone, half a round trip after it was ready, with a frame header of a few bytes.`
        : `The open line was never silent for long: ${countOf(pings, 'ping')} and as many pongs kept it alive, whether there was news or not.`,
    );
  }
  if (polling === undefined) {
    notices.push(
      `One request in all: the handshake. The page never asks again; the server speaks when it has something to say.`,
      `The worst delay was ${formatDuration(websocket?.worstDelayMs ?? 0)}. Change the round trip and it follows; nothing else moves it.`,
    );
  } else if (websocket === undefined) {
    notices.push(
      `Ask more often and the wait shrinks while the empty answers grow; ask less often and it is the other way round.`,
    );
  }
  return notices;
}

const overheadOf = ({ sentOverheadBytes, receivedOverheadBytes }: Tally): number =>
  sentOverheadBytes + receivedOverheadBytes;

const times = (count: number): string => (count === 1 ? 'once' : `${String(count)} times`);
