/** What the reader may put into the conversation: each field as typed, checked, and said in plain words when it will not do. */
import { describeCloseCode, isSendableCloseCode, maxReasonSizeBytes } from '../../protocol/close-code';
import type { ConversationSettings, Endpoint } from '../../protocol/conversation';
import { isValidKey } from '../../protocol/handshake';
import { decodeHex, fromHex, toHex } from '../../protocol/hex';
import { maskingKeySizeBytes } from '../../protocol/mask';
import { countOf } from '../../simulation/format';

/** The fields as they stand in the form, valid or not. */
export interface Entries {
  /** Sec-WebSocket-Key. */
  readonly key: string;
  /** The message, as text or as hex digits by `format`. */
  readonly message: string;
  readonly format: MessageFormat;
  /** The masking key as hex digits. */
  readonly mask: string;
  /** The close code; empty for none. */
  readonly code: string;
  readonly reason: string;
}

/** Whether the message is typed as text or as bytes in hex; bytes travel as a binary message. */
export type MessageFormat = 'text' | 'hex';

/** A field that can be wrong. */
export type FieldName = Exclude<keyof Entries, 'format'>;

/** What is wrong with a field, as a sentence. */
export type Problems = Readonly<Partial<Record<FieldName, string>>>;

/** The key and masking key are those of the RFC's own examples (§1.3, §5.7), so that the bytes can be compared. */
export const defaultEntries: Entries = {
  key: 'dGhlIHNhbXBsZSBub25jZQ==',
  message: 'Hello',
  format: 'text',
  mask: '37fa213d',
  code: '1000',
  reason: '',
};

/** The conversation that the default entries describe. */
export const defaultSettings: ConversationSettings = {
  key: defaultEntries.key,
  message: defaultEntries.message,
  maskingKey: fromHex(defaultEntries.mask),
  closeCode: 1000,
  closeReason: '',
};

/** The longest message, so that a link to it stays a link. */
export const maxMessageSizeBytes = 4_096;

/**
 * Turns entries into a conversation. A field that will not do leaves that part of the conversation as it was.
 *
 * @param previous the conversation so far
 */
export function readEntries(
  entries: Entries,
  previous: ConversationSettings,
): { readonly settings: ConversationSettings; readonly problems: Problems } {
  const key = readKey(entries.key);
  const message = readMessage(entries.message, entries.format);
  const maskingKey = readMaskingKey(entries.mask);
  const closeCode = readCloseCode(entries.code);
  const closeReason = readCloseReason(entries.reason, entries.code);
  const code = closeCode.ok ? closeCode.value : previous.closeCode;
  const reason = closeReason.ok ? closeReason.value : previous.closeReason;
  const settings = {
    key: key.ok ? key.value : previous.key,
    message: message.ok ? message.value : previous.message,
    maskingKey: maskingKey.ok ? maskingKey.value : previous.maskingKey,
    closeCode: code,
    // A body begins with the code (§5.5.1): without one, an earlier reason must not stay behind.
    closeReason: code === undefined ? '' : reason,
  };
  const problems = Object.entries({ key, message, mask: maskingKey, code: closeCode, reason: closeReason }).flatMap(
    ([name, reading]) => (reading.ok ? [] : [[name, reading.reason]]),
  );
  return { settings, problems: Object.fromEntries(problems) as Problems };
}

/**
 * The same message in the other format: text as the hex digits of its UTF-8, bytes as the text that they spell. What
 * cannot be turned (half a byte, bytes that are no UTF-8) stays as it is typed.
 */
export function convertMessage({ message, format: from }: Entries, format: MessageFormat): Partial<Entries> {
  if (from === format) return {};
  if (format === 'hex') return { format, message: toHex(new TextEncoder().encode(message)) };
  const hex = decodeHex(message);
  try {
    const text = hex.ok ? new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(hex.bytes) : message;
    return { format, message: text };
  } catch {
    return { format };
  }
}

/** Bytes that the reader has written by hand in place of frames: right or wrong, one frame or several. */
export interface EditedFrames {
  readonly from: Endpoint;
  readonly bytes: Uint8Array;
}

/** The most bytes that can be written by hand: the longest message in a few fragments, with a ping between them. */
export const maxEditedSizeBytes = 4_200;

/** Reads frames written by hand in hex. */
export function readEditedBytes(text: string): Reading<Uint8Array> {
  const hex = decodeHex(text);
  if (!hex.ok) return refuse(`These are no bytes: ${hex.reason}.`);
  const { length } = hex.bytes;
  return length > maxEditedSizeBytes
    ? refuse(`At most ${countOf(maxEditedSizeBytes, 'byte')} can stand here. These are ${countOf(length, 'byte')}.`)
    : accept(hex.bytes);
}

/** What reading a field came to: a value, or what is wrong with it, as a sentence. */
export type Reading<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly reason: string };
const accept = <Value>(value: Value): Reading<Value> => ({ ok: true, value });
const refuse = (reason: string): Reading<never> => ({ ok: false, reason });
const sizeOf = (text: string): number => new TextEncoder().encode(text).length;

function readKey(text: string): Reading<string> {
  return isValidKey(text)
    ? accept(text)
    : refuse('A key is 16 bytes in Base64: 22 of the signs A to Z, a to z, 0 to 9, + and /, and then ==.');
}

function readMessage(text: string, format: MessageFormat): Reading<string | Uint8Array> {
  const hex = format === 'hex' ? decodeHex(text) : undefined;
  if (hex?.ok === false) return refuse(`These are no bytes: ${hex.reason}.`);
  const sizeBytes = hex?.bytes.length ?? sizeOf(text);
  return sizeBytes > maxMessageSizeBytes
    ? refuse(
        `A message here has at most ${countOf(maxMessageSizeBytes, 'byte')}. This one has ${countOf(sizeBytes, 'byte')}.`,
      )
    : accept(hex?.bytes ?? text);
}

function readMaskingKey(text: string): Reading<Uint8Array> {
  const hex = decodeHex(text);
  if (!hex.ok) return refuse(`This is no masking key: ${hex.reason}.`);
  return hex.bytes.length === maskingKeySizeBytes
    ? accept(hex.bytes)
    : refuse(`A masking key has 4 bytes, so 8 hex digits. Here are ${hex.bytes.length * 2}.`);
}

function readCloseCode(text: string): Reading<number | undefined> {
  const digits = text.trim();
  if (digits === '') return accept(undefined);
  if (!/^\d{1,5}$/.test(digits)) return refuse('A close code is a number, such as 1000. Leave it empty to send none.');
  const code = Number(digits);
  return isSendableCloseCode(code)
    ? accept(code)
    : refuse(`This code never travels in a frame. ${describeCloseCode(code)}`);
}

function readCloseReason(text: string, code: string): Reading<string> {
  if (text !== '' && code.trim() === '') return refuse('A reason needs a code before it.');
  const sizeBytes = sizeOf(text);
  return sizeBytes > maxReasonSizeBytes
    ? refuse(`A reason has at most ${countOf(maxReasonSizeBytes, 'byte')}. This one has ${countOf(sizeBytes, 'byte')}.`)
    : accept(text);
}
