/** A server that sends every message back, and a client made of bytes that talks to it: for tables of cases. */
import { closePayload, maskedFrame, plainFrame } from './any-frame';
import { createConnection, type Connection, type ConnectionEvent } from './connection';
import { createOpeningRequest } from './handshake';
import { encodeHttpHead } from './http-head';
import { toHex } from './hex';

/** An opening request that every server lets in. */
export const openingRequest = { host: 'localhost', path: '/', key: 'dGhlIHNhbXBsZSBub25jZQ==' } as const;

/** An opening request as bytes. */
export const openingRequestBytes = new TextEncoder().encode(encodeHttpHead(createOpeningRequest(openingRequest)));

/** What a client saw of the server, and what the server was told. */
export interface Talk {
  /** The server's frames as hex digits, one line for each. */
  readonly sent: readonly string[];
  /** What happened at the server after it opened, in one word each; a violation by its name. */
  readonly events: readonly string[];
  /** How many pieces had come when the server ended its side; `undefined` while it goes on. */
  readonly endedAfter: number | undefined;
  readonly server: Connection;
}

/** Opens a connection to an echo server and sends the pieces, with the answers taken between them. */
export function talkToEchoServer(pieces: readonly Uint8Array[]): Talk {
  const server = createConnection({ role: 'server' });
  server.receive(openingRequestBytes);
  server.takeOutput();
  const sent: string[] = [];
  const events: string[] = [];
  let endedAfter: number | undefined;
  for (const [index, piece] of pieces.entries()) {
    for (const event of server.receive(piece)) {
      events.push(nameOf(event));
      if (event.type === 'text') server.send(event.text);
      if (event.type === 'binary') server.send(event.bytes);
    }
    sent.push(...server.takeOutput().map(toHex));
    if (server.state !== 'OPEN') endedAfter ??= index + 1;
  }
  return { sent, events, endedAfter, server };
}

/** A close frame of the client, and the one that a server sends. */
export function closeFrames(closeCode: number): { readonly fromClient: Uint8Array; readonly fromServer: Uint8Array } {
  const payload = closePayload(closeCode);
  return { fromClient: maskedFrame(0x88, payload), fromServer: plainFrame(0x88, payload) };
}

const nameOf = (event: ConnectionEvent): string => (event.type === 'violation' ? event.violation.type : event.type);
