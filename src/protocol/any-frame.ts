/**
 * Frames to try an endpoint with, right ones and wrong ones. Their bytes are put together here by hand, so that
 * `encodeFrame` and the reader are not each other's only witness.
 */
import type { Frame } from './frame';
import type { Arrival } from './message-reader';
import { opcodes } from './opcode';

/** The key of the RFC's own example (§5.7). */
export const exampleMaskingKey: Uint8Array = Uint8Array.of(0x37, 0xfa, 0x21, 0x3d);

/**
 * The bytes of a client's frame (§5.2, §5.3).
 *
 * @param first the first byte as it is, so that any bits and opcodes can be tried: `0x81` is a whole text
 * @param payload of any size, also where the opcode forbids it; a string is written as UTF-8
 */
export function maskedFrame(
  first: number,
  payload: string | Uint8Array = '',
  key: Uint8Array = exampleMaskingKey,
): Uint8Array {
  const bytes = toBytes(payload);
  const masked = bytes.map((byte, index) => byte ^ (key[index % 4] ?? 0));
  return join([Uint8Array.of(first, ...lengthOf(bytes.length, 0x80), ...key), masked]);
}

/** The bytes of a server's frame: as `maskedFrame`, without a mask. */
export function plainFrame(first: number, payload: string | Uint8Array = ''): Uint8Array {
  const bytes = toBytes(payload);
  return join([Uint8Array.of(first, ...lengthOf(bytes.length, 0)), bytes]);
}

/** The payload of a close frame with any code, also one that is never sent (§5.5.1). */
export function closePayload(closeCode: number, reason: string | Uint8Array = ''): Uint8Array {
  return join([Uint8Array.of(closeCode >> 8, closeCode & 0xff), toBytes(reason)]);
}

/** All bytes in one array of their own. */
export function join(parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}

/** Cuts bytes into pieces of a size, the last of which may be smaller. */
export function cut(bytes: Uint8Array, sizeBytes: number): readonly Uint8Array[] {
  const count = Math.ceil(bytes.length / sizeBytes);
  return Array.from({ length: count }, (_, index) => bytes.slice(index * sizeBytes, (index + 1) * sizeBytes));
}

/** Cuts bytes into pieces of any sizes, some of them empty. */
export function cutAnywhere(random: () => number, bytes: Uint8Array): readonly Uint8Array[] {
  const pieces: Uint8Array[] = [];
  let offset = 0;
  while (offset < bytes.length) {
    const size = Math.floor(random() * (random() < 0.5 ? 4 : bytes.length));
    pieces.push(bytes.slice(offset, offset + size));
    offset += size;
  }
  return pieces;
}

/** What an endpoint may send, and what has to arrive of it. */
export interface AnyStream {
  readonly frames: readonly Frame[];
  readonly arrivals: readonly Arrival[];
}

/** Any valid stream: messages in fragments, control frames between them, and in half of the cases a close frame. */
export function createAnyStream(random: () => number): AnyStream {
  const frames: Frame[] = [];
  const arrivals: Arrival[] = [];
  const control = (): void => {
    const opcode = random() < 0.5 ? 'ping' : 'pong';
    const payload = anyBytes(random, random() < 0.1 ? 125 : below(random, 20));
    frames.push({ fin: true, opcode, payload });
    arrivals.push({ type: opcode, payload });
  };
  for (let count = below(random, 5); count > 0; count -= 1) {
    while (random() < 0.3) control();
    const text = random() < 0.5 ? anyText(random) : undefined;
    const whole = text === undefined ? anyBytes(random, anySize(random)) : toBytes(text);
    let opcode: Frame['opcode'] = text === undefined ? 'binary' : 'text';
    let offset = 0;
    for (let left = below(random, 4); left >= 0; left -= 1) {
      const end = left === 0 ? whole.length : offset + below(random, whole.length - offset + 1);
      frames.push({ fin: left === 0, opcode, payload: whole.slice(offset, end) });
      opcode = 'continuation';
      offset = end;
      while (left > 0 && random() < 0.3) control();
    }
    arrivals.push(text === undefined ? { type: 'binary', bytes: whole } : { type: 'text', text });
  }
  if (random() < 0.5) {
    const closeCode = random() < 0.3 ? undefined : 3000 + below(random, 2000);
    const closeReason = closeCode === undefined ? '' : Array.from(anyText(random)).slice(0, 30).join('');
    const payload = closeCode === undefined ? new Uint8Array() : closePayload(closeCode, closeReason);
    frames.push({ fin: true, opcode: 'close', payload });
    arrivals.push({ type: 'close', closeCode, closeReason });
  }
  return { frames, arrivals };
}

/** The bytes of frames, each masked with a key of its own, or none of them. */
export function bytesOf(frames: readonly Frame[], createMaskingKey?: () => Uint8Array): Uint8Array {
  return join(
    frames.map(({ fin, opcode, payload }) => {
      const first = (fin ? 0x80 : 0) | opcodes[opcode];
      return createMaskingKey === undefined
        ? plainFrame(first, payload)
        : maskedFrame(first, payload, createMaskingKey());
    }),
  );
}

/** Any bytes, that many of them. */
export function anyBytes(random: () => number, sizeBytes: number): Uint8Array {
  return Uint8Array.from({ length: sizeBytes }, () => below(random, 256));
}

/** Any text that a message may hold, with characters of one to four bytes. */
export function anyText(random: () => number): string {
  const letters = ['a', 'é', '€', '😀', '\u0000', '\ufeff', '\ufffd', '\u07ff', '\u0800', '\u{10ffff}'];
  return Array.from({ length: below(random, random() < 0.1 ? 200 : 12) }, () => letters[below(random, 10)]).join('');
}

const anySize = (random: () => number): number =>
  [0, 1, 125, 126, 127, 65_536][below(random, 60)] ?? below(random, 300);

const below = (random: () => number, limit: number): number => Math.floor(random() * limit);

function toBytes(payload: string | Uint8Array): Uint8Array {
  return typeof payload === 'string' ? new TextEncoder().encode(payload) : payload;
}

/** The length in its shortest form, behind the bit that announces a mask. */
function lengthOf(sizeBytes: number, maskBit: number): readonly number[] {
  if (sizeBytes <= 125) return [maskBit | sizeBytes];
  if (sizeBytes <= 0xffff) return [maskBit | 126, sizeBytes >> 8, sizeBytes & 0xff];
  return [maskBit | 127, 0, 0, 0, 0, ...[24, 16, 8, 0].map((shift) => (sizeBytes >> shift) & 0xff)];
}
