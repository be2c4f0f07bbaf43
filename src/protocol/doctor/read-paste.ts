/** What a paste is: a text in, a typed value out, or why it is nothing that can be judged. */
import { decodeHttpHead } from '../http-head';
import type { PastedHead } from './pasted-head';
import { readBytes } from './read-bytes';
import { readFields } from './read-fields';
import { readHeads } from './read-heads';
import { readPacket, type Packet } from './socket-io';

/** What a text that was pasted holds. */
export type Paste =
  | { readonly type: 'empty' }
  | { readonly type: 'too long'; readonly sizeBytes: number }
  | {
      readonly type: 'http';
      readonly heads: readonly PastedHead[];
      /** What their lines are lines of. */ readonly text: string;
    }
  | { readonly type: 'broken head'; readonly reason: string | undefined }
  | { readonly type: 'bytes'; readonly bytes: Uint8Array }
  | { readonly type: 'packet'; readonly packet: Packet }
  | { readonly type: 'close code'; readonly closeCode: number }
  | { readonly type: 'not recognised'; readonly reason: string };

/** The longest paste, in bytes of UTF-8: 64 KiB. */
export const maxPasteSizeBytes = 65_536;

/**
 * Reads a paste. Line ends of any kind, outer spaces, empty lines before, and the marks of curl and developer tools are
 * taken away; the rest stays as it is, for the engine to judge.
 */
export function readPaste(text: string): Paste {
  // A character has one byte at least: most of what is too long need not be encoded.
  const sizeBytes = text.length > maxPasteSizeBytes ? text.length : new TextEncoder().encode(text).length;
  if (sizeBytes > maxPasteSizeBytes) return { type: 'too long', sizeBytes };
  const lines = text
    .replaceAll('\ufeff', '')
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim().replace(/^```\w*$/, ''));
  const trimmed = lines.join('\n').trim();
  if (trimmed === '') return { type: 'empty' };

  const packet = readPacket(trimmed);
  if (packet !== undefined) return { type: 'packet', packet };
  const heads = readHeads(lines);
  if (heads.length > 0) return { type: 'http', heads, text };
  const closeCode = readCloseCode(trimmed);
  if (closeCode !== undefined) return { type: 'close code', closeCode };
  const status = readStatus(trimmed);
  if (status !== undefined) return { type: 'http', heads: [createStatusHead(status, lines)], text };
  const bytes = readBytes(lines);
  if (bytes?.ok === true) return readHeadInBytes(bytes.bytes) ?? { type: 'bytes', bytes: bytes.bytes };
  if (bytes?.ok === false)
    return { type: 'not recognised', reason: `This looks like bytes in hex, but ${bytes.reason}.` };
  const fields = readFields(lines);
  if (fields.length > 0) return { type: 'http', heads: fields, text };
  return { type: 'not recognised', reason: describeOther(trimmed) };
}

/** A dump of the handshake; `undefined` for bytes that begin with no head. */
function readHeadInBytes(bytes: Uint8Array): Paste | undefined {
  if (!/^(?:GET |HTTP\/)/.test(String.fromCharCode(...bytes.subarray(0, 5)))) return undefined;
  const reading = decodeHttpHead(bytes);
  if (reading.type === 'malformed') return { type: 'broken head', reason: reading.reason };
  if (reading.type === 'need more') return { type: 'broken head', reason: undefined };
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  const heads = readHeads(text.split('\r\n').map((line) => line.trim()));
  return heads.length === 0 ? undefined : { type: 'http', heads, text };
}

/** A close code alone, or what a close event prints: `code: 1006`. */
function readCloseCode(text: string): number | undefined {
  const [, digits] =
    /^([1-4]\d{3})$/.exec(text) ??
    /\b(?:code|closed with|status)\b["']?\s{0,3}[:=]?\s{0,3}([1-4]\d{3})\b/i.exec(text) ??
    [];
  return digits === undefined ? undefined : Number(digits);
}

/** A status alone, or in the words of a console or of a server's log. */
function readStatus(text: string): string | undefined {
  const patterns = [
    /^(?:status(?: code)?:?\s{0,3})?([1-5]\d\d)(?: [a-z][a-z' -]*)?$/i,
    /unexpected (?:response code|server response): (\d{3})\b/i,
    /"[A-Z]+ \S+ HTTP\/[\d.]+" (\d{3})\b/,
  ];
  return patterns.map((pattern) => pattern.exec(text)?.[1]).find((status) => status !== undefined);
}

function createStatusHead(status: string, lines: readonly string[]): PastedHead {
  const line = lines.findIndex((each) => each.includes(status)) + 1;
  return {
    type: 'response',
    head: { startLine: `HTTP/1.1 ${status}`, headers: [] },
    startLineNumber: line,
    headerLines: [],
    strays: [],
  };
}

function describeOther(text: string): string {
  if (/^wss?:\/\//i.test(text)) return 'This is an address. What is needed is what the server answered to it.';
  if (/^[[{]/.test(text)) {
    return 'This looks like JSON: the content of a message. The doctor looks at the connection that carries it.';
  }
  return 'This is neither a request, a response, headers, bytes in hex, nor a packet of Socket.IO.';
}
