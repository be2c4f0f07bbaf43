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

/** What bytes at the beginning of a message come to: a head and how many bytes it took, nothing yet, or why it is none. */
export type HeadReading =
  | { readonly type: 'head'; readonly head: HttpHead; readonly sizeBytes: number }
  | { readonly type: 'need more' }
  | { readonly type: 'malformed'; readonly reason: string };

/** The largest head that is read, in bytes: as much as common servers take. */
export const maxHeadSizeBytes = 16_384;

/**
 * Reads the head at the beginning of `bytes`: the inverse of `encodeHttpHead`. It is read strictly (RFC 9112 §2.2, §5):
 * lines end in CR LF, names are tokens with the colon right behind them, and no line continues the one before. A byte
 * that no head may hold is refused when it comes, so that a stranger need not wait for the end of his line.
 */
export function decodeHttpHead(bytes: Uint8Array): HeadReading {
  const end = findEmptyLine(bytes);
  if (end.type !== 'found') return end;
  // Each byte is one character here: what lies outside ASCII in a value is opaque (RFC 9110 §5.5).
  const text = Array.from(bytes.subarray(0, end.start), (byte) => String.fromCharCode(byte)).join('');
  const [startLine = '', ...lines] = text.replace(/\r\n$/, '').split('\r\n');
  if (startLine === '') return malformed('The first line is empty.');
  const headers: Header[] = [];
  for (const line of lines) {
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(colon, 0));
    if (!isToken(name)) return malformed(`This line is no header: ${JSON.stringify(line)}`);
    headers.push([name, trimSpaces(line.slice(colon + 1))]);
  }
  return { type: 'head', head: { startLine, headers }, sizeBytes: end.start + 2 };
}

/** All values of a header, in their order; names do not tell capitals from small letters (RFC 9110 §5.1). */
export function headerValues({ headers }: HttpHead, name: string): readonly string[] {
  const wanted = name.toLowerCase();
  return headers.filter(([each]) => each.toLowerCase() === wanted).map(([, value]) => value);
}

/** The members of a header that is a list, over all its lines, without empty ones (RFC 9110 §5.6.1). */
export function listMembers(head: HttpHead, name: string): readonly string[] {
  return headerValues(head, name)
    .flatMap((value) => value.split(','))
    .map(trimSpaces)
    .filter((member) => member !== '');
}

/** Takes away the white space of HTTP, which is less than what `trim` takes: only spaces and tabs (RFC 9110 §5.6.3). */
function trimSpaces(text: string): string {
  return text.replace(/^[ \t]+|[ \t]+$/g, '');
}

const tab = 9;
const lineFeed = 10;
const carriageReturn = 13;

/** Where the empty line stands that closes the head. */
function findEmptyLine(
  bytes: Uint8Array,
): { readonly type: 'found'; readonly start: number } | Exclude<HeadReading, { type: 'head' }> {
  let lineStart = 0;
  const limit = Math.min(bytes.length, maxHeadSizeBytes);
  for (let index = 0; index < limit; index += 1) {
    const byte = bytes[index] ?? 0;
    if ((byte === lineFeed) !== (bytes[index - 1] === carriageReturn)) return malformed('Lines have to end in CR LF.');
    if (byte === lineFeed) {
      if (lineStart === index - 1) return { type: 'found', start: lineStart };
      lineStart = index + 1;
    } else if ((byte < 0x20 && byte !== tab && byte !== carriageReturn) || byte === 0x7f) {
      return malformed('The head holds a control character.');
    }
  }
  if (bytes.length >= maxHeadSizeBytes) return malformed(`The head is longer than ${maxHeadSizeBytes} bytes.`);
  return { type: 'need more' };
}

function malformed(reason: string): Extract<HeadReading, { type: 'malformed' }> {
  return { type: 'malformed', reason };
}
