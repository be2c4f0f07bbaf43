import { describe, expect, test } from 'vitest';
import { mergeStyles } from './merge-styles.mjs';

describe('mergeStyles', () => {
  test('makes one style of all, in their order, at the place of the first', () => {
    const page =
      '<head><title>a</title><style>a{}</style></head><body><p>b</p><style>\nb{}\n</style><i>c</i><style>c{}</style></body>';
    expect(mergeStyles(page)).toBe(
      '<head><title>a</title><style>a{}\nb{}\nc{}</style></head><body><p>b</p><i>c</i></body>',
    );
  });

  test.each(['<p>none</p>', '<head><style>a{}</style></head>'])('leaves %s as it is', (page) => {
    expect(mergeStyles(page)).toBe(page);
  });

  test('keeps what a replacement would read as a pattern: $& and $1', () => {
    expect(mergeStyles('<style>a::after{content:"$&"}</style><style>b{content:"$1 $$"}</style>')).toBe(
      '<style>a::after{content:"$&"}b{content:"$1 $$"}</style>',
    );
  });

  test('takes out every style when two are alike', () => {
    expect(mergeStyles('<style>a{}</style><p></p><style>a{}</style>')).toBe('<style>a{}a{}</style><p></p>');
  });
});
