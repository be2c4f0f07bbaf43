import { expect, test } from 'vitest';
import { splitCode } from './code-text';

test.each([
  ['plain words', ['plain words'], []],
  ['', [''], []],
  ['the address `wss://a` and `ws://b`', ['the address ', ' and ', ''], ['wss://a', 'ws://b']],
  ['`101` is <b>first</b>', ['', ' is <b>first</b>'], ['101']],
])('in %j prose and code are told apart', (text, prose, code) => {
  const parts = splitCode(text);
  expect(parts.filter(({ isCode }) => !isCode).map((part) => part.text)).toEqual(prose);
  expect(parts.filter(({ isCode }) => isCode).map((part) => part.text)).toEqual(code);
});
