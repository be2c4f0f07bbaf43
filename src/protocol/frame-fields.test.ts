import { describe, expect, test } from 'vitest';
import { createRandom, wholeBetween } from '../simulation/random';
import { encodeClosePayload } from './close-code';
import { encodeFrame, type Frame } from './frame';
import {
  listFrameFields,
  listLengthForms,
  statedFrameSizeBytes,
  unmaskBytewise,
  type FrameField,
} from './frame-fields';
import { fromHex, toHex } from './hex';
import { maskPayload } from './mask';
import { isControlOpcode, opcodes, type Opcode } from './opcode';

const maskingKey = fromHex('37 fa 21 3d');
const hello = fromHex('48 65 6c 6c 6f');

describe('The fields of the RFC’s examples (RFC 6455 §5.2, §5.7)', () => {
  test('a masked text message, “Hello”, field by field', () => {
    const fields = listFrameFields(fromHex('81 85 37 fa 21 3d 7f 9f 4d 51 58'));
    expect(fields.map(({ type, startBit, sizeBits, value }) => [type, startBit, sizeBits, value])).toEqual([
      ['fin', 0, 1, '1'],
      ['rsv', 1, 3, '000'],
      ['opcode', 4, 4, '0001'],
      ['mask', 8, 1, '1'],
      ['payload length', 9, 7, '0000101'],
      ['masking key', 16, 32, '37 fa 21 3d'],
      ['payload', 48, 40, '7f 9f 4d 51 58'],
    ]);
    expect(fields.map(({ meaning }) => meaning)).toEqual([
      'FIN. 1: this frame ends its message. 0 would say that more fragments follow.',
      'RSV1 to RSV3, reserved for extensions such as compression. Without one they are 0; anything else ends the connection.',
      'Opcode 0x1, text: the payload is UTF-8.',
      'MASK. 1: the payload is masked, and its key follows. Every frame of a client is.',
      'The payload has 5 bytes. Up to 125, the length fits in these 7 bits.',
      'Each byte of the payload is XORed with one of these four, in turn. The key is fresh for each frame and no secret: here it stands.',
      'The message: “Hello”. What travels is masked.',
    ]);
  });

  test.each([
    {
      name: 'a text message, not masked',
      bytes: '81 05 48 65 6c 6c 6f',
      meanings: {
        opcode: 'Opcode 0x1, text',
        mask: 'MASK. 0: the payload stands as it is. A server never masks.',
        payload: 'The message: “Hello”.',
      },
    },
    {
      name: 'the first fragment of a text message',
      bytes: '01 03 48 65 6c',
      meanings: {
        fin: 'FIN. 0: more fragments of this message follow.',
        opcode: 'Opcode 0x1, text',
        'payload length': 'The payload has 3 bytes.',
        payload: 'A fragment of the message: “Hel”.',
      },
    },
    {
      name: 'its second and last fragment',
      bytes: '80 02 6c 6f',
      meanings: {
        fin: 'FIN. 1: this frame ends its message.',
        opcode: 'Opcode 0x0, continuation: the next fragment of a message that has begun.',
        payload: 'A fragment of the message: 2 bytes.',
      },
    },
    {
      name: 'a ping',
      bytes: '89 05 48 65 6c 6c 6f',
      meanings: {
        opcode: 'Opcode 0x9, ping: are you there? The other side has to answer with a pong.',
        payload: 'A word of the sender’s choice: “Hello”.',
      },
    },
    {
      name: 'the masked pong that answers it',
      bytes: '8a 85 37 fa 21 3d 7f 9f 4d 51 58',
      meanings: {
        opcode: 'Opcode 0xA, pong: the answer to a ping, with the same payload.',
        payload: 'A word of the sender’s choice: “Hello”. What travels is masked.',
      },
    },
  ])('$name means what it says', ({ bytes, meanings }) => {
    const fields = listFrameFields(fromHex(bytes));
    for (const [type, words] of Object.entries(meanings)) expect(meaningOf(fields, type)).toContain(words);
  });

  test.each([
    {
      size: 256,
      header: '82 7e 01 00',
      value: '01 00',
      sign: '126 is no length but a sign: the next 2 bytes hold it.',
    },
    {
      size: 65_536,
      header: '82 7f 00 00 00 00 00 01 00 00',
      value: '00 00 00 00 00 01 00 00',
      sign: '127 is no length but a sign: the next 8 bytes hold it.',
    },
  ])('$size bytes of binary say in full how many they are', ({ size, header, value, sign }) => {
    const fields = listFrameFields(Uint8Array.of(...fromHex(header), ...new Uint8Array(size)));
    const extended = fields.find(({ type }) => type === 'extended length');
    expect(extended).toMatchObject({ startBit: 16, value });
    expect(extended?.meaning).toBe(`The length in full: ${size} bytes, high byte first.`);
    expect(meaningOf(fields, 'payload length')).toBe(sign);
    expect(meaningOf(fields, 'payload')).toBe(`The message: ${size} bytes.`);
  });
});

