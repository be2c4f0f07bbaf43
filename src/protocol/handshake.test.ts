import { describe, expect, test } from 'vitest';
import { createOpeningRequest, createOpeningResponse, deriveAccept, handshakeGuid, isValidKey } from './handshake';
import { encodeHttpHead } from './http-head';

const key = 'dGhlIHNhbXBsZSBub25jZQ==';

const requestOfTheRfc = [
  'GET /chat HTTP/1.1',
  'Host: server.example.com',
  'Upgrade: websocket',
  'Connection: Upgrade',
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
  'Origin: http://example.com',
  'Sec-WebSocket-Protocol: chat, superchat',
  'Sec-WebSocket-Version: 13',
  '',
  '',
].join('\r\n');

const responseOfTheRfc = [
  'HTTP/1.1 101 Switching Protocols',
  'Upgrade: websocket',
  'Connection: Upgrade',
  'Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=',
  'Sec-WebSocket-Protocol: chat',
  '',
  '',
].join('\r\n');

describe('The opening handshake (RFC 6455 §1.2)', () => {
  test('the request is the RFC’s example, 230 bytes', () => {
    const request = encodeHttpHead(
      createOpeningRequest({
        host: 'server.example.com',
        path: '/chat',
        key,
        origin: 'http://example.com',
        protocols: ['chat', 'superchat'],
      }),
    );
    expect(request).toBe(requestOfTheRfc);
    expect(new TextEncoder().encode(request)).toHaveLength(230);
  });

  test('the response is the RFC’s example, 159 bytes', () => {
    const response = encodeHttpHead(createOpeningResponse({ key, protocol: 'chat' }));
    expect(response).toBe(responseOfTheRfc);
    expect(new TextEncoder().encode(response)).toHaveLength(159);
  });
});

describe('The opening request (RFC 6455 §4.1)', () => {
  test('what is not asked for is not written', () => {
    const { headers } = createOpeningRequest({ host: 'localhost:3000', path: '/', key, protocols: [] });
    expect(headers.map(([name]) => name)).toEqual([
      'Host',
      'Upgrade',
      'Connection',
      'Sec-WebSocket-Key',
      'Sec-WebSocket-Version',
    ]);
  });

  test('further fields come last, in their order', () => {
    const { headers } = createOpeningRequest({
      host: 'localhost',
      path: '/?room=42',
      key,
      extraHeaders: [
        ['Cookie', 'session=1'],
        ['Sec-WebSocket-Extensions', 'permessage-deflate'],
      ],
    });
    expect(headers.slice(-2).map(([name]) => name)).toEqual(['Cookie', 'Sec-WebSocket-Extensions']);
  });

  test.each(['chat', 'http://example.com/chat', '/a b', '/a#b', '/a\r\nX: y', ''])('the path %j is refused', (path) => {
    expect(() => createOpeningRequest({ host: 'localhost', path, key })).toThrow(RangeError);
  });

  test.each([[['chat', 'chat']], [['']], [['a b']], [['chat,superchat']]])(
    'the subprotocols %j are refused',
    (protocols) => {
      expect(() => createOpeningRequest({ host: 'localhost', path: '/', key, protocols })).toThrow(RangeError);
    },
  );

  test('a key that is not Base64 of 16 bytes is refused', () => {
    expect(() => createOpeningRequest({ host: 'localhost', path: '/', key: 'secret' })).toThrow(RangeError);
  });
});

describe('The opening response (RFC 6455 §4.2.2)', () => {
  test('without a subprotocol the header is left out, not empty', () => {
    const { headers } = createOpeningResponse({ key, extraHeaders: [['Date', 'Thu, 01 Jan 2026 00:00:00 GMT']] });
    expect(headers.map(([name]) => name)).toEqual(['Upgrade', 'Connection', 'Sec-WebSocket-Accept', 'Date']);
    expect(() => createOpeningResponse({ key, protocol: '' })).toThrow(RangeError);
  });
});

describe('Sec-WebSocket-Accept (RFC 6455 §1.3)', () => {
  test('the RFC’s key gives the RFC’s answer', () => {
    expect(deriveAccept(key)).toBe('s3pPLMBiTxaQ9kYGzzhZRbK+xOo=');
  });

  test('it is the SHA-1 that the platform computes, for a hundred keys', async () => {
    for (let number = 0; number < 100; number += 1) {
      const someKey = btoa(String.fromCharCode(...Uint8Array.from({ length: 16 }, (_, i) => number * 31 + i * 7)));
      const digest = await crypto.subtle.digest('SHA-1', new TextEncoder().encode(someKey + handshakeGuid));
      expect(deriveAccept(someKey)).toBe(btoa(String.fromCharCode(...new Uint8Array(digest))));
    }
  });
});

describe('Sec-WebSocket-Key (RFC 6455 §4.1 item 7, §4.2.1 item 5)', () => {
  test.each([
    { value: key, why: 'the RFC’s “the sample nonce”' },
    { value: 'AQIDBAUGBwgJCgsMDQ4PEA==', why: 'the bytes 01 to 10' },
    { value: 'AQIDBAUGBwgJCgsMDQ4PEC==', why: 'the RFC’s other example, whose spare bits are set' },
  ])('$value is Base64 of 16 bytes: $why', ({ value }) => {
    expect(isValidKey(value)).toBe(true);
  });

  test.each([
    { value: '', why: 'nothing' },
    { value: btoa('fifteen bytes!!'), why: '15 bytes' },
    { value: btoa('seventeen bytes!!'), why: '17 bytes' },
    { value: 'dGhlIHNhbXBsZSBub25jZ==', why: 'a digit too few' },
    { value: 'dGhlIHNhbXBsZSBub25jZQ', why: 'no padding' },
    { value: 'dGhlIHNhbXBsZSBub25-_Q==', why: 'the URL alphabet' },
    { value: `${key}\n`, why: 'a line break behind it' },
    { value: ` ${key}`, why: 'a space before it' },
  ])('"$value" is not: $why', ({ value }) => {
    expect(isValidKey(value)).toBe(false);
  });
});
