import { describe, expect, test } from 'vitest';
import { createOpeningRequest, createOpeningResponse, deriveAccept } from './handshake';
import { encodeHttpHead, type Header, type HttpHead } from './http-head';
import { answerOpeningRequest, checkOpeningResponse, refuseMalformedRequest, type Refusal } from './opening';

const key = 'dGhlIHNhbXBsZSBub25jZQ==';

describe('A server lets in (RFC 6455 §4.2.1, §4.2.2)', () => {
  test('the request of the RFC’s example, and answers as the RFC does', () => {
    const request = createOpeningRequest({
      host: 'server.example.com',
      path: '/chat',
      key,
      origin: 'http://example.com',
      protocols: ['chat', 'superchat'],
    });
    expect(answerOpeningRequest(request, { protocols: ['superchat', 'chat'] })).toEqual({
      ok: true,
      response: createOpeningResponse({ key, protocol: 'chat' }),
      path: '/chat',
      origin: 'http://example.com',
      protocol: 'chat',
    });
  });

  test.each<{ case: string; change: (request: HttpHead) => HttpHead }>([
    { case: 'nothing but what has to be there', change: (request) => request },
    { case: 'names in small letters', change: renameHeaders((name) => name.toLowerCase()) },
    { case: 'names in capitals', change: renameHeaders((name) => name.toUpperCase()) },
    { case: 'the headers in another order', change: reverseHeaders },
    { case: 'Upgrade: WebSocket', change: replace('Upgrade', 'WebSocket') },
    { case: 'Upgrade: WEBSOCKET', change: replace('Upgrade', 'WEBSOCKET') },
    { case: 'websocket among other protocols', change: replace('Upgrade', 'h2c, websocket, TLS/1.0') },
    { case: 'websocket on a second Upgrade line', change: replace('Upgrade', 'h2c', 'websocket') },
    { case: 'Connection: upgrade', change: replace('Connection', 'upgrade') },
    { case: 'Connection: keep-alive, Upgrade', change: replace('Connection', 'keep-alive, Upgrade') },
    { case: 'Connection over two lines', change: replace('Connection', 'keep-alive', 'UPGRADE') },
    { case: 'a list with empty members', change: replace('Connection', ',keep-alive,, Upgrade,') },
    { case: 'a key whose spare bits are set', change: replace('Sec-WebSocket-Key', 'AQIDBAUGBwgJCgsMDQ4PEC==') },
    { case: 'an offer of an extension', change: add('Sec-WebSocket-Extensions', 'permessage-deflate; a="b,c"') },
    { case: 'a header that nobody knows', change: add('X-Custom', 'a') },
    { case: 'a higher version of HTTP/1', change: startLine('GET / HTTP/1.2') },
  ])('a request with $case', ({ change }) => {
    const request = change(createOpeningRequest({ host: 'localhost', path: '/', key }));
    const accept = deriveAccept(lookUp(request, 'sec-websocket-key') ?? '');
    const decision = answerOpeningRequest(request);
    expect(decision).toMatchObject({ ok: true, path: '/', origin: undefined, protocol: undefined });
    expect(decision.response.headers).toEqual([
      ['Upgrade', 'websocket'],
      ['Connection', 'Upgrade'],
      ['Sec-WebSocket-Accept', accept],
    ]);
  });

  test.each([
    { target: '/', path: '/' },
    { target: '/chat?room=42&a=/', path: '/chat?room=42&a=/' },
    { target: '/%C3%A9', path: '/%C3%A9' },
    { target: '//chat', path: '//chat' },
    { target: 'http://localhost/chat?room=42', path: '/chat?room=42' },
    { target: 'HTTPS://localhost:8080/chat', path: '/chat' },
    { target: 'http://localhost', path: '/' },
    { target: 'http://localhost?room=42', path: '/?room=42' },
  ])('the target $target, which names $path', ({ target, path }) => {
    const request = startLine(`GET ${target} HTTP/1.1`)(createOpeningRequest({ host: 'localhost', path: '/', key }));
    expect(answerOpeningRequest(request)).toMatchObject({ ok: true, path });
  });
});

