/** What is wrong with the response to an opening request, part by part. */
import { createOpeningResponse, deriveAccept, isValidKey } from '../handshake';
import { headerValues, listMembers, type HttpHead } from '../http-head';
import { checkOpeningResponse } from '../opening';
import { atLine, type PasteFinding } from './finding';
import { exampleKey, lineOfHeader, withPart, type PastedHead } from './pasted-head';
import { explainStatus } from './statuses';

/** Finds what a client has against a response. @param request what was asked, where the paste holds it */
export function judgeResponse(response: PastedHead, request: PastedHead | undefined): readonly PasteFinding[] {
  const { head, startLineNumber } = response;
  const status = /^HTTP\/\S+ (\d{3})/.exec(head.startLine)?.[1] ?? '101';
  if (/^HTTP\/[23]/.test(head.startLine)) return judgeVersion2Response(response, status, request);
  if (status !== '101') {
    return [{ severity: 'wrong', ...atLine(startLineNumber), ...explainStatus(status, head) }];
  }
  const key = keyOf(request);
  const protocols = request === undefined ? undefined : listMembers(request.head, 'Sec-WebSocket-Protocol');
  const asked = { key: key ?? exampleKey, protocols: protocols ?? listMembers(head, 'Sec-WebSocket-Protocol') };
  const perfect = createOpeningResponse({ key: asked.key });
  const lineDecision = checkOpeningResponse({ ...perfect, startLine: head.startLine }, asked);
  const wrong = responseParts.flatMap((name): readonly PasteFinding[] => {
    // Without the key nobody can say whether the value fits it.
    if (name === 'Sec-WebSocket-Accept' && key === undefined && headerValues(head, name).length === 1) return [];
    const decision = checkOpeningResponse(withPart(perfect, head, name), asked);
    if (decision.ok) return [];
    const isAccept = name === 'Sec-WebSocket-Accept';
    return [
      {
        severity: 'wrong',
        title: `In the response: ${decision.reason}`,
        ...atLine(lineOfHeader(response, name)),
        why: responseReasons[name],
        source: `RFC 6455 §${decision.section}`,
        fix: responseFixes[name],
        ...(isAccept && key !== undefined ? { code: `Sec-WebSocket-Accept: ${deriveAccept(key)}` } : {}),
        ...(name === 'Upgrade' ? { code: 'Upgrade: websocket' } : {}),
        ...(name === 'Connection' ? { code: 'Connection: Upgrade' } : {}),
      },
    ];
  });
  const line: readonly PasteFinding[] = lineDecision.ok
    ? []
    : [
        {
          severity: 'wrong',
          title: lineDecision.reason,
          ...atLine(startLineNumber),
          why: 'A WebSocket opens over HTTP/1.1.',
          source: 'RFC 6455 §4.1',
          fix: 'Let the server, or the proxy before it, answer with HTTP/1.1.',
        },
      ];
  return [
    ...line,
    ...wrong,
    ...judgeExtensions(response, request),
    ...judgeUnconfirmed(head, protocols),
    ...describeGaps(response, request, key),
  ];
}

const responseParts = ['Upgrade', 'Connection', 'Sec-WebSocket-Accept', 'Sec-WebSocket-Protocol'] as const;

const responseReasons: Readonly<Record<(typeof responseParts)[number], string>> = {
  Upgrade: 'It names the protocol that both speak from now on. Without it the client gives up.',
  Connection: 'It completes the change of protocol for the next machine on the way. A proxy may have dropped it.',
  'Sec-WebSocket-Accept':
    'The value is made from the key of this very request: the key’s text and a fixed GUID, hashed with SHA-1, in Base64. An answer from a cache, or a sum with a byte too many, does not fit.',
  'Sec-WebSocket-Protocol': 'The server may choose one name from the client’s list, and no other.',
};

const responseFixes: Readonly<Record<(typeof responseParts)[number], string>> = {
  Upgrade: 'Let the server send it with the 101, once, and let no proxy drop it:',
  Connection: 'Let the server send it with the 101, and let no proxy drop it:',
  'Sec-WebSocket-Accept':
    'Do not decode the key, add no line end, and hash bytes, not hex digits. For this request the server has to send:',
  'Sec-WebSocket-Protocol':
    'Let the page ask for this name in new WebSocket(address, names), or let the server leave the header out.',
};

/** The page asked for subprotocols, and none was agreed on. The RFC lets it pass; browsers do not. */
function judgeUnconfirmed(response: HttpHead, protocols: readonly string[] | undefined): readonly PasteFinding[] {
  const isConfirmed = headerValues(response, 'Sec-WebSocket-Protocol').length > 0;
  if (protocols === undefined || protocols.length === 0 || isConfirmed) return [];
  return [
    {
      severity: 'wrong',
      title: 'The client asked for a subprotocol, and the server confirms none.',
      why: `It asked for ${protocols.join(', ')}. Browsers fail the connection then; the RFC alone would let it stand.`,
      source: 'WHATWG WebSockets, opening handshake',
      fix: 'Let the server send back one of the names, or let the page ask for none:',
      code: `Sec-WebSocket-Protocol: ${protocols[0] ?? ''}`,
    },
  ];
}

