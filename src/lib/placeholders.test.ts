import { describe, expect, test } from 'vitest';
import { describeOpen, placeholderNames, splitAtPlaceholders, tidyValue } from './placeholders';

describe('A text with placeholders', () => {
  test.each([
    ['no brackets at all', ['no brackets at all']],
    ['a [page] here', ['a ', '[page]', ' here']],
    ['[code]', ['', '[code]', '']],
    ['[a][b c]', ['', '[a]', '', '[b c]', '']],
    ['an [open bracket and [] nothing', ['an [open bracket and [] nothing']],
  ])('“%s” is cut so that placeholders stand at odd places', (text, parts) => {
    expect(splitAtPlaceholders(text)).toEqual(parts);
    expect(splitAtPlaceholders(text).join('')).toBe(text);
  });

  test('names each placeholder once, in the order of the text', () => {
    expect([...placeholderNames('[server] and [page] and [server]')]).toEqual(['server', 'page']);
    expect([...placeholderNames('nothing')]).toEqual([]);
  });
});

describe('What a reader wrote', () => {
  test.each([
    ['React', 'React'],
    ['  plain   JavaScript ', 'plain JavaScript'],
    ['two\nlines\r\nand\ta tab', 'two lines and a tab'],
    ['a\u00a0b', 'a b'],
    [' \n\t\u00a0', ''],
    ['<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)>'],
  ])('in one line: %j becomes %j', (typed, value) => {
    expect(tidyValue(typed, { isMultiline: false })).toBe(value);
  });

  test.each([
    ['a\n  b\n', 'a\n  b'],
    ['\n \n  indented\n\n', '  indented'],
    ['a\n\n\nb', 'a\n\n\nb'],
    [' \n \n', ''],
    ['   ', ''],
  ])('in several lines: %j becomes %j', (typed, value) => {
    expect(tidyValue(typed, { isMultiline: true })).toBe(value);
  });

  test('is tidy once and for all', () => {
    for (const isMultiline of [true, false]) {
      const once = tidyValue(' \n  a\n\tb \n', { isMultiline });
      expect(tidyValue(once, { isMultiline })).toBe(once);
    }
  });
});

test.each([
  [0, 'Every placeholder is filled.'],
  [1, '1 placeholder is still open.'],
  [2, '2 placeholders are still open.'],
])('%i open placeholders are told in words', (count, words) => {
  expect(describeOpen(count)).toBe(words);
});
