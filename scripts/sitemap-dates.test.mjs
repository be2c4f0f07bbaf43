import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDateModified, readDateModified } from './sitemap-dates.mjs';

/** @param {string} json */
const pageWith = (json) =>
  `<!doctype html><p>"dateModified":"1999-01-01"</p><script type="application/ld+json">${json}</script>`;

describe('The day on which a page last changed', () => {
  test('is what its structured data says', () => {
    expect(readDateModified(pageWith('{"@type":"TechArticle","dateModified":"2026-11-22","url":"x"}'))).toBe(
      '2026-11-22',
    );
  });

  test('is none where that says none', () => {
    expect(readDateModified(pageWith('{"@type":"WebSite"}'))).toBeUndefined();
    expect(readDateModified('<p>"dateModified":"1999-01-01"</p>')).toBeUndefined();
  });
});

describe('An entry of the sitemap', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'open-line-sitemap-'));
    await mkdir(join(folder, 'dated'));
    await writeFile(join(folder, 'dated', 'index.html'), pageWith('{"dateModified":"2026-11-22"}'));
    await writeFile(join(folder, 'index.html'), pageWith('{}'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('gets the day of its page, and no other', async () => {
    const dated = { url: 'https://example.com/dated/' };
    expect(await addDateModified(dated, folder)).toEqual({ ...dated, lastmod: '2026-11-22' });
    const home = { url: 'https://example.com/' };
    expect(await addDateModified(home, folder)).toEqual(home);
  });

  test('of a page that was not built is an error', async () => {
    await expect(addDateModified({ url: 'https://example.com/missing/' }, folder)).rejects.toThrow('ENOENT');
  });
});
