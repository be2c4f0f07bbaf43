import { describe, expect, test } from 'vitest';
import { createRandom, wholeBetween } from '../simulation/random';
import {
  decodeHttpHead,
  encodeHttpHead,
  headerValues,
  isToken,
  listMembers,
  maxHeadSizeBytes,
  type Header,
  type HttpHead,
} from './http-head';

describe('The head of an HTTP message (RFC 9112 §2.1)', () => {
  test('every line ends in CR LF and an empty line closes the head', () => {
    const head = encodeHttpHead({
      startLine: 'HTTP/1.1 200 OK',
      headers: [
        ['Content-Type', 'application/json'],
        ['Content-Length', '2'],
      ],
    });
    expect(head).toBe('HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n');
  });

  test('a head without header fields is its start line and an empty line', () => {
    expect(encodeHttpHead({ startLine: 'HTTP/1.1 403 Forbidden', headers: [] })).toBe('HTTP/1.1 403 Forbidden\r\n\r\n');
  });

  test('a repeated name is written once for each value', () => {
    const headers = [
      ['Set-Cookie', 'a=1'],
      ['Set-Cookie', 'b=2'],
    ] as const;
    expect(encodeHttpHead({ startLine: 'HTTP/1.1 200 OK', headers })).toContain(
      'Set-Cookie: a=1\r\nSet-Cookie: b=2\r\n',
    );
  });

  test.each([
    { case: 'a line break in a value', startLine: 'GET / HTTP/1.1', header: ['X', 'a\r\nSet-Cookie: b=1'] },
    { case: 'a bare line feed in a value', startLine: 'GET / HTTP/1.1', header: ['X', 'a\nb'] },
    { case: 'a line break in the start line', startLine: 'GET / HTTP/1.1\r\nX: y', header: ['X', 'a'] },
    { case: 'an empty start line', startLine: '', header: ['X', 'a'] },
    { case: 'a letter beyond ASCII', startLine: 'GET / HTTP/1.1', header: ['X', 'é'] },
    { case: 'a name with a colon', startLine: 'GET / HTTP/1.1', header: ['X:', 'a'] },
    { case: 'an empty name', startLine: 'GET / HTTP/1.1', header: ['', 'a'] },
  ] as const)('$case is refused', ({ startLine, header }) => {
    expect(() => encodeHttpHead({ startLine, headers: [header] })).toThrow(RangeError);
  });
});

describe('Tokens (RFC 9110 §5.6.2)', () => {
  test.each(['chat', 'graphql-transport-ws', 'v1.json', "!#$%&'*+-.^_`|~"])('%s is a token', (text) => {
    expect(isToken(text)).toBe(true);
  });

  test.each(['', 'a b', 'a,b', 'a/b', 'a"', 'é'])('%j is not', (text) => {
    expect(isToken(text)).toBe(false);
  });
});

