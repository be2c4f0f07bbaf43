import { describe, expect, test } from 'vitest';
import { takeOutRuntime } from './island-runtime.mjs';

const directive =
  '(()=>{var l=(i)=>i;(self.Astro||(self.Astro={})).visible=l;window.dispatchEvent(new Event("astro:visible"));})();';
const element =
  '(()=>{class A extends HTMLElement{}customElements.define("astro-island",A);self.Astro=self.Astro;})();';
const theme = 'document.documentElement.dataset.theme="dark"';
const island = '<astro-island uid="a" client="visible"></astro-island>';

/** @param {string[]} scripts */
const createPage = (...scripts) =>
  `<!doctype html><html><head><meta charset="utf-8"><script>${theme}</script></head><body><h1>a</h1>` +
  `${scripts.map((source) => `<script>${source}</script>`).join('')}${island}${island}</body></html>`;

describe('takeOutRuntime', () => {
  test('moves the runtime to a file, and the page asks for it once, at the place where it stood', () => {
    const { html, runtime } = takeOutRuntime(createPage(directive, element), '/', 'index.html');
    expect(runtime?.source).toBe(`${directive}\n${element}`);
    expect(runtime?.file).toMatch(/^_astro\/islands\.[\da-f]{8}\.js$/);
    const reference = `<script src="/${runtime?.file}" defer></script>`;
    expect(html).toBe(createPage().replace(island, `${reference}${island}`));
  });

  test('leaves the other scripts of the page inline', () => {
    expect(takeOutRuntime(createPage(directive, element), '/', 'index.html').html).toContain(
      `<script>${theme}</script>`,
    );
  });

  test('the file is asked for below the base path', () => {
    const { html, runtime } = takeOutRuntime(createPage(directive, element), '/guide/', 'index.html');
    expect(html).toContain(`src="/guide/${runtime?.file}"`);
    expect(runtime?.file).not.toContain('guide');
  });

  test('the same runtime has the same file on every page, and another runtime another', () => {
    const file = (/** @type {string} */ page) => takeOutRuntime(page, '/', 'index.html').runtime?.file;
    expect(file(createPage(directive, element).replace('<h1>a', '<h1>b'))).toBe(file(createPage(directive, element)));
    expect(file(createPage(directive, `${element};`))).not.toBe(file(createPage(directive, element)));
  });

  test('a page without islands stays as it is', () => {
    const page = createPage().replaceAll(island, '');
    expect(takeOutRuntime(page, '/', 'index.html')).toEqual({ html: page });
  });

  test.each([
    ['no runtime at all', createPage()],
    ['only a part of it', createPage(directive)],
    ['the directives and something else', createPage(directive, 'self.Astro.other()')],
    ['modules in its place', createPage(directive, element).replaceAll('<script>(', '<script type="module">(')],
  ])('with islands but %s, Astro has changed: the build stops and names the page', (_name, page) => {
    expect(() => takeOutRuntime(page, '/', 'a/index.html')).toThrow(/^a\/index\.html: the inline runtime/);
  });
});
