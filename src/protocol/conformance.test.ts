/**
 * The cases of the Autobahn test suite, sections 1 to 5 and 7, by their numbers there. A client made of bytes talks to an
 * echo server; section 6 (UTF-8) is in conformance-utf8.test.ts.
 */
import { describe, expect, test } from 'vitest';
import { closePayload, cut, join, maskedFrame, plainFrame } from './any-frame';
import { closeFrames, talkToEchoServer } from './open-connection';
import { fromHex, toHex } from './hex';
import type { ViolationType } from './violation';

/** How the frames of a case are cut: all in one piece, one piece for each, or one for each so many bytes. */
type Cutting = 'one piece' | 'frames' | number;

interface Case {
  readonly name: string;
  readonly title: string;
  readonly frames: readonly Uint8Array[];
  readonly cutting?: Cutting;
  /** The frames that the server has to answer with, before any close frame. */
  readonly answers?: readonly Uint8Array[];
}

interface FailingCase extends Case {
  readonly violation: ViolationType;
  /** What the server was told before. */
  readonly events?: readonly string[];
}

const hello = 'Hello, world!';
const notText = fromHex('00 ff fe fd fc fb 00 ff');
const invalidText = fromHex('ce ba e1 bd b9 cf 83 ce bc ce b5 ed a0 80 65 64 69 74 65 64');
const ping = (payload: string | Uint8Array = ''): Uint8Array => maskedFrame(0x89, payload);
const pong = (payload: string | Uint8Array = ''): Uint8Array => plainFrame(0x8a, payload);
const text = (payload: string): Uint8Array => maskedFrame(0x81, payload);
const textEcho = (payload: string): Uint8Array => plainFrame(0x81, payload);

describe('1. Framing', () => {
  const sizes = [0, 125, 126, 127, 128, 65_535, 65_536];
  test.each<Case>(
    [
      { kind: 'text', first: 0x81, fill: 0x2a },
      { kind: 'binary', first: 0x82, fill: 0xfe },
    ].flatMap(({ kind, first, fill }, index) =>
      [...sizes, 65_536].map((size, place) => {
        const payload = new Uint8Array(size).fill(fill);
        return {
          name: `1.${index + 1}.${place + 1}`,
          title: `${kind} of ${size} bytes${place === 7 ? ' in chops of 997' : ''} comes back`,
          frames: [maskedFrame(first, payload)],
          cutting: place === 7 ? 997 : ('one piece' as const),
          answers: [plainFrame(first, payload)],
        };
      }),
    ),
  )('$name $title', expectCleanTalk);
});

describe('2. Pings and pongs', () => {
  const tenPings = Array.from({ length: 10 }, (_, index) => `payload-${index}`);
  test.each<Case>([
    { name: '2.1', title: 'a ping without payload', frames: [ping()], answers: [pong()] },
    { name: '2.2', title: 'a ping with text', frames: [ping(hello)], answers: [pong(hello)] },
    { name: '2.3', title: 'a ping with what is no text', frames: [ping(notText)], answers: [pong(notText)] },
    {
      name: '2.4',
      title: 'a ping of 125 bytes',
      frames: [ping(new Uint8Array(125).fill(0xfe))],
      answers: [pong(new Uint8Array(125).fill(0xfe))],
    },
    {
      name: '2.6',
      title: 'a ping of 125 bytes, byte by byte',
      frames: [ping(new Uint8Array(125).fill(0xfe))],
      cutting: 1,
      answers: [pong(new Uint8Array(125).fill(0xfe))],
    },
    { name: '2.7', title: 'a pong that nobody asked for is not answered', frames: [maskedFrame(0x8a)] },
    { name: '2.8', title: 'neither is one with a payload', frames: [maskedFrame(0x8a, 'unsolicited pong payload')] },
    {
      name: '2.9',
      title: 'such a pong does not keep a ping from its answer',
      frames: [maskedFrame(0x8a, 'unsolicited pong payload'), ping('ping payload')],
      answers: [pong('ping payload')],
    },
    {
      name: '2.10',
      title: 'ten pings get ten pongs, though the latest alone would do (§5.5.3)',
      frames: tenPings.map(ping),
      answers: tenPings.map(pong),
    },
    {
      name: '2.11',
      title: 'ten pings, byte by byte',
      frames: tenPings.map(ping),
      cutting: 1,
      answers: tenPings.map(pong),
    },
  ])('$name $title', expectCleanTalk);

  test.each<FailingCase>([
    {
      name: '2.5',
      title: 'a ping of 126 bytes fails the connection',
      frames: [ping(new Uint8Array(126).fill(0xfe))],
      violation: 'long control frame',
    },
  ])('$name $title', expectFailure);
});

