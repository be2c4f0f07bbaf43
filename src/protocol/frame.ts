import { applyMask, maskingKeySizeBytes } from './mask';
import { isControlOpcode, opcodes, type Opcode } from './opcode';

/**
 * One frame as a value (§5.2). Mask and length are absent on purpose: they belong to how a frame is written, not to what
 * it says, so the same frame can be sent by a client (masked) and by a server (not masked).
 */
export interface Frame {
  /** Whether this is the last, or only, frame of its message (§5.4). */
  readonly fin: boolean;
  /** The first reserved bit. False unless an extension gives it a meaning: permessage-deflate marks "compressed" (RFC 7692 §6). */
  readonly rsv1?: boolean;
  readonly opcode: Opcode;
  /** The bytes before masking. A text message is UTF-8 over all its frames, so one frame may end inside a character (§5.6). */
  readonly payload: Uint8Array;
}

/** How a frame is to be written. */
export interface FrameEncoding {
  /** Exactly 4 bytes. Required from a client, forbidden to a server (§5.1). */
  readonly maskingKey?: Uint8Array;
}

/**
 * Writes a frame as the bytes that travel, with the length in its shortest form, as §5.2 demands.
 *
 * @returns a new array of `headerSizeBytes(…)` + payload bytes
 * @throws RangeError for a control frame that is fragmented or above 125 bytes (§5.5), or a key that has not 4 bytes
 */
export function encodeFrame(frame: Frame, { maskingKey }: FrameEncoding = {}): Uint8Array {
  refuseBadControlFrame(frame);

  //  0                   1                   2                   3
  //  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
  // +-+-+-+-+-------+-+-------------+-------------------------------+
  // |F|R|R|R| opcode|M| Payload len |    Extended payload length    |
  // |I|S|S|S|  (4)  |A|     (7)     |             (16/64)           |
  // |N|V|V|V|       |S|             |   (if payload len==126/127)   |
  // | |1|2|3|       |K|             |                               |
  // +-+-+-+-+-------+-+-------------+ - - - - - - - - - - - - - - - +
  // |     Extended payload length continued, if payload len == 127  |
  // + - - - - - - - - - - - - - - - +-------------------------------+
  // |                               |Masking-key, if MASK set to 1  |
  // +-------------------------------+-------------------------------+
  // | Masking-key (continued)       |          Payload Data         |
  // +-------------------------------- - - - - - - - - - - - - - - - +
  // :                     Payload Data continued ...                :
  // +---------------------------------------------------------------+
  const { payload } = frame;
  const isMasked = maskingKey !== undefined;
  const header = headerSizeBytes(payload.length, { isMasked });
  const bytes = new Uint8Array(header + payload.length);
  writeFirstBytes(bytes, frame, isMasked);
  bytes.set(payload, header);
  if (isMasked) {
    applyMask(bytes, maskingKey, 0, header);
    bytes.set(maskingKey, header - maskingKeySizeBytes);
  }
  return bytes;
}

/**
 * Writes a frame to be sent: as `encodeFrame` does, but a large payload that needs no mask stands beside its header as it
 * is, so that a server which sends one message to many copies it for none.
 *
 * @returns the pieces in their order; together they are what `encodeFrame` gives
 * @throws RangeError as `encodeFrame`
 */
export function encodeFramePieces(frame: Frame, encoding: FrameEncoding = {}): readonly Uint8Array[] {
  const { payload } = frame;
  if (encoding.maskingKey !== undefined || payload.length < uncopiedSizeBytes) return [encodeFrame(frame, encoding)];
  refuseBadControlFrame(frame);
  const header = new Uint8Array(headerSizeBytes(payload.length, { isMasked: false }));
  writeFirstBytes(header, frame, false);
  return [header, payload];
}

/** Below this a copy costs less than a second piece. */
const uncopiedSizeBytes = 512;

/**
 * How many bytes stand before the payload: 2, 4 or 10 by the payload's length, and 4 more when a masking key follows (§5.2).
 *
 * @throws RangeError when the size is not a whole number from 0 up
 */
export function headerSizeBytes(payloadSizeBytes: number, { isMasked }: { readonly isMasked: boolean }): number {
  if (!Number.isSafeInteger(payloadSizeBytes) || payloadSizeBytes < 0) {
    throw new RangeError(`Not a size in bytes: ${payloadSizeBytes}`);
  }
  return 2 + extendedLengthSizeBytes(payloadSizeBytes) + (isMasked ? maskingKeySizeBytes : 0);
}

/** The largest payload of a control frame, so that its length always fits the 7 bits (§5.5). */
export const maxControlPayloadSizeBytes = 125;

function refuseBadControlFrame({ fin, opcode, payload }: Frame): void {
  if (!isControlOpcode(opcode)) return;
  if (!fin) throw new RangeError(`A ${opcode} frame is never fragmented (RFC 6455 §5.5)`);
  if (payload.length > maxControlPayloadSizeBytes) {
    throw new RangeError(
      `A ${opcode} frame carries at most ${maxControlPayloadSizeBytes} bytes, not ${payload.length}`,
    );
  }
}

function extendedLengthSizeBytes(payloadSizeBytes: number): 0 | 2 | 8 {
  if (payloadSizeBytes <= 125) return 0;
  return payloadSizeBytes <= 0xffff ? 2 : 8;
}

/** Writes what stands before the masking key or payload. */
function writeFirstBytes(bytes: Uint8Array, { fin, rsv1 = false, opcode, payload }: Frame, isMasked: boolean): void {
  bytes[0] = (fin ? 0x80 : 0) | (rsv1 ? 0x40 : 0) | opcodes[opcode];
  bytes[1] = (isMasked ? 0x80 : 0) | writeExtendedLength(bytes, payload.length);
}

/** Writes the extended length, if one is needed, behind the first two bytes; returns the 7 bits that announce it. */
function writeExtendedLength(bytes: Uint8Array, payloadSizeBytes: number): number {
  const sizeBytes = extendedLengthSizeBytes(payloadSizeBytes);
  if (sizeBytes === 0) return payloadSizeBytes;
  // Not by shifts, which know 32 bits only.
  let rest = payloadSizeBytes;
  for (let index = 1 + sizeBytes; index > 1; index -= 1) {
    bytes[index] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  return sizeBytes === 2 ? 126 : 127;
}
