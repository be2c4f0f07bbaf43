/**
 * Where the fields of a frame stand, read from its bytes, with what they say in plain words. An annotation made of them
 * points at real positions and cannot drift from the bytes.
 */
import { describeCloseCode } from './close-code';
import { encodeFrame, headerSizeBytes } from './frame';
import { toHex } from './hex';
import { maskingKeySizeBytes, maskPayload } from './mask';
import { isControlOpcode, opcodeOf, type Opcode } from './opcode';

/** A field of the frame's layout (§5.2). */
export interface FrameField {
  readonly type: 'fin' | 'rsv' | 'opcode' | 'mask' | 'payload length' | 'extended length' | 'masking key' | 'payload';
  /** Position in the frame, in bits; the first bit of the first byte is 0. */
  readonly startBit: number;
  readonly sizeBits: number;
  /** The field as written: bits (`0001`) below a byte's size, hex (`37 fa 21 3d`) from one byte on. */
  readonly value: string;
  /** What it says, as one or two sentences. */
  readonly meaning: string;
  /** Section of RFC 6455: `5.2`. */
  readonly section: string;
}

/**
 * Lists the fields of a frame in the order of the wire. An empty payload is no field, and neither is what has not come.
 *
 * @param bytes one frame and nothing behind it. It may break any rule, and may be cut anywhere: explain.ts says of it
 *   what is wrong.
 */
export function listFrameFields(bytes: Uint8Array): readonly FrameField[] {
  const { firstByte, secondByte, lengthSizeBytes, maskingKey, payload, statedSize } = readLayout(bytes);
  const opcode = opcodeOf(firstByte & 0x0f);
  const extendedLength = bytes.subarray(2, 2 + lengthSizeBytes);
  const keyStart = 2 + lengthSizeBytes;
  const payloadStart = keyStart + (maskingKey?.length ?? 0);
  const isMasked = maskingKey !== undefined;
  const isLast = firstByte >= 0x80;
  const sizeText = statedSize === 1n ? '1 byte' : `${statedSize} bytes`;

  const fields: readonly FrameField[] = [
    {
      type: 'fin',
      ...bitsOf(firstByte, 0, 1),
      meaning: isLast
        ? 'FIN. 1: this frame ends its message. 0 would say that more fragments follow.'
        : 'FIN. 0: more fragments of this message follow.',
      section: '5.2',
    },
    {
      type: 'rsv',
      ...bitsOf(firstByte, 1, 3),
      meaning:
        'RSV1 to RSV3, reserved for extensions such as compression. Without one they are 0; anything else ends the connection.',
      section: '5.2',
    },
    {
      type: 'opcode',
      ...bitsOf(firstByte, 4, 4),
      meaning: opcode === undefined ? describeReserved(firstByte & 0x0f) : opcodeMeanings[opcode],
      section: sectionOf(opcode),
    },
    {
      type: 'mask',
      ...at(8, bitsOf(secondByte, 0, 1)),
      meaning: isMasked
        ? 'MASK. 1: the payload is masked, and its key follows. Every frame of a client is.'
        : 'MASK. 0: the payload stands as it is. A server never masks.',
      section: '5.1',
    },
    {
      type: 'payload length',
      ...at(8, bitsOf(secondByte, 1, 7)),
      meaning: lengthMeaning(lengthSizeBytes, sizeText),
      section: '5.2',
    },
    ...bytesField('extended length', 2, extendedLength, `The length in full: ${sizeText}, high byte first.`, '5.2'),
    ...bytesField(
      'masking key',
      keyStart,
      maskingKey ?? new Uint8Array(),
      'Each byte of the payload is XORed with one of these four, in turn. The key is fresh for each frame and no secret: here it stands.',
      '5.3',
    ),
    ...bytesField(
      'payload',
      payloadStart,
      bytes.subarray(payloadStart),
      `${describePayload(opcode, payload, isLast, sizeText)}${isMasked ? ' What travels is masked.' : ''}`,
      opcode === 'close' ? '5.5.1' : '5.6',
    ),
  ];
  return fields.filter(({ startBit }) => startBit < bytes.length * 8);
}

/**
 * Where a frame ends, by what its header states, whether its bytes have come or not.
 *
 * @returns its size in bytes; `undefined` when the bytes end before the length does
 */
export function statedFrameSizeBytes(bytes: Uint8Array): bigint | undefined {
  const { secondByte, lengthSizeBytes, statedSize } = readLayout(bytes);
  if (bytes.length < 2 + lengthSizeBytes) return undefined;
  return BigInt(2 + lengthSizeBytes + (secondByte < 0x80 ? 0 : maskingKeySizeBytes)) + statedSize;
}

/** A byte of a masked payload beside the byte of the key that unmasks it. */
export interface UnmaskedByte {
  readonly masked: number;
  readonly key: number;
  /** `masked` XOR `key`. */
  readonly plain: number;
}

/** The payload of a masked frame byte by byte with its unmasking (§5.3); no bytes for a frame that is not masked. */
export function unmaskBytewise(bytes: Uint8Array): readonly UnmaskedByte[] {
  const { maskingKey, payload } = readLayout(bytes);
  if (maskingKey === undefined) return [];
  return Array.from(payload, (plain, index) => {
    const key = maskingKey[index % maskingKeySizeBytes] ?? 0;
    return { masked: plain ^ key, key, plain };
  });
}

/** How the length of a payload is written in a frame's header, by a server and, with the mask bit, by a client. */
export interface LengthForm {
  readonly payloadSizeBytes: number;
  readonly fromServer: Uint8Array;
  readonly fromClient: Uint8Array;
}

