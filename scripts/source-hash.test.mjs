import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { hashSources } from './source-hash.mjs';

let root = '';

/** @param {string} path @param {string} content */
function write(path, content) {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), content);
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'open-line-hash-'));
  write('src/pages/index.astro', '<p>one</p>');
  write('public/a.txt', 'a');
  write('package-lock.json', '{}');
});

afterEach(() => rmSync(root, { recursive: true }));

test('the same sources give the same hash', () => {
  expect(hashSources(root, {})).toBe(hashSources(root, {}));
});

/** @type {[string, () => void][]} */
const changes = [
  ['a changed file', () => write('src/pages/index.astro', '<p>two</p>')],
  ['a new file', () => write('src/pages/two.astro', '')],
  ['a renamed file', () => renameSync(join(root, 'public/a.txt'), join(root, 'public/b.txt'))],
  ['a removed file', () => rmSync(join(root, 'public/a.txt'))],
  ['another lockfile', () => write('package-lock.json', '{ }')],
  ['a configuration', () => write('astro.config.mjs', '')],
];

test.each(changes)('%s changes the hash', (_name, change) => {
  const before = hashSources(root, {});
  change();
  expect(hashSources(root, {})).not.toBe(before);
});

test('files that no build reads do not change it', () => {
  const before = hashSources(root, {});
  write('README.md', 'new');
  write('dist/index.html', 'new');
  expect(hashSources(root, {})).toBe(before);
});

test('SITE_URL and BASE_PATH change it, other settings do not', () => {
  const before = hashSources(root, {});
  expect(hashSources(root, { SITE_URL: 'https://a.example' })).not.toBe(before);
  expect(hashSources(root, { BASE_PATH: '/a/' })).not.toBe(before);
  expect(hashSources(root, { PORT: '1' })).toBe(before);
});