describe('A server refuses (RFC 6455 §4.2.1, §4.2.2)', () => {
  test.each<{ case: string; change: (request: HttpHead) => HttpHead; status: Refusal['status']; reason: string }>([
    { case: 'a POST', change: startLine('POST / HTTP/1.1'), status: 405, reason: 'The method is POST' },
    { case: 'a HEAD', change: startLine('HEAD / HTTP/1.1'), status: 405, reason: 'The method is HEAD' },
    { case: 'a method in small letters', change: startLine('get / HTTP/1.1'), status: 405, reason: 'method' },
    { case: 'HTTP/1.0', change: startLine('GET / HTTP/1.0'), status: 400, reason: 'version of HTTP' },
    { case: 'HTTP/0.9', change: startLine('GET / HTTP/0.9'), status: 400, reason: 'version of HTTP' },
    { case: 'a version that is none', change: startLine('GET / HTTP/1'), status: 400, reason: 'first line' },
    { case: 'a first line without a version', change: startLine('GET /'), status: 400, reason: 'first line' },
    { case: 'two spaces', change: startLine('GET  / HTTP/1.1'), status: 400, reason: 'first line' },
    { case: 'a space behind', change: startLine('GET / HTTP/1.1 '), status: 400, reason: 'first line' },
    { case: 'a space in the path', change: startLine('GET /a b HTTP/1.1'), status: 400, reason: 'first line' },
    { case: 'a path beyond ASCII', change: startLine('GET /\xe9 HTTP/1.1'), status: 400, reason: 'first line' },
    { case: 'a status line', change: startLine('HTTP/1.1 101 OK'), status: 400, reason: 'first line' },
    { case: 'a path without a slash', change: startLine('GET chat HTTP/1.1'), status: 400, reason: 'slash' },
    { case: 'a path with a fragment', change: startLine('GET /chat#a HTTP/1.1'), status: 400, reason: 'fragment' },
    { case: 'the target *', change: startLine('GET * HTTP/1.1'), status: 400, reason: 'slash' },
    { case: 'an address of ws:', change: startLine('GET ws://a/ HTTP/1.1'), status: 400, reason: 'slash' },
    { case: 'an address without a host', change: startLine('GET http:///a HTTP/1.1'), status: 400, reason: 'slash' },
    { case: 'no Host', change: replace('Host'), status: 400, reason: 'one Host' },
    { case: 'an empty Host', change: replace('Host', ''), status: 400, reason: 'one Host' },
    { case: 'two Hosts', change: replace('Host', 'a', 'b'), status: 400, reason: 'one Host' },
    { case: 'no Upgrade', change: replace('Upgrade'), status: 426, reason: 'no Upgrade header' },
    { case: 'an empty Upgrade', change: replace('Upgrade', ''), status: 426, reason: 'no Upgrade header' },
    {
      case: 'an Upgrade to something else',
      change: replace('Upgrade', 'h2c'),
      status: 426,
      reason: 'no Upgrade header',
    },
    { case: 'Upgrade: websockets', change: replace('Upgrade', 'websockets'), status: 426, reason: 'no Upgrade header' },
    { case: 'no Connection', change: replace('Connection'), status: 400, reason: 'no Connection header' },
    { case: 'Connection: close', change: replace('Connection', 'close'), status: 400, reason: 'no Connection header' },
    { case: 'no key', change: replace('Sec-WebSocket-Key'), status: 400, reason: 'one Sec-WebSocket-Key' },
    { case: 'two keys', change: add('Sec-WebSocket-Key', key), status: 400, reason: 'one Sec-WebSocket-Key' },
    { case: 'an empty key', change: replace('Sec-WebSocket-Key', ''), status: 400, reason: 'not Base64 of 16' },
    {
      case: 'a key of 15 bytes',
      change: replace('Sec-WebSocket-Key', btoa('a'.repeat(15))),
      status: 400,
      reason: '16',
    },
    {
      case: 'a key of 17 bytes',
      change: replace('Sec-WebSocket-Key', btoa('a'.repeat(17))),
      status: 400,
      reason: '16',
    },
    {
      case: 'a key without padding',
      change: replace('Sec-WebSocket-Key', key.slice(0, 22)),
      status: 400,
      reason: '16',
    },
    {
      case: 'a key that is no Base64',
      change: replace('Sec-WebSocket-Key', key.replace('d', '-')),
      status: 400,
      reason: '16',
    },
    { case: 'no version', change: replace('Sec-WebSocket-Version'), status: 426, reason: 'one Sec-WebSocket-Version' },
    {
      case: 'two versions',
      change: add('Sec-WebSocket-Version', '13'),
      status: 426,
      reason: 'one Sec-WebSocket-Version',
    },
    ...['', '8', '12', '14', '013', '13.0', '13, 8', 'thirteen'].map((version) => ({
      case: `the version "${version}"`,
      change: replace('Sec-WebSocket-Version', version),
      status: 426 as const,
      reason: `The version is ${version}. It has to be 13.`,
    })),
    ...['', ',', 'chat, chat', 'a b', 'a/b', 'chat, "b"', 'é', 'chat\xa0'].map((names) => ({
      case: `the subprotocols "${names}"`,
      change: add('Sec-WebSocket-Protocol', names),
      status: 400 as const,
      reason: 'list of names',
    })),
    {
      case: 'a subprotocol that is named twice, on two lines',
      change: (request) => add('Sec-WebSocket-Protocol', 'a, b')(add('Sec-WebSocket-Protocol', 'b')(request)),
      status: 400,
      reason: 'each of them once',
    },
    {
      case: 'two origins',
      change: (request) => add('Origin', 'https://a.example')(add('Origin', 'https://a.example')(request)),
      status: 400,
      reason: 'one Origin header at most',
    },
  ])('$case with $status', ({ change, status, reason }) => {
    const decision = answerOpeningRequest(change(createOpeningRequest({ host: 'localhost', path: '/', key })));
    expect(decision).toMatchObject({ ok: false, status, reason: expect.stringContaining(reason) as unknown });
    expect(decision.response.startLine).toMatch(new RegExp(`^HTTP/1\\.1 ${status} [A-Z]`));
    expect(lookUp(decision.response, 'connection')).toContain('close');
    expect(lookUp(decision.response, 'content-length')).toBe('0');
    expect(() => encodeHttpHead(decision.response)).not.toThrow();
  });

  test('what a 405, a 426, and a wrong version need, the response says (RFC 9110 §15.5.6, §15.5.22)', () => {
    const headersFor = (change: (request: HttpHead) => HttpHead): readonly Header[] =>
      answerOpeningRequest(change(createOpeningRequest({ host: 'localhost', path: '/', key }))).response.headers;
    expect(headersFor(startLine('POST / HTTP/1.1'))).toContainEqual(['Allow', 'GET']);
    expect(headersFor(replace('Sec-WebSocket-Version', '14'))).toContainEqual(['Sec-WebSocket-Version', '13']);
    for (const headers of [headersFor(replace('Upgrade')), headersFor(replace('Sec-WebSocket-Version', '8'))]) {
      expect(headers).toContainEqual(['Upgrade', 'websocket']);
      expect(headers).toContainEqual(['Connection', 'Upgrade, close']);
    }
  });

  test('what is no HTTP at all with 400', () => {
    expect(refuseMalformedRequest('Lines have to end in CR LF.')).toEqual({
      ok: false,
      status: 400,
      reason: 'Lines have to end in CR LF.',
      section: '4.2.1',
      response: {
        startLine: 'HTTP/1.1 400 Bad Request',
        headers: [
          ['Connection', 'close'],
          ['Content-Length', '0'],
        ],
      },
    });
  });
});