/** The engine agrees on no extension; here one is right that the request asked for. */
function judgeExtensions(response: PastedHead, request: PastedHead | undefined): readonly PasteFinding[] {
  const named = extensionsOf(response.head);
  if (named.length === 0) return [];
  const place = atLine(lineOfHeader(response, 'Sec-WebSocket-Extensions'));
  const unasked = request === undefined ? [] : named.filter((name) => !extensionsOf(request.head).includes(name));
  if (unasked.length > 0) {
    return [
      {
        severity: 'wrong',
        title: `The server names the extension ${unasked.join(', ')}, which the client did not ask for.`,
        ...place,
        why: 'A client fails the connection when the server names an extension that was not on its list.',
        source: 'RFC 6455 §4.1',
        fix: 'Let the server name extensions only when the request does. A proxy may also have dropped the request’s header.',
      },
    ];
  }
  return [
    {
      severity: 'note',
      title: `The server agrees to the extension ${named.join(', ')}.`,
      ...place,
      why:
        request === undefined
          ? 'That is right when the request asked for it, as browsers do by default for permessage-deflate.'
          : 'The client asked for it. With permessage-deflate, compressed messages carry the bit RSV1.',
      source: 'RFC 6455 §9.1',
    },
  ];
}

const extensionsOf = (head: HttpHead): readonly string[] =>
  listMembers(head, 'Sec-WebSocket-Extensions').map((member) => member.replace(/\s*;.*$/, '').toLowerCase());

/** Over HTTP/2 a WebSocket is opened by CONNECT, and 200 is success (RFC 8441 §5). */
function judgeVersion2Response(
  response: PastedHead,
  status: string,
  request: PastedHead | undefined,
): readonly PasteFinding[] {
  const place = atLine(response.startLineNumber);
  const isConnect = request?.head.startLine.startsWith('CONNECT ') === true;
  if (isConnect && status === '200') return [];
  if (status !== '200' && status !== '101') {
    return [{ severity: 'wrong', ...place, ...explainStatus(status, response.head) }];
  }
  return [
    {
      severity: 'wrong',
      title: `The answer came over HTTP/2 with the status ${status}.`,
      ...place,
      why: 'HTTP/2 has no 101. There a WebSocket is opened with CONNECT, which 200 accepts; to an ordinary GET, 200 is only a page.',
      source: 'RFC 8441 §5',
      fix: 'To try the ordinary handshake, ask over HTTP/1.1. With curl:',
      code: 'curl --http1.1 …',
    },
  ];
}

/** What could not be looked at, because the paste does not hold it. */
function describeGaps(
  response: PastedHead,
  request: PastedHead | undefined,
  key: string | undefined,
): readonly PasteFinding[] {
  const [accept] = headerValues(response.head, 'Sec-WebSocket-Accept');
  const isHashLike = accept !== undefined && /^[A-Za-z0-9+/]{27}=$/.test(accept);
  return [
    ...(response.startLineNumber === undefined
      ? [
          {
            severity: 'note',
            title: 'The paste has no status line.',
            why: 'The headers are judged as if they came with 101 Switching Protocols. With any other status, no WebSocket opens.',
          } as const,
        ]
      : []),
    ...(accept === undefined || key !== undefined
      ? []
      : [
          isHashLike
            ? ({
                severity: 'note',
                title: 'Whether Sec-WebSocket-Accept fits cannot be said.',
                ...atLine(lineOfHeader(response, 'Sec-WebSocket-Accept')),
                why: 'It has the right shape. It has to fit the key of the request, and the paste does not hold one that can be used.',
                fix: request === undefined ? 'Paste the request as well: curl -v prints both.' : 'Mend the key first.',
              } as const)
            : ({
                severity: 'wrong',
                title: 'Sec-WebSocket-Accept fits no key at all.',
                ...atLine(lineOfHeader(response, 'Sec-WebSocket-Accept')),
                why: 'It has to be a SHA-1 hash in Base64: 20 bytes, which are 27 digits and an equal sign.',
                source: 'RFC 6455 §4.2.2',
                fix: 'Hash the key’s text and the GUID behind it, and write the 20 bytes of the hash in Base64, not its hex digits.',
              } as const),
        ]),
  ];
}

/** The key of the request, when it has one that a server can take. */
function keyOf(request: PastedHead | undefined): string | undefined {
  const keys = request === undefined ? [] : headerValues(request.head, 'Sec-WebSocket-Key');
  return keys.length === 1 ? keys.find(isValidKey) : undefined;
}
