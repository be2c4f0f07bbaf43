import { describe, expect, test } from 'vitest';
import { isSendableCloseCode } from '../../protocol/close-code';
import { createConversation, type ConversationSettings } from '../../protocol/conversation';
import { fromHex, toHex } from '../../protocol/hex';
import { createAnyTexts } from '../../simulation/any-text';
import { createRandom, pick, wholeBetween } from '../../simulation/random';
import {
  convertMessage,
  defaultEntries,
  defaultSettings,
  maxMessageSizeBytes,
  readEntries,
  type Entries,
  type MessageFormat,
  type Problems,
} from './input';

/** A conversation in which nothing is usual, so that what stays as it was can be told from what fell back. */
const before: ConversationSettings = {
  key: 'AQIDBAUGBwgJCgsMDQ4PEA==',
  message: 'before',
  maskingKey: fromHex('01 02 03 04'),
  closeCode: 4_000,
  closeReason: 'before',
};

describe('The fields as they are at first', () => {
  test('describe the usual conversation, and nothing is wrong with them', () => {
    expect(readEntries(defaultEntries, before)).toEqual({ settings: defaultSettings, problems: {} });
  });
});

describe('What a field takes', () => {
  test.each<[Partial<Entries>, Partial<ConversationSettings>]>([
    [{ key: 'AQIDBAUGBwgJCgsMDQ4PEC==' }, { key: 'AQIDBAUGBwgJCgsMDQ4PEC==' }],
    [{ message: '' }, { message: '' }],
    [{ message: ' two  spaces ' }, { message: ' two  spaces ' }],
    [{ message: '\u0000\r\n' }, { message: '\u0000\r\n' }],
    [{ message: 'x'.repeat(4_096) }, { message: 'x'.repeat(4_096) }],
    [{ message: 'é'.repeat(2_048) }, { message: 'é'.repeat(2_048) }],
    [{ message: '😀'.repeat(1_024) }, { message: '😀'.repeat(1_024) }],
    [{ message: '', format: 'hex' }, { message: new Uint8Array() }],
    [{ message: ' 48 656C\n6c6F ', format: 'hex' }, { message: fromHex('48656c6c6f') }],
    [{ message: '00'.repeat(4_096), format: 'hex' }, { message: new Uint8Array(4_096) }],
    [{ mask: '00000000' }, { maskingKey: new Uint8Array(4) }],
    [{ mask: ' FF ee 0d 01 ' }, { maskingKey: fromHex('ffee0d01') }],
    [{ code: '' }, { closeCode: undefined }],
    [{ code: ' \t' }, { closeCode: undefined }],
    [{ code: ' 4999 ' }, { closeCode: 4_999 }],
    [{ code: '01001' }, { closeCode: 1001 }],
    [{ reason: 'x'.repeat(123) }, { closeReason: 'x'.repeat(123) }],
    [{ reason: `${'é'.repeat(61)}!` }, { closeReason: `${'é'.repeat(61)}!` }],
    [{ reason: ' ' }, { closeReason: ' ' }],
  ])('%j', (part, expected) => {
    const { settings, problems } = readEntries({ ...defaultEntries, ...part }, before);
    expect(problems).toEqual({});
    expect(settings).toEqual({ ...defaultSettings, ...expected });
  });

  test('each code that may travel, and no other, from 0 to 5200', () => {
    for (let code = 0; code <= 5_200; code += 1) {
      const { settings, problems } = readEntries({ ...defaultEntries, code: String(code) }, before);
      expect([problems.code === undefined, settings.closeCode]).toEqual(
        isSendableCloseCode(code) ? [true, code] : [false, before.closeCode],
      );
    }
  });
});

const keyProblem = 'A key is 16 bytes in Base64: 22 of the signs A to Z, a to z, 0 to 9, + and /, and then ==.';
const codeProblem = 'A close code is a number, such as 1000. Leave it empty to send none.';