describe('A server’s policy (RFC 6455 §4.2.2, §10.2)', () => {
  const request = createOpeningRequest({
    host: 'localhost',
    path: '/chat?room=1',
    key,
    origin: 'https://a.example',
    protocols: ['v2.chat', 'v1.chat', 'Chat'],
  });

  test('an unknown path is 404, and a known one is told with its query', () => {
    const asked: string[] = [];
    const isKnownPath = (path: string): boolean => {
      asked.push(path);
      return path.startsWith('/chat');
    };
    expect(answerOpeningRequest(request, { isKnownPath })).toMatchObject({ ok: true, path: '/chat?room=1' });
    expect(answerOpeningRequest(startLine('GET /other HTTP/1.1')(request), { isKnownPath })).toMatchObject({
      ok: false,
      status: 404,
      response: { startLine: 'HTTP/1.1 404 Not Found' },
    });
    expect(asked).toEqual(['/chat?room=1', '/other']);
  });

  test('a foreign origin is 403, and a missing one is the policy’s to judge', () => {
    const isAllowedOrigin = (origin: string | undefined): boolean => origin === 'https://a.example';
    expect(answerOpeningRequest(request, { isAllowedOrigin })).toMatchObject({ ok: true, origin: 'https://a.example' });
    expect(answerOpeningRequest(replace('Origin', 'https://b.example')(request), { isAllowedOrigin })).toMatchObject({
      status: 403,
      section: '10.2',
      response: { startLine: 'HTTP/1.1 403 Forbidden' },
    });
    expect(answerOpeningRequest(replace('Origin')(request), { isAllowedOrigin })).toMatchObject({
      status: 403,
      reason: 'Pages of no stated origin may not connect.',
    });
  });

  test.each([
    { spoken: ['v1.chat'], protocol: 'v1.chat', why: 'the one that both speak' },
    { spoken: ['v1.chat', 'v2.chat'], protocol: 'v2.chat', why: 'the one that the client likes best' },
    { spoken: ['chat'], protocol: undefined, why: 'none, as names tell capitals from small letters' },
    { spoken: [], protocol: undefined, why: 'none' },
  ])('of $spoken it takes $why', ({ spoken, protocol }) => {
    const decision = answerOpeningRequest(request, { protocols: spoken });
    expect(decision).toMatchObject({ ok: true, protocol });
    expect(lookUp(decision.response, 'sec-websocket-protocol')).toBe(protocol);
  });

  test('subprotocols may stand on several lines', () => {
    const twoLines = replace('Sec-WebSocket-Protocol', 'a', 'b, c')(request);
    expect(answerOpeningRequest(twoLines, { protocols: ['c', 'b'] })).toMatchObject({ protocol: 'b' });
  });
});

