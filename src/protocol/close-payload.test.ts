import { describe, expect, test } from 'vitest';
import { encodeClosePayload, isSendableCloseCode } from './close-code';
import { decodeClosePayload } from './close-payload';
import { fromHex } from './hex';
import { violationOf, type ViolationType } from './violation';

describe('Reading the payload of a close frame (RFC 6455 §5.5.1, §7.4)', () => {
  test.each([
    { bytes: '', closeCode: undefined, closeReason: '' },
    { bytes: '03 e8', closeCode: 1000, closeReason: '' },
    { bytes: '03 e9 62 79 65', closeCode: 1001, closeReason: 'bye' },
    { bytes: '13 87 c3 a9', closeCode: 4999, closeReason: 'é' },
    { bytes: '0b b8 00', closeCode: 3000, closeReason: '\u0000' },
    { bytes: '03 e8 ef bb bf 61', closeCode: 1000, closeReason: '\ufeffa' },
    { bytes: '03 e8 f0 9f 98 80', closeCode: 1000, closeReason: '😀' },
  ])('"$bytes" says $closeCode "$closeReason"', ({ bytes, closeCode, closeReason }) => {
    expect(decodeClosePayload(fromHex(bytes))).toEqual({ ok: true, closeCode, closeReason });
    expect(decodeClosePayload(Buffer.from(fromHex(bytes)))).toEqual({ ok: true, closeCode, closeReason });
  });

  test.each<{ bytes: string; type: ViolationType }>([
    { bytes: '00', type: 'short close body' },
    { bytes: '03', type: 'short close body' },
    { bytes: 'ff', type: 'short close body' },
    { bytes: '00 00', type: 'unsendable close code' },
    { bytes: '03 e7', type: 'unsendable close code' },
    { bytes: '03 ec', type: 'unsendable close code' },
    { bytes: '03 ed', type: 'unsendable close code' },
    { bytes: '03 ee', type: 'unsendable close code' },
    { bytes: '03 f7', type: 'unsendable close code' },
    { bytes: '03 f8', type: 'unsendable close code' },
    { bytes: '0b b7', type: 'unsendable close code' },
    { bytes: '13 88', type: 'unsendable close code' },
    { bytes: 'ff ff', type: 'unsendable close code' },
    // The code is looked at first.
    { bytes: '03 ed ff', type: 'unsendable close code' },
    { bytes: '03 e8 ff', type: 'invalid UTF-8 in reason' },
    { bytes: '03 e8 61 c3', type: 'invalid UTF-8 in reason' },
    { bytes: '03 e8 ed a0 80', type: 'invalid UTF-8 in reason' },
    { bytes: '03 e8 c0 80', type: 'invalid UTF-8 in reason' },
  ])('"$bytes" is refused: $type', ({ bytes, type }) => {
    expect(decodeClosePayload(fromHex(bytes))).toEqual({ ok: false, violation: violationOf(type) });
  });

  test('undoes the writing of every code that may be sent, and refuses all other codes of two bytes', () => {
    for (let closeCode = 0; closeCode <= 0xffff; closeCode += 1) {
      const reading = decodeClosePayload(Uint8Array.of(closeCode >> 8, closeCode & 0xff, 0x61));
      if (isSendableCloseCode(closeCode) !== reading.ok) expect.fail(`${closeCode} is read wrongly`);
      if (!reading.ok) continue;
      expect(reading).toEqual({ ok: true, closeCode, closeReason: 'a' });
      expect(decodeClosePayload(encodeClosePayload(closeCode, 'a'))).toEqual(reading);
    }
  });

  test('gives back any reason that fits', () => {
    for (const reason of ['x'.repeat(123), 'é'.repeat(61), '😀'.repeat(30), '\ufffd', 'a\nb']) {
      const payload = encodeClosePayload(4000, reason);
      expect(decodeClosePayload(payload)).toEqual({ ok: true, closeCode: 4000, closeReason: reason });
    }
  });
});