describe('Reading a head (RFC 9112 §2.2, §5)', () => {
  test('start line and headers come out in their order, and what follows is left', () => {
    const text = 'GET /chat HTTP/1.1\r\nHost: server.example.com\r\nX: 1\r\nX: 2\r\n\r\n';
    expect(decodeHttpHead(toBytes(`${text}\x81\x05Hello`))).toEqual({
      type: 'head',
      head: {
        startLine: 'GET /chat HTTP/1.1',
        headers: [
          ['Host', 'server.example.com'],
          ['X', '1'],
          ['X', '2'],
        ],
      },
      sizeBytes: text.length,
    });
  });

  test('a head without header fields is its start line and an empty line', () => {
    expect(decodeHttpHead(toBytes('HTTP/1.1 403 Forbidden\r\n\r\n'))).toMatchObject({
      head: { startLine: 'HTTP/1.1 403 Forbidden', headers: [] },
      sizeBytes: 26,
    });
  });

  test.each([
    { line: 'A:b', header: ['A', 'b'] },
    { line: 'A: \t b \t ', header: ['A', 'b'] },
    { line: 'A:', header: ['A', ''] },
    { line: 'A:   ', header: ['A', ''] },
    { line: 'A: b: c', header: ['A', 'b: c'] },
    { line: 'A: b\tc', header: ['A', 'b\tc'] },
    { line: "!#$%&'*+-.^_`|~09AZaz: b", header: ["!#$%&'*+-.^_`|~09AZaz", 'b'] },
    { line: 'A: \xe9\xff', header: ['A', '\xe9\xff'] },
    // A no-break space is no white space of HTTP but a byte of the value.
    { line: 'A: \xa0b\xa0', header: ['A', '\xa0b\xa0'] },
  ])('the line $line gives $header', ({ line, header }) => {
    expect(decodeHttpHead(toBytes(`GET / HTTP/1.1\r\n${line}\r\n\r\n`))).toMatchObject({ head: { headers: [header] } });
  });

  test.each([
    { case: 'a line without a colon', lines: 'Host' },
    { case: 'a space before the colon', lines: 'Host : a' },
    { case: 'a line without a name', lines: ': a' },
    { case: 'a name with a letter beyond ASCII', lines: 'H\xf6st: a' },
    { case: 'a name in quotes', lines: '"Host": a' },
    { case: 'a line that continues the one before, with a space', lines: 'A: b\r\n c' },
    { case: 'a line that continues the one before, with a tab', lines: 'A: b\r\n\tc: d' },
  ])('$case is refused', ({ lines }) => {
    expect(decodeHttpHead(toBytes(`GET / HTTP/1.1\r\nHost: a\r\n${lines}\r\n\r\n`))).toMatchObject({
      type: 'malformed',
      reason: expect.stringContaining('This line is no header') as unknown,
    });
  });

  test('an empty first line is refused', () => {
    expect(decodeHttpHead(toBytes('\r\nGET / HTTP/1.1\r\n\r\n'))).toEqual({
      type: 'malformed',
      reason: 'The first line is empty.',
    });
  });

  test.each([
    { case: 'a bare LF in the first line', text: 'HTTP/1.1 101 a\n', reason: 'Lines have to end in CR LF.' },
    { case: 'a bare LF after a header', text: 'GET / HTTP/1.1\r\nHost: a\n', reason: 'Lines have to end in CR LF.' },
    { case: 'a bare LF as the first byte', text: '\n', reason: 'Lines have to end in CR LF.' },
    { case: 'a bare CR in a value', text: 'GET / HTTP/1.1\r\nA: b\rc', reason: 'Lines have to end in CR LF.' },
    { case: 'two CR before a LF', text: 'GET / HTTP/1.1\r\r', reason: 'Lines have to end in CR LF.' },
    { case: 'a NUL in a value', text: 'GET / HTTP/1.1\r\nA: b\0', reason: 'The head holds a control character.' },
    { case: 'an escape in the first line', text: 'GET /\x1b', reason: 'The head holds a control character.' },
    { case: 'a DEL in a value', text: 'GET / HTTP/1.1\r\nA: \x7f', reason: 'The head holds a control character.' },
    { case: 'the hello of a TLS client', text: '\x16', reason: 'The head holds a control character.' },
  ])('$case is refused when it comes, not at the end of the head', ({ text, reason }) => {
    expect(decodeHttpHead(toBytes(text.slice(0, -1)))).toEqual({ type: 'need more' });
    expect(decodeHttpHead(toBytes(text))).toEqual({ type: 'malformed', reason });
    expect(decodeHttpHead(toBytes(`${text}\r\n\r\n`))).toEqual({ type: 'malformed', reason });
  });

  test('every beginning of a head needs more, and gives no head too early', () => {
    const text = 'GET /chat HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\n\r\n';
    for (let size = 0; size < text.length; size += 1) {
      expect(decodeHttpHead(toBytes(text.slice(0, size)))).toEqual({ type: 'need more' });
    }
    expect(decodeHttpHead(toBytes(text))).toMatchObject({ type: 'head', sizeBytes: text.length });
  });

  test('a head of 16 KiB is read, and one byte more is too long', () => {
    const headOf = (sizeBytes: number) => `GET / HTTP/1.1\r\nA: ${'b'.repeat(sizeBytes - 23)}\r\n\r\n`;
    expect(headOf(100)).toHaveLength(100);
    expect(decodeHttpHead(toBytes(headOf(maxHeadSizeBytes)))).toMatchObject({ sizeBytes: maxHeadSizeBytes });
    const tooLong = { type: 'malformed', reason: 'The head is longer than 16384 bytes.' };
    expect(decodeHttpHead(toBytes(headOf(maxHeadSizeBytes + 1)))).toEqual(tooLong);
    // Without an end in sight, this many bytes are known to be too many.
    expect(decodeHttpHead(toBytes(headOf(30_000).slice(0, maxHeadSizeBytes - 1)))).toEqual({ type: 'need more' });
    expect(decodeHttpHead(toBytes(headOf(30_000).slice(0, maxHeadSizeBytes)))).toEqual(tooLong);
  });

  test('reading undoes writing, for any head', () => {
    const random = createRandom(9_112);
    for (let round = 0; round < 300; round += 1) {
      const head = anyHead(random);
      const bytes = toBytes(encodeHttpHead(head));
      expect(decodeHttpHead(Uint8Array.of(...bytes, 1, 2, 3))).toEqual({ type: 'head', head, sizeBytes: bytes.length });
    }
  });
});

describe('Looking up headers (RFC 9110 §5.1, §5.6.1)', () => {
  const head: HttpHead = {
    startLine: 'GET / HTTP/1.1',
    headers: [
      ['Connection', 'keep-alive,, Upgrade ,'],
      ['Accept', '*/*'],
      ['CONNECTION', '\tclose'],
      ['X', ' , '],
      ['Y', 'a\xa0, b'],
    ],
  };

  test('a name is found in capitals and small letters, every time it stands there', () => {
    expect(headerValues(head, 'connection')).toEqual(['keep-alive,, Upgrade ,', '\tclose']);
    expect(headerValues(head, 'cOnNeCtIoN')).toHaveLength(2);
    expect(headerValues(head, 'Connect')).toEqual([]);
  });

  test('a list goes over all its lines, and has no empty members', () => {
    expect(listMembers(head, 'Connection')).toEqual(['keep-alive', 'Upgrade', 'close']);
    expect(listMembers(head, 'X')).toEqual([]);
    expect(listMembers(head, 'Z')).toEqual([]);
  });

  test('only spaces and tabs are taken from around a member', () => {
    expect(listMembers(head, 'Y')).toEqual(['a\xa0', 'b']);
  });
});

function toBytes(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

function anyHead(random: () => number): HttpHead {
  const visible = (size: number) =>
    Array.from({ length: size }, () => String.fromCharCode(wholeBetween(random, 0x21, 0x7e))).join('');
  const header = (): Header => [
    visible(40).replace(/[^\w-]/g, '') || 'X',
    `${visible(wholeBetween(random, 0, 20))} ${visible(5)}`.trim(),
  ];
  return {
    startLine: `${visible(3)} ${visible(wholeBetween(random, 1, 30))} HTTP/1.1`,
    headers: Array.from({ length: wholeBetween(random, 0, 8) }, header),
  };
}
