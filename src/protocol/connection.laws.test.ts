import { describe, expect, test } from 'vitest';
import { createRandom, pick, wholeBetween } from '../simulation/random';
import { anyBytes, anyText, createAnyStream, cut, cutAnywhere, bytesOf, join } from './any-frame';
import { createConnection, type Connection, type ConnectionEvent, type ConnectionState } from './connection';
import { openClient, openingRequest, openingRequestBytes, openingResponseBytes, openServer } from './open-connection';

const states: readonly ConnectionState[] = ['CONNECTING', 'OPEN', 'CLOSING', 'CLOSED'];
const random = createRandom(71);

/** An end with all that it said and was told. */
interface Witness {
  readonly end: Connection;
  readonly events: ConnectionEvent[];
  /** Every frame and head that it gave to be sent. */
  readonly output: Uint8Array[];
}

describe('Two ends, and any use of them', () => {
  test('each is told all messages of the other in order, and both close cleanly with one code', () => {
    const codes = new Set<number>();
    for (let round = 0; round < 150; round += 1) {
      const client = witness(createConnection({ role: 'client', request: openingRequest, createMaskingKey }));
      const server = witness(createConnection({ role: 'server' }));
      transfer(client, server);
      transfer(server, client);
      const sent = { client: [] as string[], server: [] as string[] };
      for (let step = wholeBetween(random, 0, 12); step > 0; step -= 1) {
        const [from, to, log] =
          random() < 0.5 ? ([client, server, sent.client] as const) : ([server, client, sent.server] as const);
        if (random() < 0.2) from.end.ping(anyBytes(random, wholeBetween(random, 0, 125)));
        const data = random() < 0.5 ? anyText(random) : anyBytes(random, wholeBetween(random, 0, 300));
        const size = random() < 0.5 ? Infinity : wholeBetween(random, 1, 40);
        expect(from.end.send(data, size)).toBe(true);
        log.push(describeData(data));
        if (random() < 0.5) transfer(from, to);
      }
      const [first, second] = random() < 0.5 ? [client, server] : [server, client];
      const closeCode = wholeBetween(random, 3000, 4999);
      first.end.close(closeCode, 'bye');
      transfer(first, second);
      transfer(second, first);
      for (const each of [client, server]) each.events.push(...each.end.receiveEnd());

      // Whoever hears a close frame has sent all it could, and whoever sent one still listens.
      expect(messagesOf(server)).toEqual(sent.client);
      expect(messagesOf(client)).toEqual(sent.server);
      expect(first.events.at(-1)).toEqual({ type: 'closed', closeCode, closeReason: '', wasClean: true });
      expect(second.events.at(-1)).toEqual({ type: 'closed', closeCode, closeReason: 'bye', wasClean: true });
      codes.add(closeCode);
    }
    expect(codes.size).toBeGreaterThan(100);
  });
});

describe('Whatever comes, and whatever is asked of it', () => {
  test('an end never throws, never goes back, and ends with one closing word', () => {
    const seen = new Set<string>();
    for (let round = 0; round < 500; round += 1) {
      const subject = witness(createAnyEnd());
      for (let step = wholeBetween(random, 1, 15); step > 0; step -= 1) {
        const before = states.indexOf(subject.end.state);
        const couldSend = subject.end.state === 'OPEN';
        act(subject, couldSend);
        expect(states.indexOf(subject.end.state)).toBeGreaterThanOrEqual(before);
        seen.add(`${states[before] ?? ''} ${subject.end.state}`);
      }
      subject.events.push(...subject.end.receiveEnd(), ...subject.end.receiveEnd());
      subject.output.push(...subject.end.takeOutput());
      expectOneEnd(subject);
      expectNothingAfterClose(subject);
    }
    expect(seen).toEqual(
      new Set([
        ...['CONNECTING CONNECTING', 'CONNECTING OPEN', 'CONNECTING CLOSING', 'CONNECTING CLOSED'],
        ...['OPEN OPEN', 'OPEN CLOSING', 'OPEN CLOSED', 'CLOSING CLOSING', 'CLOSING CLOSED', 'CLOSED CLOSED'],
      ]),
    );
  });

  test('the cuts of a stream change neither the events nor the output', () => {
    for (let round = 0; round < 200; round += 1) {
      const { frames } = createAnyStream(random);
      const stream = join([openingRequestBytes, bytesOf(frames, createMaskingKey), anyBytes(random, 20)]);
      const talk = (pieces: readonly Uint8Array[]): unknown => {
        const server = createConnection({ role: 'server' });
        const events = [...pieces.flatMap((piece) => server.receive(piece)), ...server.receiveEnd()];
        return [events.map(describeEvent), Buffer.from(join(server.takeOutput())).toString('hex')];
      };
      const whole = talk([stream]);
      expect(talk(cutAnywhere(random, stream))).toEqual(whole);
      if (stream.length < 1_000) expect(talk(cut(stream, 1))).toEqual(whole);
    }
  });
});

