import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { normalizeBasePath } from './base-path.mjs';
import { projectRoot } from './project.mjs';

/**
 * Adds to an entry of the sitemap the day on which its page last changed. The built page says it itself, in its
 * structured data; a page that says none gets none, since a date that is not meant makes search engines ignore all.
 *
 * @param {import('@astrojs/sitemap').SitemapItem} item
 * @param {string} [folder] where the built pages are
 */
export async function addDateModified(item, folder = join(projectRoot, 'dist')) {
  const base = normalizeBasePath(process.env.BASE_PATH);
  const path = new URL(item.url).pathname.slice(base.length);
  const lastmod = readDateModified(await readFile(join(folder, path, 'index.html'), 'utf8'));
  return lastmod === undefined ? item : { ...item, lastmod };
}

/**
 * @param {string} html a whole page
 * @returns {string | undefined} the day in its structured data, as `2026-11-22`
 */
export function readDateModified(html) {
  return /<script type="application\/ld\+json">[^<]*"dateModified":"(\d{4}-\d\d-\d\d)"/.exec(html)?.[1];
}
