/**
 * Bytes in, messages out: frames are read from any pieces, fragments put together, text checked (§5, §8.1). What an
 * endpoint does about them is connection.ts's affair.
 */
import { decodeClosePayload } from './close-payload';
import { readFrameHeader, type FrameHeader } from './frame-header';
import { applyMask } from './mask';
import { isControlOpcode } from './opcode';
import { createTextReader } from './utf8';
import { violationOf, type Violation, type ViolationType } from './violation';

/** What came whole from the other end. */
export type Arrival =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'binary'; readonly bytes: Uint8Array }
  | { readonly type: 'ping' | 'pong'; readonly payload: Uint8Array }
  /** Its code is `undefined` when the frame had no body. */
  | { readonly type: 'close'; readonly closeCode: number | undefined; readonly closeReason: string }
  | { readonly type: 'violation'; readonly violation: Violation };

/** Who reads, and how much it takes. */
export interface ReaderSettings {
  readonly receiver: 'client' | 'server';
  /** The largest message, all its fragments together, in bytes (§10.4). */
  readonly maxMessageSizeBytes: number;
}

/** Reads what one end sends, from the first byte after the opening handshake. */
export interface MessageReader {
  /**
   * Takes the next bytes of the stream; where they were cut does not matter. After a close frame or a violation
   * everything is ignored (§5.5.1, §7.1.7).
   *
   * @returns what these bytes completed, in order. Nothing in it shares memory with `bytes`; payloads that came
   *   together are parts of one copy.
   */
  readonly read: (bytes: Uint8Array) => readonly Arrival[];
}

interface OpenFrame {
  readonly header: FrameHeader;
  receivedSizeBytes: number;
}

interface OpenMessage {
  readonly opcode: 'text' | 'binary';
  /** Of a binary message: room that grows, of which the first `sizeBytes` are filled. */
  room: Uint8Array;
  /** Of a text, what has come whole: a wrong byte is told when it comes. */
  text: string;
  sizeBytes: number;
}

/** Creates a reader at the beginning of a stream of frames. */
export function createMessageReader({ receiver, maxMessageSizeBytes }: ReaderSettings): MessageReader {
  /** The beginning of a header that is not whole; 13 bytes at most. */
  let held = empty;
  let frame: OpenFrame | undefined;
  let message: OpenMessage | undefined;
  let controlPieces: Uint8Array[] = [];
  let isOver = false;
  const readText = createTextReader();

  const openFrame = (bytes: Uint8Array, offset: number): number | Violation | undefined => {
    const source = held.length === 0 ? bytes : join([held, bytes.subarray(offset)]);
    const reading = readFrameHeader(source, held.length === 0 ? offset : 0, {
      receiver,
      maxPayloadSizeBytes: maxMessageSizeBytes - (message?.sizeBytes ?? 0),
      isMessageOpen: message !== undefined,
    });
    if (reading.type === 'violation') return reading.violation;
    if (reading.type === 'need more') {
      held = new Uint8Array(held.length === 0 ? bytes.subarray(offset) : source);
      return undefined;
    }
    const { header } = reading;
    frame = { header, receivedSizeBytes: 0 };
    if (header.opcode === 'text' || header.opcode === 'binary') {
      message = { opcode: header.opcode, room: empty, text: '', sizeBytes: 0 };
    }
    const taken = header.sizeBytes - held.length;
    held = empty;
    return taken;
  };

  /** Takes a piece of the open frame's payload; gives what it completed, if anything. */
  const takePiece = (piece: Uint8Array, open: OpenFrame): Arrival | undefined => {
    const { header } = open;
    if (header.maskingKey !== undefined) applyMask(piece, header.maskingKey, open.receivedSizeBytes);
    open.receivedSizeBytes += piece.length;
    const isFrameWhole = open.receivedSizeBytes === header.payloadSizeBytes;
    if (isFrameWhole) frame = undefined;
    if (isControlOpcode(header.opcode)) {
      controlPieces.push(piece);
      if (!isFrameWhole) return undefined;
      const payload = join(controlPieces);
      controlPieces = [];
      return header.opcode === 'close'
        ? readClose(payload)
        : { type: header.opcode === 'ping' ? 'ping' : 'pong', payload };
    }
    return message === undefined ? undefined : takeMessagePiece(piece, message, isFrameWhole && header.fin);
  };

  const takeMessagePiece = (piece: Uint8Array, open: OpenMessage, isLast: boolean): Arrival | undefined => {
    const start = open.sizeBytes;
    open.sizeBytes += piece.length;
    if (isLast) message = undefined;
    if (open.opcode === 'text') {
      const text = readText(piece, isLast);
      if (text === undefined) return violate('invalid UTF-8');
      open.text += text;
      return isLast ? { type: 'text', text: open.text } : undefined;
    }
    if (isLast && start === 0) return { type: 'binary', bytes: piece };
    const missing = frame === undefined ? 0 : frame.header.payloadSizeBytes - frame.receivedSizeBytes;
    open.room = widen(open.room, open.sizeBytes, missing);
    open.room.set(piece, start);
    return isLast ? { type: 'binary', bytes: open.room.subarray(0, open.sizeBytes) } : undefined;
  };

  return {
    read: (received) => {
      const arrivals: Arrival[] = [];
      // One copy for all that comes at once: payloads are parts of it, unmasked where they stand.
      const bytes = new Uint8Array(received);
      let offset = 0;
      while (!isOver && offset < bytes.length) {
        if (frame === undefined) {
          const taken = openFrame(bytes, offset);
          if (taken === undefined) break;
          if (typeof taken !== 'number') {
            arrivals.push({ type: 'violation', violation: taken });
            isOver = true;
            break;
          }
          offset += taken;
        }
        const open = frame;
        if (open === undefined) break;
        const end = Math.min(bytes.length, offset + open.header.payloadSizeBytes - open.receivedSizeBytes);
        const arrival = takePiece(bytes.subarray(offset, end), open);
        offset = end;
        if (arrival === undefined) continue;
        arrivals.push(arrival);
        isOver = arrival.type === 'close' || arrival.type === 'violation';
      }
      return arrivals;
    },
  };
}

function readClose(payload: Uint8Array): Arrival {
  const reading = decodeClosePayload(payload);
  return reading.ok
    ? { type: 'close', closeCode: reading.closeCode, closeReason: reading.closeReason }
    : { type: 'violation', violation: reading.violation };
}

function violate(type: ViolationType): Arrival {
  return { type: 'violation', violation: violationOf(type) };
}

/**
 * Room for at least `needed` bytes, with what stands in `room`. It grows by what is known to come, or to twice its size,
 * so that many small pieces cost no more than one large one.
 */
function widen(room: Uint8Array, needed: number, known: number): Uint8Array {
  if (needed <= room.length) return room;
  const wider = new Uint8Array(Math.max(needed + known, room.length * 2));
  wider.set(room);
  return wider;
}

const empty = new Uint8Array();

function join(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const [first] = pieces;
  if (pieces.length === 1 && first !== undefined) return first as Uint8Array<ArrayBuffer>;
  const joined = new Uint8Array(pieces.reduce((size, piece) => size + piece.length, 0));
  let offset = 0;
  for (const piece of pieces) {
    joined.set(piece, offset);
    offset += piece.length;
  }
  return joined;
}
