/**
 * One end of a connection without its socket: bytes in, events out, bytes to send (RFC 6455 whole, without extensions).
 * Whoever holds the socket passes on what comes (`receive`, `receiveEnd`), sends what `takeOutput` gives, and closes the
 * transport when `wantsTransportClosed` says so.
 */
import { encodeClosePayload } from './close-code';
import { createFragments } from './fragments';
import { encodeFramePieces, type Frame } from './frame';
import { createOpeningRequest, type OpeningRequest } from './handshake';
import { decodeHttpHead, encodeHttpHead, type HttpHead } from './http-head';
import { createMessageReader, type Arrival } from './message-reader';
import { answerOpeningRequest, checkOpeningResponse, refuseMalformedRequest, type ServerPolicy } from './opening';
import type { Violation } from './violation';

/** The states of a connection (§4.1, §7.1), by the names of the WebSocket API. */
export type ConnectionState = 'CONNECTING' | 'OPEN' | 'CLOSING' | 'CLOSED';

/** What happens at an end. */
export type ConnectionEvent =
  /** Messages may be sent. `path` is what a server was asked for. */
  | { readonly type: 'open'; readonly protocol: string | undefined; readonly path: string }
  /** The opening handshake failed; `status` is that of the response, if there was one. */
  | { readonly type: 'refused'; readonly reason: string; readonly section: string; readonly status?: number }
  | Exclude<Arrival, { readonly type: 'violation' | 'close' }>
  /** The other end broke a rule, so this end fails the connection (§7.1.7). */
  | { readonly type: 'violation'; readonly violation: Violation }
  /** The last event. 1005: the close frame had no code. 1006: there was no close frame (§7.1.5). */
  | { readonly type: 'closed'; readonly closeCode: number; readonly closeReason: string; readonly wasClean: boolean };

interface CommonSettings {
  /** The largest message taken, in bytes; without it 1 MiB. */
  readonly maxMessageSizeBytes?: number;
}

/** How a server's end behaves. */
export interface ServerSettings extends CommonSettings {
  readonly role: 'server';
  readonly policy?: ServerPolicy;
}

/** How a client's end behaves. */
export interface ClientSettings extends CommonSettings {
  readonly role: 'client';
  readonly request: OpeningRequest;
  /** Gives 4 bytes for each frame: fresh ones from a strong source outside of tests (§5.3, §10.3). */
  readonly createMaskingKey: () => Uint8Array;
}

/** One end of a connection. */
export interface Connection {
  readonly state: ConnectionState;
  /** Whether the transport is to be closed once the output is sent (§7.1.1, §7.1.7). */
  readonly wantsTransportClosed: boolean;
  /**
   * Takes bytes from the transport, cut anywhere.
   *
   * @param onEvent hears of each event before what came behind it takes effect: a message may be answered although the
   *   close frame came in the same piece
   * @returns the same events, in order
   */
  readonly receive: (bytes: Uint8Array, onEvent?: (event: ConnectionEvent) => void) => readonly ConnectionEvent[];
  /** Takes the news that nothing more comes: the other end closed the transport, or it was lost. */
  readonly receiveEnd: () => readonly ConnectionEvent[];
  /**
   * Sends a message, in one frame or in fragments of a size. Bytes are not copied before they are taken out: they have to
   * stay as they are until they are sent.
   *
   * @returns whether it goes: only while OPEN
   */
  readonly send: (data: string | Uint8Array, fragmentSizeBytes?: number) => boolean;
  /** Sends a ping of at most 125 bytes; returns whether it goes. */
  readonly ping: (payload?: Uint8Array) => boolean;
  /** Begins the closing handshake; returns whether it had not begun (§7.1.2). @throws RangeError as `encodeClosePayload` */
  readonly close: (closeCode?: number, closeReason?: string) => boolean;
  /** What is to be sent, in pieces in their order; the next call gives what has come up since. */
  readonly takeOutput: () => readonly Uint8Array[];
}

