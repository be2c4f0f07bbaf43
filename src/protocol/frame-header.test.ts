import { describe, expect, test } from 'vitest';
import { readFrameHeader, type FrameHeader, type FrameLimits } from './frame-header';
import { fromHex } from './hex';
import type { ViolationType } from './violation';

const toClient: FrameLimits = { receiver: 'client', maxPayloadSizeBytes: 100_000 };
const toServer: FrameLimits = { receiver: 'server', maxPayloadSizeBytes: 100_000 };
const maskingKey = fromHex('37 fa 21 3d');

describe('The header of a frame (RFC 6455 §5.2)', () => {
  test.each<{ bytes: string; limits: FrameLimits; header: Partial<FrameHeader> }>([
    { bytes: '81 05', limits: toClient, header: { fin: true, opcode: 'text', payloadSizeBytes: 5 } },
    { bytes: '01 03', limits: toClient, header: { fin: false, opcode: 'text', payloadSizeBytes: 3 } },
    { bytes: '80 02', limits: toClient, header: { fin: true, opcode: 'continuation', payloadSizeBytes: 2 } },
    { bytes: '82 00', limits: toClient, header: { fin: true, opcode: 'binary', payloadSizeBytes: 0 } },
    { bytes: '88 7d', limits: toClient, header: { fin: true, opcode: 'close', payloadSizeBytes: 125 } },
    { bytes: '89 05', limits: toClient, header: { fin: true, opcode: 'ping', payloadSizeBytes: 5 } },
    { bytes: '82 7e 00 7e', limits: toClient, header: { payloadSizeBytes: 126 } },
    { bytes: '82 7e 01 00', limits: toClient, header: { payloadSizeBytes: 256 } },
    { bytes: '82 7e ff ff', limits: toClient, header: { payloadSizeBytes: 65_535 } },
    { bytes: '82 7f 00 00 00 00 00 01 00 00', limits: toClient, header: { payloadSizeBytes: 65_536 } },
    { bytes: '81 85 37 fa 21 3d', limits: toServer, header: { opcode: 'text', payloadSizeBytes: 5, maskingKey } },
    { bytes: '8a 80 37 fa 21 3d', limits: toServer, header: { opcode: 'pong', payloadSizeBytes: 0, maskingKey } },
    { bytes: '82 fe 00 7e 37 fa 21 3d', limits: toServer, header: { payloadSizeBytes: 126, maskingKey } },
    {
      bytes: '82 ff 00 00 00 00 00 01 00 00 37 fa 21 3d',
      limits: toServer,
      header: { payloadSizeBytes: 65_536, maskingKey },
    },
  ])('$bytes is read whole, and not before its last byte', ({ bytes, limits, header }) => {
    const whole = fromHex(bytes);
    const sizeBytes = whole.length;
    for (let size = 0; size < sizeBytes; size += 1) {
      expect(readFrameHeader(whole.subarray(0, size), 0, limits)).toEqual({ type: 'need more' });
    }
    const expected = expect.objectContaining({ sizeBytes, ...header }) as unknown;
    expect(readFrameHeader(whole, 0, limits)).toEqual({ type: 'header', header: expected });
  });

  test('it may stand anywhere in the bytes, with others around it', () => {
    const bytes = fromHex('ff ff 81 85 37 fa 21 3d 7f 9f 4d 51 58 ff');
    expect(readFrameHeader(bytes, 2, toServer)).toEqual({
      type: 'header',
      header: { fin: true, opcode: 'text', maskingKey, payloadSizeBytes: 5, sizeBytes: 6 },
    });
  });

  test('the masking key is a copy, also out of a Node Buffer', () => {
    const bytes = Buffer.from('818537fa213d', 'hex');
    const reading = readFrameHeader(bytes, 0, toServer);
    bytes.fill(0);
    expect(reading).toMatchObject({ header: { maskingKey } });
  });

  test('a length up to 2⁶³ − 1 is understood', () => {
    const limits = { receiver: 'client', maxPayloadSizeBytes: Infinity } as const;
    const sizeOf = (bytes: string): unknown => readFrameHeader(fromHex(bytes), 0, limits);
    expect(sizeOf('82 7f 00 1f ff ff ff ff ff ff')).toMatchObject({
      header: { payloadSizeBytes: Number.MAX_SAFE_INTEGER },
    });
    expect(sizeOf('82 7f 7f ff ff ff ff ff ff ff')).toMatchObject({ header: { payloadSizeBytes: 2 ** 63 } });
  });
});