describe('What a field does not take is said in plain words, and that part stays as it was', () => {
  test.each<[Partial<Entries>, Problems]>([
    [{ key: '' }, { key: keyProblem }],
    [{ key: 'secret' }, { key: keyProblem }],
    [{ key: 'dGhlIHNhbXBsZSBub25jZQ=' }, { key: keyProblem }],
    [{ key: 'dGhlIHNhbXBsZSBub25-_Q==' }, { key: keyProblem }],
    [{ key: ' dGhlIHNhbXBsZSBub25jZQ==' }, { key: keyProblem }],
    [{ message: 'x'.repeat(4_097) }, { message: 'A message here has at most 4,096 bytes. This one has 4,097 bytes.' }],
    [
      { message: `${'é'.repeat(2_048)}!` },
      { message: 'A message here has at most 4,096 bytes. This one has 4,097 bytes.' },
    ],
    [
      { message: '00'.repeat(4_097), format: 'hex' },
      { message: 'A message here has at most 4,096 bytes. This one has 4,097 bytes.' },
    ],
    [
      { message: '48 6', format: 'hex' },
      { message: 'These are no bytes: a byte has two hex digits, and one digit is left over.' },
    ],
    [
      { message: 'Hello', format: 'hex' },
      { message: 'These are no bytes: “H” is not a hex digit: use 0 to 9 and a to f.' },
    ],
    [{ mask: '' }, { mask: 'A masking key has 4 bytes, so 8 hex digits. Here are 0.' }],
    [{ mask: '37fa21' }, { mask: 'A masking key has 4 bytes, so 8 hex digits. Here are 6.' }],
    [{ mask: '37fa213d00' }, { mask: 'A masking key has 4 bytes, so 8 hex digits. Here are 10.' }],
    [{ mask: '37fa213' }, { mask: 'This is no masking key: a byte has two hex digits, and one digit is left over.' }],
    [{ mask: '37fa213x' }, { mask: 'This is no masking key: “x” is not a hex digit: use 0 to 9 and a to f.' }],
    [{ code: 'one' }, { code: codeProblem }],
    [{ code: '1e3' }, { code: codeProblem }],
    [{ code: '-1000' }, { code: codeProblem }],
    [{ code: '1000.0' }, { code: codeProblem }],
    [{ code: '１０００' }, { code: codeProblem }],
    [{ code: '9'.repeat(400) }, { code: codeProblem }],
    [{ code: '0' }, { code: 'This code never travels in a frame. 0. No such code may be sent.' }],
    [
      { code: '1005' },
      {
        code: 'This code never travels in a frame. 1005, No Status Received. What a program is told when the close frame had no code.',
      },
    ],
    [{ reason: 'x'.repeat(124) }, { reason: 'A reason has at most 123 bytes. This one has 124 bytes.' }],
    [{ reason: 'é'.repeat(62) }, { reason: 'A reason has at most 123 bytes. This one has 124 bytes.' }],
  ])('%j', (part, expected) => {
    const usual = { ...defaultEntries, reason: 'usual' };
    const { settings, problems } = readEntries({ ...usual, ...part }, before);
    expect(problems).toEqual(expected);
    const names = {
      key: 'key',
      message: 'message',
      mask: 'maskingKey',
      code: 'closeCode',
      reason: 'closeReason',
    } as const;
    for (const [name, setting] of Object.entries(names)) {
      const source = name in expected ? before : { ...defaultSettings, closeReason: 'usual' };
      expect(settings[setting], name).toEqual(source[setting]);
    }
  });

  test('several at once are all said', () => {
    const entries = {
      ...defaultEntries,
      key: '',
      message: '4',
      format: 'hex',
      mask: '',
      code: 'x',
      reason: 'x'.repeat(124),
    } as const;
    const { settings, problems } = readEntries(entries, before);
    expect(Object.keys(problems).sort()).toEqual(['code', 'key', 'mask', 'message', 'reason']);
    expect(settings).toEqual(before);
  });
});

