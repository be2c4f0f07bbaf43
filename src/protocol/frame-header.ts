import { maskingKeySizeBytes } from './mask';
import { isControlOpcode, opcodeOf, type Opcode } from './opcode';
import { violationOf, type Violation, type ViolationType } from './violation';

/** What stands before a frame's payload (§5.2). */
export interface FrameHeader {
  readonly fin: boolean;
  readonly opcode: Opcode;
  /** 4 bytes in a client's frame, `undefined` in a server's. */
  readonly maskingKey: Uint8Array | undefined;
  readonly payloadSizeBytes: number;
  /** The size of the header itself, masking key included. */
  readonly sizeBytes: number;
}

/** Who reads, and how much it takes. */
export interface FrameLimits {
  /** Who receives the frames: a server demands a mask, a client forbids it (§5.1). */
  readonly receiver: 'client' | 'server';
  /** The largest payload of a data frame, in bytes (§10.4). A control frame has 125 at most, and is always taken. */
  readonly maxPayloadSizeBytes: number;
  /** Whether a message has begun whose last fragment has not come (§5.4). Left out, a data frame may be of either kind. */
  readonly isMessageOpen?: boolean;
}

/** What the bytes so far come to. `need more`: nothing is wrong yet, and the header is not whole. */
export type HeaderReading =
  | { readonly type: 'header'; readonly header: FrameHeader }
  | { readonly type: 'need more' }
  | { readonly type: 'violation'; readonly violation: Violation };

/**
 * Reads the header of the frame that begins at `offset`, strictly: a rule that is broken is found with the first byte
 * that breaks it. Nothing is consumed. The layout is drawn in frame.ts.
 *
 * @param bytes may end inside the header or go on behind it
 */
export function readFrameHeader(bytes: Uint8Array, offset: number, limits: FrameLimits): HeaderReading {
  const first = bytes[offset];
  if (first === undefined) return needMore;
  if ((first & 0x70) !== 0) return refuse('reserved bits');
  const opcode = opcodeOf(first & 0x0f);
  if (opcode === undefined) return refuse('reserved opcode');
  const fin = first >= 0x80;
  const isControl = isControlOpcode(opcode);
  if (isControl && !fin) return refuse('fragmented control frame');
  if (limits.isMessageOpen === false && opcode === 'continuation') return refuse('unexpected continuation');
  if (limits.isMessageOpen === true && !isControl && opcode !== 'continuation') return refuse('interleaved message');

  const second = bytes[offset + 1];
  if (second === undefined) return needMore;
  const isMasked = second >= 0x80;
  if (isMasked !== (limits.receiver === 'server')) return refuse(isMasked ? 'unexpected mask' : 'missing mask');
  const lengthCode = second & 0x7f;
  if (isControl && lengthCode > 125) return refuse('long control frame');

  const lengthStart = offset + 2;
  const keyStart = lengthStart + (lengthCode === 127 ? 8 : lengthCode === 126 ? 2 : 0);
  let payloadSizeBytes = lengthCode;
  if (lengthCode > 125) {
    if (lengthCode === 127 && (bytes[lengthStart] ?? 0) >= 0x80) return refuse('negative length');
    if (readNumber(bytes, lengthStart, keyStart, 0xff) <= (lengthCode === 127 ? 0xffff : 125)) {
      return refuse('longer length form');
    }
    payloadSizeBytes = readNumber(bytes, lengthStart, keyStart, 0);
  }
  if (!isControl && payloadSizeBytes > limits.maxPayloadSizeBytes) return refuse('message too big');

  const end = isMasked ? keyStart + maskingKeySizeBytes : keyStart;
  if (bytes.length < end) return needMore;
  const maskingKey = isMasked ? new Uint8Array(bytes.subarray(keyStart, end)) : undefined;
  return { type: 'header', header: { fin, opcode, maskingKey, payloadSizeBytes, sizeBytes: end - offset } };
}

const needMore: HeaderReading = { type: 'need more' };

function refuse(type: ViolationType): HeaderReading {
  return { type: 'violation', violation: violationOf(type) };
}

/**
 * Reads a number, high byte first. Bytes that have not come count as `missing`: 0 gives the smallest number that it can
 * still become, 0xff the largest. Above 2⁵³ the last digits are lost; such a length is far above any limit.
 */
function readNumber(bytes: Uint8Array, start: number, end: number, missing: number): number {
  let number = 0;
  for (let index = start; index < end; index += 1) number = number * 256 + (bytes[index] ?? missing);
  return number;
}
