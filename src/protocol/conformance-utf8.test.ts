/**
 * The cases of the Autobahn test suite, section 6: texts that are UTF-8 and texts that are not, by their numbers there.
 * The sequences are Markus Kuhn's (UTF-8 decoder capability and stress test).
 */
import { describe, expect, test } from 'vitest';
import { cut, join, maskedFrame, plainFrame } from './any-frame';
import { closeFrames, talkToEchoServer } from './open-connection';
import { fromHex, toHex } from './hex';

const greek = 'ce ba e1 bd b9 cf 83 ce bc ce b5';
const edited = '65 64 69 74 65 64';
const german = 'Hello-µ@ßöäüàá-UTF-8!!';

describe('6.1 and 6.2 Texts without bytes, and texts in fragments', () => {
  test.each([
    { name: '6.1.1', title: 'no bytes', fragments: [''], text: '' },
    { name: '6.1.2', title: 'three fragments without bytes', fragments: ['', '', ''], text: '' },
    { name: '6.1.3', title: 'bytes in the middle only', fragments: ['', 'middle', ''], text: 'middle' },
    { name: '6.2.1', title: 'characters of two bytes', fragments: [german], text: german },
    { name: '6.2.2', title: 'cut between characters', fragments: ['Hello-µ@ßöä', 'üàá-UTF-8!!'], text: german },
    { name: '6.2.3', title: 'fragments of 1 byte', fragments: bytewise(Buffer.from(german)), text: german },
    { name: '6.2.4', title: 'fragments of 1 byte', fragments: bytewise(fromHex(greek)), text: 'κ\u1f79σμε' },
  ])('$name $title', ({ fragments, text }) => {
    for (const size of [1, 3, 1000]) {
      expectEcho(cut(join(framesOf(fragments)), size), new TextEncoder().encode(text));
    }
  });
});

describe('6.3 and 6.4 What is wrong is told with the first byte that is wrong', () => {
  const surrogate = fromHex(`${greek} ed a0 80 ${edited}`);
  const tooHigh = fromHex(`${greek} f4 90 80 80 ${edited}`);
  // One frame is announced, and its payload comes in pieces.
  const [head, masked] = [maskedFrame(0x81, tooHigh).slice(0, 6), maskedFrame(0x81, tooHigh).slice(6)];

  test.each([
    { name: '6.3.1', title: 'in one frame', pieces: [maskedFrame(0x81, surrogate)], failsAt: 1 },
    { name: '6.3.2', title: 'in fragments of 1 byte', pieces: framesOf(bytewise(surrogate)), failsAt: 13 },
    {
      ...{ name: '6.4.1', title: 'in the second of three fragments', failsAt: 2 },
      pieces: framesOf([tooHigh.slice(0, 11), tooHigh.slice(11, 15), tooHigh.slice(15)]),
    },
    {
      ...{ name: '6.4.2', title: 'in the only byte of the second fragment', failsAt: 2 },
      pieces: framesOf([tooHigh.slice(0, 12), tooHigh.slice(12, 13), tooHigh.slice(13)]),
    },
    {
      ...{ name: '6.4.3', title: 'in the second piece of one frame', failsAt: 2 },
      pieces: [join([head, masked.slice(0, 11)]), masked.slice(11, 15), masked.slice(15)],
    },
    {
      ...{ name: '6.4.4', title: 'in the only byte of the second piece', failsAt: 2 },
      pieces: [join([head, masked.slice(0, 12)]), masked.slice(12, 13), masked.slice(13)],
    },
  ])('$name $title', ({ pieces, failsAt }) => {
    expectFailure(pieces, failsAt);
  });
});