describe('Close frames (RFC 6455 §5.5.1)', () => {
  const meaningOfClose = (payload: Uint8Array): string | undefined =>
    meaningOf(listFrameFields(encodeFrame({ fin: true, opcode: 'close', payload })), 'payload');

  test('a code is told in words', () => {
    expect(meaningOfClose(encodeClosePayload(1001))).toBe(
      'The first 2 bytes are the close code 1001, Going Away. The page is left, or the server shuts down.',
    );
  });

  test('a reason stands behind it', () => {
    expect(meaningOfClose(encodeClosePayload(4_000, 'Tschüß'))).toBe(
      'The first 2 bytes are the close code 4000. Its meaning is the application’s own affair. The rest is the reason, for whoever debugs: “Tschüß”.',
    );
  });

  test('without a code there is no payload, and so no field', () => {
    expect(meaningOfClose(new Uint8Array())).toBeUndefined();
  });
});

test('one byte is told in the singular', () => {
  const fields = listFrameFields(encodeFrame({ fin: true, opcode: 'binary', payload: Uint8Array.of(7) }));
  expect(meaningOf(fields, 'payload length')).toContain('The payload has 1 byte.');
  expect(meaningOf(fields, 'payload')).toBe('The message: 1 byte.');
});

describe('The fields of any frame', () => {
  const frames = createAnyFrames({ seed: 52, count: 300 });

  test('all forms of the length are among them, masked and not', () => {
    const forms = new Set(
      frames.map((bytes) => {
        const types = listFrameFields(bytes).map(({ type }) => type);
        const extended = listFrameFields(bytes).find(({ type }) => type === 'extended length');
        return `${extended?.sizeBits ?? 0} ${types.includes('masking key')}`;
      }),
    );
    expect(forms).toEqual(new Set(['0 false', '0 true', '16 false', '16 true', '64 false', '64 true']));
  });

  test('cover every bit once, in the order of the wire', () => {
    for (const bytes of frames) {
      let end = 0;
      for (const { startBit, sizeBits } of listFrameFields(bytes)) {
        expect(startBit).toBe(end);
        expect(sizeBits).toBeGreaterThan(0);
        end += sizeBits;
      }
      expect(end).toBe(bytes.length * 8);
    }
  });

  test('hold the bits that stand there', () => {
    for (const bytes of frames) {
      const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('');
      for (const { startBit, sizeBits, value } of listFrameFields(bytes)) {
        const asBits =
          sizeBits < 8 ? value : Array.from(fromHex(value), (byte) => byte.toString(2).padStart(8, '0')).join('');
        if (asBits !== bits.slice(startBit, startBit + sizeBits)) expect.unreachable(`${toHex(bytes)}: ${value}`);
      }
    }
  });

  test('say something, and where to read more', () => {
    for (const { meaning, section } of frames.flatMap(listFrameFields)) {
      expect(meaning).not.toMatch(/undefined|NaN|\[object/);
      expect(section).toMatch(/^5\.\d(\.\d)?$/);
    }
  });
});

describe('Opcodes (RFC 6455 §5.2)', () => {
  test.each(Object.entries(opcodes))('%s is told by its number', (name, number) => {
    const bytes = encodeFrame({ fin: true, opcode: name as Opcode, payload: new Uint8Array() });
    expect(meaningOf(listFrameFields(bytes), 'opcode')).toContain(
      `Opcode 0x${number.toString(16).toUpperCase()}, ${name}: `,
    );
  });

  test.each([
    ['83 00', 'Opcode 0x3, reserved for a kind of data frame'],
    ['8f 00', 'Opcode 0xF, reserved for a kind of control frame'],
  ])('a reserved one, %s, is named as such', (bytes, meaning) => {
    expect(meaningOf(listFrameFields(fromHex(bytes)), 'opcode')).toContain(meaning);
  });
});

describe('How a mask comes off (RFC 6455 §5.3)', () => {
  test('each byte stands beside the byte of the key that unmasks it', () => {
    const lines = unmaskBytewise(encodeFrame({ fin: true, opcode: 'text', payload: hello }, { maskingKey }));
    expect(lines.map(({ masked, key, plain }) => toHex(Uint8Array.of(masked, key, plain)))).toEqual([
      ...['7f 37 48', '9f fa 65', '4d 21 6c', '51 3d 6c', '58 37 6f'],
    ]);
  });

  test('nothing comes off a frame that is not masked, nor off an empty one', () => {
    expect(unmaskBytewise(encodeFrame({ fin: true, opcode: 'text', payload: hello }))).toEqual([]);
    expect(
      unmaskBytewise(encodeFrame({ fin: true, opcode: 'text', payload: new Uint8Array() }, { maskingKey })),
    ).toEqual([]);
  });

  test('it is the inverse of masking, for any frame', () => {
    const random = createRandom(53);
    for (const size of [1, 3, 4, 5, 125, 126, 300, 65_535, 65_536]) {
      const payload = anyBytes(random, size);
      const key = anyBytes(random, 4);
      const lines = unmaskBytewise(encodeFrame({ fin: true, opcode: 'binary', payload }, { maskingKey: key }));
      const plain = Uint8Array.from(lines, (line) => line.plain);
      const masked = Uint8Array.from(lines, (line) => line.masked);
      expect([Buffer.compare(plain, payload), Buffer.compare(masked, maskPayload(payload, key))]).toEqual([0, 0]);
    }
  });
});

test('the length has three forms (RFC 6455 §5.2)', () => {
  expect(
    listLengthForms().map(({ payloadSizeBytes, fromServer, fromClient }) => [
      payloadSizeBytes,
      toHex(fromServer),
      toHex(fromClient),
    ]),
  ).toEqual([
    [125, '7d', 'fd'],
    [126, '7e 00 7e', 'fe 00 7e'],
    [65_535, '7e ff ff', 'fe ff ff'],
    [65_536, '7f 00 00 00 00 00 01 00 00', 'ff 00 00 00 00 00 01 00 00'],
  ]);
});

function meaningOf(fields: readonly FrameField[], type: string): string | undefined {
  return fields.find((field) => field.type === type)?.meaning;
}

/** Any frames as bytes, with the sizes on both sides of each border between two forms of the length. */
function createAnyFrames({ seed, count }: { readonly seed: number; readonly count: number }): readonly Uint8Array[] {
  const random = createRandom(seed);
  const sizes = [0, 1, 125, 126, 127, 65_535, 65_536];
  return Array.from({ length: count }, (_, index) => {
    const opcode = (Object.keys(opcodes) as Opcode[])[index % 6] ?? 'text';
    const isControl = isControlOpcode(opcode);
    const size = isControl ? wholeBetween(random, 0, 125) : (sizes[index % 100] ?? wholeBetween(random, 0, 2_000));
    const payload =
      opcode === 'close' && size > 1 ? encodeClosePayload(1000, 'x'.repeat(size - 2)) : anyBytes(random, size);
    const frame: Frame = { fin: isControl || random() < 0.5, rsv1: random() < 0.2, opcode, payload };
    return encodeFrame(frame, random() < 0.5 ? { maskingKey: anyBytes(random, 4) } : {});
  });
}

function anyBytes(random: () => number, size: number): Uint8Array {
  return Uint8Array.from({ length: size }, () => wholeBetween(random, 0, 255));
}

describe('A frame that is cut', () => {
  test.each([
    ['', []],
    ['81', ['fin', 'rsv', 'opcode']],
    ['81 fe', ['fin', 'rsv', 'opcode', 'mask', 'payload length']],
    ['81 fe 00', ['fin', 'rsv', 'opcode', 'mask', 'payload length', 'extended length']],
    ['81 85 37 fa', ['fin', 'rsv', 'opcode', 'mask', 'payload length', 'masking key']],
    ['81 85 37 fa 21 3d 7f', ['fin', 'rsv', 'opcode', 'mask', 'payload length', 'masking key', 'payload']],
  ])('%s has the fields that have come', (bytes, types) => {
    expect(listFrameFields(fromHex(bytes)).map(({ type }) => type)).toEqual(types);
  });

  test('states a size all the same', () => {
    expect(meaningOf(listFrameFields(fromHex('81 85 37 fa')), 'payload length')).toContain('The payload has 5 bytes.');
  });

  test.each([
    ['81', undefined],
    ['81 05', 7n],
    ['81 85', 11n],
    ['82 7e 01', undefined],
    ['82 7e 01 00', 260n],
    ['82 7f 7f ff ff ff ff ff ff ff', 2n ** 63n + 9n],
  ])('%s ends, by its header, after %s bytes', (bytes, size) => {
    expect(statedFrameSizeBytes(fromHex(bytes))).toBe(size);
  });
});
