import { expect, test } from 'vitest';
import { formatDate } from './dates';

test.each([
  ['2026-11-22', '22 November 2026'],
  ['2026-01-01', '1 January 2026'],
  ['2024-02-29', '29 February 2024'],
])('%s is written %s, wherever the site is built', (isoDate, text) => {
  expect(formatDate(isoDate)).toBe(text);
});
