import { describe, expect, test } from 'vitest';
import { dropStyles } from './drop-styles.mjs';

/** @param {string} css @param {string} body */
const page = (css, body) => `<head><style>${css}</style></head><body>${body}</body>`;

describe('dropStyles', () => {
  test('takes out the styles of a component that the page does not show, with all that is nested in them', () => {
    const css = '@layer components{.talk{gap:1px;li{color:red}@media print{display:none}}.quiz{li{color:blue}}}';
    expect(dropStyles(page(css, '<ol class="quiz wide"></ol>'))).toBe(
      page('@layer components{.quiz{li{color:blue}}}', '<ol class="quiz wide"></ol>'),
    );
  });

  test('leaves nothing of a layer that nothing on the page needs', () => {
    expect(dropStyles(page('a{}@layer components{.talk{a:b}}@layer components{.quiz{a:b}}', '<p></p>'))).toBe(
      page('a{}', '<p></p>'),
    );
  });

  test.each([
    ['another layer', '@layer base{.raised{a:b}}@layer layout{.home{a:b}}'],
    ['the order of the layers', '@layer tokens,base,layout,components;'],
    ['rules that begin with no class', '@layer components{main{a:b}[data-x] .talk{a:b}@media print{.talk{a:b}}}'],
    ['rules of which one selector may match', '@layer components{.talk,.quiz b{a:b}}'],
    ['braces and semicolons in strings', `@layer components{.quiz{content:"}";content:'{;\\''}}`],
  ])('keeps %s', (_name, css) => {
    const html = page(css, '<ol class="quiz"></ol>');
    expect(dropStyles(html)).toBe(html);
  });

  test('a class is the whole word', () => {
    const css = '@layer components{.talk{a:b}}';
    expect(dropStyles(page(css, '<p class="small-talk">talk</p>'))).toBe(page('', '<p class="small-talk">talk</p>'));
  });

  test('leaves a page without styles as it is', () => {
    expect(dropStyles('<p class="a">b</p>')).toBe('<p class="a">b</p>');
  });
});
