import { describe, expect, test } from 'vitest';
import { parseYaml } from './yaml';

describe('parseYaml', () => {
  test('gives what the file holds', () => {
    expect(parseYaml('a:\n  - 1\n  - b\n', 'a.yaml')).toEqual({ a: [1, 'b'] });
    expect(parseYaml('', 'empty.yaml')).toBeNull();
  });

  test.each([
    ['a key that is there twice', 'a: 1\na: 2\n', /unique/],
    ['a key that is there twice further in', 'b:\n  a: 1\n  a: 2\n', /unique/],
    ['a list that never ends', 'a: [1\n', /flow/i],
    ['a quote that never ends', 'a: "b\n', /quote/i],
    ['a tab as indentation', 'a:\n\tb: 1\n', /tab/i],
    ['a line that is neither key nor value', 'a: 1\nb\n', /./],
    ['an alias to nothing', 'a: *b\n', /alias/i],
  ])('refuses %s, and names the file and the place', (_name, text, reason) => {
    expect(() => parseYaml(text, 'src/content/claims.yaml')).toThrow(/^src\/content\/claims\.yaml: /);
    expect(() => parseYaml(text, 'src/content/claims.yaml')).toThrow(reason);
  });
});
