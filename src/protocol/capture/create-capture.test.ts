import { describe, expect, test } from 'vitest';
import { createConversation } from '../conversation';
import { fromHex } from '../hex';
import { createCapture } from './create-capture';

const conversation = createConversation({
  key: 'dGhlIHNhbXBsZSBub25jZQ==',
  message: 'Hello',
  maskingKey: fromHex('37 fa 21 3d'),
  closeCode: 1000,
  closeReason: '',
}).flat();

describe('The capture of a conversation', () => {
  test('is the same for the same conversation, and leaves its bytes as they were', () => {
    const before = structuredClone(conversation);
    expect(createCapture(conversation)).toEqual(createCapture(conversation));
    expect(conversation).toEqual(before);
  });

  test('holds each transmission as it is', () => {
    const capture = Buffer.from(createCapture(conversation));
    for (const { bytes } of conversation) expect(capture.includes(Buffer.from(bytes))).toBe(true);
  });

  test('begins at the start of December 2011', () => {
    const firstPacket = new DataView(createCapture([]).buffer, 48);
    const microseconds = firstPacket.getUint32(12, true) * 2 ** 32 + firstPacket.getUint32(16, true);
    expect(new Date(microseconds / 1_000).toISOString()).toBe('2011-12-01T00:00:00.000Z');
  });

  test('without transmissions is a connection that is opened and closed', () => {
    const [sectionAndInterface, packet, synPacket] = [48, 32 + 40, 32 + 44];
    expect(createCapture([])).toHaveLength(sectionAndInterface + 2 * synPacket + 4 * packet);
  });
});
