import { describe, expect, test } from 'vitest';
import { encodeHttpHead, isToken } from './http-head';

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
