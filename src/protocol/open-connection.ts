/** Ends that have opened, and a server that sends every message back to a client made of bytes: for tables of cases. */
import { closePayload, exampleMaskingKey, join, maskedFrame, plainFrame } from './any-frame';
import {
  createConnection,
  type ClientSettings,
  type Connection,
  type ConnectionEvent,
  type ServerSettings,
} from './connection';
import { explainFrames } from './explain';
import { createOpeningRequest, createOpeningResponse } from './handshake';
import { encodeHttpHead } from './http-head';
import { toHex } from './hex';

/** An opening request that every server lets in. */
export const openingRequest = { host: 'localhost', path: '/', key: 'dGhlIHNhbXBsZSBub25jZQ==' } as const;

/** An opening request as bytes. */
export const openingRequestBytes = new TextEncoder().encode(encodeHttpHead(createOpeningRequest(openingRequest)));

/** The response that lets that request in, as bytes. */
export const openingResponseBytes = new TextEncoder().encode(encodeHttpHead(createOpeningResponse(openingRequest)));

/** A server's end in the state OPEN, with its response taken. */
export function openServer(settings: Partial<ServerSettings> = {}): Connection {
  const server = createConnection({ ...settings, role: 'server' });
  server.receive(openingRequestBytes);
  server.takeOutput();
  return server;
}

/** A client's end in the state OPEN, with its request taken. It masks with the key of the RFC's example. */
export function openClient(settings: Partial<ClientSettings> = {}): Connection {
  const createMaskingKey = (): Uint8Array => exampleMaskingKey;
  const client = createConnection({ request: openingRequest, createMaskingKey, ...settings, role: 'client' });
  client.takeOutput();
  client.receive(openingResponseBytes);
  return client;
}

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
  const server = openServer();
  const sent: string[] = [];
  const events: string[] = [];
  let endedAfter: number | undefined;
  for (const [index, piece] of pieces.entries()) {
    server.receive(piece, (event) => {
      events.push(nameOf(event));
      if (event.type === 'text') server.send(event.text);
      if (event.type === 'binary') server.send(event.bytes);
    });
    sent.push(...explainFrames(join(server.takeOutput()), 'server').frames.map((frame) => toHex(frame.bytes)));
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
