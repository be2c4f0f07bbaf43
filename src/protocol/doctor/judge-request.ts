/** What is wrong with an opening request, part by part: the engine judges, this file says where, and what to do. */
import { createOpeningRequest } from '../handshake';
import { headerValues } from '../http-head';
import { answerOpeningRequest } from '../opening';
import { atLine, type PasteFinding } from './finding';
import { exampleKey, lineOfHeader, withPart, type PastedHead } from './pasted-head';
import { proxyAdvice } from './statuses';

/** Finds what a server has against a request, in the order in which the engine looks. */
export function judgeRequest(request: PastedHead): readonly PasteFinding[] {
  const { head, startLineNumber } = request;
  if (head.startLine.endsWith('HTTP/2') || head.startLine.endsWith('HTTP/3')) return judgeVersion2Request(request);
  const perfect = createOpeningRequest({ host: 'example.com', path: '/', key: exampleKey });
  const lineDecision = answerOpeningRequest({ ...perfect, startLine: head.startLine });
  const inLine: readonly PasteFinding[] = lineDecision.ok
    ? []
    : [
        {
          severity: 'wrong',
          title: lineDecision.reason,
          ...atLine(startLineNumber),
          why: 'The request line has to say GET, a path, and HTTP/1.1 or later. Some proxies speak HTTP/1.0 to the server behind them, where nothing can be upgraded.',
          source: `RFC 6455 §${lineDecision.section}`,
          fix: 'Let the client send the line like this. Behind nginx before 1.29.7, also set proxy_http_version 1.1.',
          code: `GET ${/^[A-Z]+ (\/[\x21-\x7e]*) /.exec(head.startLine)?.[1]?.replace(/#.*/, '') ?? '/chat'} HTTP/1.1`,
        },
      ];
  // What was copied without its first line is often copied without Host.
  const parts = Object.keys(requestFixes).filter((name) => name !== 'Host' || startLineNumber !== undefined);
  const inHeaders = parts.flatMap((name): readonly PasteFinding[] => {
    const decision = answerOpeningRequest(withPart(perfect, head, name));
    if (decision.ok) return [];
    return [
      {
        severity: 'wrong',
        title: `In the request: ${decision.reason}`,
        ...atLine(lineOfHeader(request, name)),
        why: requestReasons[name] ?? 'A server may refuse the request for it.',
        source: `RFC 6455 §${decision.section}`,
        ...requestFixes[name],
      },
    ];
  });
  return [...inLine, ...inHeaders];
}

/** What to do about a header of the request that the engine refuses. */
const requestFixes: Readonly<Record<string, Pick<PasteFinding, 'fix' | 'code'>>> = {
  Host: { fix: 'Send one Host header with the name of the server.' },
  Upgrade: proxyAdvice,
  Connection: proxyAdvice,
  'Sec-WebSocket-Version': { fix: 'Send this header, once:', code: 'Sec-WebSocket-Version: 13' },
  'Sec-WebSocket-Key': {
    fix: 'Send one key: 16 random bytes in Base64, which are 22 digits and two equal signs. A browser makes a new one each time. For a try by hand:',
    code: `Sec-WebSocket-Key: ${exampleKey}`,
  },
  'Sec-WebSocket-Protocol': { fix: 'List the names with commas between them, each once, or leave the header out.' },
  Origin: { fix: 'Send one Origin header, or none.' },
};

const requestReasons: Readonly<Record<string, string>> = {
  Upgrade: 'This header says what the client wants. Without it the server sees an ordinary request for a page.',
  Connection: 'Connection: Upgrade says that the Upgrade header is meant for the next machine on the way.',
  'Sec-WebSocket-Version': '13 is the only version in use. A server answers any other with the ones that it speaks.',
  'Sec-WebSocket-Key': 'From the key the server makes its Sec-WebSocket-Accept, which shows that it understood.',
};

function judgeVersion2Request(request: PastedHead): readonly PasteFinding[] {
  const isConnect = request.head.startLine.startsWith('CONNECT ');
  const asksForWebSocket = headerValues(request.head, ':protocol').includes('websocket');
  if (isConnect && asksForWebSocket) return [];
  return [
    {
      severity: 'wrong',
      title: 'The request goes over HTTP/2, where there is no Upgrade.',
      ...atLine(request.startLineNumber),
      why: 'HTTP/2 forbids the headers Upgrade and Connection and has no status 101. A WebSocket is opened there with CONNECT and :protocol websocket, if the server offers it.',
      source: 'RFC 8441 §1, §4',
      fix: 'Ask over HTTP/1.1. With curl:',
      code: 'curl --http1.1 …',
    },
  ];
}
