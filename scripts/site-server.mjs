import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, posix } from 'node:path';
import sirv from 'sirv';

/** Types that sirv does not know or sends without their character set, which makes browsers guess. */
const CONTENT_TYPES = new Map(
  Object.entries({
    '.css': 'text/css;charset=utf-8',
    '.csv': 'text/csv;charset=utf-8',
    '.js': 'text/javascript;charset=utf-8',
    '.json': 'application/json;charset=utf-8',
    '.md': 'text/markdown;charset=utf-8',
    '.mjs': 'text/javascript;charset=utf-8',
    '.pcapng': 'application/octet-stream',
    '.svg': 'image/svg+xml;charset=utf-8',
    '.ts': 'text/plain;charset=utf-8',
    '.txt': 'text/plain;charset=utf-8',
    '.webmanifest': 'application/manifest+json;charset=utf-8',
    '.xml': 'application/xml;charset=utf-8',
  }),
);

/**
 * Creates the server for a built site. It behaves as a plain static host does, so what works here works there.
 * Files are looked up at each request: a new build shows without a restart.
 *
 * @param {{ directory: string, basePath: string }} site the built folder, and where it is served (see `normalizeBasePath`)
 * @returns {import('node:http').Server} not yet listening
 */
export function createSiteServer({ directory, basePath }) {
  const serveFile = sirv(directory, { dev: true, etag: true, extensions: ['html'], setHeaders });
  return createServer((request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { Allow: 'GET, HEAD' }).end();
      return;
    }
    const { path, query } = splitTarget(request.url ?? '/');
    if (basePath !== '/' && (path === '/' || `${path}/` === basePath)) {
      redirect(response, basePath + query);
    } else if (!path.startsWith(basePath)) {
      sendNotFound(request, response, directory);
    } else {
      const local = path.slice(basePath.length - 1);
      if (isFolderWithoutSlash(directory, local)) {
        redirect(response, `${path}/${query}`);
      } else {
        request.url = local + query;
        serveFile(request, response, () => {
          sendNotFound(request, response, directory);
        });
      }
    }
  });
}

/**
 * Splits a request target. Repeated slashes are merged: `//x/` in a Location header would mean another host.
 *
 * @param {string} target
 */
function splitTarget(target) {
  const at = target.indexOf('?');
  const path = at < 0 ? target : target.slice(0, at);
  return { path: posix.normalize(`/${path}`), query: at < 0 ? '' : target.slice(at) };
}

/** @param {string} directory @param {string} path begins with a slash, holds no `..` segment */
function isFolderWithoutSlash(directory, path) {
  if (path.endsWith('/')) return false;
  try {
    return existsSync(join(directory, posix.normalize(decodeURI(path)), 'index.html'));
  } catch {
    // A malformed escape such as `%zz` names no folder.
    return false;
  }
}

/** @param {import('node:http').ServerResponse} response @param {string} location */
function redirect(response, location) {
  // Not a permanent one: browsers would remember it for whatever is served at this port next.
  response.writeHead(302, { Location: location, 'Cache-Control': 'no-cache' }).end();
}

/** @param {import('node:http').ServerResponse} response @param {string} path */
function setHeaders(response, path) {
  const type = CONTENT_TYPES.get(extname(path));
  if (type) response.setHeader('Content-Type', type);
  // Names below /_astro/ hold a hash of the content, so they never change.
  response.setHeader('Cache-Control', path.startsWith('/_astro/') ? 'public, max-age=31536000, immutable' : 'no-cache');
}

/**
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 * @param {string} directory
 */
function sendNotFound(request, response, directory) {
  const page = join(directory, '404.html');
  const body = existsSync(page)
    ? readFileSync(page)
    : Buffer.from('<!doctype html><title>Not found</title><p>Not found</p>');
  response.writeHead(404, {
    'Content-Type': 'text/html;charset=utf-8',
    'Content-Length': body.length,
    'Cache-Control': 'no-cache',
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}
