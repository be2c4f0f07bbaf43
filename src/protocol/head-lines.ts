/** What the lines of an opening handshake say, in plain words. */
import type { HttpHead } from './http-head';

/** A line of a head with what it says. */
export interface HeadLine {
  /** The line as written, without its line end. */
  readonly text: string;
  /** As one or two sentences. */
  readonly meaning: string;
  /** Where to read more: `RFC 6455 §4.1`. */
  readonly source: string;
}

/** Explains an opening request or the response to it, line by line. A header that the RFC does not name is said to be one. */
export function explainHead({ startLine, headers }: HttpHead): readonly HeadLine[] {
  const isRequest = !startLine.startsWith('HTTP/');
  const explanations = isRequest ? inRequest : inResponse;
  // Of its own: a header may be called `constructor`.
  const explain = (name: string): Explanation =>
    (Object.hasOwn(explanations, name) ? explanations[name] : undefined) ?? otherHeader;
  return [
    { text: startLine, ...(isRequest ? requestLine : statusLine) },
    ...headers.map(([name, value]) => ({ text: `${name}: ${value}`, ...explain(name.toLowerCase()) })),
  ];
}

type Explanation = Pick<HeadLine, 'meaning' | 'source'>;

const requestLine: Explanation = {
  meaning: 'An ordinary GET with a path. A server that knows nothing of WebSockets can answer it in the ordinary way.',
  source: 'RFC 6455 §4.1',
};

const statusLine: Explanation = {
  meaning: 'Agreed. After the empty line below, this connection carries frames and no HTTP. Any other status is a no.',
  source: 'RFC 6455 §4.2.2',
};

const otherHeader: Explanation = { meaning: 'A header like any other of HTTP.', source: 'RFC 9110 §6.3' };

const inRequest: Readonly<Record<string, Explanation>> = {
  host: {
    meaning: 'The name that was dialled: one machine can serve many sites.',
    source: 'RFC 6455 §4.1',
  },
  upgrade: {
    meaning: 'The wish: let this connection change to the WebSocket protocol.',
    source: 'RFC 6455 §4.1',
  },
  connection: {
    meaning: 'Says that Upgrade is meant for the next machine on the way. A proxy that drops it ends the attempt.',
    source: 'RFC 6455 §4.1',
  },
  'sec-websocket-key': {
    meaning:
      '16 random bytes in Base64, new for each attempt. No password: it lets the answer prove that it was made for this very request.',
    source: 'RFC 6455 §4.1',
  },
  origin: {
    meaning:
      'The site that the page came from, written by the browser; no script can change it. The server should compare it with a list.',
    source: 'RFC 6455 §10.2',
  },
  'sec-websocket-version': {
    meaning: 'The version of the protocol. 13 is the one in use.',
    source: 'RFC 6455 §4.1',
  },
};

const inResponse: Readonly<Record<string, Explanation>> = {
  upgrade: {
    meaning: 'Names the protocol that both speak from now on.',
    source: 'RFC 6455 §4.2.2',
  },
  connection: {
    meaning: 'Completes the change, for the next machine on the way.',
    source: 'RFC 6455 §4.2.2',
  },
  'sec-websocket-accept': {
    meaning: 'Made from the key, as shown below. If it is not what the browser computed itself, the browser gives up.',
    source: 'RFC 6455 §4.2.2',
  },
};