describe('A broken rule is found with the first byte that breaks it, and not before', () => {
  // The last byte of each line is the one that breaks the rule.
  test.each<{ bytes: string; limits: FrameLimits; type: ViolationType }>([
    ...['c1', 'a1', '91', 'f1', '41', 'c8', '99', 'f3', 'c0'].map((bytes) => ({
      bytes,
      limits: toClient,
      type: 'reserved bits' as const,
    })),
    ...['3', '4', '5', '6', '7', 'b', 'c', 'd', 'e', 'f'].flatMap((opcode) =>
      ['8', '0'].map((fin) => ({ bytes: fin + opcode, limits: toClient, type: 'reserved opcode' as const })),
    ),
    { bytes: '08', limits: toServer, type: 'fragmented control frame' },
    { bytes: '09', limits: toServer, type: 'fragmented control frame' },
    { bytes: '0a', limits: toServer, type: 'fragmented control frame' },
    { bytes: '80', limits: { ...toClient, isMessageOpen: false }, type: 'unexpected continuation' },
    { bytes: '00', limits: { ...toClient, isMessageOpen: false }, type: 'unexpected continuation' },
    { bytes: '81', limits: { ...toClient, isMessageOpen: true }, type: 'interleaved message' },
    { bytes: '02', limits: { ...toClient, isMessageOpen: true }, type: 'interleaved message' },
    { bytes: '81 05', limits: toServer, type: 'missing mask' },
    { bytes: '89 00', limits: toServer, type: 'missing mask' },
    { bytes: '88 7e', limits: toServer, type: 'missing mask' },
    { bytes: '81 85', limits: toClient, type: 'unexpected mask' },
    { bytes: '88 80', limits: toClient, type: 'unexpected mask' },
    { bytes: '88 7e', limits: toClient, type: 'long control frame' },
    { bytes: '89 7f', limits: toClient, type: 'long control frame' },
    { bytes: '8a fe', limits: toServer, type: 'long control frame' },
    { bytes: '82 7e 00 00', limits: toClient, type: 'longer length form' },
    { bytes: '82 7e 00 7d', limits: toClient, type: 'longer length form' },
    { bytes: '82 fe 00 7d', limits: toServer, type: 'longer length form' },
    // Six zeros leave two bytes, and what they can say fits the shorter form.
    { bytes: '82 7f 00 00 00 00 00 00', limits: toClient, type: 'longer length form' },
    { bytes: '82 7f 80', limits: toClient, type: 'negative length' },
    { bytes: '82 ff ff', limits: toServer, type: 'negative length' },
    { bytes: '82 05', limits: { ...toClient, maxPayloadSizeBytes: 4 }, type: 'message too big' },
    { bytes: '82 85', limits: { ...toServer, maxPayloadSizeBytes: 4 }, type: 'message too big' },
    { bytes: '82 7e 01', limits: { ...toClient, maxPayloadSizeBytes: 255 }, type: 'message too big' },
    { bytes: '82 7e 01 01', limits: { ...toClient, maxPayloadSizeBytes: 256 }, type: 'message too big' },
    { bytes: '82 7f 00 00 00 00 00 02', limits: toClient, type: 'message too big' },
    { bytes: '82 7f 00 00 00 00 00 01 86 a1', limits: toClient, type: 'message too big' },
    { bytes: '82 7f 7f', limits: toClient, type: 'message too big' },
  ])('$type: $bytes', ({ bytes, limits, type }) => {
    const whole = fromHex(bytes);
    expect(readFrameHeader(whole.subarray(0, -1), 0, limits)).toEqual({ type: 'need more' });
    expect(readFrameHeader(whole, 0, limits)).toMatchObject({ type: 'violation', violation: { type } });
    // What follows does not change the finding.
    for (const filler of [0x00, 0x01, 0xff]) {
      const longer = Uint8Array.of(...whole, ...new Uint8Array(14).fill(filler));
      expect(readFrameHeader(longer, 0, limits)).toMatchObject({ type: 'violation', violation: { type } });
    }
  });

  test('a control frame is taken whatever the limit for messages', () => {
    const limits = { ...toClient, maxPayloadSizeBytes: 0 };
    expect(readFrameHeader(fromHex('89 7d'), 0, limits)).toMatchObject({ type: 'header' });
    expect(readFrameHeader(fromHex('81 00'), 0, limits)).toMatchObject({ type: 'header' });
    expect(readFrameHeader(fromHex('81 01'), 0, limits)).toMatchObject({ violation: { closeCode: 1009 } });
  });

  test('without a word about an open message, a frame of either kind is read', () => {
    for (const first of ['00', '80', '01', '82']) {
      expect(readFrameHeader(fromHex(`${first} 00`), 0, toClient)).toMatchObject({ type: 'header' });
    }
  });

  test('whatever two bytes begin a frame, finding them wrong does not depend on how they come', () => {
    const findingOf = (bytes: readonly number[], limits: FrameLimits): string => {
      const reading = readFrameHeader(Uint8Array.from(bytes), 0, limits);
      return reading.type === 'violation' ? reading.violation.type : 'nothing';
    };
    const differences: string[] = [];
    for (let first = 0; first < 256; first += 1) {
      for (const limits of [toClient, toServer]) {
        const alone = findingOf([first], limits);
        if (alone === 'nothing') continue;
        for (let second = 0; second < 256; second += 1) {
          if (findingOf([first, second], limits) !== alone) differences.push(`${first} ${second}`);
        }
      }
    }
    expect(differences).toEqual([]);
  });
});