/** Cases in which a good message stands before the bad frame, which a ping follows. */
function afterEcho(name: string, title: string, bad: Uint8Array, violation: ViolationType): readonly FailingCase[] {
  const frames = [text(hello), bad, ping()];
  const strict = { frames, violation, events: ['text'], answers: [textEcho(hello)] };
  return (['one piece', 'frames', 1] as const).map((cutting) => ({
    ...{ ...strict, name, cutting },
    title: `${title} (${cutting}): echo, then 1002`,
  }));
}

describe('3. Reserved bits', () => {
  test.each<FailingCase>([
    { name: '3.1', title: 'text with RSV 1', frames: [maskedFrame(0x91, hello)], violation: 'reserved bits' },
    ...afterEcho('3.2', 'text with RSV 2', maskedFrame(0xa1, hello), 'reserved bits'),
    ...afterEcho('3.3', 'text with RSV 3', maskedFrame(0xb1, hello), 'reserved bits'),
    ...afterEcho('3.4', 'text with RSV 4', maskedFrame(0xc1, hello), 'reserved bits'),
    { name: '3.5', title: 'binary with RSV 5', frames: [maskedFrame(0xd2, notText)], violation: 'reserved bits' },
    { name: '3.6', title: 'ping with RSV 6', frames: [maskedFrame(0xe9, hello)], violation: 'reserved bits' },
    { name: '3.7', title: 'close with RSV 7', frames: [maskedFrame(0xf8)], violation: 'reserved bits' },
  ])('$name $title', expectFailure);
});

describe('4. Reserved opcodes', () => {
  const payload = 'reserved opcode payload';
  test.each<FailingCase>([
    { name: '4.1.1', title: 'opcode 3', frames: [maskedFrame(0x83)], violation: 'reserved opcode' },
    { name: '4.1.2', title: 'opcode 4', frames: [maskedFrame(0x84, payload)], violation: 'reserved opcode' },
    ...afterEcho('4.1.3', 'opcode 5', maskedFrame(0x85), 'reserved opcode'),
    ...afterEcho('4.1.4', 'opcode 6', maskedFrame(0x86, hello), 'reserved opcode'),
    ...afterEcho('4.1.5', 'opcode 7', maskedFrame(0x87, hello), 'reserved opcode'),
    { name: '4.2.1', title: 'opcode 11', frames: [maskedFrame(0x8b)], violation: 'reserved opcode' },
    { name: '4.2.2', title: 'opcode 12', frames: [maskedFrame(0x8c, payload)], violation: 'reserved opcode' },
    ...afterEcho('4.2.3', 'opcode 13', maskedFrame(0x8d), 'reserved opcode'),
    ...afterEcho('4.2.4', 'opcode 14', maskedFrame(0x8e, hello), 'reserved opcode'),
    ...afterEcho('4.2.5', 'opcode 15', maskedFrame(0x8f, hello), 'reserved opcode'),
  ])('$name $title', expectFailure);
});

