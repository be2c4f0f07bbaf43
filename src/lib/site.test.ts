import { describe, expect, test } from 'vitest';
import { canonicalUrl, withBase } from './site';

describe('A path of the site below the base path', () => {
  test.each([
    ['/', '/', '/'],
    ['/websockets/', '/', '/websockets/'],
    ['/websockets/#quiz', '/', '/websockets/#quiz'],
    ['/', '/guide', '/guide/'],
    ['/', '/guide/', '/guide/'],
    ['/websockets/#quiz', '/guide', '/guide/websockets/#quiz'],
    ['/websockets/#quiz', '/guide/', '/guide/websockets/#quiz'],
    ['/websockets/', '/a/b/', '/a/b/websockets/'],
    ['/websockets/', '', '/websockets/'],
    ['/websockets/', '//', '/websockets/'],
  ])('%s with the base “%s” is %s', (path, base, expected) => {
    expect(withBase(path, base)).toBe(expected);
  });
});

describe('The canonical address of a page', () => {
  test('does not exist when the build knows no origin', () => {
    expect(canonicalUrl('/websockets/', undefined)).toBeUndefined();
  });

  test('is absolute', () => {
    expect(canonicalUrl('/websockets/', new URL('https://example.com'))).toBe('https://example.com/websockets/');
  });
});
