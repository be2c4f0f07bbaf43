/** The two decisions of the opening handshake: the server's about a request, the client's about the response (§4.1, §4.2). */
import { createOpeningResponse, deriveAccept, isValidKey } from './handshake';
import { headerValues, isToken, listMembers, type Header, type HttpHead } from './http-head';

/** What a server lets in. Whatever is left out lets everything in. */
export interface ServerPolicy {
  /** Whether there is something to talk to at this path, from the slash on; otherwise 404. */
  readonly isKnownPath?: (path: string) => boolean;
  /** Whether pages of this origin may connect; `undefined` when the client names none. Otherwise 403 (§10.2). */
  readonly isAllowedOrigin?: (origin: string | undefined) => boolean;
  /** Subprotocols that the server speaks. It takes the first of the client's list that is among them (§4.2.2). */
  readonly protocols?: readonly string[];
}

/** A server's answer to an opening request. */
export type OpeningDecision =
  | {
      readonly ok: true;
      readonly response: HttpHead;
      readonly path: string;
      readonly origin: string | undefined;
      /** The subprotocol agreed on, if any. */
      readonly protocol: string | undefined;
    }
  | Refusal;

/** Why a server lets nobody in, and the response that says so. */
export interface Refusal {
  readonly ok: false;
  /** The HTTP status of the response. */
  readonly status: keyof typeof statusPhrases;
  /** What is missing or wrong, as a sentence. */
  readonly reason: string;
  /** Section of RFC 6455. */
  readonly section: string;
  readonly response: HttpHead;
}

const statusPhrases = {
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  426: 'Upgrade Required',
} as const;

/** Decides about an opening request as a server does (§4.2.1, §4.2.2). Extensions are never agreed on. */
export function answerOpeningRequest(request: HttpHead, policy: ServerPolicy = {}): OpeningDecision {
  const [, method, target = '', version = ''] = /^([^ ]+) ([\x21-\x7e]+) HTTP\/(\d\.\d)$/.exec(request.startLine) ?? [];
  if (method === undefined) return refuse(400, '4.2.1', 'The first line is no request of HTTP.');
  if (method !== 'GET') return refuse(405, '4.2.1', `The method is ${method}. It has to be GET.`, [['Allow', 'GET']]);
  if (version < '1.1') return refuse(400, '4.2.1', 'The version of HTTP has to be 1.1 or higher.');
  const path = resourceNameOf(target);
  if (path === undefined) return refuse(400, '4.2.1', 'The path has to begin with a slash and to have no fragment.');

  const single = (name: string): string | undefined => {
    const values = headerValues(request, name);
    return values.length === 1 ? values[0] : undefined;
  };
  if ((single('Host') ?? '') === '') return refuse(400, '4.2.1', 'There has to be one Host header.');
  if (!hasMember(request, 'Upgrade', 'websocket')) {
    return refuse(426, '4.2.1', 'There is no Upgrade header that asks for websocket.');
  }
  if (!hasMember(request, 'Connection', 'upgrade')) {
    return refuse(400, '4.2.1', 'There is no Connection header that names Upgrade. A proxy may have dropped it.');
  }
  const protocolVersion = single('Sec-WebSocket-Version');
  if (protocolVersion !== '13') {
    const reason =
      protocolVersion === undefined
        ? 'There has to be one Sec-WebSocket-Version header.'
        : `The version is ${protocolVersion}. It has to be 13.`;
    return refuse(426, '4.2.2', reason, [['Sec-WebSocket-Version', '13']]);
  }
  const key = single('Sec-WebSocket-Key');
  if (key === undefined) return refuse(400, '4.2.1', 'There has to be one Sec-WebSocket-Key header.');
  if (!isValidKey(key)) return refuse(400, '4.2.1', 'Sec-WebSocket-Key is not Base64 of 16 bytes.');
  const asked = listMembers(request, 'Sec-WebSocket-Protocol');
  const asksForNothing = asked.length === 0 && headerValues(request, 'Sec-WebSocket-Protocol').length > 0;
  if (asksForNothing || !asked.every(isToken) || new Set(asked).size < asked.length) {
    return refuse(400, '4.1', 'Sec-WebSocket-Protocol has to be a list of names, each of them once.');
  }
  // Two origins are not none: a policy that lets programs in would let in a page as well.
  if (headerValues(request, 'Origin').length > 1)
    return refuse(400, '4.1', 'There has to be one Origin header at most.');
  const origin = single('Origin');
  if (policy.isAllowedOrigin?.(origin) === false) {
    return refuse(403, '10.2', `Pages of ${origin ?? 'no stated origin'} may not connect.`);
  }
  if (policy.isKnownPath?.(path) === false) return refuse(404, '4.2.2', `There is nothing to talk to at ${path}.`);

  const protocol = asked.find((name) => policy.protocols?.includes(name));
  const response = createOpeningResponse({ key, ...(protocol === undefined ? {} : { protocol }) });
  return { ok: true, response, path, origin, protocol };
}

