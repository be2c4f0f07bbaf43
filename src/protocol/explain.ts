/**
 * Any bytes that one end sends after the opening handshake, frame by frame: what each means to the other end, or the
 * exact rule that it breaks. The reader of messages (message-reader.ts) decides the same; this one tells why.
 */
import { decodeClosePayload } from './close-payload';
import type { Endpoint } from './conversation';
import { listFrameFields, statedFrameSizeBytes, type FrameField } from './frame-fields';
import { readFrameHeader, type FrameHeader } from './frame-header';
import { maskPayload } from './mask';
import { createUtf8Check, type Utf8Check } from './utf8';
import { violationOf, type Violation, type ViolationType } from './violation';

/** What bytes come to. */
export interface Explanation {
  /** In the order of the wire. Nothing is read behind a broken rule, a close frame, or a frame that is cut. */
  readonly frames: readonly ExplainedFrame[];
  /** How many bytes behind the last frame nobody reads. */
  readonly unreadSizeBytes: number;
  /** Whether a message has begun whose last fragment has not come (§5.4). */
  readonly isMessageOpen: boolean;
}

/** One frame, whole or not. */
export interface ExplainedFrame {
  readonly bytes: Uint8Array;
  readonly fields: readonly FrameField[];
  readonly finding: Finding;
}

/** What the other end makes of a frame, in sentences. `cut`: nothing is wrong so far. */
export type Finding =
  | { readonly type: 'fine' | 'cut'; readonly meaning: string }
  | {
      readonly type: 'violation';
      readonly violation: Violation;
      /** The field that breaks the rule. */
      readonly field: FrameField['type'];
      /** The byte that does, where one does. */
      readonly detail?: string;
    };

interface OpenMessage {
  readonly opcode: 'text' | 'binary';
  readonly check: Utf8Check;
  /** Grows with each fragment: a message may have thousands. */
  readonly pieces: Uint8Array[];
}

/** Explains what `sender` sends, as the other end reads it from the first byte on, without extensions. */
export function explainFrames(bytes: Uint8Array, sender: Endpoint): Explanation {
  const receiver = sender === 'client' ? 'server' : 'client';
  const frames: ExplainedFrame[] = [];
  let message: OpenMessage | undefined;
  let offset = 0;
  let isOver = false;
  while (!isOver && offset < bytes.length) {
    const rest = bytes.subarray(offset);
    const size = statedFrameSizeBytes(rest);
    const isCut = size === undefined || size > rest.length;
    const frame = isCut ? rest : rest.subarray(0, Number(size));
    const isMessageOpen = message !== undefined;
    const reading = readFrameHeader(rest, 0, { receiver, maxPayloadSizeBytes: Infinity, isMessageOpen });
    const step =
      reading.type === 'header'
        ? readPayload(frame, reading.header, isCut, receiver, message)
        : {
            message,
            finding: reading.type === 'violation' ? findingOf(reading.violation) : cutAfter(frame.length, size),
          };
    message = step.message;
    frames.push({ bytes: frame, fields: listFrameFields(frame), finding: step.finding });
    offset += frame.length;
    const isClose = reading.type === 'header' && reading.header.opcode === 'close';
    isOver = step.finding.type !== 'fine' || isClose;
  }
  return { frames, unreadSizeBytes: bytes.length - offset, isMessageOpen: message !== undefined };
}

/** A finding about a frame, and the message that is open behind it. */
interface Step {
  readonly message: OpenMessage | undefined;
  readonly finding: Finding;
}

function readPayload(
  frame: Uint8Array,
  header: FrameHeader,
  isCut: boolean,
  receiver: Endpoint,
  open: OpenMessage | undefined,
): Step {
  const { opcode, maskingKey, sizeBytes } = header;
  const written = frame.subarray(sizeBytes);
  const payload = maskingKey === undefined ? written : maskPayload(written, maskingKey);
  const cut = cutAfter(frame.length, BigInt(sizeBytes) + BigInt(header.payloadSizeBytes));
  if (opcode === 'ping' || opcode === 'pong' || opcode === 'close') {
    return { message: open, finding: isCut ? cut : explainControl(opcode, payload, receiver) };
  }
  const begun: OpenMessage | undefined =
    opcode === 'continuation' ? open : { opcode, check: createUtf8Check(), pieces: [] };
  // The header's reading refuses a continuation of nothing.
  if (begun === undefined) return { message: open, finding: cut };
  const wrong = begun.opcode === 'text' ? findWrongByte(begun.check, payload, header.fin && !isCut) : undefined;
  if (wrong !== undefined) return { message: open, finding: { ...findingFor('invalid UTF-8'), detail: wrong } };
  if (isCut) return { message: open, finding: cut };
  begun.pieces.push(payload);
  return { message: header.fin ? undefined : begun, finding: explainData(begun, header) };
}

