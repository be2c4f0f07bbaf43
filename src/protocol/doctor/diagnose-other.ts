/** Pastes that are neither heads of HTTP nor frames: packets of Socket.IO, close codes, heads that break off, and all else. */
import { describeCloseCode, isSendableCloseCode } from '../close-code';
import type { Diagnosis } from './diagnosis';
import type { PasteFinding } from './finding';
import { maxPasteSizeBytes, type Paste } from './read-paste';
import type { Packet } from './socket-io';

/** A paste of one of the kinds that need no frames and no handshake to be judged. */
export type OtherPaste = Exclude<Paste, { readonly type: 'http' | 'bytes' }>;

/** Says what such a paste is, and what to do about it. */
export function diagnoseOther(paste: OtherPaste): Diagnosis {
  switch (paste.type) {
    case 'empty':
      return { read: undefined, findings: [] };
    case 'too long':
    case 'not recognised':
      return { read: undefined, findings: [explainRefusal(paste)] };
    case 'broken head':
      return { read: 'bytes that spell HTTP', findings: [explainBrokenHead(paste.reason)] };
    case 'packet':
      return { read: 'a packet of Socket.IO', findings: [explainPacket(paste.packet)] };
    case 'close code':
      return { read: 'a close code', findings: [explainCloseCode(paste.closeCode)] };
  }
}

function explainRefusal(paste: Extract<OtherPaste, { readonly type: 'too long' | 'not recognised' }>): PasteFinding {
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

/** A dump of the handshake: here the line ends are known, and have to be right. @param reason nothing for one that is cut */
function explainBrokenHead(reason: string | undefined): PasteFinding {
  if (reason === undefined) {
    return {
      severity: 'note',
      title: 'The head is not whole.',
      why: 'It ends with an empty line, and that has not come. Until then the other side waits.',
      source: 'RFC 9112 §2.1',
      fix: 'Paste what came after it as well, or let the program send the empty line: 0d 0a 0d 0a at the end.',
    };
  }
  return {
    severity: 'wrong',
    title: reason,
    why: 'A server may refuse a request whose head is written like this, and a client a response.',
    source: 'RFC 9112 §2.2, §5',
    fix: 'End each line with the two bytes 0d 0a, and the head with an empty line.',
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
