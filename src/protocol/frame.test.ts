import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { createRandom } from '../simulation/random';
import { encodeFrame, encodeFramePieces, headerSizeBytes, type Frame } from './frame';
import { fromHex, toHex } from './hex';
import { opcodes } from './opcode';

const hello = fromHex('48 65 6c 6c 6f');
const maskingKey = fromHex('37 fa 21 3d');
const lengthForms = [
  { sizeBytes: 0, length: '00', masked: '80' },
  { sizeBytes: 1, length: '01', masked: '81' },
  { sizeBytes: 125, length: '7d', masked: 'fd' },
  { sizeBytes: 126, length: '7e 00 7e', masked: 'fe 00 7e' },
  { sizeBytes: 65535, length: '7e ff ff', masked: 'fe ff ff' },
  { sizeBytes: 65536, length: '7f 00 00 00 00 00 01 00 00', masked: 'ff 00 00 00 00 00 01 00 00' },
];

describe('A frame in pieces', () => {
  test('they are the frame, whatever it is, and a refusal is the same', () => {
    for (const { frame, options } of createFrames({ seed: 7, count: 500 })) {
      const pieces = encodeFramePieces(frame, options);
      expect(Buffer.concat(pieces).equals(encodeFrame(frame, options))).toBe(true);
      const isLargeAndPlain = frame.payload.length >= 512 && options.maskingKey === undefined;
      expect(pieces.includes(frame.payload)).toBe(isLargeAndPlain);
    }
    const large = { fin: true, opcode: 'ping', payload: new Uint8Array(600) } as const;
    expect(() => encodeFramePieces(large)).toThrow(RangeError);
  });
});

describe('Examples (RFC 6455 §5.7)', () => {
  test.each<{ name: string; bytes: string; frame: Frame; maskingKey?: Uint8Array }>([
    {
      name: 'a text message in one frame, not masked',
      bytes: '81 05 48 65 6c 6c 6f',
      frame: { fin: true, opcode: 'text', payload: hello },
    },
    {
      name: 'a text message in one frame, masked',
      bytes: '81 85 37 fa 21 3d 7f 9f 4d 51 58',
      frame: { fin: true, opcode: 'text', payload: hello },
      maskingKey,
    },
    {
      name: 'the first fragment of a text message, “Hel”',
      bytes: '01 03 48 65 6c',
      frame: { fin: false, opcode: 'text', payload: hello.slice(0, 3) },
    },
    {
      name: 'its second and last fragment, “lo”',
      bytes: '80 02 6c 6f',
      frame: { fin: true, opcode: 'continuation', payload: hello.slice(3) },
    },
    {
      name: 'a ping, not masked',
      bytes: '89 05 48 65 6c 6c 6f',
      frame: { fin: true, opcode: 'ping', payload: hello },
    },
    {
      name: 'the masked pong that answers it',
      bytes: '8a 85 37 fa 21 3d 7f 9f 4d 51 58',
      frame: { fin: true, opcode: 'pong', payload: hello },
      maskingKey,
    },
  ])('$name is $bytes', ({ bytes, frame, maskingKey }) => {
    expect(toHex(encodeFrame(frame, maskingKey && { maskingKey }))).toBe(bytes);
  });

  test.each([
    { sizeBytes: 256, header: '82 7e 01 00' },
    { sizeBytes: 65536, header: '82 7f 00 00 00 00 00 01 00 00' },
  ])('$sizeBytes bytes of binary in one frame begin with $header', ({ sizeBytes, header }) => {
    const payload = Uint8Array.from({ length: sizeBytes }, (_, index) => index);
    const bytes = encodeFrame({ fin: true, opcode: 'binary', payload });
    expect(bytes).toEqual(Uint8Array.of(...fromHex(header), ...payload));
  });
});

describe('Payload length (RFC 6455 §5.2)', () => {
  test.each(lengthForms)('$sizeBytes bytes take the shortest form, $length', ({ sizeBytes, length }) => {
    const bytes = encodeFrame({ fin: true, opcode: 'binary', payload: new Uint8Array(sizeBytes) });
    expect(toHex(bytes.slice(1, bytes.length - sizeBytes))).toBe(length);
  });

  test.each(lengthForms)('masked, the form for $sizeBytes bytes has its highest bit set', ({ sizeBytes, masked }) => {
    const bytes = encodeFrame({ fin: true, opcode: 'binary', payload: new Uint8Array(sizeBytes) }, { maskingKey });
    expect(toHex(bytes.slice(1, bytes.length - sizeBytes))).toBe(`${masked} 37 fa 21 3d`);
  });

  test.each([
    { sizeBytes: 0, fromServer: 2, fromClient: 6 },
    { sizeBytes: 125, fromServer: 2, fromClient: 6 },
    { sizeBytes: 126, fromServer: 4, fromClient: 8 },
    { sizeBytes: 65535, fromServer: 4, fromClient: 8 },
    { sizeBytes: 65536, fromServer: 10, fromClient: 14 },
    { sizeBytes: Number.MAX_SAFE_INTEGER, fromServer: 10, fromClient: 14 },
  ])('before $sizeBytes bytes stand $fromServer from a server, $fromClient from a client', (row) => {
    expect(headerSizeBytes(row.sizeBytes, { isMasked: false })).toBe(row.fromServer);
    expect(headerSizeBytes(row.sizeBytes, { isMasked: true })).toBe(row.fromClient);
  });

  test.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY])('%d is refused as a size', (sizeBytes) => {
    expect(() => headerSizeBytes(sizeBytes, { isMasked: false })).toThrow(RangeError);
  });
});

