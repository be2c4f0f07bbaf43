import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { findMarkedLines, findRegion, highlight } from './highlight';

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

  test('has its marked lines whole in a mark each, and still reads exactly as its source', async () => {
    const html = await highlight(source, 'a.js', [2, 4]);
    expect([...html.matchAll(/<mark>(.*?)<\/mark>/g)].map(([, line = '']) => textOf(line))).toEqual([
      "const name = 'a';",
      'send(name);',
    ]);
    expect(textOf(html)).toBe(source);
  });

  test('has the same colours on a machine that is so busy that each look at the clock takes a second', async () => {
    const html = await highlight(source, 'a.js');
    let nowMs = 0;
    const clock = vi.spyOn(Date, 'now').mockImplementation(() => (nowMs += 1_000));
    onTestFinished(() => clock.mockRestore());
    expect(await highlight(source, 'a.js')).toBe(html);
  });

  test('what looks like HTML in it is text', async () => {
    const html = await highlight('<script>alert(1)</script>', 'a.html');
    expect(html).not.toContain('<script');
    expect(textOf(html)).toBe('<script>alert(1)</script>');
  });
});

describe('A mark', () => {
  const source = 'open();\nsend(1);\nsend(2);\n';

  test('is the line that holds its text', () => {
    expect(findMarkedLines(source, ['open', 'send(2'], 'a.js')).toEqual([1, 3]);
    expect(findMarkedLines(source, [], 'a.js')).toEqual([]);
  });

  test.each([
    ['close', 'src/examples/a.js: the mark “close” is in no line of it; it has to be in exactly one'],
    ['send', 'src/examples/a.js: the mark “send” is in the lines 2, 3; it has to be in exactly one'],
  ])('whose text “%s” does not tell one line from the others names file and text', (text, words) => {
    expect(() => findMarkedLines(source, ['open', text], 'src/examples/a.js')).toThrow(words);
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