describe('A client takes (RFC 6455 §4.1)', () => {
  test.each<{ case: string; change: (response: HttpHead) => HttpHead }>([
    { case: 'the response of a server of ours', change: (response) => response },
    { case: 'names in small letters', change: renameHeaders((name) => name.toLowerCase()) },
    { case: 'Upgrade: WebSocket', change: replace('Upgrade', 'WebSocket') },
    { case: 'Connection: keep-alive, upgrade', change: replace('Connection', 'keep-alive, upgrade') },
    { case: 'Connection over two lines', change: replace('Connection', 'keep-alive', 'Upgrade') },
    { case: 'another phrase', change: startLine('HTTP/1.1 101 Web Socket Protocol Handshake') },
    { case: 'an empty phrase', change: startLine('HTTP/1.1 101 ') },
    { case: 'no phrase', change: startLine('HTTP/1.1 101') },
    { case: 'headers of its own', change: add('Set-Cookie', 'a=1') },
    { case: 'an empty list of extensions', change: add('Sec-WebSocket-Extensions', '') },
  ])('$case', ({ change }) => {
    const response = change(createOpeningResponse({ key }));
    expect(checkOpeningResponse(response, { key, protocols: ['chat'] })).toEqual({ ok: true, protocol: undefined });
  });

  test('a subprotocol that it asked for', () => {
    const response = createOpeningResponse({ key, protocol: 'chat' });
    expect(checkOpeningResponse(response, { key, protocols: ['superchat', 'chat'] })).toEqual({
      ok: true,
      protocol: 'chat',
    });
  });
});

