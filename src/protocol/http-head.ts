/** One header field: name and value, as written on the wire without the colon. */
export type Header = readonly [name: string, value: string];

/** The part of an HTTP/1.1 message before its body: a request line or status line, and header fields in their order. */
export interface HttpHead {
  /** `GET /chat HTTP/1.1` or `HTTP/1.1 101 Switching Protocols`, without line end. */
  readonly startLine: string;
  readonly headers: readonly Header[];
}

/**
 * Writes the head of any HTTP/1.1 request or response: each line ends in CR LF and an empty line closes it (RFC 9112 §2.1).
 * The text is ASCII, so its `length` is its size in bytes.
 *
 * @throws RangeError when a name is not a token, or a line holds a control or non-ASCII character. A line break inside a
 *   value would let its author write header fields of their own.
 */
export function encodeHttpHead({ startLine, headers }: HttpHead): string {
  if (startLine === '') throw new RangeError('A start line is never empty');
  const lines = [startLine, ...headers.map(encodeHeader)];
  for (const line of lines) {
    if (!/^[\x20-\x7e]*$/.test(line)) {
      throw new RangeError(`Only visible ASCII and spaces belong in a line of an HTTP head: ${JSON.stringify(line)}`);
    }
  }
  return [...lines, '', ''].join('\r\n');
}

/**
 * Whether the text is an HTTP token: a header name or a subprotocol name is one (RFC 9110 §5.6.2, RFC 6455 §4.1).
 */
export function isToken(text: string): boolean {
  return /^[!#$%&'*+\-.^_`|~0-9a-z]+$/i.test(text);
}

function encodeHeader([name, value]: Header): string {
  if (!isToken(name)) throw new RangeError(`Not a header name: ${JSON.stringify(name)}`);
  return `${name}: ${value}`;
}
