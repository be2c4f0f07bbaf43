import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { normalizeBasePath } from './base-path.mjs';
import { listenFrom } from './port.mjs';
import { createSiteServer } from './site-server.mjs';

const directory = mkdtempSync(join(tmpdir(), 'open-line-site-'));
/** @type {import('node:http').Server[]} */
const servers = [];
let atRoot = 0;
let below = 0;

/** @param {string} basePath */
async function startServer(basePath) {
  const server = createSiteServer({ directory, basePath });
  servers.push(server);
  return listenFrom(server, 0);
}

/**
 * Sends a path exactly as written; `fetch` would tidy it.
 *
 * @param {number} port @param {string} path @param {string} [method]
 * @returns {Promise<{ status: number | undefined, type: string | undefined, cache: string | undefined, location: string | undefined, body: string }>}
 */
function get(port, path, method = 'GET') {
  return new Promise((resolve, reject) => {
    request({ host: 'localhost', port, path, method, agent: false }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (chunk) => (body += String(chunk)));
      response.on('end', () => {
        const { 'content-type': type, 'cache-control': cache, location } = response.headers;
        resolve({ status: response.statusCode, type, cache, location, body });
      });
    })
      .on('error', reject)
      .end();
  });
}

beforeAll(async () => {
  for (const folder of ['_astro', 'guide', 'evil.example']) mkdirSync(join(directory, folder));
  writeFileSync(join(directory, 'index.html'), 'home');
  writeFileSync(join(directory, '404.html'), 'lost');
  writeFileSync(join(directory, 'guide/index.html'), 'guide');
  writeFileSync(join(directory, 'evil.example/index.html'), 'evil');
  writeFileSync(join(directory, '_astro/a.1234.js'), 'export {}');
  writeFileSync(join(directory, 'notes.txt'), 'ü');
  atRoot = await startServer('/');
  below = await startServer('/a/b/');
});

afterAll(async () => {
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  rmSync(directory, { recursive: true });
});

describe('a site at the root', () => {
  test.each([
    ['/', 'home', 'text/html;charset=utf-8', 'no-cache'],
    ['/?a=/b', 'home', 'text/html;charset=utf-8', 'no-cache'],
    ['/guide/', 'guide', 'text/html;charset=utf-8', 'no-cache'],
    ['/_astro/a.1234.js', 'export {}', 'text/javascript;charset=utf-8', 'public, max-age=31536000, immutable'],
    ['/notes.txt', 'ü', 'text/plain;charset=utf-8', 'no-cache'],
  ])('%s is served with its type and its time to live', async (path, body, type, cache) => {
    expect(await get(atRoot, path)).toMatchObject({ status: 200, body, type, cache });
  });

  test.each(['/nothing', '/nothing/', '/guide/nothing', '/%zz', '/..%2f..%2fetc/passwd', '/../../etc/passwd'])(
    '%s gives the page for lost readers and status 404',
    async (path) => {
      expect(await get(atRoot, path)).toMatchObject({ status: 404, body: 'lost', type: 'text/html;charset=utf-8' });
    },
  );

  test('a folder without its slash is led to the right address, query included', async () => {
    expect(await get(atRoot, '/guide?x=1')).toMatchObject({ status: 302, location: '/guide/?x=1' });
  });

  test('a redirect never leaves the site', async () => {
    expect(await get(atRoot, '//evil.example')).toMatchObject({ status: 302, location: '/evil.example/' });
  });

  test('HEAD has no body, and other methods are refused', async () => {
    expect(await get(atRoot, '/', 'HEAD')).toMatchObject({ status: 200, body: '' });
    expect(await get(atRoot, '/nothing', 'HEAD')).toMatchObject({ status: 404, body: '' });
    expect(await get(atRoot, '/', 'POST')).toMatchObject({ status: 405 });
  });
});

describe('a site below a path', () => {
  test.each(['/', '/a/b'])('%s leads to it', async (path) => {
    expect(await get(below, path)).toMatchObject({ status: 302, location: '/a/b/' });
  });

  test('its pages and files are below that path only', async () => {
    expect(await get(below, '/a/b/guide/')).toMatchObject({ status: 200, body: 'guide' });
    expect(await get(below, '/a/b/guide')).toMatchObject({ status: 302, location: '/a/b/guide/' });
    expect(await get(below, '/a/b/_astro/a.1234.js')).toMatchObject({ cache: 'public, max-age=31536000, immutable' });
    expect(await get(below, '/guide/')).toMatchObject({ status: 404, body: 'lost' });
    expect(await get(below, '/a/bguide/')).toMatchObject({ status: 404 });
  });
});

describe('normalizeBasePath', () => {
  test.each([
    [undefined, '/'],
    ['', '/'],
    ['/', '/'],
    ['a', '/a/'],
    ['/a/b', '/a/b/'],
    ['a/b/', '/a/b/'],
  ])('%s becomes %s', (value, path) => {
    expect(normalizeBasePath(value)).toBe(path);
  });

  test.each(['/a/../b/', '/a b/', '/a?b/', 'https://a.example/'])('%s is refused', (value) => {
    expect(() => normalizeBasePath(value)).toThrow('BASE_PATH');
  });
});