describe('5. Fragmentation', () => {
  const cuttings = ['one piece', 'frames', 1] as const;
  const first = maskedFrame(0x01, 'fragment1');
  const last = maskedFrame(0x80, 'fragment2');
  const five = [
    ...[first, maskedFrame(0x00, 'fragment2'), ping('pongme 1!')],
    ...[maskedFrame(0x00, 'fragment3'), maskedFrame(0x00, 'fragment4'), ping('pongme 2!')],
    maskedFrame(0x80, 'fragment5'),
  ];

  test.each<Case>([
    ...cuttings.map((cutting, index) => ({
      name: `5.${index + 3}`,
      title: `a text in two fragments comes back (${cutting})`,
      frames: [first, last],
      cutting,
      answers: [textEcho('fragment1fragment2')],
    })),
    ...cuttings.map((cutting, index) => ({
      name: `5.${index + 6}`,
      title: `a ping between two fragments is answered first (${cutting})`,
      frames: [first, ping('ping payload'), last],
      cutting,
      answers: [pong('ping payload'), textEcho('fragment1fragment2')],
    })),
    ...(['one piece', 'frames'] as const).map((cutting, index) => ({
      name: `5.${index + 19}`,
      title: `two pings among five fragments are answered at once (${cutting})`,
      frames: five,
      cutting,
      answers: [pong('pongme 1!'), pong('pongme 2!'), textEcho('fragment1fragment2fragment3fragment4fragment5')],
    })),
  ])('$name $title', expectCleanTalk);

  test('5.20 the first of these pings is answered before the rest of the message comes', () => {
    expect(talkToEchoServer(five.slice(0, 3)).sent).toEqual([toHex(pong('pongme 1!'))]);
  });

  const stray = 'non-continuation payload';
  test.each<FailingCase>([
    ...[
      { name: '5.1', title: 'a ping in two fragments', frames: [maskedFrame(0x09, 'fragment1'), last] },
      { name: '5.2', title: 'a pong in two fragments', frames: [maskedFrame(0x0a, 'fragment1'), last] },
    ].map((each) => ({ ...each, violation: 'fragmented control frame' as const })),
    ...[0x80, 0x00].flatMap((opening, index) =>
      cuttings.map((cutting, place) => ({
        name: `5.${9 + index * 3 + place}`,
        title: `nothing to continue, FIN ${1 - index}, then a text (${cutting})`,
        frames: [maskedFrame(opening, stray), text(hello)],
        cutting,
        violation: 'unexpected continuation' as const,
      })),
    ),
    ...(['one piece', 'frames'] as const).map((cutting) => ({
      name: '5.15',
      title: `a text in two fragments, then nothing to continue (${cutting}): echo, then 1002`,
      frames: [first, last, maskedFrame(0x00, 'fragment3'), text('fragment4')],
      cutting,
      events: ['text'],
      answers: [textEcho('fragment1fragment2')],
      violation: 'unexpected continuation' as const,
    })),
    ...[0x00, 0x80].map((opening, index) => ({
      name: `5.${index + 16}`,
      title: `twice: nothing to continue, FIN ${index}, then a text in two fragments`,
      frames: Array.from({ length: 2 }, () => [maskedFrame(opening, 'fragment1'), first, last]).flat(),
      violation: 'unexpected continuation' as const,
    })),
    {
      name: '5.18',
      title: 'both fragments call themselves text',
      frames: [first, text('fragment2')],
      violation: 'interleaved message',
    },
  ])('$name $title', expectFailure);
});