function findWrongByte(check: Utf8Check, payload: Uint8Array, isLast: boolean): string | undefined {
  const place = check.push(payload);
  if (place !== undefined) {
    const byte = (payload[place] ?? 0).toString(16).padStart(2, '0');
    return `Byte ${place + 1} of the payload, ${byte} when unmasked, cannot stand there.`;
  }
  return isLast && !check.isWhole() ? 'The text ends inside a character.' : undefined;
}

function explainControl(opcode: 'ping' | 'pong' | 'close', payload: Uint8Array, receiver: Endpoint): Finding {
  const other = receiver === 'server' ? 'server' : 'browser';
  if (opcode === 'ping') return fine(`A ping. The ${other} answers with a pong that carries the same payload.`);
  if (opcode === 'pong') return fine('A pong. It needs no answer, asked for or not.');
  const reading = decodeClosePayload(payload);
  if (!reading.ok) return findingOf(reading.violation);
  return fine(
    reading.closeCode === undefined
      ? `A close frame without a code. The ${other} answers with another, and its program is told 1005.`
      : `A close frame. The ${other} answers with another that carries the same code, ${reading.closeCode}.`,
  );
}

function explainData({ opcode, pieces }: OpenMessage, { fin, opcode: frameOpcode }: FrameHeader): Finding {
  const kind = `${opcode} message`;
  if (!fin) {
    return fine(
      frameOpcode === 'continuation'
        ? `The next fragment of the ${kind}. More follow.`
        : `The first fragment of a ${kind}. More follow, until one with FIN 1.`,
    );
  }
  const bytes = Uint8Array.from(pieces.flatMap((piece) => [...piece]));
  const content =
    opcode === 'text' ? `“${shorten(new TextDecoder().decode(bytes))}”` : `${bytes.length} bytes for the program`;
  return fine(
    frameOpcode === 'continuation'
      ? `The last fragment: the ${kind} is whole now, ${content}.`
      : `A whole ${kind}: ${content}.`,
  );
}

const shownCharacters = 80;

function shorten(text: string): string {
  const characters = Array.from(text);
  return characters.length <= shownCharacters ? text : `${characters.slice(0, shownCharacters).join('')}…`;
}

function cutAfter(comeSizeBytes: number, statedSize: bigint | undefined): Finding {
  if (statedSize === undefined) return { type: 'cut', meaning: 'The frame is cut inside its header.' };
  const missing = statedSize - BigInt(comeSizeBytes);
  return {
    type: 'cut',
    meaning: `The frame is cut: by its header, ${missing} more ${missing === 1n ? 'byte has' : 'bytes have'} to come.`,
  };
}

function fine(meaning: string): Finding {
  return { type: 'fine', meaning };
}

function findingFor(type: ViolationType): Extract<Finding, { readonly type: 'violation' }> {
  return findingOf(violationOf(type));
}

function findingOf(violation: Violation): Extract<Finding, { readonly type: 'violation' }> {
  return { type: 'violation', violation, field: brokenFields[violation.type] };
}

const brokenFields: Readonly<Record<ViolationType, FrameField['type']>> = {
  'reserved bits': 'rsv',
  'reserved opcode': 'opcode',
  'missing mask': 'mask',
  'unexpected mask': 'mask',
  'fragmented control frame': 'fin',
  'long control frame': 'payload length',
  'longer length form': 'extended length',
  'negative length': 'extended length',
  'unexpected continuation': 'opcode',
  'interleaved message': 'opcode',
  'invalid UTF-8': 'payload',
  'short close body': 'payload',
  'unsendable close code': 'payload',
  'invalid UTF-8 in reason': 'payload',
  'message too big': 'payload length',
};
