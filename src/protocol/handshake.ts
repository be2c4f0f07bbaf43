import { sha1 } from '@noble/hashes/legacy.js';
import { isToken, type Header, type HttpHead } from './http-head';

/** What a client asks for in its opening request (§4.1). */
export interface OpeningRequest {
  /** The Host header: `server.example.com`, with `:port` unless it is the scheme's own. */
  readonly host: string;
  /** Path and query, from the slash on: `/chat?room=42`. */
  readonly path: string;
  /** Base64 of 16 fresh random bytes, chosen by the caller: this folder has no randomness. */
  readonly key: string;
  /** Where the page came from. Browsers always send it; other clients need not (§4.1 item 8). */
  readonly origin?: string;
  /** Names of subprotocols, the best liked first, each once (§4.1 item 10). None leaves the header out. */
  readonly protocols?: readonly string[];
  /** Further fields, written last: cookies, `Sec-WebSocket-Extensions`. */
  readonly extraHeaders?: readonly Header[];
}

/** What a server says when it accepts (§4.2.2). */
export interface OpeningResponse {
  /** The key exactly as the request carried it. */
  readonly key: string;
  /** The one subprotocol chosen from the client's list. A name not on that list makes the client fail the connection. */
  readonly protocol?: string;
  /** Further fields, written last. */
  readonly extraHeaders?: readonly Header[];
}

/**
 * Creates the head of the opening request, with the fields in the order of the RFC's own example (§1.2, §4.1).
 *
 * @throws RangeError when the key is not Base64 of 16 bytes, the path does not begin with a slash or holds a space or
 *   fragment, or a subprotocol is not a token or is named twice
 */
export function createOpeningRequest(request: OpeningRequest): HttpHead {
  const { host, path, key, origin, protocols = [], extraHeaders = [] } = request;
  if (!isValidKey(key)) throw new RangeError(`Not Base64 of 16 bytes: ${key}`);
  if (!/^\/[^\s#]*$/.test(path)) throw new RangeError(`Not a path: ${path}`);
  if (!protocols.every(isToken)) throw new RangeError(`Not subprotocol names: ${protocols.join(', ')}`);
  if (new Set(protocols).size < protocols.length) throw new RangeError(`Named twice: ${protocols.join(', ')}`);

  return {
    startLine: `GET ${path} HTTP/1.1`,
    headers: [
      ['Host', host],
      ['Upgrade', 'websocket'],
      ['Connection', 'Upgrade'],
      ['Sec-WebSocket-Key', key],
      ...optionalHeader('Origin', origin),
      ...optionalHeader('Sec-WebSocket-Protocol', protocols.length > 0 ? protocols.join(', ') : undefined),
      ['Sec-WebSocket-Version', '13'],
      ...extraHeaders,
    ],
  };
}

/**
 * Creates the head of the response that accepts the request, after which both sides speak frames (§1.2, §4.2.2).
 *
 * @throws RangeError when the subprotocol is not a token
 */
export function createOpeningResponse({ key, protocol, extraHeaders = [] }: OpeningResponse): HttpHead {
  if (protocol !== undefined && !isToken(protocol)) throw new RangeError(`Not a subprotocol name: ${protocol}`);

  return {
    startLine: 'HTTP/1.1 101 Switching Protocols',
    headers: [
      ['Upgrade', 'websocket'],
      ['Connection', 'Upgrade'],
      ['Sec-WebSocket-Accept', deriveAccept(key)],
      ...optionalHeader('Sec-WebSocket-Protocol', protocol),
      ...extraHeaders,
    ],
  };
}

/** The fixed text that no server would append to a key by accident (§1.3). */
export const handshakeGuid = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

/**
 * Derives Sec-WebSocket-Accept: the key's hash in Base64 (§1.3, §4.2.2).
 * It shows that the server understood the request; it proves nobody's identity, so SHA-1's weakness does no harm (§10.8).
 *
 * @param key the header's text as it came. It is not decoded: the server has no need to (§4.2.2).
 */
export function deriveAccept(key: string): string {
  return btoa(String.fromCharCode(...hashKey(key)));
}

/** SHA-1 of the key's text followed by the GUID, 20 bytes: what Sec-WebSocket-Accept is made of (§1.3). */
export function hashKey(key: string): Uint8Array {
  return sha1(new TextEncoder().encode(key + handshakeGuid));
}

/**
 * Whether the text is Base64 of exactly 16 bytes, as a server may check (§4.2.1 item 5): 22 digits and two padding signs.
 * The last digit's four spare bits may be set, as they are in the RFC's own `AQIDBAUGBwgJCgsMDQ4PEC==` (§4.1).
 */
export function isValidKey(key: string): boolean {
  return /^[A-Za-z0-9+/]{22}==$/.test(key);
}

function optionalHeader(name: string, value: string | undefined): readonly Header[] {
  return value === undefined ? [] : [[name, value]];
}