describe('7. Closing', () => {
  const { fromClient: close, fromServer: closeEcho } = closeFrames(1000);
  const noBody = { fromClient: maskedFrame(0x88), fromServer: plainFrame(0x88) };
  const fragment = maskedFrame(0x01, 'fragment1');
  const large = text('BAsd7&jh23'.repeat(26_215).slice(0, 2 ** 18));
  const afterClose = [
    { name: '7.1.2', title: 'a second close frame', frames: [close, maskedFrame(0x88)] },
    { name: '7.1.3', title: 'a ping after the close frame', frames: [close, ping()] },
    { name: '7.1.4', title: 'a text after the close frame', frames: [close, text(hello)] },
    {
      name: '7.1.5',
      title: 'a close frame between fragments',
      frames: [fragment, close, maskedFrame(0x80, 'fragment2')],
    },
  ];

  test('7.1.1 a text comes back, and a text after the close frame does not', () => {
    const { sent, events } = talkToEchoServer([text('Hello World!'), close, text('Hello World!')]);
    expect(sent).toEqual([textEcho('Hello World!'), closeEcho].map(toHex));
    expect(events).toEqual(['text']);
  });

  test.each(
    afterClose.flatMap((each) => (['one piece', 'frames', 1] as const).map((cutting) => ({ ...each, cutting }))),
  )('$name $title is ignored ($cutting)', ({ frames, cutting }) => {
    const { sent, events, server } = talkToEchoServer(cutFrames(frames, cutting));
    expect(sent).toEqual([toHex(closeEcho)]);
    expect(events).toEqual([]);
    expectClosed(server, 1000);
  });

  test.each(['frames', 'one piece'] as const)(
    '7.1.6 256 KiB, a text, a close frame, a ping (%s): both come back',
    (cutting) => {
      const { sent, events, server } = talkToEchoServer(cutFrames([large, text(hello), close, ping()], cutting));
      expect(sent).toHaveLength(3);
      expect(sent.at(-1)).toBe(toHex(closeEcho));
      expect(events).toEqual(['text', 'text']);
      expectClosed(server, 1000);
    },
  );

  test.each([
    { name: '7.3.1', title: 'no body', payload: '', sent: noBody.fromServer, closeCode: 1005, closeReason: '' },
    { name: '7.3.3', title: 'a code', payload: closePayload(1000), sent: closeEcho, closeCode: 1000, closeReason: '' },
    {
      ...{ name: '7.3.4', title: 'a code and a reason, which is not sent back', payload: closePayload(1000, hello) },
      ...{ sent: closeEcho, closeCode: 1000, closeReason: hello },
    },
    {
      ...{ name: '7.3.5', title: 'the longest reason', payload: closePayload(1000, '*'.repeat(123)) },
      ...{ sent: closeEcho, closeCode: 1000, closeReason: '*'.repeat(123) },
    },
  ])('$name a close frame with $title', ({ payload, sent, closeCode, closeReason }) => {
    const talk = talkToEchoServer([maskedFrame(0x88, payload)]);
    expect(talk.sent).toEqual([toHex(sent)]);
    expectClosed(talk.server, closeCode, closeReason);
  });

  test.each(
    [1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 3999, 4000, 4999, 1012, 1013, 1014].map(
      (closeCode, index) => ({
        name: index < 13 ? `7.7.${index + 1}` : '7.7, registered later:',
        closeCode,
      }),
    ),
  )('$name code $closeCode comes back', ({ closeCode }) => {
    const { fromClient, fromServer } = closeFrames(closeCode);
    const { sent, server } = talkToEchoServer([fromClient]);
    expect(sent).toEqual([toHex(fromServer)]);
    expectClosed(server, closeCode);
  });

  const closeWith = (payload: string | Uint8Array): readonly Uint8Array[] => [maskedFrame(0x88, payload)];
  test.each<FailingCase>([
    { name: '7.3.2', title: 'a body of 1 byte', frames: closeWith('a'), violation: 'short close body' },
    {
      ...{ name: '7.3.6', title: 'a reason of 124 bytes' },
      ...{ frames: closeWith(closePayload(1000, '*'.repeat(124))), violation: 'long control frame' },
    },
    {
      ...{ name: '7.5.1', title: 'a reason that is not UTF-8: 1007, where 1002 would do too' },
      ...{ frames: closeWith(closePayload(1000, invalidText)), violation: 'invalid UTF-8 in reason' },
    },
    ...[0, 999, 1004, 1005, 1006, 1016, 1100, 2000, 2999, 1015].map((closeCode, index) => ({
      name: index < 9 ? `7.9.${index + 1}` : '7.9, in older editions:',
      title: `code ${closeCode}`,
      frames: closeWith(closePayload(closeCode)),
      violation: 'unsendable close code' as const,
    })),
    ...[5000, 65_535].map((closeCode, index) => ({
      name: `7.13.${index + 1}`,
      title: `code ${closeCode}: 1002 (informational)`,
      frames: closeWith(closePayload(closeCode)),
      violation: 'unsendable close code' as const,
    })),
  ])('$name $title', expectFailure);
});

/** The server answers as it should, goes on, and closes when it is asked to. */
function expectCleanTalk({ frames, cutting = 'one piece', answers = [] }: Case): void {
  const { fromClient, fromServer } = closeFrames(1000);
  const pieces = cutFrames(frames, cutting);
  const { sent, endedAfter, server } = talkToEchoServer([...pieces, fromClient]);
  expect(sent).toEqual([...answers, fromServer].map(toHex));
  expect(endedAfter).toBe(pieces.length + 1);
  expectClosed(server, 1000);
}

/** The server finds the violation, sends a close frame as its last, and ends the connection without waiting. */
function expectFailure({ frames, cutting = 'one piece', answers = [], events = [], violation }: FailingCase): void {
  const talk = talkToEchoServer(cutFrames(frames, cutting));
  const { fromServer } = closeFrames(violation.startsWith('invalid UTF-8') ? 1007 : 1002);
  expect(talk.events).toEqual([...events, violation]);
  expect(talk.sent).toEqual([...answers, fromServer].map(toHex));
  expect(talk.server).toMatchObject({ state: 'CLOSING', wantsTransportClosed: true });
  expect(talk.server.receiveEnd()).toEqual([{ type: 'closed', closeCode: 1006, closeReason: '', wasClean: false }]);
}

function expectClosed(
  server: ReturnType<typeof talkToEchoServer>['server'],
  closeCode: number,
  closeReason = '',
): void {
  expect(server).toMatchObject({ state: 'CLOSING', wantsTransportClosed: true });
  expect(server.receiveEnd()).toEqual([{ type: 'closed', closeCode, closeReason, wasClean: true }]);
  expect(server.state).toBe('CLOSED');
}

function cutFrames(frames: readonly Uint8Array[], cutting: Cutting): readonly Uint8Array[] {
  if (cutting === 'frames') return frames;
  return cutting === 'one piece' ? [join(frames)] : cut(join(frames), cutting);
}
