import { describe, expect, test } from 'vitest';
import { createConversation, type ConversationSettings } from '../../protocol/conversation';
import { fromHex } from '../../protocol/hex';
import { createAnyTexts } from '../../simulation/any-text';
import { createRandom, pick, wholeBetween } from '../../simulation/random';
import { compactHex, readFlow, writeFlow, type FlowView, type StepNumber } from './address';
import { defaultEntries, defaultSettings, maxEditedSizeBytes, type EditedFrames } from './input';

const usual: FlowView = { step: 0, entries: defaultEntries, settings: defaultSettings };

describe('A view in an address', () => {
  test('what is written is what is read, for any view', () => {
    const random = createRandom(6455);
    for (let round = 0; round < 2_000; round += 1) {
      const view = createAnyView(random);
      expect(readFlow(carry(writeFlow(view, new URLSearchParams())))).toEqual({ view, problems: [] });
    }
  });

  test('the diagram as it is at first needs nothing', () => {
    expect(writeFlow(usual, new URLSearchParams()).toString()).toBe('');
    expect(readFlow(new URLSearchParams())).toEqual({ view: usual, problems: [] });
  });

  test('every part has a name of its own, and that name is kept for ever', () => {
    const settings: ConversationSettings = {
      key: 'AQIDBAUGBwgJCgsMDQ4PEA==',
      message: 'Hi',
      maskingKey: fromHex('01 02 03 ff'),
      closeCode: 4_000,
      closeReason: 'bye',
    };
    const parts = {
      'flow.step': '3',
      'flow.key': 'AQIDBAUGBwgJCgsMDQ4PEA==',
      'flow.message': 'Hi',
      'flow.mask': '010203ff',
      'flow.code': '4000',
      'flow.reason': 'bye',
    };
    expect(Object.fromEntries(writeFlow({ step: 3, settings }, new URLSearchParams()))).toEqual(parts);
    const { 'flow.message': _, ...others } = parts;
    const binary = { ...settings, message: fromHex('48 69') };
    expect(Object.fromEntries(writeFlow({ step: 3, settings: binary }, new URLSearchParams()))).toEqual({
      ...others,
      'flow.hex': '4869',
    });
  });

  test('edited frames are part of it, broken ones too, and who sends them', () => {
    const parts = { 'flow.step': '3', 'flow.frame': 'c18037fa', 'flow.from': 'server' };
    const edited: EditedFrames = { from: 'server', bytes: fromHex('c1 80 37 fa') };
    expect(
      Object.fromEntries(writeFlow({ step: 3, settings: defaultSettings, edited }, new URLSearchParams())),
    ).toEqual(parts);
    expect(readFlow(new URLSearchParams(parts)).view).toEqual({ ...usual, step: 3, edited });
  });

  test('a link to a frame leads to the step where it is edited', () => {
    expect(read('flow.frame=8100').view).toMatchObject({
      step: 3,
      edited: { from: 'client', bytes: fromHex('81 00') },
    });
    expect(read('flow.frame=').view).toMatchObject({ step: 3, edited: { bytes: new Uint8Array() } });
    expect(read('flow.frame=8100&flow.step=4').view.step).toBe(4);
  });

  test('a sender that is none is said to be none', () => {
    const { view, problems } = read('flow.frame=8100&flow.from=me');
    expect(problems).toEqual(['The link does not say who sends the frame. You see it as sent by the browser.']);
    expect(view.edited?.from).toBe('client');
  });

  test('only what is not usual is written', () => {
    const settings = { ...defaultSettings, closeCode: 1001 };
    expect(writeFlow({ step: 0, settings }, new URLSearchParams()).toString()).toBe('flow.code=1001');
  });

  test('an empty value is a value', () => {
    const emptied = { ...defaultSettings, message: '', closeCode: undefined };
    expect(writeFlow({ step: 0, settings: emptied }, new URLSearchParams()).toString()).toBe(
      'flow.message=&flow.code=',
    );
    expect(read('flow.message=&flow.code=').view.settings).toEqual(emptied);
    expect(read('flow.hex=').view.settings.message).toEqual(new Uint8Array());
    expect(read('flow.reason=').view).toEqual(usual);
  });

  test('bytes that happen to spell the usual message are no usual message', () => {
    const settings = { ...defaultSettings, message: fromHex('48 65 6c 6c 6f') };
    expect(writeFlow({ step: 0, settings }, new URLSearchParams()).toString()).toBe('flow.hex=48656c6c6f');
  });

  test('parameters of others are kept as they were, repeated ones too, and old ones of ours go', () => {
    const before = new URLSearchParams('sim.t=5&q=1&q=2&flowers=%26&flow.step=2&flow.old=1&flow.key=a&flow.key=b');
    const written = writeFlow({ step: 4, settings: defaultSettings }, before);
    expect([...written]).toEqual([
      ['sim.t', '5'],
      ['q', '1'],
      ['q', '2'],
      ['flowers', '&'],
      ['flow.step', '4'],
    ]);
    expect(before.toString()).toContain('flow.old=1');
  });

  test.each([
    'a+b',
    'a & b',
    '100 %',
    '%41',
    '#1',
    '?x=y',
    '\u0000',
    '\r\n',
    ' ',
    '👩🏽‍💻',
    '\ufeffa',
    '<b>',
    'é',
    'é'.normalize('NFD'),
  ])('the message %j travels as typed', (message) => {
    const settings = { ...defaultSettings, message, closeReason: message };
    const { view, problems } = readFlow(carry(writeFlow({ step: 3, settings }, new URLSearchParams())));
    expect(problems).toEqual([]);
    expect(view.settings).toEqual(settings);
  });

  test.each(['a\ud83d', '\ude00b', '\ude00\ud83d'])(
    'of half an emoji, as in %j, the bytes stay the same',
    (message) => {
      const settings = { ...defaultSettings, message };
      const { view } = readFlow(carry(writeFlow({ step: 3, settings }, new URLSearchParams())));
      expect(createConversation(view.settings)[2].map(({ bytes }) => bytes)).toEqual(
        createConversation(settings)[2].map(({ bytes }) => bytes),
      );
    },
  );

  test('what a link may write in several ways is read as one', () => {
    const { view, problems } = read('flow.hex=48%2065%0A6C&flow.mask=+FF+EE+0d+01&flow.code=+01001+');
    expect(problems).toEqual([]);
    expect(view.settings).toMatchObject({
      message: fromHex('48656c'),
      maskingKey: fromHex('ffee0d01'),
      closeCode: 1001,
    });
    expect(writeFlow(view, new URLSearchParams()).toString()).toBe('flow.hex=48656c&flow.mask=ffee0d01&flow.code=1001');
  });
});

