import { describe, expect, test } from 'vitest';
import { createConversation } from '../conversation';
import { fromHex, toHex } from '../hex';
import { replayEdited } from './replay';

const conversation = createConversation({
  key: 'dGhlIHNhbXBsZSBub25jZQ==',
  message: 'Hello',
  maskingKey: fromHex('37 fa 21 3d'),
  closeCode: 1000,
  closeReason: '',
});
const [dial, pickUp, , hangUp] = conversation;
const opening = [...dial, ...pickUp].map(({ from, bytes }) => [from, toHex(bytes)]);
const usualEnd = hangUp.map(({ from, bytes }) => [from, toHex(bytes)]);

const replay = (from: 'client' | 'server', hex: string): readonly unknown[] =>
  replayEdited(conversation, { from, bytes: fromHex(hex) }, () => fromHex('00 00 00 00')).map((sent) => [
    sent.from,
    toHex(sent.bytes),
  ]);

describe('What is sent when a reader edits', () => {
  test('a client’s message is sent back, and the end is the usual one', () => {
    const message = '81 85 37 fa 21 3d 7f 9f 4d 51 58';
    const echo = ['server', '81 05 48 65 6c 6c 6f'];
    expect(replay('client', message)).toEqual([...opening, ['client', message], echo, ...usualEnd]);
  });

  test('a ping between fragments is answered before the message', () => {
    const frames = '01 80 00 00 00 00 89 81 00 00 00 00 61 80 81 00 00 00 00 62';
    expect(replay('client', frames).slice(3, 5)).toEqual([
      ['server', '8a 01 61'],
      ['server', '81 01 62'],
    ]);
  });

  test('a broken rule is answered with its close code, and nothing follows', () => {
    expect(replay('client', '81 05 48 65 6c 6c 6f')).toEqual([
      ...opening,
      ['client', '81 05 48 65 6c 6c 6f'],
      ['server', '88 02 03 ea'],
    ]);
    expect(replay('server', 'c1 00')).toEqual([...opening, ['server', 'c1 00'], ['client', '88 82 00 00 00 00 03 ea']]);
  });

  test('what comes before a mistake is answered too', () => {
    expect(replay('client', '81 81 00 00 00 00 61 c1 80 00 00 00 00').slice(3)).toEqual([
      ['server', '81 01 61'],
      ['server', '88 02 03 ea'],
    ]);
  });

  test('a close frame is answered, and nothing follows', () => {
    expect(replay('server', '88 02 03 e9').slice(2)).toEqual([
      ['server', '88 02 03 e9'],
      ['client', '88 82 00 00 00 00 03 e9'],
    ]);
  });

  test('behind a frame that is cut nothing is said', () => {
    expect(replay('server', '81 05 48').slice(2)).toEqual([['server', '81 05 48']]);
  });
});
