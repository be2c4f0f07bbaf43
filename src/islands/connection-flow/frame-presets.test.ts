import { describe, expect, test } from 'vitest';
import type { Endpoint } from '../../protocol/conversation';
import { explainFrames, type ExplainedFrame } from '../../protocol/explain';
import { fromHex } from '../../protocol/hex';
import { createMessageReader, type Arrival } from '../../protocol/message-reader';
import { rightPresets, wrongPresets, type FramePreset } from './frame-presets';
import { defaultSettings, maxEditedSizeBytes, maxMessageSizeBytes } from './input';

const ends: readonly Endpoint[] = ['client', 'server'];
const messages = ['', 'H', 'Hello', '😀', 'x'.repeat(126), 'é'.repeat(maxMessageSizeBytes / 2), fromHex('00 ff')];

function preset(presets: readonly FramePreset[], title: string): FramePreset {
  const found = presets.find((each) => each.title === title);
  if (found === undefined) throw new Error(`No preset is called ${title}`);
  return found;
}

function read(bytes: Uint8Array, from: Endpoint): readonly Arrival[] {
  const receiver = from === 'client' ? 'server' : 'client';
  return createMessageReader({ receiver, maxMessageSizeBytes }).read(bytes);
}

describe.each(ends)('What the %s may begin with', (from) => {
  test.each(rightPresets)('“$title” brings any message whole', ({ create }) => {
    for (const message of messages) {
      const bytes = create({ ...defaultSettings, message }, from);
      expect(bytes.length).toBeLessThanOrEqual(maxEditedSizeBytes);
      const arrived = read(bytes, from).filter(({ type }) => type !== 'ping');
      const expected =
        typeof message === 'string' ? { type: 'text', text: message } : { type: 'binary', bytes: message };
      expect(arrived).toEqual([expected]);
    }
  });

  test('a message comes in as many frames as it says, each with a key of its own', () => {
    const count = (title: string): readonly ExplainedFrame[] =>
      explainFrames(preset(rightPresets, title).create(defaultSettings, from), from).frames;
    expect(count('Your message')).toHaveLength(1);
    expect(count('In 2 fragments')).toHaveLength(2);
    expect(count('In 3 fragments')).toHaveLength(3);
    const between = count('A ping in between');
    expect(between).toHaveLength(3);
    const keys = between.flatMap(({ fields }) => fields.filter(({ type }) => type === 'masking key'));
    expect(new Set(keys.map(({ value }) => value)).size).toBe(from === 'client' ? 3 : 0);
  });

  test.each([
    ['Mask forgotten', from === 'client' ? 'missing mask' : 'unexpected mask'],
    ['Reserved bit', 'reserved bits'],
    ['Unknown opcode', 'reserved opcode'],
    ['Not UTF-8', 'invalid UTF-8'],
    ['Two beginnings', 'interleaved message'],
    ['Nothing to continue', 'unexpected continuation'],
    ['Ping in pieces', 'fragmented control frame'],
    ['Close with 1005', 'unsendable close code'],
    ['Length too long', 'longer length form'],
  ])('“%s” breaks the rule about %s, whatever the message', (title, type) => {
    for (const message of messages) {
      const settings = { ...defaultSettings, message };
      const found = read(preset(wrongPresets, title).create(settings, from), from).at(-1);
      expect(found).toMatchObject({ type: 'violation', violation: { type } });
    }
  });

  test('“Cut short” is right as far as it goes', () => {
    const bytes = preset(wrongPresets, 'Cut short').create(defaultSettings, from);
    expect(explainFrames(bytes, from).frames.map(({ finding }) => finding.type)).toEqual(['cut']);
  });

  test('no other mistake is left untried', () => {
    expect(wrongPresets).toHaveLength(10);
  });
});