describe('An address that makes no sense', () => {
  const noStep = 'The link names a step that does not exist. There are four. You see them all.';

  test.each<readonly [string, string]>([
    ...['0', '5', '-1', '1.0', '01', ' 1', '', 'x', '1e0', '١', '__proto__', 'NaN'].map(
      (step) => [`flow.step=${encodeURIComponent(step)}`, noStep] as const,
    ),
    ['flow.key=', 'The key in the link will not do, so you see the usual one. A key is 16 bytes in Base64'],
    ['flow.key=secret', 'The key in the link will not do'],
    // A plus sign that was not encoded is a space.
    ['flow.key=AQIDBAUGBwgJCgsMDQ4+EA==', 'The key in the link will not do'],
    ['flow.frame=x', 'The frame in the link will not do, so you see the usual ones. These are no bytes: “x”'],
    ['flow.frame=8', 'The frame in the link will not do'],
    [`flow.frame=${'00'.repeat(maxEditedSizeBytes + 1)}`, 'At most 4,200 bytes can stand here. These are 4,201 bytes.'],
    ['flow.hex=4', 'The message in the link will not do, so you see the usual one. These are no bytes: a byte has two'],
    ['flow.hex=0x48', 'These are no bytes: “x” is not a hex digit'],
    [`flow.hex=${'00'.repeat(4_097)}`, 'A message here has at most 4,096 bytes. This one has 4,097 bytes.'],
    [`flow.message=${'x'.repeat(4_097)}`, 'A message here has at most 4,096 bytes. This one has 4,097 bytes.'],
    ['flow.mask=', 'The masking key in the link will not do, so you see the usual one. A masking key has 4 bytes'],
    ['flow.mask=37fa213g', 'This is no masking key: “g” is not a hex digit'],
    ['flow.code=1006', 'The close code in the link will not do, so you see the usual one. This code never travels'],
    ['flow.code=soon', 'A close code is a number, such as 1000.'],
    [
      `flow.reason=${'x'.repeat(124)}`,
      'The reason in the link will not do, so you see the usual one. A reason has at most',
    ],
  ])('%s is replaced, and said: %s', (query, said) => {
    expect(read(query)).toEqual({ view: usual, problems: [expect.stringContaining(said)] });
  });

  test('a reason without a code is left out, and said', () => {
    expect(read('flow.code=&flow.reason=bye')).toEqual({
      view: {
        step: 0,
        entries: { ...defaultEntries, code: '' },
        settings: { ...defaultSettings, closeCode: undefined },
      },
      problems: ['The reason in the link will not do, so you see the usual one. A reason needs a code before it.'],
    });
  });

  test('a reason beside a code that will not do stands beside the usual code', () => {
    const { view, problems } = read('flow.code=1006&flow.reason=bye');
    expect(problems).toHaveLength(1);
    expect(view.settings).toMatchObject({ closeCode: 1000, closeReason: 'bye' });
    expect(view.entries).toMatchObject({ code: '1000', reason: 'bye' });
  });

  test('of a message both as text and in hex the text is taken, and it is said', () => {
    const both = 'The link holds a message both as text and in hex. You see the text.';
    expect(read('flow.hex=ff&flow.message=Hi')).toEqual({
      view: {
        ...usual,
        entries: { ...defaultEntries, message: 'Hi' },
        settings: { ...defaultSettings, message: 'Hi' },
      },
      problems: [both],
    });
    expect(read('flow.message=&flow.hex=ff').view.settings.message).toBe('');
    expect(read('flow.hex=x&flow.message=Hi').problems).toEqual([both]);
  });

  test('4,096 bytes are not too many, as text or in hex', () => {
    expect(read(`flow.message=${'x'.repeat(4_096)}`).view.settings.message).toHaveLength(4_096);
    expect(read(`flow.message=${encodeURIComponent('é'.repeat(2_048))}`).problems).toEqual([]);
    expect(read(`flow.hex=${'ff'.repeat(4_096)}`).view.settings.message).toHaveLength(4_096);
    expect(read(`flow.message=${encodeURIComponent('é'.repeat(2_048))}!`).problems).toHaveLength(1);
  });

  test('of a parameter that stands twice the first counts', () => {
    expect(read('flow.step=2&flow.step=9')).toMatchObject({ view: { step: 2 }, problems: [] });
  });

  test('each slip is said, and the rest of the link still counts', () => {
    const { view, problems } = read(
      'flow.step=7&flow.key=x&flow.message=Hi&flow.mask=01020304&flow.code=1005&flow.reason=bye',
    );
    expect(problems).toHaveLength(3);
    expect(view.settings).toEqual({
      ...defaultSettings,
      message: 'Hi',
      maskingKey: fromHex('01020304'),
      closeReason: 'bye',
    });
  });

  test.each(['step', 'key', 'message', 'hex', 'mask', 'code', 'reason'] as const)(
    '2,000 strings as flow.%s: replaced and said, or taken',
    (name) => {
      const random = createRandom(4_096);
      for (const text of createAnyTexts(random, 2_000, almostRight).map((each) => each.toWellFormed())) {
        const { view, problems } = readFlow(new URLSearchParams({ [`flow.${name}`]: text }));
        const { shown, usually } = valuesOf(view)[name];
        if (problems.length === 0) expect({ name, text, shown }).toEqual({ name, text, shown: text });
        else expect({ text, problems, shown }).toEqual({ text, problems: [expect.any(String)], shown: usually });
        expectSoundness(view, problems);
      }
    },
  );

  test('whatever stands in all of them at once, what is read can be written and read again without a word', () => {
    const random = createRandom(4_097);
    for (let round = 0; round < 2_000; round += 1) {
      const names = ['step', 'key', 'message', 'hex', 'mask', 'code', 'reason'].filter(() => random() < 0.8);
      const texts = createAnyTexts(random, names.length, almostRight);
      const query = new URLSearchParams(names.map((name, index) => [`flow.${name}`, texts[index] ?? '']));
      const { view, problems } = readFlow(query);
      expectSoundness(view, problems);
      const again = readFlow(carry(writeFlow(view, query)));
      expect(again.problems).toEqual([]);
      expect(createConversation(again.view.settings)).toEqual(createConversation(view.settings));
      expect(again.view.step).toBe(view.step);
    }
  });
});

