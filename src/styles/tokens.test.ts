import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

type Theme = 'light' | 'dark';
/** Red, green, and blue, each from 0 to 1. */
type Colour = readonly [number, number, number];

const tokens = readColours(readFileSync(new URL('tokens.css', import.meta.url), 'utf8'));
const themes = ['light', 'dark'] as const;
const papers = ['paper', 'paper-raised', 'paper-sunken'];
/** What becomes of linear RGB (Machado, Oliveira, and Fernandes 2009, severity 1). */
const visions: Readonly<Record<string, readonly (readonly number[])[]>> = {
  'full vision': [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
};
const meanings = ['client', 'server', 'asking', 'open', 'delivered', 'failure'];

describe('The tokens', () => {
  test('hold every colour twice, for light and for dark', () => {
    expect([...tokens.keys()]).toEqual(expect.arrayContaining([...papers, 'ink', 'ink-soft', 'link', ...meanings]));
  });
});

describe.each(themes)('Contrast of text in the %s theme (WCAG 2.2, 1.4.3 and 1.4.6)', (theme) => {
  test.each(papers)('ink on %s has at least 7 to 1', (paper) => {
    expect(contrast('ink', paper, theme)).toBeGreaterThanOrEqual(7);
  });

  test.each(['ink-soft', 'link', ...meanings].flatMap((name) => papers.map((paper) => [name, paper] as const)))(
    '%s on %s has at least 4.5 to 1',
    (name, paper) => {
      expect(contrast(name, paper, theme)).toBeGreaterThanOrEqual(4.5);
    },
  );
});

describe.each(themes)('Contrast of shapes in the %s theme (WCAG 2.2, 1.4.11)', (theme) => {
  test.each(papers)('the border of a control on %s has at least 3 to 1', (paper) => {
    expect(contrast('rule-strong', paper, theme)).toBeGreaterThanOrEqual(3);
  });
});

// Each meaning also has a stroke of its own, so colour never stands alone; this only guards against two that look the
// same. A difference (CIE76) of 2.3 is one that can just be noticed, side by side.
const leastDifference = { 'full vision': 20, protanopia: 4, deuteranopia: 4 } as const;

describe.each(themes)('The colours of meaning in the %s theme', (theme) => {
  test.each(Object.entries(leastDifference))('can be told apart with %s: every two differ by %d', (vision, least) => {
    const close = pairsOf(meanings)
      .map(([a, b]) => ({ pair: `${a} and ${b}`, difference: difference(a, b, theme, vision) }))
      .filter(({ difference: value }) => value < least);
    expect(close).toEqual([]);
  });
});

describe('The instruments', () => {
  test.each([
    ['#000000', '#ffffff', 21],
    ['#777777', '#ffffff', 4.48],
    ['#ffffff', '#ffffff', 1],
  ])('the contrast of %s and %s is %d', (a, b, ratio) => {
    expect(contrastOf(parseHex(a), parseHex(b))).toBeCloseTo(ratio, 2);
  });

  test('black and white differ by 100 in any vision, and red and green by less when red or green is not seen', () => {
    const [red, green] = [parseHex('#d02020'), parseHex('#608020')];
    const seen = (vision: string): number => distance(labOf(see(red, vision)), labOf(see(green, vision)));
    for (const vision of Object.keys(visions)) {
      const [black, white] = [labOf(see([0, 0, 0], vision)), labOf(see([1, 1, 1], vision))];
      expect(distance(black, white)).toBeCloseTo(100, 0);
    }
    expect(seen('protanopia')).toBeLessThan(seen('full vision'));
    expect(seen('deuteranopia')).toBeLessThan(seen('full vision'));
  });
});

function readColours(css: string): ReadonlyMap<string, Readonly<Record<Theme, Colour>>> {
  const pairs = css.matchAll(/--([\w-]+):\s*light-dark\(\s*(#[\da-f]{6})\s*,\s*(#[\da-f]{6})\s*\)/gi);
  return new Map(
    [...pairs].map(([, name = '', light = '', dark = '']) => [name, { light: parseHex(light), dark: parseHex(dark) }]),
  );
}

function colourOf(name: string, theme: Theme): Colour {
  const colour = tokens.get(name);
  if (colour === undefined) throw new Error(`tokens.css has no colour --${name}`);
  return colour[theme];
}

function parseHex(hex: string): Colour {
  const [red = NaN, green = NaN, blue = NaN] = (hex.match(/[\da-f]{2}/gi) ?? []).map(
    (pair) => parseInt(pair, 16) / 255,
  );
  return [red, green, blue];
}

const contrast = (a: string, b: string, theme: Theme): number => contrastOf(colourOf(a, theme), colourOf(b, theme));

/** WCAG's contrast ratio, from 1 to 21. */
function contrastOf(a: Colour, b: Colour): number {
  const [light = NaN, dark = NaN] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

const luminance = (colour: Colour): number => dot(colour.map(toLinear), [0.2126, 0.7152, 0.0722]);

const toLinear = (channel: number): number =>
  channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;

const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((total, value, index) => total + value * (b[index] ?? NaN), 0);

const difference = (a: string, b: string, theme: Theme, vision: string): number =>
  distance(labOf(see(colourOf(a, theme), vision)), labOf(see(colourOf(b, theme), vision)));

const distance = (a: readonly number[], b: readonly number[]): number =>
  Math.hypot(...a.map((value, index) => value - (b[index] ?? NaN)));

/** Linear red, green, and blue as an eye sees them. */
const see = (colour: Colour, vision: string): readonly number[] => {
  const linear = colour.map(toLinear);
  return (visions[vision] ?? []).map((row) => Math.min(1, Math.max(0, dot(row, linear))));
};

/** Linear RGB to CIELAB with the white of sRGB (D65). */
function labOf(linear: readonly number[]): readonly number[] {
  const [x = NaN, y = NaN, z = NaN] = [
    dot(linear, [0.4124564, 0.3575761, 0.1804375]) / 0.95047,
    dot(linear, [0.2126729, 0.7151522, 0.072175]),
    dot(linear, [0.0193339, 0.119192, 0.9503041]) / 1.08883,
  ].map((value) => (value > 216 / 24389 ? Math.cbrt(value) : (24389 / 27 / 116) * value + 16 / 116));
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

function pairsOf<Item>(items: readonly Item[]): readonly (readonly [Item, Item])[] {
  return items.flatMap((a, index) => items.slice(index + 1).map((b) => [a, b] as const));
}
