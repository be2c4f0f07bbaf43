import { describe, expect, test } from 'vitest';
import { createRandom, pick, wholeBetween } from '../../simulation/random';
import { encodeFrame } from '../frame';
import { deriveAccept } from '../handshake';
import { decodeHex, toHex } from '../hex';
import { diagnose } from './diagnose';
import type { Diagnosis } from './diagnosis';
import { examples } from './examples';

const key = 'dGhlIHNhbXBsZSBub25jZQ==';
const requestLines = [
  'GET /chat HTTP/1.1',
  'Host: example.com',
  'Connection: Upgrade',
  'Upgrade: websocket',
  `Sec-WebSocket-Key: ${key}`,
  'Sec-WebSocket-Version: 13',
];
const responseLines = [
  'HTTP/1.1 101 Switching Protocols',
  'Upgrade: websocket',
  'Connection: Upgrade',
  `Sec-WebSocket-Accept: ${deriveAccept(key)}`,
];
const text = (...heads: readonly (readonly string[])[]): string => heads.map((head) => head.join('\n')).join('\n\n');
const without = (lines: readonly string[], name: string): readonly string[] =>
  lines.filter((line) => !line.startsWith(name));
const change = (lines: readonly string[], name: string, line: string): readonly string[] =>
  lines.map((each) => (each.startsWith(name) ? line : each));

/** Findings in one line each: `wrong, line 3: The status is 400 …`. */
function findingsOf({ findings }: Diagnosis): readonly string[] {
  return findings.map(({ severity, where, title }) => {
    const place = where === undefined ? '' : where.type === 'line' ? `, line ${where.line}` : `, byte ${where.byte}`;
    return `${severity}${place}: ${title}`;
  });
}