/** Creates an end in the state CONNECTING. A client's request is its first output. */
export function createConnection(settings: ServerSettings | ClientSettings): Connection {
  const { role, maxMessageSizeBytes = 2 ** 20 } = settings;
  const reader = createMessageReader({ receiver: role, maxMessageSizeBytes });
  let state: ConnectionState = 'CONNECTING';
  let wantsTransportClosed = false;
  let output: Uint8Array[] = [];
  /** The beginning of a head that is not whole. */
  let held = new Uint8Array();
  let isCloseSent = false;
  let received: Extract<Arrival, { type: 'close' }> | undefined;

  const write = (head: HttpHead): void => {
    output.push(new TextEncoder().encode(encodeHttpHead(head)));
  };
  const writeFrame = (frame: Frame): void => {
    const encoding = settings.role === 'client' ? { maskingKey: settings.createMaskingKey() } : {};
    output.push(...encodeFramePieces(frame, encoding));
  };
  const writeClose = (closeCode: number | undefined, closeReason?: string): void => {
    const payload = closeCode === undefined ? new Uint8Array() : encodeClosePayload(closeCode, closeReason);
    writeFrame({ fin: true, opcode: 'close', payload });
    isCloseSent = true;
    state = 'CLOSING';
  };
  const fail = (): void => {
    state = 'CLOSING';
    wantsTransportClosed = true;
  };

  const receiveHead = (bytes: Uint8Array, tell: Listener): readonly ConnectionEvent[] => {
    const joined = new Uint8Array(held.length + bytes.length);
    joined.set(held);
    joined.set(bytes, held.length);
    held = joined;
    const reading = decodeHttpHead(held);
    if (reading.type === 'need more') return [];
    const decision =
      reading.type === 'malformed' ? decideMalformed(settings, reading.reason) : decide(settings, reading.head);
    if (decision.response !== undefined) write(decision.response);
    if (decision.event.type === 'refused' || reading.type === 'malformed') {
      fail();
      tell(decision.event);
      return [decision.event];
    }
    state = 'OPEN';
    const rest = held.subarray(reading.sizeBytes);
    held = new Uint8Array();
    tell(decision.event);
    return [decision.event, ...receiveFrames(rest, tell)];
  };

  const receiveFrames = (bytes: Uint8Array, tell: Listener): readonly ConnectionEvent[] =>
    reader.read(bytes).flatMap((arrival): readonly ConnectionEvent[] => {
      if (arrival.type === 'close') {
        received = arrival;
        if (!isCloseSent) writeClose(arrival.closeCode);
        // The server hangs up first, so that the waiting afterwards (TIME_WAIT) is its own (§7.1.1).
        wantsTransportClosed = role === 'server';
        return [];
      }
      if (arrival.type === 'violation') {
        if (!isCloseSent) writeClose(arrival.violation.closeCode);
        fail();
      }
      if (arrival.type === 'ping') writeFrame({ fin: true, opcode: 'pong', payload: arrival.payload });
      tell(arrival);
      return [arrival];
    });

  if (settings.role === 'client') write(createOpeningRequest(settings.request));
  return {
    get state() {
      return state;
    },
    get wantsTransportClosed() {
      return wantsTransportClosed;
    },
    receive: (bytes, onEvent = ignore) => {
      if (state === 'CLOSED' || wantsTransportClosed) return [];
      return state === 'CONNECTING' ? receiveHead(bytes, onEvent) : receiveFrames(bytes, onEvent);
    },
    receiveEnd: () => {
      if (state === 'CLOSED') return [];
      state = 'CLOSED';
      wantsTransportClosed = true;
      const { closeCode, closeReason } = received ?? { closeCode: 1006, closeReason: '' };
      return [{ type: 'closed', closeCode: closeCode ?? 1005, closeReason, wasClean: received !== undefined }];
    },
    send: (data, fragmentSizeBytes = Infinity) => {
      if (state !== 'OPEN') return false;
      for (const frame of createFragments(data, fragmentSizeBytes)) writeFrame(frame);
      return true;
    },
    ping: (payload = new Uint8Array()) => {
      if (state !== 'OPEN') return false;
      writeFrame({ fin: true, opcode: 'ping', payload });
      return true;
    },
    close: (closeCode, closeReason) => {
      if (state === 'CONNECTING') fail();
      else if (state === 'OPEN') writeClose(closeCode, closeReason);
      else return false;
      return true;
    },
    takeOutput: () => {
      const taken = output;
      output = [];
      return taken;
    },
  };
}

type Listener = (event: ConnectionEvent) => void;

function ignore(): void {
  // Who does not listen reads the events that `receive` returns.
}

/** What a head leads to: an event, and a server's response. */
interface HeadDecision {
  readonly event: Extract<ConnectionEvent, { readonly type: 'open' | 'refused' }>;
  readonly response?: HttpHead;
}

function decide(settings: ServerSettings | ClientSettings, head: HttpHead): HeadDecision {
  if (settings.role === 'server') {
    const decision = answerOpeningRequest(head, settings.policy);
    if (!decision.ok) return { event: refusalOf(decision, decision.status), response: decision.response };
    const { protocol, path, response } = decision;
    return { event: { type: 'open', protocol, path }, response };
  }
  const { request } = settings;
  const decision = checkOpeningResponse(head, request);
  if (decision.ok) return { event: { type: 'open', protocol: decision.protocol, path: request.path } };
  const status = /^HTTP\/\d\.\d (\d{3})/.exec(head.startLine)?.[1];
  return { event: refusalOf(decision, status === undefined ? undefined : Number(status)) };
}

function decideMalformed({ role }: ServerSettings | ClientSettings, reason: string): HeadDecision {
  if (role === 'client') return { event: refusalOf({ reason, section: '4.1' }) };
  const { response, status, section } = refuseMalformedRequest(reason);
  return { event: refusalOf({ reason, section }, status), response };
}

function refusalOf(
  { reason, section }: { readonly reason: string; readonly section: string },
  status?: number,
): Extract<ConnectionEvent, { readonly type: 'refused' }> {
  return { type: 'refused', reason, section, ...(status === undefined ? {} : { status }) };
}
