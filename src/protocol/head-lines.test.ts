import { describe, expect, test } from 'vitest';
import { createOpeningRequest, createOpeningResponse } from './handshake';
import { explainHead } from './head-lines';
import { encodeHttpHead } from './http-head';

const key = 'dGhlIHNhbXBsZSBub25jZQ==';
const heads = {
  'the opening request': createOpeningRequest({
    host: 'example.com',
    path: '/chat',
    key,
    origin: 'https://example.com',
  }),
  'the response': createOpeningResponse({ key }),
} as const;

describe.each(Object.entries(heads))('The lines of %s (RFC 6455 §4.1, §4.2.2)', (_, head) => {
  const lines = explainHead(head);

  test('are the lines that travel', () => {
    expect(`${lines.map(({ text }) => text).join('\r\n')}\r\n\r\n`).toBe(encodeHttpHead(head));
  });

  test('have a meaning of their own each, and say where to read more', () => {
    expect(new Set(lines.map(({ meaning }) => meaning)).size).toBe(1 + head.headers.length);
    for (const { meaning, source } of lines) {
      expect(meaning).toMatch(/^\S.*\.$/);
      expect(meaning).not.toBe(meaningOfStranger);
      expect(source).toMatch(/^RFC 6455 §\d+(\.\d+)*$/);
    }
  });
});

test('the same header is explained as what it is: a wish of the client, an answer of the server', () => {
  const meanings = Object.values(heads).map((head) => meaningOf('upgrade', explainHead(head)));
  expect(meanings).toEqual([
    'The wish: let this connection change to the WebSocket protocol.',
    'Names the protocol that both speak from now on.',
  ]);
});

test('the name of a header is known in any case of its letters (RFC 9110 §5.1)', () => {
  const lines = explainHead({ startLine: 'GET / HTTP/1.1', headers: [['UPGRADE', 'websocket']] });
  expect(lines[1]?.text).toBe('UPGRADE: websocket');
  expect(meaningOf('upgrade', lines)).toMatch(/^The wish/);
});

const meaningOfStranger = 'A header like any other of HTTP.';

test.each(['Cookie', 'constructor', 'toString', '__proto__'])('the header %s is one of HTTP’s', (name) => {
  for (const startLine of ['GET / HTTP/1.1', 'HTTP/1.1 101 Switching Protocols']) {
    expect(explainHead({ startLine, headers: [[name, 'a']] })[1]).toEqual({
      text: `${name}: a`,
      meaning: meaningOfStranger,
      source: 'RFC 9110 §6.3',
    });
  }
});

function meaningOf(name: string, lines: ReturnType<typeof explainHead>): string | undefined {
  return lines.find(({ text }) => text.toLowerCase().startsWith(`${name}:`))?.meaning;
}