describe('What a paste gets as its first finding', () => {
  test.each<readonly [name: string, paste: string, finding: string]>([
    ['a whole handshake', text(requestLines, responseLines), 'right: This opens a WebSocket at /chat.'],
    ['with CR LF', text(requestLines, responseLines).replaceAll('\n', '\r\n'), 'right: This opens a WebSocket'],
    ['with blank lines before and spaces behind', `\n\n${text(requestLines)}  \n`, 'right: The request asks for'],
    ['indented', text(requestLines).replace(/^/gm, '    '), 'right: The request asks for'],
    ['in a fence', `\`\`\`http\n${text(requestLines)}\n\`\`\``, 'right: The request asks for'],
    [
      'behind the command',
      `$ curl -i http://example.com\n${text(responseLines)}`,
      'note, line 5: Whether Sec-WebSocket',
    ],
    ['curl -i, a page', 'HTTP/1.1 200 OK\nContent-Type: text/html\n\n<html>', 'wrong, line 1: The status is 200'],
    ['a bad request', 'HTTP/1.1 400 Bad Request\nConnection: close\n\nBad Request', 'wrong, line 1: The status is 400'],
    [
      'ws, an old version',
      'HTTP/1.1 400 Bad Request\nSec-WebSocket-Version: 13, 8',
      'wrong, line 1: The status is 400: the server speaks other versions.',
    ],
    ['a login', 'HTTP/1.1 401 Unauthorized\nWWW-Authenticate: Basic', 'wrong, line 1: The status is 401'],
    ['a wrong origin', 'HTTP/1.1 403 Forbidden\n', 'wrong, line 1: The status is 403'],
    ['a wrong path', 'HTTP/1.1 404 Not Found\nServer: nginx', 'wrong, line 1: The status is 404'],
    [
      'no upgrade',
      'HTTP/1.1 426 Upgrade Required\nUpgrade: websocket\nConnection: Upgrade',
      'wrong, line 1: The status is 426',
    ],
    [
      'a redirect',
      'HTTP/1.1 301 Moved Permanently\nLocation: https://example.com/ws/',
      'wrong, line 1: The status is 301: the server sends',
    ],
    ['a redirect of 308', 'HTTP/1.1 308 Permanent Redirect', 'wrong, line 1: The status is 308: the server sends'],
    ['a gateway', 'HTTP/1.1 502 Bad Gateway\nServer: nginx/1.25.3', 'wrong, line 1: The status is 502'],
    ['a gateway that waits', 'HTTP/1.1 504 Gateway Timeout', 'wrong, line 1: The status is 504'],
    ['any other status', 'HTTP/1.1 418', 'wrong, line 1: The status is 418'],
    [
      'what Chrome says',
      "WebSocket connection to 'wss://a.b/' failed: Error during WebSocket handshake: Unexpected response code: 404",
      'wrong, line 1: The status is 404',
    ],
    [
      'what ws says',
      'Error: Unexpected server response: 403\n    at ClientRequest',
      'wrong, line 1: The status is 403',
    ],
    [
      'a line of a log',
      '10.0.0.1 - - [01/Sep/2026:10:00:00 +0000] "GET /ws HTTP/1.1" 400 12 "-" "-"',
      'wrong, line 1: The status is 400',
    ],
    ['a status alone', '502 Bad Gateway', 'wrong, line 1: The status is 502'],
    ['no Upgrade', text(without(requestLines, 'Upgrade')), 'wrong: In the request: There is no Upgrade header'],
    [
      'no Connection',
      text(without(requestLines, 'Connection')),
      'wrong: In the request: There is no Connection header',
    ],
    [
      'Connection: close',
      text(change(requestLines, 'Connection', 'Connection: close')),
      'wrong, line 3: In the request: There is no Connection header',
    ],
    [
      'no key',
      text(without(requestLines, 'Sec-WebSocket-Key')),
      'wrong: In the request: There has to be one Sec-WebSocket-Key',
    ],
    [
      'a short key',
      text(change(requestLines, 'Sec-WebSocket-Key', 'Sec-WebSocket-Key: SGVsbG8sIHdvcmxkIQ==')),
      'wrong, line 5: In the request: Sec-WebSocket-Key is not Base64 of 16 bytes.',
    ],
    [
      'an old version',
      text(change(requestLines, 'Sec-WebSocket-Version', 'Sec-WebSocket-Version: 8')),
      'wrong, line 6: In the request: The version is 8. It has to be 13.',
    ],
    ['no host', text(without(requestLines, 'Host')), 'wrong: In the request: There has to be one Host header.'],
    [
      'a POST',
      text(change(requestLines, 'GET', 'POST /chat HTTP/1.1')),
      'wrong, line 1: The method is POST. It has to be GET.',
    ],
    [
      'HTTP/1.0',
      text(change(requestLines, 'GET', 'GET /chat HTTP/1.0')),
      'wrong, line 1: The version of HTTP has to be 1.1',
    ],
    [
      'a name twice',
      text([...requestLines, 'Sec-WebSocket-Protocol: a, a']),
      'wrong, line 7: In the request: Sec-WebSocket-Protocol has to be a list',
    ],
    [
      'two origins',
      text([...requestLines, 'Origin: http://a', 'Origin: http://b']),
      'wrong, line 7: In the request: There has to be one Origin',
    ],
    [
      'a wrong accept',
      text(requestLines, change(responseLines, 'Sec-WebSocket-Accept', `Sec-WebSocket-Accept: ${deriveAccept('x')}`)),
      'wrong, line 11: In the response: Sec-WebSocket-Accept does not fit the key.',
    ],
    [
      'no accept',
      text(requestLines, without(responseLines, 'Sec-WebSocket-Accept')),
      'wrong: In the response: There has to be one Sec-WebSocket-Accept',
    ],
    [
      'an accept in hex digits',
      text(
        change(responseLines, 'Sec-WebSocket-Accept', 'Sec-WebSocket-Accept: b37a4f2cc0624f1690f64606cf385945b2bec4ea'),
      ),
      'wrong, line 4: Sec-WebSocket-Accept fits no key at all.',
    ],
    [
      'a response without Upgrade',
      text(requestLines, without(responseLines, 'Upgrade')),
      'wrong: In the response: There is no Upgrade header',
    ],
    [
      'a response without Connection',
      text(requestLines, without(responseLines, 'Connection')),
      'wrong: In the response: There is no Connection header',
    ],
    [
      'a subprotocol nobody asked for',
      text(requestLines, [...responseLines, 'Sec-WebSocket-Protocol: chat']),
      'wrong, line 12: In the response: The server names the subprotocol chat',
    ],
    [
      'a subprotocol not confirmed',
      text([...requestLines, 'Sec-WebSocket-Protocol: chat'], responseLines),
      'wrong: The client asked for a subprotocol, and the server confirms none.',
    ],
    [
      'an extension nobody asked for',
      text(requestLines, [...responseLines, 'Sec-WebSocket-Extensions: permessage-deflate']),
      'wrong, line 12: The server names the extension permessage-deflate',
    ],
    [
      'an extension asked for',
      text(
        [...requestLines, 'Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits'],
        [...responseLines, 'Sec-WebSocket-Extensions: permessage-deflate'],
      ),
      'note, line 13: The server agrees to the extension permessage-deflate.',
    ],
    ['a response alone', text(responseLines), 'note, line 4: Whether Sec-WebSocket-Accept fits cannot be said.'],
    ['a space before a colon', text([...requestLines, 'X-Name : value']), 'wrong, line 7: There is a space between'],
    ['a line that is no header', text([...requestLines, 'hello']), 'wrong, line 7: A line among the headers is none.'],
    [
      'a redirect that curl followed',
      text(['HTTP/1.1 301 Moved'], responseLines),
      'note, line 6: Whether Sec-WebSocket-Accept fits',
    ],
    ['HTTP/2', 'HTTP/2 400 \ncontent-type: text/plain', 'wrong, line 1: The status is 400'],
    ['HTTP/2 with a page', 'HTTP/2 200', 'wrong, line 1: The answer came over HTTP/2 with the status 200.'],
    [
      'curl -v over HTTP/2',
      '* using HTTP/2\n> GET /ws HTTP/2\n> Host: a\n>\n< HTTP/2 404\n<',
      'wrong, line 2: The request goes over HTTP/2',
    ],
    [
      'CONNECT over HTTP/2',
      ':method: CONNECT\n:protocol: websocket\n:path: /chat\n:authority: a\n:status: 200',
      'right: This opens a WebSocket at /chat.',
    ],
    [
      'curl -v',
      text(
        requestLines.map((line) => `> ${line}`),
        responseLines.map((line) => `< ${line}`),
      ).replace('\n\n', '\n>\n* Mark bundle\n{ [5 bytes data]\n'),
      'right: This opens a WebSocket at /chat.',
    ],
    [
      'headers without their first line',
      text(without(requestLines, 'GET')),
      'right: The request asks for a WebSocket at /',
    ],
    [
      'response headers without their first line',
      text(without(responseLines, 'HTTP')),
      'note: The paste has no status line.',
    ],
    [
      'developer tools',
      'General\nRequest URL: wss://a.b/chat?x=1\nRequest Method: GET\nStatus Code: 400 Bad Request\nResponse Headers\nConnection: close\nRequest Headers\nHost: a.b\nUpgrade: websocket\nConnection: keep-alive',
      'wrong, line 10: In the request: There is no Connection header',
    ],
    [
      'name and value on two lines',
      'Request URL:\nwss://a.b/chat\nStatus Code:\n101 Switching Protocols\nconnection\nUpgrade\nsec-websocket-accept\ns3pPLMBiTxaQ9kYGzzhZRbK+xOo=\nupgrade\nwebsocket',
      'note, line 8: Whether Sec-WebSocket-Accept fits',
    ],
    [
      'a status of the developer tools',
      'Request URL: wss://a.b/\nStatus Code: 403 Forbidden',
      'wrong, line 2: The status is 403',
    ],
    ['a frame', '81 05 48 65 6c 6c 6f', 'note, byte 2: Taken for frames of a server.'],
    ['a masked frame', '8185 37fa213d 7f9f4d5158', 'note, byte 2: Taken for frames of a client.'],
    ['a compressed frame', 'c1 07 f2 48 cd c9 c9 07 00', 'wrong, byte 1: The frame says that it is compressed (RSV1)'],
    ['RSV2', 'a1 00', 'wrong, byte 1: A reserved bit is set.'],
    ['a cut frame', '81 05 48 65', 'note, byte 1: The last frame is not whole.'],
    [
      'both directions',
      '81 85 37 fa 21 3d 7f 9f 4d 51 58 81 05 48 65 6c 6c 6f',
      'wrong, byte 13: Frame 2 has another MASK bit than the first.',
    ],
    ['a reserved opcode', '83 00', 'wrong, byte 1: Frame 1 breaks a rule.'],
    ['text that is not UTF-8', '81 02 c3 28', 'wrong, byte 3: Frame 1 breaks a rule.'],
    ['a close with 1006', '88 02 03 ee', 'wrong, byte 3: Frame 1 breaks a rule.'],
    ['bytes behind a close', '88 00 81 00', 'note, byte 3: 2 bytes at the end are not read.'],
    ['a message that goes on', '01 03 48 65 6c', 'note: A message has begun and is not finished.'],
    ['TLS', '16 03 01 02 00 01 00', 'note, byte 1: This looks like a record of TLS.'],
    [
      'IP',
      '45 00 00 3c 1c 46 40 00 40 06 b1 e6 c0 a8 00 68 c0 a8 00 01',
      'note, byte 1: This looks like a packet of IP.',
    ],
    [
      'a head in hex',
      toHex(new TextEncoder().encode(`${requestLines.join('\r\n')}\r\n\r\n`)),
      'right: The request asks for',
    ],
    [
      'a head in hex with LF',
      toHex(new TextEncoder().encode(`${requestLines.join('\n')}\n\n`)),
      'wrong: Lines have to end in CR LF.',
    ],
    [
      'a head in hex without its end',
      toHex(new TextEncoder().encode(requestLines.join('\r\n'))),
      'note: The head is not whole.',
    ],
    ['a packet', '42["chat","hi"]', 'note: This is a packet of Socket.IO: Socket.IO event with the name “chat”.'],
    [
      'a packet in a namespace',
      '42/admin,7["save",{"a":1}]',
      'note: This is a packet of Socket.IO: Socket.IO event with the name “save” in the namespace /admin.',
    ],
    [
      'the first packet',
      '0{"sid":"lv_VI97HAXpY6yYWAAAC","upgrades":["websocket"],"pingInterval":25000}',
      'note: This is a packet of Socket.IO: Engine.IO open.',
    ],
    ['a probe', '2probe', 'note: This is a packet of Socket.IO: Engine.IO ping.'],
    ['a connect', '40', 'note: This is a packet of Socket.IO: Socket.IO connect.'],
    ['an acknowledgement', '4312["ok"]', 'note: This is a packet of Socket.IO: Socket.IO acknowledgement.'],
    [
      'a binary event',
      '451-["file",{"_placeholder":true,"num":0}]',
      'note: This is a packet of Socket.IO: Socket.IO binary event with the name “file”.',
    ],
    ['a close code', '1006', 'wrong: 1006, Abnormal Closure.'],
    ['a close event', "CloseEvent {code: 1000, reason: '', wasClean: true}", 'note: 1000, Normal Closure.'],
    ['half a byte', '81 05 4', 'note: The doctor cannot tell what this is.'],
    ['prose', 'my websocket does not work', 'note: The doctor cannot tell what this is.'],
    ['an address', 'wss://example.com/chat', 'note: The doctor cannot tell what this is.'],
    ['JSON', '{"type":"hi"}', 'note: The doctor cannot tell what this is.'],
    ['too much', 'x'.repeat(65_537), 'note: The paste is too long.'],
    ['too much when encoded', '€'.repeat(22_000), 'note: The paste is too long.'],
  ])('%s', (_, paste, finding) => {
    expect(findingsOf(diagnose(paste))[0]?.slice(0, finding.length)).toBe(finding);
  });

  test('nothing is said about nothing', () => {
    for (const paste of ['', ' \n\t\r\n', '\ufeff']) expect(diagnose(paste)).toEqual({ read: undefined, findings: [] });
  });
});

