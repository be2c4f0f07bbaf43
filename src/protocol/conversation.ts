/**
 * A whole WebSocket conversation as the bytes that travel: the opening handshake, a message each way, a ping and its
 * pong, and the closing handshake. In: what is said. Out: four steps of transmissions, in the order of the wire.
 */
import { sha1 } from '@noble/hashes/legacy.js';
import { encodeClosePayload, isScriptCloseCode } from './close-code';
import { encodeFrame, type Frame } from './frame';
import { createOpeningRequest, createOpeningResponse } from './handshake';
import { encodeHttpHead, type HttpHead } from './http-head';

/** One of the two ends of a connection (§1.2). */
export type Endpoint = 'client' | 'server';

/** What is said in a conversation. */
export interface ConversationSettings {
  /** Sec-WebSocket-Key: Base64 of 16 bytes. */
  readonly key: string;
  /** The message that the client sends and the server sends back: text, or bytes for a binary message. */
  readonly message: string | Uint8Array;
  /** The masking key of the message's frame, 4 bytes. The client's other frames get keys of their own (§5.3). */
  readonly maskingKey: Uint8Array;
  /** The code in the close frames; `undefined` sends close frames without a body. */
  readonly closeCode: number | undefined;
  /** The reason in the first close frame, at most 123 bytes of UTF-8; empty without a code. */
  readonly closeReason: string;
}

/** Something that one end sends at once: a head of HTTP during the opening handshake, a frame afterwards. */
export type Transmission =
  | { readonly type: 'head'; readonly from: Endpoint; readonly head: HttpHead; readonly bytes: Uint8Array }
  | { readonly type: 'frame'; readonly from: Endpoint; readonly frame: Frame; readonly bytes: Uint8Array };

/** The four steps: dial, pick up, talk, hang up. */
export type Conversation = readonly [dial: Step, pickUp: Step, talk: Step, hangUp: Step];
type Step = readonly [Transmission, ...Transmission[]];

/**
 * Creates a conversation between a page of `https://example.com` and its server.
 *
 * Who hangs up depends on the code: a script in a page may close with 1000 or 3000–4999 only, and 1010 is a client's by
 * definition (§7.4.1); with any other code it is the server. The answer carries the same code (§5.5.1).
 *
 * @throws RangeError when the key, the masking key, the code, or the reason may not be sent
 */
export function createConversation(settings: ConversationSettings): Conversation {
  const { key, message, maskingKey, closeCode, closeReason } = settings;
  const data: Frame =
    typeof message === 'string'
      ? { fin: true, opcode: 'text', payload: new TextEncoder().encode(message) }
      : { fin: true, opcode: 'binary', payload: message };
  const ping: Frame = { fin: true, opcode: 'ping', payload: new TextEncoder().encode('Hi?') };
  const closer = closerOf(closeCode);
  const keys = deriveMaskingKeys(maskingKey);
  const sendFrame = (from: Endpoint, frame: Frame, clientKey: Uint8Array): Transmission => ({
    type: 'frame',
    from,
    frame,
    bytes: encodeFrame(frame, from === 'client' ? { maskingKey: clientKey } : {}),
  });

  return [
    [
      sendHead(
        'client',
        createOpeningRequest({ host: 'example.com', path: '/chat', key, origin: 'https://example.com' }),
      ),
    ],
    [sendHead('server', createOpeningResponse({ key }))],
    [
      sendFrame('client', data, maskingKey),
      sendFrame('server', data, maskingKey),
      sendFrame('server', ping, maskingKey),
      sendFrame('client', { ...ping, opcode: 'pong' }, keys.pong),
    ],
    [
      sendFrame(closer, createClose(closeCode, closeReason), keys.close),
      sendFrame(closer === 'client' ? 'server' : 'client', createClose(closeCode), keys.close),
    ],
  ];
}

/** Who hangs up with this code; without a code, the page. */
export function closerOf(closeCode: number | undefined): Endpoint {
  return closeCode === undefined || closeCode === 1010 || isScriptCloseCode(closeCode) ? 'client' : 'server';
}

/** What a program learns of how its connection ended. */
export interface CloseReport {
  /** The code in the close frame that came, or 1005 when it carried none (§7.1.5). */
  readonly closeCode: number;
  readonly closeReason: string;
}

/** What each end is told at the close: what the other end's close frame said (§7.1.5, §7.1.6). */
export function reportClose({ closeCode, closeReason }: ConversationSettings): Readonly<Record<Endpoint, CloseReport>> {
  const first: CloseReport = { closeCode: closeCode ?? 1005, closeReason };
  const answer: CloseReport = { ...first, closeReason: '' };
  return closerOf(closeCode) === 'client' ? { client: answer, server: first } : { client: first, server: answer };
}

function sendHead(from: Endpoint, head: HttpHead): Transmission {
  return { type: 'head', from, head, bytes: new TextEncoder().encode(encodeHttpHead(head)) };
}

function createClose(closeCode: number | undefined, reason?: string): Frame {
  const payload = closeCode === undefined ? new Uint8Array() : encodeClosePayload(closeCode, reason);
  return { fin: true, opcode: 'close', payload };
}

/**
 * Keys for the client's other frames. A client takes a fresh one from a strong random source each time (§5.3); these are
 * hashed from the first, so that a link to a conversation restores every byte.
 */
function deriveMaskingKeys(maskingKey: Uint8Array): { readonly pong: Uint8Array; readonly close: Uint8Array } {
  const hash = sha1(maskingKey);
  return { pong: hash.slice(0, 4), close: hash.slice(4, 8) };
}
