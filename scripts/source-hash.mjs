import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** What a build reads. A script may make part of the site, so scripts count too. */
const SOURCES = ['src', 'public', 'scripts', 'astro.config.mjs', 'package-lock.json', 'tsconfig.json'];
const SETTINGS = ['SITE_URL', 'BASE_PATH'];

/**
 * Sums up everything that a build depends on. Equal hashes mean that a new build would give the same site.
 *
 * @param {string} root the project's folder
 * @param {NodeJS.ProcessEnv} env
 * @returns {string} a SHA-256 in hex
 */
export function hashSources(root, env) {
  const hash = createHash('sha256');
  for (const name of SETTINGS) hash.update(`${name}=${env[name] ?? ''}\0`);
  for (const source of SOURCES) {
    for (const file of listFiles(join(root, source))) {
      const content = readFileSync(file);
      // The length keeps the end of one file from passing for the beginning of the next.
      hash.update(`${relative(root, file).split(sep).join('/')}\0${content.length}\0`).update(content);
    }
  }
  return hash.digest('hex');
}

/** @param {string} path a file, a folder, or nothing @returns {string[]} in a fixed order */
function listFiles(path) {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) return [];
  if (stats.isFile()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => listFiles(join(path, name)));
}
