/** Frames to begin with in the inspector: the reader's message in pieces, and broken in each way that a frame can be. */
import { encodeClosePayload } from '../../protocol/close-code';
import type { ConversationSettings, Endpoint } from '../../protocol/conversation';
import { createFragments } from '../../protocol/fragments';
import { encodeFrame, headerSizeBytes, type Frame } from '../../protocol/frame';
import { createMaskingKeys } from '../../protocol/masking-keys';

/** Something to begin with, as the bytes that `from` sends. */
export interface FramePreset {
  readonly title: string;
  readonly create: (settings: ConversationSettings, from: Endpoint) => Uint8Array;
}

/** Right ones: the message whole, and in fragments, between which a ping may come (§5.4). */
export const rightPresets: readonly FramePreset[] = [
  { title: 'Your message', create: (settings, from) => encode(fragment(settings, 1), settings, from) },
  { title: 'In 2 fragments', create: (settings, from) => encode(fragment(settings, 2), settings, from) },
  { title: 'In 3 fragments', create: (settings, from) => encode(fragment(settings, 3), settings, from) },
  {
    title: 'A ping in between',
    create: createPingInBetween,
  },
];

/** Wrong ones, each for one rule. */
export const wrongPresets: readonly FramePreset[] = [
  { title: 'Mask forgotten', create: (settings, from) => encode(fragment(settings, 1), settings, otherThan(from)) },
  { title: 'Reserved bit', create: (settings, from) => changeFirstByte(settings, from, (byte) => byte | 0x40) },
  { title: 'Unknown opcode', create: (settings, from) => changeFirstByte(settings, from, () => 0x83) },
  { title: 'Length too long', create: lengthen },
  { title: 'Not UTF-8', create: (settings, from) => encode([notUtf8], settings, from) },
  {
    title: 'Two beginnings',
    create: createTwoBeginnings,
  },
  {
    title: 'Nothing to continue',
    create: (settings, from) => encode(createFragments('Hello', 3).slice(1), settings, from),
  },
  { title: 'Ping in pieces', create: (settings, from) => clearFin(encode([ping], settings, from)) },
  { title: 'Close with 1005', create: (settings, from) => encode([closeWithout], settings, from) },
  { title: 'Cut short', create: (settings, from) => encode(fragment(settings, 1), settings, from).slice(0, -1) },
];

const ping: Frame = { fin: true, opcode: 'ping', payload: new TextEncoder().encode('Hi?') };
const notUtf8: Frame = { fin: true, opcode: 'text', payload: Uint8Array.of(0x48, 0xff) };
/** 1005 is what programs are told; a frame that carries it says what cannot be said (§7.4.1). */
const closeWithout: Frame = {
  fin: true,
  opcode: 'close',
  payload: encodeClosePayload(1000).map((byte, index) => (index === 1 ? 0xed : byte)),
};

function fragment({ message }: ConversationSettings, count: number): readonly Frame[] {
  const { length } = typeof message === 'string' ? new TextEncoder().encode(message) : message;
  return createFragments(message, Math.max(1, Math.ceil(length / count)));
}

/** The frames one behind the other; a client's with a key of its own for each, hashed from the one before. */
function encode(frames: readonly Frame[], { maskingKey }: ConversationSettings, from: Endpoint): Uint8Array {
  const createKey = createMaskingKeys(maskingKey);
  const encoded = frames.map((frame, index) =>
    encodeFrame(frame, from === 'client' ? { maskingKey: index === 0 ? maskingKey : createKey() } : {}),
  );
  return Uint8Array.from(encoded.flatMap((bytes) => Array.from(bytes)));
}

function createPingInBetween(settings: ConversationSettings, from: Endpoint): Uint8Array {
  const frames = fragment(settings, 2);
  return encode([...frames.slice(0, 1), ping, ...frames.slice(1)], settings, from);
}

/** Not of the reader's message, which may be too short for two fragments. */
function createTwoBeginnings(settings: ConversationSettings, from: Endpoint): Uint8Array {
  const frames = createFragments('Hello', 3);
  return encode([...frames.slice(0, 1), ...frames], settings, from);
}

/** The message's frame with its length in the next longer form (§5.2). */
function lengthen(settings: ConversationSettings, from: Endpoint): Uint8Array {
  const bytes = encode(fragment(settings, 1), settings, from);
  const [first = 0, second = 0] = bytes;
  const length = second & 0x7f;
  const start = headerSizeBytes(length > 125 ? 126 : 0, { isMasked: false });
  const stated = length > 125 ? [0, 0, 0, 0, 0, 0, ...bytes.slice(2, start)] : [0, length];
  return Uint8Array.of(first, (second & 0x80) | (length > 125 ? 127 : 126), ...stated, ...bytes.slice(start));
}

function changeFirstByte(settings: ConversationSettings, from: Endpoint, change: (byte: number) => number): Uint8Array {
  const [first = 0, ...others] = encode(fragment(settings, 1), settings, from);
  return Uint8Array.of(change(first), ...others);
}

function clearFin([first = 0, ...others]: Uint8Array): Uint8Array {
  return Uint8Array.of(first & 0x7f, ...others);
}

function otherThan(from: Endpoint): Endpoint {
  return from === 'client' ? 'server' : 'client';
}