test('100,000 addresses of noise are read without a throw, and each gives a conversation to show', () => {
  const random = createRandom(4_098);
  const names = ['step', 'key', 'message', 'hex', 'mask', 'code', 'reason'] as const;
  for (let round = 0; round < 100_000; round += 1) {
    const codeUnits = Array.from({ length: wholeBetween(random, 0, 12) }, () => wholeBetween(random, 0, 300));
    const text = String.fromCharCode(...codeUnits);
    const { view, problems } = readFlow(new URLSearchParams([[`flow.${pick(random, names)}`, text]]));
    const isSound = view.step <= 4 && view.settings.maskingKey.length === 4 && problems.length <= 1;
    if (!isSound) expect.fail(JSON.stringify({ text, problems }));
  }
  expect.assertions(0);
});

test('in an address bytes stand without spaces', () => {
  expect(compactHex(fromHex('00 0a ff'))).toBe('000aff');
});

const almostRight = [
  '1',
  '4',
  '5',
  '1000',
  '1005',
  '3000',
  '48656c6c6f',
  '37fa213d',
  '37fa213',
  defaultEntries.key,
  'bye',
];

const read = (query: string): ReturnType<typeof readFlow> => readFlow(new URLSearchParams(query));

/** What a browser makes of an address must change nothing. */
const carry = (parameters: URLSearchParams): URLSearchParams =>
  new URL(`https://example.com/websockets/?${parameters.toString()}#connection-flow`).searchParams;