/** The groups of the suite from 6.5 on: sequences in hex digits, with what they are. */
const groups: readonly {
  readonly title: string;
  readonly valid?: readonly string[];
  readonly invalid?: readonly string[];
}[] = [
  {
    title: '6.5 some valid sequences',
    valid: [
      '68 65 6c 6c 6f 24 77 6f 72 6c 64',
      '68 65 6c 6c 6f c2 a2 77 6f 72 6c 64',
      '68 65 6c 6c 6f e2 82 ac 77 6f 72 6c 64',
      '68 65 6c 6c 6f f0 a4 ad a2 77 6f 72 6c 64',
      greek,
    ],
  },
  {
    title: '6.6 all beginnings of a text: they are whole behind a whole character',
    valid: [2, 5, 7, 9, 11].map((size) => toHex(fromHex(greek).slice(0, size))),
    invalid: [1, 3, 4, 6, 8, 10].map((size) => toHex(fromHex(greek).slice(0, size))),
  },
  { title: '6.7 the first of each length', valid: ['00', 'c2 80', 'e0 a0 80', 'f0 90 80 80'] },
  { title: '6.8 the first of five and of six bytes', invalid: ['f8 88 80 80 80', 'fc 84 80 80 80 80'] },
  { title: '6.9 the last of each length', valid: ['7f', 'df bf', 'ef bf bf', 'f4 8f bf bf'] },
  {
    title: '6.10 the last of four, five, and six bytes',
    invalid: ['f7 bf bf bf', 'fb bf bf bf bf', 'fd bf bf bf bf bf'],
  },
  {
    title: '6.11 other borders',
    valid: ['ed 9f bf', 'ee 80 80', 'ef bf bd', 'f4 8f bf bf'],
    invalid: ['f4 90 80 80'],
  },
  {
    title: '6.12 followers that follow nothing',
    invalid: [
      ...['80', 'bf', '80 bf', '80 bf 80', '80 bf 80 bf', '80 bf 80 bf 80', '80 bf 80 bf 80 bf'],
      toHex(bytesBetween(0x80, 0xbe)),
    ],
  },
  {
    title: '6.13 first bytes with a space behind each',
    invalid: [
      bytesBetween(0xc0, 0xde),
      bytesBetween(0xe0, 0xee),
      bytesBetween(0xf0, 0xf6),
      bytesBetween(0xf8, 0xfa),
      Uint8Array.of(0xfc),
    ].map((bytes) => Array.from(bytes, (byte) => toHex(Uint8Array.of(byte, 0x20))).join(' ')),
  },
  {
    title: '6.14 the last byte is missing',
    invalid: [
      ...['c0', 'e0 80', 'f0 80 80', 'f8 80 80 80', 'fc 80 80 80 80'],
      ...['df', 'ef bf', 'f7 bf bf', 'fb bf bf bf', 'fd bf bf bf bf'],
    ],
  },
  {
    title: '6.15 all of these in a row',
    invalid: ['c0 e0 80 f0 80 80 f8 80 80 80 fc 80 80 80 80 df ef bf f7 bf bf fb bf bf bf fd bf bf bf bf'],
  },
  { title: '6.16 impossible bytes', invalid: ['fe', 'ff', 'fe fe ff ff'] },
  {
    title: '6.17 a slash in longer forms',
    invalid: ['c0 af', 'e0 80 af', 'f0 80 80 af', 'f8 80 80 80 af', 'fc 80 80 80 80 af'],
  },
  {
    title: '6.18 the highest that have a shorter form',
    invalid: ['c1 bf', 'e0 9f bf', 'f0 8f bf bf', 'f8 87 bf bf bf', 'fc 83 bf bf bf bf'],
  },
  {
    title: '6.19 the character 0 in longer forms',
    invalid: ['c0 80', 'e0 80 80', 'f0 80 80 80', 'f8 80 80 80 80', 'fc 80 80 80 80 80'],
  },
  {
    title: '6.20 single surrogates',
    invalid: ['ed a0 80', 'ed ad bf', 'ed ae 80', 'ed af bf', 'ed b0 80', 'ed be 80', 'ed bf bf'],
  },
  {
    title: '6.21 surrogates in pairs',
    invalid: ['ed a0 80', 'ed ad bf', 'ed ae 80', 'ed af bf'].flatMap((high) => [
      `${high} ed b0 80`,
      `${high} ed bf bf`,
    ]),
  },
  {
    title: '6.22 code points that are no characters, which UTF-8 allows',
    valid: [
      ...['ef bf be', 'ef bf bf'],
      ...['f0 9f', 'f0 af', 'f0 bf', 'f1 8f', 'f1 9f', 'f1 af', 'f1 bf', 'f2 8f', 'f2 9f', 'f2 af', 'f2 bf'],
      ...['f3 8f', 'f3 9f', 'f3 af', 'f3 bf', 'f4 8f'],
    ].flatMap((hex) => (hex.length > 5 ? [hex] : [`${hex} bf be`, `${hex} bf bf`])),
  },
  {
    title: '6.23 the specials',
    valid: ['b9', 'ba', 'bb', 'bc', 'bd', 'be', 'bf'].map((last) => `ef bf ${last}`),
  },
];

describe.each(groups)('$title', ({ valid = [], invalid = [] }) => {
  test.runIf(valid.length > 0).each(valid)('%s comes back', (hex) => {
    const text = fromHex(hex);
    expectEcho([maskedFrame(0x81, text)], text);
    expectEcho(cut(maskedFrame(0x81, text), 1), text);
    expectEcho(framesOf(bytewise(text)), text);
  });

  test.runIf(invalid.length > 0).each(invalid)('%s fails the connection with 1007', (hex) => {
    const text = fromHex(hex);
    expectFailure([maskedFrame(0x81, text)], 1);
    const inFragments = framesOf(bytewise(text));
    const failsAt = firstWrongByte(text);
    expectFailure(inFragments, failsAt);
    // The header has 6 bytes.
    expectFailure(cut(maskedFrame(0x81, text), 1), 6 + failsAt);
  });
});

function expectEcho(pieces: readonly Uint8Array[], text: Uint8Array): void {
  const { sent, events, server } = talkToEchoServer(pieces);
  expect(events).toEqual(['text']);
  expect(sent).toEqual([toHex(plainFrame(0x81, text))]);
  expect(server).toMatchObject({ state: 'OPEN', wantsTransportClosed: false });
}

/** @param failsAt number of the piece, from 1 on, with which the server ends the connection */
function expectFailure(pieces: readonly Uint8Array[], failsAt: number): void {
  const { sent, events, endedAfter, server } = talkToEchoServer(pieces);
  expect(events).toEqual(['invalid UTF-8']);
  expect(sent).toEqual([toHex(closeFrames(1007).fromServer)]);
  expect(endedAfter).toBe(failsAt);
  expect(server).toMatchObject({ state: 'CLOSING', wantsTransportClosed: true });
}

/** A text in fragments, one frame for each. */
function framesOf(fragments: readonly (string | Uint8Array)[]): readonly Uint8Array[] {
  return fragments.map((fragment, index) =>
    maskedFrame((index === fragments.length - 1 ? 0x80 : 0) | (index === 0 ? 1 : 0), fragment),
  );
}

function bytewise(bytes: Uint8Array): readonly Uint8Array[] {
  return Array.from(bytes, (byte) => Uint8Array.of(byte));
}

function bytesBetween(first: number, last: number): Uint8Array {
  return Uint8Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/**
 * The number of the first byte, from 1 on, with which the platform finds the text wrong: whatever would follow. That is
 * the last byte when only the end is missing.
 */
function firstWrongByte(text: Uint8Array): number {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for (let index = 0; index < text.length; index += 1) {
    try {
      decoder.decode(text.subarray(index, index + 1), { stream: true });
    } catch {
      return index + 1;
    }
  }
  return text.length;
}
