import { describe, expect, test } from 'vitest';
import { deriveAccept, isValidKey } from '../protocol/handshake';
import { createAnySettings } from './any-settings';
import type { Message, Transmission } from './model';
import { createRandom } from './random';
import { scenarioNames } from './scenarios';
import { simulate } from './simulate';
import {
  createOpeningRequestText,
  createOpeningResponseText,
  createPollAnswer,
  createPollRequest,
  encodeMessage,
  pingBytes,
  pongBytes,
  sizeInBytes,
} from './wire-costs';
import recorded from './wire-costs.json';

describe('HTTP texts (RFC 9112 §2.1)', () => {
  test('a poll asks for what came after the last message seen, with the recorded headers', () => {
    expect(createPollRequest(7)).toBe(
      `GET /messages?after=7 HTTP/1.1\r\n${headerLines(recorded.pollRequest.headers)}\r\n`,
    );
  });

  test('an empty answer is an empty list of two bytes', () => {
    expect(createPollAnswer([])).toBe(`HTTP/1.1 200 OK\r\n${answerHeaderLines(2)}\r\n[]`);
  });

  test('an answer with two messages is a list of both, and its Content-Length counts bytes, not characters', () => {
    const messages = [createMessage(1, '{"id":1,"text":"Hi"}'), createMessage(2, '{"id":2,"text":"“你好”"}')];
    const body = '[{"id":1,"text":"Hi"},{"id":2,"text":"“你好”"}]';
    expect(body).toHaveLength(45);
    expect(createPollAnswer(messages)).toBe(`HTTP/1.1 200 OK\r\n${answerHeaderLines(53)}\r\n${body}`);
  });

  test('the costs can be counted by hand', () => {
    const byHand = (headers: readonly (readonly string[])[]): number =>
      headers.reduce((total, [name = '', value = '']) => total + name.length + ': '.length + value.length + 2, 0);
    const pollHead = 'GET /messages?after=0 HTTP/1.1\r\n'.length + byHand(recorded.pollRequest.headers) + 2;
    const answerHead = 'HTTP/1.1 200 OK\r\n'.length + byHand(recorded.pollAnswer.headers) - '{length}'.length + 2;
    expect(sizeInBytes(createPollRequest(0))).toBe(pollHead);
    expect(sizeInBytes(createPollAnswer([]))).toBe(answerHead + '2'.length + '[]'.length);
  });
});

describe('The recorded handshake (RFC 6455 §4.1, §4.2.2)', () => {
  const request = new Map(recorded.openingRequest.headers.map(([name = '', value = '']) => [name, value]));
  const response = new Map(recorded.openingResponse.headers.map(([name = '', value = '']) => [name, value]));

  test('its key is Base64 of 16 bytes', () => {
    expect(isValidKey(request.get('Sec-WebSocket-Key') ?? '')).toBe(true);
  });

  test('its Sec-WebSocket-Accept is the one that follows from its key', () => {
    expect(response.get('Sec-WebSocket-Accept')).toBe(deriveAccept(request.get('Sec-WebSocket-Key') ?? ''));
  });

  test('it asks for version 13 of the protocol and for an upgrade, and gets it', () => {
    expect(Object.fromEntries(request)).toMatchObject({ Upgrade: 'websocket', 'Sec-WebSocket-Version': '13' });
    expect(Object.fromEntries(response)).toMatchObject({ Upgrade: 'websocket', Connection: 'Upgrade' });
    expect(createOpeningRequestText()).toMatch(/^GET \/messages HTTP\/1\.1\r\n/);
    expect(createOpeningResponseText()).toMatch(/^HTTP\/1\.1 101 Switching Protocols\r\n/);
  });
});

describe('Frames (RFC 6455 §5.2)', () => {
  test.each([
    { payloadBytes: 125, header: [0x81, 125] },
    { payloadBytes: 126, header: [0x81, 126, 0, 126] },
  ])('a message of $payloadBytes bytes is one text frame behind $header.length bytes', ({ payloadBytes, header }) => {
    const frame = encodeMessage(createMessage(1, 'x'.repeat(payloadBytes)));
    expect([...frame.slice(0, header.length)]).toEqual(header);
    expect(frame).toHaveLength(header.length + payloadBytes);
  });

  test('an empty ping takes 2 bytes, and the pong of a client 6: it is masked', () => {
    expect(pingBytes).toBe(2);
    expect(pongBytes).toBe(6);
  });
});

describe('Every transmission of a run', () => {
  const random = createRandom(9112);
  const runs = scenarioNames.flatMap((scenario) =>
    Array.from({ length: 80 }, () => simulate(createAnySettings(random, scenario))),
  );

  test('costs what its text or its frame is long', () => {
    for (const { lanes } of runs) {
      for (const { transmissions } of lanes) {
        let lastSeenId = 0;
        for (const transmission of transmissions) {
          if (expectedBytes(transmission, lastSeenId) !== transmission.wireBytes) {
            expect({ ...transmission, wireBytes: expectedBytes(transmission, lastSeenId) }).toEqual(transmission);
          }
          lastSeenId = transmission.messages.at(-1)?.id ?? lastSeenId;
        }
      }
    }
  });

  test('its payload is the messages themselves, and nothing costs less than it carries', () => {
    for (const { messages, wireBytes, payloadBytes } of runs.flatMap(({ lanes }) =>
      lanes.flatMap(({ transmissions }) => transmissions),
    )) {
      expect(payloadBytes).toBe(messages.reduce((total, { text }) => total + Buffer.byteLength(text), 0));
      expect(wireBytes).toBeGreaterThan(payloadBytes);
    }
  });
});

/** The size of a transmission, told without the code that computed it. */
function expectedBytes({ type, messages }: Transmission, lastSeenId: number): number {
  const body = `[${messages.map(({ text }) => text).join(',')}]`;
  const payload = messages.reduce((total, { text }) => total + Buffer.byteLength(text), 0);
  switch (type) {
    case 'poll':
      return `GET /messages?after=${lastSeenId} HTTP/1.1\r\n${headerLines(recorded.pollRequest.headers)}\r\n`.length;
    case 'empty-answer':
    case 'answer':
      return Buffer.byteLength(`HTTP/1.1 200 OK\r\n${answerHeaderLines(Buffer.byteLength(body))}\r\n${body}`);
    case 'opening-request':
      return `GET /messages HTTP/1.1\r\n${headerLines(recorded.openingRequest.headers)}\r\n`.length;
    case 'opening-response':
      return `HTTP/1.1 101 Switching Protocols\r\n${headerLines(recorded.openingResponse.headers)}\r\n`.length;
    case 'message':
      return (payload <= 125 ? 2 : 4) + payload;
    case 'ping':
      return 2;
    case 'pong':
      return 6;
  }
}

const headerLines = (headers: readonly (readonly string[])[]): string =>
  headers.map(([name = '', value = '']) => `${name}: ${value}\r\n`).join('');

const answerHeaderLines = (contentLength: number): string =>
  headerLines(recorded.pollAnswer.headers).replace('{length}', String(contentLength));

const createMessage = (id: number, text: string): Message => ({
  id,
  createdAtMs: 0,
  text,
  payloadBytes: Buffer.byteLength(text),
});