describe('Masking (RFC 6455 §5.1, §5.3)', () => {
  test('a frame is masked when a key is given, even an all-zero key', () => {
    const bytes = encodeFrame({ fin: true, opcode: 'text', payload: hello }, { maskingKey: new Uint8Array(4) });
    expect(toHex(bytes)).toBe('81 85 00 00 00 00 48 65 6c 6c 6f');
  });

  test('an empty frame carries its key all the same', () => {
    expect(toHex(encodeFrame({ fin: true, opcode: 'ping', payload: new Uint8Array() }, { maskingKey }))).toBe(
      '89 80 37 fa 21 3d',
    );
  });

  test.each(['', '37 fa 21', '37 fa 21 3d 00'])('a key that has not four bytes is refused: "%s"', (key) => {
    const frame: Frame = { fin: true, opcode: 'text', payload: hello };
    expect(() => encodeFrame(frame, { maskingKey: fromHex(key) })).toThrow(RangeError);
  });

  test('the payload given stays as it was', () => {
    const payload = fromHex('48 65 6c 6c 6f');
    encodeFrame({ fin: true, opcode: 'text', payload }, { maskingKey });
    expect(payload).toEqual(hello);
  });
});

describe('Reserved bits (RFC 6455 §5.2, RFC 7692 §6)', () => {
  test('rsv1 is the second highest bit of the first byte', () => {
    expect(toHex(encodeFrame({ fin: true, rsv1: true, opcode: 'text', payload: new Uint8Array() }))).toBe('c1 00');
  });
});

describe('Control frames (RFC 6455 §5.5)', () => {
  test.each(['close', 'ping', 'pong'] as const)('a %s frame carries up to 125 bytes', (opcode) => {
    expect(encodeFrame({ fin: true, opcode, payload: new Uint8Array(125) })).toHaveLength(127);
    expect(() => encodeFrame({ fin: true, opcode, payload: new Uint8Array(126) })).toThrow(RangeError);
  });

  test.each(['close', 'ping', 'pong'] as const)('a %s frame is never fragmented', (opcode) => {
    expect(() => encodeFrame({ fin: false, opcode, payload: hello })).toThrow(RangeError);
  });
});

describe('Any frame at all', () => {
  const frames = createFrames({ seed: 6455, count: 400 });

  test('a frame is as long as its header and its payload together', () => {
    for (const { frame, options } of frames) {
      const header = headerSizeBytes(frame.payload.length, { isMasked: options.maskingKey !== undefined });
      expect(encodeFrame(frame, options)).toHaveLength(header + frame.payload.length);
    }
  });

  test('the ws package writes the very same bytes', () => {
    const lengths = new Set(frames.map(({ frame }) => extendedLengthOf(frame)));
    expect(lengths).toEqual(new Set([0, 2, 8]));

    for (const { frame, options } of frames) {
      expect(Buffer.compare(encodeFrame(frame, options), encodeWithWs(frame, options.maskingKey))).toBe(0);
    }
  });
});

interface WsSender {
  frame(payload: Buffer, options: Record<string, unknown>): Uint8Array[];
}

function encodeWithWs(frame: Frame, key: Uint8Array | undefined): Buffer {
  // The package hands out its Sender, but its type declarations do not know.
  const { Sender } = createRequire(import.meta.url)('ws') as { readonly Sender: WsSender };
  const parts = Sender.frame(Buffer.from(frame.payload), {
    fin: frame.fin,
    rsv1: frame.rsv1,
    opcode: opcodes[frame.opcode],
    mask: key !== undefined,
    generateMask: (target: Buffer) => target.set(key ?? []),
    readOnly: false,
  });
  return Buffer.concat(parts);
}

function extendedLengthOf(frame: Frame): number {
  return headerSizeBytes(frame.payload.length, { isMasked: false }) - 2;
}

function createFrames({ seed, count }: { readonly seed: number; readonly count: number }) {
  const random = createRandom(seed);
  const pick = (limit: number) => Math.floor(random() * limit);
  const bytes = (size: number) => Uint8Array.from({ length: size }, () => pick(256));
  const dataSizes = [0, 1, 125, 126, 127, 65535, 65536];

  return Array.from({ length: count }, () => {
    const isControl = random() < 0.3;
    const size = dataSizes[pick(40)] ?? pick(2000);
    const frame: Frame = isControl
      ? { fin: true, opcode: (['close', 'ping', 'pong'] as const)[pick(3)] ?? 'ping', payload: bytes(pick(126)) }
      : {
          fin: random() < 0.5,
          rsv1: random() < 0.2,
          opcode: (['continuation', 'text', 'binary'] as const)[pick(3)] ?? 'text',
          payload: bytes(size),
        };
    return { frame, options: random() < 0.5 ? { maskingKey: bytes(4) } : {} };
  });
}
