import { describe, expect, test } from 'vitest';
import { findRegion, highlight } from './highlight';

const program = `start();
  // #region first
  if (a) {
    b();
  }

  // #endregion
// #region second
c();
// #endregion
// #region open
d();`;

describe('A region of a program', () => {
  test('is the lines between its marks, moved to the left edge', () => {
    expect(findRegion(program, 'first')).toBe('if (a) {\n  b();\n}\n');
    expect(findRegion(program, 'second')).toBe('c();');
  });

  test.each(['third', 'fir', 'open'])(
    'there is none called %s: not there, only part of a name, or never closed',
    (name) => {
      expect(findRegion(program, name)).toBeUndefined();
    },
  );
});

describe('A highlighted program', () => {
  const source = `// <b> & "quotes"\nconst name = 'a';\n\nsend(name);\n`;

  test('reads exactly as its source', async () => {
    expect(textOf(await highlight(source, 'a.js'))).toBe(source);
  });

  test('has classes for colours and no style attribute, which the policy would forbid', async () => {
    const html = await highlight(source, 'a.js');
    expect(html).toMatch(/^<pre\b[^>]*><code>/);
    expect(html).not.toContain('style');
    expect(new Set([...html.matchAll(/class="([^"]*)"/g)].map(([, name]) => name))).toEqual(
      new Set(['t-comment', 't-keyword', 't-string-expression']),
    );
  });

  test('what looks like HTML in it is text', async () => {
    const html = await highlight('<script>alert(1)</script>', 'a.html');
    expect(html).not.toContain('<script');
    expect(textOf(html)).toBe('<script>alert(1)</script>');
  });
});

function textOf(html: string): string {
  return html
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:lt|#x3C);/g, '<')
    .replace(/&(?:gt|#x3E);/g, '>')
    .replace(/&(?:quot|#x22);/g, '"')
    .replace(/&(?:amp|#x26);/g, '&');
}