function createMaskingKey(): Uint8Array {
  return anyBytes(random, 4);
}

function createAnyEnd(): Connection {
  return pick(random, [
    () => createConnection({ role: 'server' }),
    () => createConnection({ role: 'client', request: openingRequest, createMaskingKey }),
    () => openServer({ maxMessageSizeBytes: 200 }),
    () => openClient({ maxMessageSizeBytes: 200 }),
  ])();
}

function witness(end: Connection): Witness {
  return { end, events: [], output: [] };
}

/** Takes all that one end has to send to the other, in any pieces. */
function transfer(from: Witness, to: Witness): void {
  for (const piece of cutAnywhere(random, join(from.end.takeOutput()))) to.events.push(...to.end.receive(piece));
}

/** Does one thing by chance, and checks that messages go when the end is open, and only then. */
function act({ end, events, output }: Witness, couldSend: boolean): void {
  const kind = random();
  if (kind < 0.1) expect(end.send(anyText(random))).toBe(couldSend);
  else if (kind < 0.2) expect(end.ping()).toBe(couldSend);
  else if (kind < 0.25) end.close(random() < 0.3 ? undefined : 4000);
  else if (kind < 0.28) events.push(...end.receiveEnd());
  else if (kind < 0.35) events.push(...end.receive(pick(random, [openingRequestBytes, openingResponseBytes])));
  else if (kind < 0.45) events.push(...end.receive(anyBytes(random, wholeBetween(random, 0, 40))));
  else {
    const { frames } = createAnyStream(random);
    const bytes = bytesOf(frames, random() < 0.5 ? createMaskingKey : undefined);
    for (const piece of cutAnywhere(random, bytes)) events.push(...end.receive(piece));
  }
  if (random() < 0.5) output.push(...end.takeOutput());
}

function expectOneEnd({ events }: Witness): void {
  expect(events.filter(({ type }) => type === 'closed')).toHaveLength(1);
  expect(events.at(-1)?.type).toBe('closed');
  for (const type of ['open', 'refused', 'violation']) {
    const places = events.flatMap((event, place) => (event.type === type ? [place] : []));
    expect(places.length).toBeLessThanOrEqual(1);
    const [place] = places;
    if (place === undefined) continue;
    // First the opening, and nothing between what fails the connection and its end.
    expect(place).toBe(type === 'open' ? 0 : events.length - 2);
  }
}

/** After a close frame goes at most a pong (§5.5.1, §5.5.2). */
function expectNothingAfterClose({ output }: Witness): void {
  const opcodes = output
    .map(([first = 0]) => first & 0x0f)
    .map((opcode, place) => (isHead(output[place]) ? -1 : opcode));
  const close = opcodes.indexOf(8);
  if (close !== -1) expect(opcodes.slice(close + 1).filter((opcode) => opcode !== 10)).toEqual([]);
}

/** A head begins with a letter, and no frame of ours does: its highest bit is set, or it is below a space. */
function isHead(bytes: Uint8Array | undefined): boolean {
  return (bytes?.[0] ?? 0) >= 0x20 && (bytes?.[0] ?? 0) < 0x80;
}

function messagesOf({ events }: Witness): readonly string[] {
  return events.flatMap((event) =>
    event.type === 'text' ? [describeData(event.text)] : event.type === 'binary' ? [describeData(event.bytes)] : [],
  );
}

function describeData(data: string | Uint8Array): string {
  return typeof data === 'string' ? `text ${data}` : `binary ${Buffer.from(data).toString('hex')}`;
}

function describeEvent(event: ConnectionEvent): string {
  return event.type === 'binary' ? describeData(event.bytes) : JSON.stringify(event);
}
