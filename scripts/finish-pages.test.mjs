import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { inlineSources, policyOf } from './content-security-policy.mjs';
import { finishPages } from './finish-pages.mjs';

const runtime = [
  'self.Astro={visible(){}}',
  'customElements.define("astro-island",class extends HTMLElement{});self.Astro',
];
const head = '<!doctype html><html><head><meta charset="utf-8"><style>a{}</style></head>';
const withIslands = `${head}<body><style>b{}</style>${runtime.map((it) => `<script>${it}</script>`).join('')}<astro-island></astro-island></body></html>`;
const without = `${head}<body><p>a</p></body></html>`;

/** @type {string} */
let folder;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'open-line-pages-'));
  await Promise.all(['_astro', 'a', 'b'].map((name) => mkdir(join(folder, name))));
  await writeFile(join(folder, 'index.html'), without);
  await writeFile(join(folder, 'a/index.html'), withIslands);
  await writeFile(join(folder, 'b/index.html'), withIslands);
  await writeFile(join(folder, 'robots.txt'), 'User-agent: *\n');
});

afterEach(() => rm(folder, { recursive: true }));

/** Runs the two hooks as a build does. @param {string} base */
async function finish(base) {
  const { hooks } = finishPages();
  const call = (/** @type {any} */ hook, /** @type {any} */ options) => hook(options);
  call(hooks['astro:config:done'], { config: { base } });
  await call(hooks['astro:build:done'], { dir: pathToFileURL(`${folder}/`) });
}

/** @param {string} name */
const read = (name) => readFile(join(folder, name), 'utf8');

describe('finishPages', () => {
  test('every page ends with one style and the policy that fits it', async () => {
    await finish('/');
    for (const name of ['index.html', 'a/index.html', 'b/index.html']) {
      const html = await read(name);
      expect(inlineSources(html).styles).toHaveLength(1);
      expect(html).toContain(`content="${policyOf(html)}"`);
    }
  });

  test('pages with islands share one file, which exists where they ask for it', async () => {
    await finish('/');
    const files = await readdir(join(folder, '_astro'));
    expect(files).toEqual([expect.stringMatching(/^islands\.[\da-f]{8}\.js$/)]);
    expect(await read(`_astro/${files[0]}`)).toBe(runtime.join('\n'));
    for (const name of ['a/index.html', 'b/index.html']) {
      expect(await read(name)).toContain(`<script src="/_astro/${files[0]}" defer></script>`);
      expect(inlineSources(await read(name)).scripts).toEqual([]);
    }
    expect(await read('index.html')).not.toContain('islands.');
  });

  test.each(['/guide', '/guide/'])('below the base path %s the file is asked for there', async (base) => {
    await finish(base);
    expect(await read('a/index.html')).toContain('<script src="/guide/_astro/islands.');
  });

  test('what is not a page stays as it is', async () => {
    await finish('/');
    expect(await read('robots.txt')).toBe('User-agent: *\n');
  });
});