describe('What is said beside that', () => {
  const codesOf = (paste: string) => diagnose(paste).findings.map(({ code }) => code);

  test('the accept value that fits the key', () => {
    const other = 'AQIDBAUGBwgJCgsMDQ4PEA==';
    const paste = text(change(requestLines, 'Sec-WebSocket-Key', `Sec-WebSocket-Key: ${other}`), responseLines);
    expect(codesOf(paste)).toContain(`Sec-WebSocket-Accept: ${deriveAccept(other)}`);
  });

  test('the three lines that a proxy needs, when it drops what is for the next machine', () => {
    const [code] = codesOf(text(without(without(requestLines, 'Upgrade'), 'Connection')));
    expect(code?.split('\n')).toHaveLength(3);
    expect(code).toMatch(/proxy_http_version 1\.1;\n.*Upgrade \$http_upgrade;\n.*Connection "upgrade";/);
  });

  test('the address that a redirect leads to, with the scheme of a WebSocket', () => {
    expect(codesOf('HTTP/1.1 301 Moved\nLocation: https://example.com/ws/')).toEqual(['wss://example.com/ws/']);
    expect(codesOf('HTTP/1.1 302 Found\nLocation: /login')).toEqual(['/login']);
  });

  test('all that is wrong, each at its line', () => {
    const bad = [
      'GET /chat HTTP/1.0',
      'Host: a',
      'Connection: close',
      'Sec-WebSocket-Key: x',
      'Sec-WebSocket-Version: 8',
    ];
    expect(findingsOf(diagnose(text(bad))).map((finding) => finding.replace(/: .*/, ''))).toEqual([
      'wrong, line 1',
      'wrong',
      'wrong, line 3',
      'wrong, line 5',
      'wrong, line 4',
    ]);
  });

  test('what the paste was taken for', () => {
    expect(diagnose(text(requestLines, responseLines)).read).toBe('a request and a response of HTTP');
    expect(diagnose('81 00').read).toBe('2 bytes of frames');
    expect(diagnose('hello there').read).toBeUndefined();
  });

  test('the frames, for who wants to see their fields', () => {
    const { frames } = diagnose('81 85 37 fa 21 3d 7f 9f 4d 51 58 89 80 01 02 03 04');
    expect(frames?.sender).toBe('client');
    expect(frames?.explanation.frames).toHaveLength(2);
    expect(diagnose('2probe').frames).toBeUndefined();
  });
});

