/**
 * What each transmission costs in bytes. HTTP heads are recorded ones (wire-costs.json says from what and when);
 * frames are encoded by the protocol engine. Nothing here is a guess.
 */
import { encodeFrame } from '../protocol/frame';
import { encodeHttpHead, type HttpHead } from '../protocol/http-head';
import type { Message } from './model';
// By name, so that what the file says of itself stays out of the page's script.
import { openingRequest, openingResponse, pollAnswer, pollRequest } from './wire-costs.json';

const utf8 = new TextEncoder();

/** Size of a text in UTF-8 bytes. */
export function sizeInBytes(text: string): number {
  return utf8.encode(text).length;
}

/** The text of a poll that asks for everything after the message with this id. */
export function createPollRequest(afterId: number): string {
  const { startLine, headers } = pollRequest;
  return encodeHttpHead(toHead(startLine.replace('{after}', String(afterId)), headers));
}

/** The text of the answer to a poll: a JSON list of the messages, which is `[]` when there is no news. */
export function createPollAnswer(messages: readonly Message[]): string {
  const body = `[${messages.map((message) => message.text).join(',')}]`;
  const { startLine, headers } = pollAnswer;
  const head = toHead(startLine, headers, (value) => value.replace('{length}', String(sizeInBytes(body))));
  return encodeHttpHead(head) + body;
}

/** The text of the opening request that a browser sends. */
export function createOpeningRequestText(): string {
  return encodeHttpHead(toHead(openingRequest.startLine, openingRequest.headers));
}

/** The text of the server's opening response. */
export function createOpeningResponseText(): string {
  return encodeHttpHead(toHead(openingResponse.startLine, openingResponse.headers));
}

/** A message as the unmasked text frame that a server sends. */
export function encodeMessage(message: Message): Uint8Array {
  return encodeFrame({ fin: true, opcode: 'text', payload: utf8.encode(message.text) });
}

// A masking key changes the bytes of a frame, never their number (RFC 6455, section 5.3).
const anyMaskingKey = new Uint8Array(4);
const noPayload = new Uint8Array(0);

/** Size of the empty ping that a server sends to keep a quiet line open. */
export const pingBytes = encodeFrame({ fin: true, opcode: 'ping', payload: noPayload }).length;

/** Size of the pong that a browser answers with; a client masks every frame. */
export const pongBytes = encodeFrame(
  { fin: true, opcode: 'pong', payload: noPayload },
  { maskingKey: anyMaskingKey },
).length;

function toHead(
  startLine: string,
  headers: readonly (readonly string[])[],
  fill: (value: string) => string = (value) => value,
): HttpHead {
  return { startLine, headers: headers.map(([name = '', value = '']) => [name, fill(value)]) };
}