describe('A client fails the connection over (RFC 6455 §4.1)', () => {
  test.each<{ case: string; change: (response: HttpHead) => HttpHead; reason: string }>([
    ...[200, 301, 400, 401, 403, 404, 426, 500, 100, 102].map((status) => ({
      case: `the status ${status}`,
      change: startLine(`HTTP/1.1 ${status} Something`),
      reason: `The status is ${status}. Only 101 opens a WebSocket.`,
    })),
    { case: 'a request line', change: startLine('GET / HTTP/1.1'), reason: 'no status line' },
    { case: 'a status of four digits', change: startLine('HTTP/1.1 1010 OK'), reason: 'no status line' },
    { case: 'HTTP/1.0, which has no 101', change: startLine('HTTP/1.0 101 OK'), reason: 'no status line' },
    { case: 'HTTP/2 in a line of text', change: startLine('HTTP/2 101'), reason: 'no status line' },
    { case: 'no Upgrade', change: replace('Upgrade'), reason: 'no Upgrade header' },
    { case: 'another Upgrade', change: replace('Upgrade', 'h2c'), reason: 'no Upgrade header' },
    {
      case: 'more than websocket in Upgrade',
      change: replace('Upgrade', 'websocket, h2c'),
      reason: 'no Upgrade header',
    },
    { case: 'two Upgrades', change: add('Upgrade', 'websocket'), reason: 'no Upgrade header' },
    { case: 'no Connection', change: replace('Connection'), reason: 'no Connection header' },
    { case: 'Connection: close', change: replace('Connection', 'close'), reason: 'no Connection header' },
    { case: 'no accept', change: replace('Sec-WebSocket-Accept'), reason: 'one Sec-WebSocket-Accept' },
    { case: 'two accepts', change: add('Sec-WebSocket-Accept', deriveAccept(key)), reason: 'one Sec-WebSocket-Accept' },
    {
      case: 'an accept for another key',
      change: replace('Sec-WebSocket-Accept', deriveAccept('')),
      reason: 'does not fit',
    },
    {
      case: 'an accept in other capitals',
      change: replace('Sec-WebSocket-Accept', deriveAccept(key).toLowerCase()),
      reason: 'It has to be s3pPLMBiTxaQ9kYGzzhZRbK+xOo=.',
    },
    {
      case: 'an extension',
      change: add('Sec-WebSocket-Extensions', 'permessage-deflate'),
      reason: 'names an extension',
    },
    { case: 'a subprotocol that nobody asked for', change: add('Sec-WebSocket-Protocol', 'mqtt'), reason: 'mqtt' },
    { case: 'a subprotocol in other capitals', change: add('Sec-WebSocket-Protocol', 'Chat'), reason: 'Chat' },
    {
      case: 'a list of subprotocols',
      change: add('Sec-WebSocket-Protocol', 'chat, superchat'),
      reason: 'chat, superchat',
    },
    { case: 'an empty subprotocol', change: add('Sec-WebSocket-Protocol', ''), reason: 'did not ask for' },
    {
      case: 'two subprotocols',
      change: (response) => add('Sec-WebSocket-Protocol', 'chat')(add('Sec-WebSocket-Protocol', 'chat')(response)),
      reason: 'more than one',
    },
  ])('$case', ({ change, reason }) => {
    const response = change(createOpeningResponse({ key }));
    expect(checkOpeningResponse(response, { key, protocols: ['chat', 'superchat'] })).toEqual({
      ok: false,
      section: '4.1',
      reason: expect.stringContaining(reason) as unknown,
    });
  });

  test('any subprotocol, when it asked for none', () => {
    expect(checkOpeningResponse(createOpeningResponse({ key, protocol: 'chat' }), { key })).toMatchObject({
      ok: false,
    });
  });
});

function lookUp({ headers }: HttpHead, name: string): string | undefined {
  return headers.find(([each]) => each.toLowerCase() === name)?.[1];
}

function startLine(line: string): (head: HttpHead) => HttpHead {
  return (head) => ({ ...head, startLine: line });
}

function add(name: string, value: string): (head: HttpHead) => HttpHead {
  return (head) => ({ ...head, headers: [...head.headers, [name, value]] });
}

/** The header with these values, a line for each; without any it is gone. */
function replace(name: string, ...values: readonly string[]): (head: HttpHead) => HttpHead {
  return (head) => ({
    ...head,
    headers: [...head.headers.filter(([each]) => each !== name), ...values.map((value): Header => [name, value])],
  });
}

function renameHeaders(rename: (name: string) => string): (head: HttpHead) => HttpHead {
  return (head) => ({ ...head, headers: head.headers.map(([name, value]) => [rename(name), value]) });
}

function reverseHeaders(head: HttpHead): HttpHead {
  return { ...head, headers: head.headers.toReversed() };
}