describe('Bytes in all the ways that people write them', () => {
  const hello = '81 05 48 65 6c 6c 6f';
  test.each([
    ['81 05 48 65 6c 6c 6f'],
    ['810548656C6C6F'],
    ['81:05:48:65:6c:6c:6f'],
    ['81-05-48-65-6C-6C-6F'],
    ['0x81, 0x05, 0x48, 0x65, 0x6c, 0x6c, 0x6f'],
    ['{0x81,0x5,0x48,0x65,0x6c,0x6c,0x6f};'],
    ['\\x81\\x05\\x48\\x65\\x6c\\x6c\\x6f'],
    ["b'\\x81\\x05Hello'"],
    ['"\\x81\\x05Hello"'],
    ['<Buffer 81 05 48 65 6c 6c 6f>'],
    ['Uint8Array(7) [\n  129, 5, 72, 101,\n  108, 108, 111\n]'],
    ['81 05 48 65\n6c 6c 6f'],
    ['00000000: 8105 4865 6c6c 6f                        ..Hello'],
    ['00000000  81 05 48 65 6c 6c 6f                              |..Hello|\n00000007'],
    ['0000   81 05 48 65 6c 6c 6f                              ..Hello'],
    ['\t0x0000:  8105 4865 6c6c 6f                        ..Hello'],
    ['00000000: 8105\n00000002: 4865 6c6c 6f'],
  ])('%s', (paste) => {
    const { frames } = diagnose(paste);
    expect(frames?.explanation.frames.map(({ bytes }) => toHex(bytes))).toEqual([hello]);
  });

  test('an ASCII column that looks like hex is not read', () => {
    const payload = new TextEncoder().encode('abcd efgh ab cd ef 01');
    const dump = [
      '00000000: 8115 6162 6364 2065 6667 6820 6162 2063  ..abcd efgh ab c',
      '00000010: 6420 6566 2030 31                        d ef 01',
    ].join('\n');
    expect(diagnose(dump).frames?.explanation.frames.map(({ bytes }) => toHex(bytes))).toEqual([
      toHex(encodeFrame({ fin: true, opcode: 'text', payload })),
    ]);
  });

  test.each([
    ['81 05 4', 'one digit is left over'],
    ['81 05 48 65 6c 6c 6f zz', '“z” is not a hex digit'],
    ['[129, 300]', '300 is no byte'],
    ['0000000 0581 6548 6c6c 006f\n0000007', 'the wrong way round'],
  ])('%s is refused with a reason', (paste, reason) => {
    expect(diagnose(paste).findings[0]?.why).toContain(reason);
  });
});

