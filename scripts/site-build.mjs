import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { normalizeBasePath } from './base-path.mjs';
import { PlainError } from './plain-error.mjs';
import { programOf, projectRoot, readJson } from './project.mjs';
import { run } from './run.mjs';
import { hashSources } from './source-hash.mjs';

// Never in dist/: that folder is copied to hosts as it is.
const stampFile = join(projectRoot, 'node_modules', '.cache', 'open-line', 'build.json');

/**
 * Says whether `dist/` holds what the sources and the settings would give.
 *
 * @param {NodeJS.ProcessEnv} [env] SITE_URL and BASE_PATH
 * @returns {boolean}
 */
export function isSiteCurrent(env = process.env) {
  const stamp = readJson(stampFile);
  return stamp !== undefined && stamp.builtAtMs === builtAtMs() && stamp.sources === hashSources(projectRoot, env);
}

/**
 * Builds the site into `dist/` and notes from what.
 *
 * @param {{ output: 'show' | 'capture' | 'both' }} options `capture` prints Astro's words only when the build fails
 * @returns {Promise<string>} what Astro printed, without colours; empty for `show`
 * @throws {PlainError} when the build fails or BASE_PATH makes no sense
 */
export async function buildSite({ output }) {
  normalizeBasePath(process.env.BASE_PATH);
  rmSync(stampFile, { force: true });
  // Taken before the build: a file that is saved while it runs must lead to another build.
  const sources = hashSources(projectRoot, process.env);
  const result = await run(process.execPath, [programOf('astro'), 'build'], { output });
  const text = stripVTControlCharacters(result.output);
  if (result.code !== 0) {
    const words = output === 'capture' ? `${text.trimEnd().split('\n').slice(-25).join('\n')}\n\n` : '';
    throw new PlainError(
      `${words}The site could not be built. The lines above say why; "npm run build" shows everything.`,
    );
  }
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, JSON.stringify({ sources, builtAtMs: builtAtMs() }));
  return text;
}

/**
 * Lists what Astro complained about in a build that it calls a success: a wrong reference between content files, for one.
 *
 * @param {string} output from `buildSite`
 * @returns {string[]} lines
 */
export function findComplaints(output) {
  return output.split('\n').filter((line) => /\[(WARN|ERROR)\]|\(!\)/.test(line));
}

/**
 * Says what SITE_URL means for a build.
 *
 * @param {string | undefined} siteUrl
 * @returns {string} one sentence
 */
export function describeCanonicalLinks(siteUrl) {
  return siteUrl
    ? `Canonical links and the sitemap use ${siteUrl}`
    : 'SITE_URL is not set, so the pages have no canonical links and there is no sitemap.';
}

/** When the home page was written: tells a build that somebody made in another way from the one we noted. */
function builtAtMs() {
  return statSync(join(projectRoot, 'dist', 'index.html'), { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