/** The length on both sides of the borders between its three forms (§5.2), read out of frames of those sizes. */
export function listLengthForms(): readonly LengthForm[] {
  return [125, 126, 65_535, 65_536].map((payloadSizeBytes) => {
    const frame = { fin: true, opcode: 'binary', payload: new Uint8Array(payloadSizeBytes) } as const;
    const fromServer = encodeFrame(frame).slice(1, headerSizeBytes(payloadSizeBytes, { isMasked: false }));
    const fromClient = encodeFrame(frame, { maskingKey: new Uint8Array(maskingKeySizeBytes) });
    return { payloadSizeBytes, fromServer, fromClient: fromClient.slice(1, 1 + fromServer.length) };
  });
}

interface Layout {
  readonly firstByte: number;
  readonly secondByte: number;
  /** How many bytes hold the extended length: 0, 2 or 8. */
  readonly lengthSizeBytes: 0 | 2 | 8;
  /** What has come of it; nothing in a frame that is not masked. */
  readonly maskingKey: Uint8Array | undefined;
  /** Unmasked, as far as it has come. */
  readonly payload: Uint8Array;
  /** The size of the payload that the header states. */
  readonly statedSize: bigint;
}

function readLayout(bytes: Uint8Array): Layout {
  // The layout is drawn in frame.ts, above the code that writes it.
  const [firstByte = 0, secondByte = 0] = bytes;
  const lengthCode = secondByte & 0x7f;
  const lengthSizeBytes = lengthCode === 127 ? 8 : lengthCode === 126 ? 2 : 0;
  const keyStart = 2 + lengthSizeBytes;
  const extended = bytes.subarray(2, keyStart);
  const statedSize =
    lengthSizeBytes === 0 ? BigInt(lengthCode) : extended.reduce((number, byte) => number * 256n + BigInt(byte), 0n);
  const common = { firstByte, secondByte, lengthSizeBytes, statedSize } as const;
  if (secondByte < 0x80) return { ...common, maskingKey: undefined, payload: bytes.subarray(keyStart) };
  const maskingKey = bytes.subarray(keyStart, keyStart + maskingKeySizeBytes);
  const masked = bytes.subarray(keyStart + maskingKeySizeBytes);
  return { ...common, maskingKey, payload: masked.length === 0 ? masked : maskPayload(masked, maskingKey) };
}

const opcodeMeanings: Readonly<Record<Opcode, string>> = {
  continuation: 'Opcode 0x0, continuation: the next fragment of a message that has begun.',
  text: 'Opcode 0x1, text: the payload is UTF-8.',
  binary: 'Opcode 0x2, binary: the payload is any bytes, and only the two programs know what they mean.',
  close: 'Opcode 0x8, close: this side says goodbye and sends nothing after it.',
  ping: 'Opcode 0x9, ping: are you there? The other side has to answer with a pong.',
  pong: 'Opcode 0xA, pong: the answer to a ping, with the same payload.',
};

function describeReserved(number: number): string {
  const kind = number < 8 ? 'data' : 'control';
  return `Opcode 0x${number.toString(16).toUpperCase()}, reserved for a kind of ${kind} frame that nobody has defined.`;
}

function sectionOf(opcode: Opcode | undefined): string {
  if (opcode === undefined) return '5.2';
  return { continuation: '5.4', text: '5.6', binary: '5.6', close: '5.5.1', ping: '5.5.2', pong: '5.5.3' }[opcode];
}

function lengthMeaning(lengthSizeBytes: 0 | 2 | 8, sizeText: string): string {
  switch (lengthSizeBytes) {
    case 0:
      return `The payload has ${sizeText}. Up to 125, the length fits in these 7 bits.`;
    case 2:
      return '126 is no length but a sign: the next 2 bytes hold it.';
    case 8:
      return '127 is no length but a sign: the next 8 bytes hold it.';
  }
}

function describePayload(opcode: Opcode | undefined, payload: Uint8Array, isLast: boolean, sizeText: string): string {
  if (opcode === undefined) return `${sizeText} that nobody can read.`;
  const text = (part: Uint8Array): string => `“${new TextDecoder().decode(part)}”`;
  if (opcode === 'close') {
    if (payload.length === 1) return 'Half a close code, which has 2 bytes.';
    const [high = 0, low = 0] = payload;
    const code = `The first 2 bytes are the close code ${describeCloseCode(high * 256 + low)}`;
    return payload.length <= 2
      ? code
      : `${code} The rest is the reason, for whoever debugs: ${text(payload.subarray(2))}.`;
  }
  if (isControlOpcode(opcode)) return `A word of the sender’s choice: ${text(payload)}.`;
  const what = isLast && opcode !== 'continuation' ? 'The message' : 'A fragment of the message';
  return `${what}: ${opcode === 'text' ? text(payload) : sizeText}.`;
}

/** Some bits of a byte, the highest one being 0, as they are numbered in the RFC's drawing. */
function bitsOf(byte: number, start: number, sizeBits: number): Pick<FrameField, 'startBit' | 'sizeBits' | 'value'> {
  const value = byte
    .toString(2)
    .padStart(8, '0')
    .slice(start, start + sizeBits);
  return { startBit: start, sizeBits, value };
}

const at = (bit: number, position: ReturnType<typeof bitsOf>): ReturnType<typeof bitsOf> => ({
  ...position,
  startBit: bit + position.startBit,
});

function bytesField(
  type: FrameField['type'],
  startByte: number,
  bytes: Uint8Array,
  meaning: string,
  section: string,
): readonly FrameField[] {
  if (bytes.length === 0) return [];
  return [{ type, startBit: startByte * 8, sizeBits: bytes.length * 8, value: toHex(bytes), meaning, section }];
}
