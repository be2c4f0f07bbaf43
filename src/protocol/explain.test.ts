import { describe, expect, test } from 'vitest';
import { createRandom, pick, wholeBetween } from '../simulation/random';
import { explainFrames, type Explanation, type Finding } from './explain';
import { encodeFrame } from './frame';
import { fromHex } from './hex';
import { createMessageReader } from './message-reader';
import type { ViolationType } from './violation';

const findings = ({ frames }: Explanation): readonly string[] =>
  frames.map(({ finding }) =>
    finding.type === 'violation' ? `${finding.violation.type} in ${finding.field}` : finding.meaning,
  );
const last = (explanation: Explanation): Finding | undefined => explanation.frames.at(-1)?.finding;

describe('What a server sends, explained', () => {
  test.each([
    ['', []],
    ['81 05 48 65 6c 6c 6f', ['A whole text message: “Hello”.']],
    ['82 02 00 ff', ['A whole binary message: 2 bytes for the program.']],
    ['89 00', ['A ping. The browser answers with a pong that carries the same payload.']],
    ['8a 00', ['A pong. It needs no answer, asked for or not.']],
    ['88 00', ['A close frame without a code. The browser answers with another, and its program is told 1005.']],
    ['88 02 03 e8', ['A close frame. The browser answers with another that carries the same code, 1000.']],
    [
      '01 03 48 65 6c 89 00 00 01 6c 80 01 6f',
      [
        'The first fragment of a text message. More follow, until one with FIN 1.',
        'A ping. The browser answers with a pong that carries the same payload.',
        'The next fragment of the text message. More follow.',
        'The last fragment: the text message is whole now, “Hello”.',
      ],
    ],
    [
      '01 01 e2 80 02 82 ac',
      [
        'The first fragment of a text message. More follow, until one with FIN 1.',
        'The last fragment: the text message is whole now, “€”.',
      ],
    ],
    ['81', ['The frame is cut inside its header.']],
    ['82 7e 01', ['The frame is cut inside its header.']],
    ['81 05 48 65', ['The frame is cut: by its header, 3 more bytes have to come.']],
    ['81 05 48 65 6c 6c', ['The frame is cut: by its header, 1 more byte has to come.']],
    ['82 7f 00 1f ff ff ff ff ff ff', ['The frame is cut: by its header, 9007199254740991 more bytes have to come.']],
    ['c1 00', ['reserved bits in rsv']],
    ['83 00', ['reserved opcode in opcode']],
    ['81 80 00 00 00 00', ['unexpected mask in mask']],
    ['09 00', ['fragmented control frame in fin']],
    ['89 7e 00 7e', ['long control frame in payload length']],
    ['81 7e 00 05', ['longer length form in extended length']],
    ['82 7f 80', ['negative length in extended length']],
    ['80 00', ['unexpected continuation in opcode']],
    [
      '01 00 81 00',
      ['The first fragment of a text message. More follow, until one with FIN 1.', 'interleaved message in opcode'],
    ],
    ['81 01 ff', ['invalid UTF-8 in payload']],
    ['88 01 03', ['short close body in payload']],
    ['88 02 03 ed', ['unsendable close code in payload']],
    ['88 03 03 e8 ff', ['invalid UTF-8 in reason in payload']],
  ])('%s', (hex, expected) => {
    expect(findings(explainFrames(fromHex(hex), 'server'))).toEqual(expected);
  });

  test('the byte that is no UTF-8 is named as it is after unmasking, also in a frame that is cut', () => {
    expect(last(explainFrames(fromHex('81 03 48 ff 48'), 'server'))).toMatchObject({
      detail: 'Byte 2 of the payload, ff when unmasked, cannot stand there.',
    });
    expect(last(explainFrames(fromHex('81 82 01 02 03 04 49 fd'), 'client'))).toMatchObject({
      detail: 'Byte 2 of the payload, ff when unmasked, cannot stand there.',
    });
    expect(last(explainFrames(fromHex('81 05 48 ff'), 'server'))).toMatchObject({ violation: { closeCode: 1007 } });
    expect(last(explainFrames(fromHex('81 02 e2 82'), 'server'))).toMatchObject({
      detail: 'The text ends inside a character.',
    });
  });

  test('what stands behind the end is counted, and not read', () => {
    expect(explainFrames(fromHex('88 00 81 00 81'), 'server')).toMatchObject({ unreadSizeBytes: 3 });
    expect(explainFrames(fromHex('88 02 03 ed c1 00'), 'server')).toMatchObject({ unreadSizeBytes: 2 });
    expect(explainFrames(fromHex('81 00 89 00'), 'server')).toMatchObject({ unreadSizeBytes: 0 });
  });

  test('a message that is not whole is still open at the end', () => {
    expect(explainFrames(fromHex('01 00 89 00'), 'server').isMessageOpen).toBe(true);
    expect(explainFrames(fromHex('01 00 80 00'), 'server').isMessageOpen).toBe(false);
  });

  test('a long text is shortened between characters', () => {
    const payload = new TextEncoder().encode('😀'.repeat(100));
    const explained = explainFrames(encodeFrame({ fin: true, opcode: 'text', payload }), 'server');
    expect(findings(explained)).toEqual([`A whole text message: “${'😀'.repeat(80)}…”.`]);
  });
});

