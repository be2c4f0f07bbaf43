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

  test('gives each layer one block, in the order of the layers, and puts what has none behind them', () => {
    const page = [
      '<style>@layer base,components;</style>',
      '<style>@layer components{.a{b{color:red}}}.free{}@layer base{c{}}</style>',
      '<style>@layer components{@media print{d{}}}</style>',
    ];
    expect(mergeStyles(page.join(''))).toBe(
      '<style>@layer base{c{}}@layer components{.a{b{color:red}}@media print{d{}}}.free{}</style>',
    );
  });

  test('takes braces and semicolons in quotes for what they are', () => {
    const block = '@layer a{b::after{content:"}{;\\""}}';
    expect(mergeStyles(`<style>${block}c{content:'}'}</style>`)).toBe(`<style>${block}c{content:'}'}</style>`);
  });

  test('takes out every style when two are alike', () => {
    expect(mergeStyles('<style>a{}</style><p></p><style>a{}</style>')).toBe('<style>a{}a{}</style><p></p>');
  });
});