describe('A reason needs a code before it (RFC 6455 §5.5.1)', () => {
  test('without a code it is refused, and the frame stays without a body', () => {
    const { settings, problems } = readEntries({ ...defaultEntries, code: '', reason: 'bye' }, before);
    expect(problems).toEqual({ reason: 'A reason needs a code before it.' });
    expect(settings).toMatchObject({ closeCode: undefined, closeReason: '' });
  });

  test('nor does one that was there stay behind when the code goes', () => {
    const typed = ['1000', '', '3', '30', '300', '3000'].map((code) => ({ ...defaultEntries, code, reason: 'bye' }));
    const said: (readonly [number | undefined, string])[] = [];
    let settings = before;
    for (const entries of typed) {
      ({ settings } = readEntries(entries, settings));
      said.push([settings.closeCode, settings.closeReason]);
    }
    expect(said).toEqual([
      [1000, 'bye'],
      [undefined, ''],
      [undefined, ''],
      [undefined, ''],
      [undefined, ''],
      [3_000, 'bye'],
    ]);
  });
});

describe('Whatever is typed', () => {
  test('a conversation comes of it, a reason has its code, and what is said makes sense', () => {
    const random = createRandom(11);
    let settings = defaultSettings;
    for (let round = 0; round < 3_000; round += 1) {
      const [key = '', message = '', mask = '', code = '', reason = ''] = createAnyTexts(random, 5, almostRight);
      const entries: Entries = { key, message, format: pick(random, ['text', 'hex'] as const), mask, code, reason };
      const reading = readEntries(entries, settings);
      ({ settings } = reading);
      expect(() => createConversation(settings)).not.toThrow();
      if (settings.closeCode === undefined) expect(settings.closeReason).toBe('');
      expect(Object.values(reading.problems).join(' ')).not.toMatch(/undefined|NaN|Infinity|\[object/);
    }
  });
});

const almostRight = [defaultEntries.key, defaultEntries.mask, '4865', '1000', '1005', '3000', '4999', '5000'];

describe('The message in the other format', () => {
  test('text becomes the bytes of its UTF-8, and again the text', () => {
    const random = createRandom(8);
    for (const text of ['', 'Hello', '\ufeffHello', 'a\r\nb', '\u0000', '👩🏽‍💻', ...createAnyTexts(random, 1_000)]) {
      const wellFormed = text.toWellFormed();
      const hex = convert({ message: wellFormed, format: 'text' }, 'hex');
      expect(hex).toEqual({ message: toHex(new TextEncoder().encode(wellFormed)), format: 'hex' });
      expect(convert(hex, 'text')).toEqual({ message: wellFormed, format: 'text' });
    }
  });

  test('half an emoji becomes the sign that travels in its place', () => {
    expect(convert({ message: 'a\ud83d', format: 'text' }, 'hex').message).toBe('61 ef bf bd');
  });

  test('bytes that spell a text become that text, however they are typed', () => {
    expect(convert({ message: '4865 6C6C\n6f', format: 'hex' }, 'text')).toEqual({ message: 'Hello', format: 'text' });
    expect(convert({ message: '', format: 'hex' }, 'text')).toEqual({ message: '', format: 'text' });
  });

  test.each(['ff', 'c3', 'ed a0 80', '48 6', 'Hello', 'f8 88 80 80 80'])(
    '%s spells no text and stays as typed',
    (message) => {
      expect(convert({ message, format: 'hex' }, 'text')).toEqual({ message, format: 'text' });
    },
  );

  test.each<MessageFormat>(['text', 'hex'])('in the format that it has, %s, nothing changes', (format) => {
    expect(convertMessage({ ...defaultEntries, message: 'ab', format }, format)).toEqual({});
  });

  test('any bytes become a text of the same bytes, or stay as typed', () => {
    const random = createRandom(9);
    for (let round = 0; round < 1_000; round += 1) {
      const bytes = Uint8Array.from({ length: wholeBetween(random, 0, 6) }, () => wholeBetween(random, 0, 255));
      const { message } = convert({ message: toHex(bytes), format: 'hex' }, 'text');
      if (message !== toHex(bytes)) expect(new TextEncoder().encode(message)).toEqual(bytes);
    }
  });
});

test('the longest message is the one that links can hold', () => {
  expect(maxMessageSizeBytes).toBe(4_096);
});

function convert(
  message: Pick<Entries, 'message' | 'format'>,
  format: MessageFormat,
): Partial<Entries> & { message: string; format: MessageFormat } {
  return { ...message, ...convertMessage({ ...defaultEntries, ...message }, format) };
}
