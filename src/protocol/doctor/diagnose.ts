/**
 * The paste doctor. In: any text that a person copied out of a terminal, a browser, or a log. Out: what it was taken
 * for, and findings, the worst first, each with its place, its reason, and what to do. The engine of this folder's
 * parent judges; here its judgement is put beside the reader's own lines.
 */
import { describeCloseCode, isSendableCloseCode } from '../close-code';
import type { Endpoint } from '../conversation';
import type { Explanation } from '../explain';
import { decodeHttpHead } from '../http-head';
import { diagnoseFrames } from './diagnose-frames';
import { describeHeads, diagnoseHeads } from './diagnose-heads';
import type { PasteFinding } from './finding';
import { readHeads } from './read-heads';
import { maxPasteSizeBytes, readPaste, type Paste } from './read-paste';
import type { Packet } from './socket-io';

/** What the doctor says about a paste. */
export interface Diagnosis {
  /** What the paste was taken for: `a request and a response of HTTP`; `undefined` for nothing that can be judged. */
  readonly read: string | undefined;
  /** The worst first; none for an empty paste. */
  readonly findings: readonly PasteFinding[];
  /** The frames among the bytes, where the paste was bytes. */
  readonly frames?: { readonly sender: Endpoint; readonly explanation: Explanation };
}

/** Says what is wrong with a paste of at most 64 KiB. Any text gets an answer; none throws. */
export function diagnose(text: string): Diagnosis {
  const paste = readPaste(text);
  switch (paste.type) {
    case 'empty':
      return { read: undefined, findings: [] };
    case 'too long':
    case 'not recognised':
      return { read: undefined, findings: [explainRefusal(paste)] };
    case 'http':
      return { read: describeHeads(paste.heads), findings: diagnoseHeads(paste.heads) };
    case 'bytes':
      return diagnoseBytes(paste.bytes);
    case 'packet':
      return { read: 'a packet of Socket.IO', findings: [explainPacket(paste.packet)] };
    case 'close code':
      return { read: 'a close code', findings: [explainCloseCode(paste.closeCode)] };
  }
}

function explainRefusal(paste: Extract<Paste, { readonly type: 'too long' | 'not recognised' }>): PasteFinding {
  if (paste.type === 'too long') {
    return {
      severity: 'note',
      title: 'The paste is too long.',
      why: `The doctor reads at most ${maxPasteSizeBytes / 1024} KiB of text.`,
      fix: 'Paste only the request and the response, or the first frames.',
    };
  }
  return {
    severity: 'note',
    title: 'The doctor cannot tell what this is.',
    why: paste.reason,
    fix: 'Paste what curl -i or curl -v printed, the headers from the developer tools, the bytes of frames in hex, or a packet of Socket.IO.',
  };
}

function diagnoseBytes(bytes: Uint8Array): Diagnosis {
  const size = bytes.length === 1 ? '1 byte' : `${bytes.length} bytes`;
  const beginning = String.fromCharCode(...bytes.subarray(0, 5));
  if (/^(?:GET |HTTP\/)/.test(beginning)) return diagnoseHeadInBytes(bytes, size);
  const foreign = explainForeignBytes(bytes);
  if (foreign !== undefined) return { read: size, findings: [foreign] };
  const { findings, ...frames } = diagnoseFrames(bytes);
  return { read: `${size} of frames`, findings, frames };
}

/** A dump of the handshake: here the line ends are known, and have to be right. */
function diagnoseHeadInBytes(bytes: Uint8Array, size: string): Diagnosis {
  const reading = decodeHttpHead(bytes);
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  const heads = readHeads(text.split(/\r\n|\n/).map((line) => line.trim()));
  const read = `${size} that spell ${heads.length === 0 ? 'the beginning of HTTP' : describeHeads(heads)}`;
  if (reading.type === 'head') return { read, findings: diagnoseHeads(heads) };
  const finding: PasteFinding =
    reading.type === 'malformed'
      ? {
          severity: 'wrong',
          title: reading.reason,
          why: 'A server may refuse a request whose head is written like this, and a client a response.',
          source: 'RFC 9112 §2.2, §5',
          fix: 'End each line with the two bytes 0d 0a, and the head with an empty line.',
        }
      : {
          severity: 'note',
          title: 'The head is not whole.',
          why: 'It ends with an empty line, and that has not come. Until then the other side waits.',
          source: 'RFC 9112 §2.1',
          fix: 'Paste what came after it as well, or let the program send the empty line: 0d 0a 0d 0a at the end.',
        };
  return { read, findings: [finding] };
}

/** Bytes of the layers below, which a capture shows around the frames. */
function explainForeignBytes(bytes: Uint8Array): PasteFinding | undefined {
  const [first = 0, second = 0, third = 0] = bytes;
  const isTls = first >= 0x14 && first <= 0x17 && second === 3 && third <= 4 && bytes.length >= 5;
  const isIp = first === 0x45 && second === 0 && bytes.length >= 20;
  if (!isTls && !isIp) return undefined;
  return {
    severity: 'note',
    title: isTls ? 'This looks like a record of TLS.' : 'This looks like a packet of IP.',
    where: { type: 'byte', byte: 1 },
    why: isTls
      ? 'What travels inside is encrypted. The frames cannot be read from outside.'
      : 'The bytes begin with the headers of IP and TCP. The frames stand behind them.',
    ...(isTls ? { source: 'RFC 8446 §5.1' } : { source: 'RFC 791 §3.1' }),
    fix: isTls
      ? 'Look before the encryption: in the program, in the developer tools, or in Wireshark with the session’s keys.'
      : 'Paste the payload alone. In Wireshark: Follow, then TCP Stream, shown as a hex dump.',
  };
}

function explainPacket({ engineType, socketType, namespace, event }: Packet): PasteFinding {
  const name = socketType === undefined ? `Engine.IO ${engineType}` : `Socket.IO ${socketType}`;
  const what = [
    event === undefined ? '' : ` with the name “${event}”`,
    namespace === undefined ? '' : ` in the namespace ${namespace}`,
  ].join('');
  return {
    severity: 'note',
    title: `This is a packet of Socket.IO: ${name}${what}.`,
    why: 'Socket.IO is a protocol of its own. Its packets are text that travels inside the messages of a WebSocket, or of HTTP long polling, with a number before the content that says what it is.',
    source: 'Socket.IO protocol, revision 5',
    fix: 'Both ends have to speak it: a plain WebSocket cannot talk to a Socket.IO server, nor the other way round. Use socket.io-client with socket.io, or plain WebSockets at both ends.',
  };
}

function explainCloseCode(closeCode: number): PasteFinding {
  const isOwn = closeCode === 1000 || closeCode === 1001 || closeCode >= 3000;
  const isLocal = closeCode === 1005 || closeCode === 1006 || closeCode === 1015;
  return {
    severity: isOwn || closeCode === 1005 ? 'note' : 'wrong',
    title: describeCloseCode(closeCode),
    why: isLocal
      ? 'This code never travels. The own side reports it, and no peer has sent it.'
      : isSendableCloseCode(closeCode)
        ? 'One side sent it in its close frame. The reason beside it, where there is one, says more.'
        : 'A side that gets it in a close frame ends the connection with 1002.',
    source: 'RFC 6455 §7.4',
    ...(closeCode === 1006
      ? {
          fix: 'Look at what happened below: the server stopped, the network went away, a proxy cut an idle connection, or the handshake failed. Paste the server’s answer to the opening request to see the last of these.',
        }
      : {}),
  };
}