describe('The examples', () => {
  test('have ids of their own, and findings that differ', () => {
    expect(new Set(examples.map(({ id }) => id)).size).toBe(examples.length);
    expect(new Set(examples.map((example) => diagnose(example.text).findings[0]?.title)).size).toBe(examples.length);
  });

  test.each([
    ['status-200', 'wrong, line 1: The status is 200 instead of 101.'],
    ['dropped-upgrade', 'wrong: In the request: There is no Upgrade header that asks for websocket.'],
    ['origin', 'wrong, line 6: The status is 403 instead of 101.'],
    ['redirect', 'wrong, line 1: The status is 301: the server sends the client to another address.'],
    ['bad-gateway', 'wrong, line 1: The status is 502 instead of 101.'],
    ['http-2', 'wrong, line 1: The request goes over HTTP/2, where there is no Upgrade.'],
    [
      'accept',
      'wrong, line 11: In the response: Sec-WebSocket-Accept does not fit the key. It has to be s3pPLMBiTxaQ9kYGzzhZRbK+xOo=.',
    ],
    ['subprotocol', 'wrong: The client asked for a subprotocol, and the server confirms none.'],
    ['compressed', 'wrong, byte 1: The frame says that it is compressed (RSV1), and here no compression is agreed on.'],
    ['mask', 'wrong, byte 13: Frame 2 has another MASK bit than the first.'],
    ['socket-io', 'note: This is a packet of Socket.IO: Socket.IO event with the name “chat”.'],
    ['right', 'right: This opens a WebSocket at /chat.'],
  ])('%s', (id, finding) => {
    const example = examples.find((each) => each.id === id);
    expect(findingsOf(diagnose(example?.text ?? ''))[0]).toBe(finding);
  });
});