/** What the form shows for each parameter, and what it shows without it. */
function valuesOf({ step, entries }: FlowView) {
  const { key, message, mask, code, reason } = defaultEntries;
  return {
    step: { shown: String(step), usually: '0' },
    key: { shown: entries.key, usually: key },
    message: { shown: entries.message, usually: message },
    hex: { shown: entries.message, usually: message },
    mask: { shown: entries.mask, usually: mask },
    code: { shown: entries.code, usually: code },
    reason: { shown: entries.reason, usually: reason },
  } as const;
}

function expectSoundness({ step, entries, settings }: FlowView, problems: readonly string[]): void {
  expect([0, 1, 2, 3, 4]).toContain(step);
  expect(entries.format).toBe(typeof settings.message === 'string' ? 'text' : 'hex');
  expect(() => createConversation(settings)).not.toThrow();
  expect(problems.join(' ')).not.toMatch(/undefined|NaN|Infinity|\[object/);
}

function createAnyView(random: () => number): FlowView {
  const bytes = (size: number): Uint8Array => Uint8Array.from({ length: size }, () => wholeBetween(random, 0, 255));
  const text = (longest: number): string =>
    String.fromCodePoint(
      ...Array.from({ length: wholeBetween(random, 0, longest) }, () =>
        wholeBetween(random, 0, random() < 0.7 ? 0x7f : 0x10ffff),
      ),
    ).toWellFormed();
  const sometimes = <Value>(value: Value, otherwise: Value): Value => (random() < 0.6 ? value : otherwise);

  const code = random() < 0.2 ? undefined : pick(random, [1000, 1001, 1010, 1011, wholeBetween(random, 3_000, 4_999)]);
  const settings: ConversationSettings = {
    key: sometimes(btoa(String.fromCharCode(...bytes(16))), defaultSettings.key),
    message: random() < 0.5 ? sometimes(text(40), 'Hello') : bytes(wholeBetween(random, 0, 40)),
    maskingKey: sometimes(bytes(4), defaultSettings.maskingKey),
    closeCode: code,
    closeReason: code === undefined ? '' : sometimes(text(30), ''),
  };
  const { message } = settings;
  const step = pick<StepNumber>(random, [0, 1, 2, 3, 4]);
  const isEdited = step !== 0 && random() < 0.4;
  const edited: EditedFrames = {
    from: pick(random, ['client', 'server'] as const),
    bytes: bytes(wholeBetween(random, 0, 60)),
  };
  return {
    step,
    ...(isEdited ? { edited } : {}),
    entries: {
      key: settings.key,
      message: typeof message === 'string' ? message : compactHex(message),
      format: typeof message === 'string' ? 'text' : 'hex',
      mask: compactHex(settings.maskingKey),
      code: code === undefined ? '' : String(code),
      reason: settings.closeReason,
    },
    settings,
  };
}
