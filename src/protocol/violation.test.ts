import { describe, expect, test } from 'vitest';
import { closePayload, maskedFrame, plainFrame } from './any-frame';
import { fromHex, toHex } from './hex';
import { openClient, openServer } from './open-connection';
import { violationOf, violationTypes, type ViolationType } from './violation';

interface BrokenRule {
  readonly type: ViolationType;
  readonly closeCode: 1002 | 1007 | 1009;
  /** What a client sends to a server that takes 200 bytes at most; or a server to such a client. */
  readonly toServer?: Uint8Array;
  readonly toClient?: Uint8Array;
}

const limits = { maxMessageSizeBytes: 200 };

const both = (first: number, payload?: string | Uint8Array): Pick<BrokenRule, 'toServer' | 'toClient'> => ({
  toServer: maskedFrame(first, payload),
  toClient: plainFrame(first, payload),
});

const brokenRules: readonly BrokenRule[] = [
  { type: 'reserved bits', closeCode: 1002, ...both(0xc1, 'a') },
  { type: 'reserved opcode', closeCode: 1002, ...both(0x83, 'a') },
  { type: 'missing mask', closeCode: 1002, toServer: plainFrame(0x81, 'a') },
  { type: 'unexpected mask', closeCode: 1002, toClient: maskedFrame(0x81, 'a') },
  { type: 'fragmented control frame', closeCode: 1002, ...both(0x09, 'a') },
  { type: 'long control frame', closeCode: 1002, ...both(0x89, 'a'.repeat(126)) },
  { type: 'longer length form', closeCode: 1002, toServer: fromHex('81fe0001'), toClient: fromHex('817e0001') },
  { type: 'negative length', closeCode: 1002, toServer: fromHex('81ff80'), toClient: fromHex('817f80') },
  { type: 'unexpected continuation', closeCode: 1002, ...both(0x80, 'a') },
  { type: 'interleaved message', closeCode: 1002, toServer: twice(maskedFrame), toClient: twice(plainFrame) },
  { type: 'invalid UTF-8', closeCode: 1007, ...both(0x81, fromHex('ff')) },
  { type: 'short close body', closeCode: 1002, ...both(0x88, 'a') },
  { type: 'unsendable close code', closeCode: 1002, ...both(0x88, closePayload(1005)) },
  { type: 'invalid UTF-8 in reason', closeCode: 1007, ...both(0x88, closePayload(1000, fromHex('ff'))) },
  { type: 'message too big', closeCode: 1009, ...both(0x82, 'a'.repeat(201)) },
];

describe('Whoever breaks a rule is told so, and the connection ends (RFC 6455 §7.1.7)', () => {
  test('every rule has its case', () => {
    expect(brokenRules.map(({ type }) => type)).toEqual(violationTypes);
  });

  test.each(brokenRules)('$type: $closeCode', ({ type, closeCode, toServer, toClient }) => {
    const event = { type: 'violation', violation: violationOf(type) };
    expect(event.violation.closeCode).toBe(closeCode);
    if (toServer !== undefined) {
      const server = openServer(limits);
      expect(server.receive(toServer)).toEqual([event]);
      expect(server.takeOutput().map(toHex)).toEqual([toHex(plainFrame(0x88, closePayload(closeCode)))]);
      expect(server).toMatchObject({ state: 'CLOSING', wantsTransportClosed: true });
    }
    if (toClient !== undefined) {
      const client = openClient(limits);
      expect(client.receive(toClient)).toEqual([event]);
      expect(client.takeOutput().map(toHex)).toEqual([toHex(maskedFrame(0x88, closePayload(closeCode)))]);
      expect(client).toMatchObject({ state: 'CLOSING', wantsTransportClosed: true });
    }
  });

  test.each(violationTypes)('%s is said in a sentence and names its section', (type) => {
    const { reason, section } = violationOf(type);
    expect(reason).toMatch(/^[A-Z].*\.$/);
    expect(section).toMatch(/^\d+(\.\d+)+$/);
  });
});

/** The beginning of a text, two times. */
function twice(frame: (first: number, payload: string) => Uint8Array): Uint8Array {
  return Uint8Array.of(...frame(0x01, 'a'), ...frame(0x01, 'b'));
}