test('a client’s frame needs a mask', () => {
  expect(findings(explainFrames(fromHex('81 05 48 65 6c 6c 6f'), 'client'))).toEqual(['missing mask in mask']);
  expect(findings(explainFrames(fromHex('81 85 37 fa 21 3d 7f 9f 4d 51 58'), 'client'))).toEqual([
    'A whole text message: “Hello”.',
  ]);
});

describe('Laws', () => {
  const random = createRandom(4);
  const byte = (): number => wholeBetween(random, 0, 255);

  /** Frames that are right, with a byte changed here and there. */
  function createBytes(isMasked: boolean): Uint8Array {
    const opcodes = ['text', 'binary', 'continuation', 'ping', 'pong', 'close'] as const;
    const frames = Array.from({ length: wholeBetween(random, 1, 4) }, () => {
      const opcode = pick(random, opcodes);
      const isControl = opcode === 'ping' || opcode === 'pong' || opcode === 'close';
      const texts = ['', 'a', 'é€😀', 'Hello'];
      const payload =
        opcode === 'close'
          ? fromHex(pick(random, ['', '03 e8', '0b b8 41']))
          : new TextEncoder().encode(pick(random, texts));
      const maskingKey = Uint8Array.of(byte(), byte(), byte(), byte());
      return [...encodeFrame({ fin: isControl || random() < 0.6, opcode, payload }, isMasked ? { maskingKey } : {})];
    });
    const bytes = Uint8Array.from(frames.flat());
    if (random() < 0.6) bytes[wholeBetween(random, 0, bytes.length - 1)] = byte();
    return bytes;
  }

  test('the reader of messages comes to the same end', () => {
    const seen = new Set<ViolationType | 'none'>();
    for (let round = 0; round < 5_000; round += 1) {
      const isMasked = round % 2 === 0;
      const bytes = createBytes(isMasked);
      const reader = createMessageReader({ receiver: isMasked ? 'server' : 'client', maxMessageSizeBytes: Infinity });
      const read = reader.read(bytes).flatMap((each) => (each.type === 'violation' ? [each.violation] : []));
      const finding = last(explainFrames(bytes, isMasked ? 'client' : 'server'));
      expect(finding?.type === 'violation' ? [finding.violation] : []).toEqual(read);
      seen.add(read[0]?.type ?? 'none');
    }
    expect(seen.size).toBeGreaterThan(10);
  });

  test('all bytes are in a frame or unread, and no field lies outside its frame', () => {
    for (let round = 0; round < 5_000; round += 1) {
      const bytes = Uint8Array.from({ length: wholeBetween(random, 0, 40) }, byte);
      const { frames, unreadSizeBytes } = explainFrames(bytes, pick(random, ['client', 'server'] as const));
      const frameBytes = frames.flatMap((frame) => [...frame.bytes]);
      expect(frameBytes).toEqual([...bytes.subarray(0, bytes.length - unreadSizeBytes)]);
      for (const frame of frames) {
        const ends = frame.fields.map(({ startBit, sizeBits }) => startBit + sizeBits);
        expect(Math.max(...ends)).toBe(frame.bytes.length * 8);
        expect(frame.fields.map(({ startBit }) => startBit)).toEqual([0, ...ends.slice(0, -1)]);
      }
    }
  });
});