/** The answer to bytes that are no head of HTTP at all (§4.2.1). @param reason what is wrong with them */
export function refuseMalformedRequest(reason: string): Refusal {
  return refuse(400, '4.2.1', reason);
}

/** A client's decision about the response. */
export type ResponseDecision =
  | { readonly ok: true; readonly protocol: string | undefined }
  | { readonly ok: false; readonly reason: string; readonly section: string };

/**
 * Decides about the response to an opening request as a client does (§4.1).
 *
 * @param asked what the request held: its key and the subprotocols it offered
 */
export function checkOpeningResponse(
  response: HttpHead,
  asked: { readonly key: string; readonly protocols?: readonly string[] },
): ResponseDecision {
  const fail = (reason: string): ResponseDecision => ({ ok: false, reason, section: '4.1' });
  const status = /^HTTP\/1\.[1-9] (\d{3})( |$)/.exec(response.startLine)?.[1];
  if (status === undefined) return fail('The first line is no status line of HTTP/1.1.');
  if (status !== '101') return fail(`The status is ${status}. Only 101 opens a WebSocket.`);
  if (!isOnly(headerValues(response, 'Upgrade'), 'websocket')) {
    return fail('There is no Upgrade header with the one word websocket.');
  }
  if (!hasMember(response, 'Connection', 'upgrade')) return fail('There is no Connection header that names Upgrade.');

  const accepts = headerValues(response, 'Sec-WebSocket-Accept');
  if (accepts.length !== 1) return fail('There has to be one Sec-WebSocket-Accept header.');
  if (accepts[0] !== deriveAccept(asked.key)) {
    return fail(`Sec-WebSocket-Accept does not fit the key. It has to be ${deriveAccept(asked.key)}.`);
  }
  if (listMembers(response, 'Sec-WebSocket-Extensions').length > 0) {
    return fail('The server names an extension that the client did not ask for.');
  }
  const protocols = headerValues(response, 'Sec-WebSocket-Protocol');
  const [protocol] = protocols;
  if (protocols.length > 1) return fail('The server names more than one subprotocol.');
  if (protocol !== undefined && asked.protocols?.includes(protocol) !== true) {
    return fail(`The server names the subprotocol ${protocol}, which the client did not ask for.`);
  }
  return { ok: true, protocol };
}

function refuse(status: Refusal['status'], section: string, reason: string, headers: readonly Header[] = []): Refusal {
  // A 426 has to name the protocol that it asks for, and whoever sends Upgrade names it in Connection
  // (RFC 9110 §7.8, §15.5.22).
  const connection: readonly Header[] =
    status === 426
      ? [
          ['Upgrade', 'websocket'],
          ['Connection', 'Upgrade, close'],
        ]
      : [['Connection', 'close']];
  const startLine = `HTTP/1.1 ${status} ${statusPhrases[status]}`;
  const response = { startLine, headers: [...headers, ...connection, ['Content-Length', '0']] } as const;
  return { ok: false, status, reason, section, response };
}

/** Path and query in the target of a request, also where that is a whole address (§3, §4.2.1 item 1). */
function resourceNameOf(target: string): string | undefined {
  const name = /^(?:https?:\/\/[^/?#]+(?=[/?]|$)|(?=\/))([^#]*)$/i.exec(target)?.[1];
  return name === undefined || name.startsWith('/') ? name : `/${name}`;
}

function hasMember(head: HttpHead, name: string, member: string): boolean {
  return listMembers(head, name).some((each) => each.toLowerCase() === member);
}

function isOnly(values: readonly string[], wanted: string): boolean {
  return values.length === 1 && values[0]?.toLowerCase() === wanted;
}