describe('Laws', () => {
  const random = createRandom(20);
  const good = [text(requestLines, responseLines), ...examples.map((example) => example.text)];
  const strange = ['\u0000', '\r', ' ', ':', '> ', '< ', '\\x', '0x', '€', '😀', '\ud800', '"', '4', '[', 'HTTP/', '|'];
  const anyChar = (): string =>
    random() < 0.2
      ? pick(random, strange)
      : String.fromCharCode(wholeBetween(random, 0, random() < 0.9 ? 126 : 65_535));

  /** A good paste in which a piece is taken out, doubled, or replaced. */
  function mutate(paste: string): string {
    const start = wholeBetween(random, 0, paste.length);
    const end = start + wholeBetween(random, 0, 12);
    const piece = pick(random, ['', paste.slice(start, end).repeat(2), anyChar(), `\n${anyChar()}`]);
    return paste.slice(0, start) + piece + paste.slice(end);
  }
  const anyText = (length: number): string => Array.from({ length: wholeBetween(random, 0, length) }, anyChar).join('');
  const anyHex = (): string =>
    toHex(Uint8Array.from({ length: wholeBetween(random, 1, 24) }, () => wholeBetween(random, 0, 255)));

  test('any text gets an answer: each finding says what, why, and where in the paste', () => {
    for (let count = 0; count < 100_000; count += 1) {
      const kind = random();
      const paste = kind < 0.15 ? mutate(mutate(pick(random, good))) : kind < 0.5 ? anyHex() : anyText(20);
      const { findings } = diagnose(paste);
      decodeHex(paste);
      const lines = paste.split(/\r\n|\r|\n/).length;
      const isSound = findings.every(
        ({ title, why, where }) =>
          title !== '' && why !== '' && (where === undefined || (where.type === 'line' ? where.line <= lines : true)),
      );
      if (
        !isSound ||
        (paste.trim() !== '' && !paste.includes('\ufeff') && findings.length === 0 && !paste.includes('```'))
      ) {
        expect.fail(`${JSON.stringify(paste)}: ${JSON.stringify(findings)}`);
      }
    }
    expect.assertions(0);
  });

  test.each([
    ['spaces', ' '.repeat(65_536)],
    ['a long word', 'A'.repeat(65_536)],
    ['digits', '81'.repeat(32_768)],
    ['pings', '8900'.repeat(16_384)],
    ['fragments', `0100${'0000'.repeat(16_383)}`],
    ['lines', 'a: b\n'.repeat(13_107)],
    ['headers', `GET / HTTP/1.1\n${'a: b\n'.repeat(13_000)}`],
    ['known names', 'Host: a\n'.repeat(8_192)],
    ['names in doubt', 'Upgrade: a\n'.repeat(5_900)],
    ['heads', 'GET / HTTP/1.1\n'.repeat(4_300)],
    ['escapes', '\\x81'.repeat(16_384)],
    ['a literal that is none', `${'\\x81'.repeat(16_000)}€`],
    ['a dump', '00000000: 8105\n'.repeat(4_300)],
    ['words and spaces', 'A '.repeat(32_768)],
    ['a packet', `42${'['.repeat(60_000)}`],
    ['numbers in a packet', `42${'1'.repeat(60_000)}`],
    ['a list', `[${'1,'.repeat(32_000)}`],
    ['quotes', '"GET '.repeat(13_000)],
    ['codes', 'code '.repeat(13_000)],
  ])('the longest paste takes no longer than a reader would wait: %s', (_, paste) => {
    const start = performance.now();
    diagnose(paste);
    expect(performance.now() - start).toBeLessThan(1500);
  });
});
