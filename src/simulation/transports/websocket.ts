import type { Conditions, Message, Transmission } from '../model';
import {
  createOpeningRequestText,
  createOpeningResponseText,
  encodeMessage,
  pingBytes,
  pongBytes,
  sizeInBytes,
} from '../wire-costs';

/** The server pings this often so that no box on the path takes the line for dead: the usual choice, as `ws` shows. */
export const heartbeatMs = 30_000;

/**
 * WebSocket: one opening handshake, then the server sends each message the moment it exists, as one text frame.
 * Messages older than the handshake go out right behind its response. The line stays open past the horizon.
 */
export function holdWebSocket(conditions: Conditions): readonly Transmission[] {
  const { messages, clientStartsAtMs, horizonMs, roundTripMs } = conditions;
  const oneWayMs = roundTripMs / 2;
  const acceptedAtMs = clientStartsAtMs + oneWayMs;
  const opening: readonly Transmission[] = [
    {
      type: 'opening-request',
      from: 'client',
      sentAtMs: clientStartsAtMs,
      receivedAtMs: acceptedAtMs,
      wireBytes: sizeInBytes(createOpeningRequestText()),
      payloadBytes: 0,
      messages: [],
      exchange: 0,
    },
    {
      type: 'opening-response',
      from: 'server',
      sentAtMs: acceptedAtMs,
      receivedAtMs: acceptedAtMs + oneWayMs,
      wireBytes: sizeInBytes(createOpeningResponseText()),
      payloadBytes: 0,
      messages: [],
      exchange: 0,
    },
  ];
  const frames = messages.map((message, index) => sendMessage(message, acceptedAtMs, oneWayMs, index + 1));
  const heartbeats = createHeartbeats(acceptedAtMs, horizonMs, oneWayMs, messages.length + 1);
  // Sorting is stable: the opening response stays ahead of a message sent at the same instant.
  return [...opening, ...frames, ...heartbeats].sort((a, b) => a.sentAtMs - b.sentAtMs);
}

function sendMessage(message: Message, acceptedAtMs: number, oneWayMs: number, exchange: number): Transmission {
  const sentAtMs = Math.max(message.createdAtMs, acceptedAtMs);
  return {
    type: 'message',
    from: 'server',
    sentAtMs,
    receivedAtMs: sentAtMs + oneWayMs,
    wireBytes: encodeMessage(message).length,
    payloadBytes: message.payloadBytes,
    messages: [message],
    exchange,
  };
}

function createHeartbeats(
  acceptedAtMs: number,
  horizonMs: number,
  oneWayMs: number,
  firstExchange: number,
): readonly Transmission[] {
  const heartbeats: Transmission[] = [];
  let exchange = firstExchange;
  for (let sentAtMs = acceptedAtMs + heartbeatMs; sentAtMs < horizonMs; sentAtMs += heartbeatMs) {
    const atClientMs = sentAtMs + oneWayMs;
    const shared = { payloadBytes: 0, messages: [], exchange };
    heartbeats.push(
      { ...shared, type: 'ping', from: 'server', sentAtMs, receivedAtMs: atClientMs, wireBytes: pingBytes },
      {
        ...shared,
        type: 'pong',
        from: 'client',
        sentAtMs: atClientMs,
        receivedAtMs: atClientMs + oneWayMs,
        wireBytes: pongBytes,
      },
    );
    exchange += 1;
  }
  return heartbeats;
}
