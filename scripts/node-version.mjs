// Runs before anything is installed, on whatever Node the machine has: plain JavaScript, no packages.
import { spawnSync } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { PlainError } from './plain-error.mjs';
import { projectRoot, readJson } from './project.mjs';

/**
 * Says whether a version is the required one or newer.
 *
 * @param {string} version for example `v22.22.3` or `22.22.3`
 * @param {string} required
 * @returns {boolean}
 */
export function isAtLeast(version, required) {
  const need = parts(required);
  for (const [i, have] of parts(version).entries()) {
    const wanted = need[i] || 0;
    if (have !== wanted) return have > wanted;
  }
  return true;
}

/**
 * Says whether a version is in a range of the kind that `engines` fields use: `^20.19.0 || >=22.12.0`.
 *
 * @param {string} version
 * @param {string} range
 * @returns {boolean} false as well for a range written in another way
 */
export function satisfies(version, range) {
  return range.split('||').some((alternative) => {
    const match = /^(>=|\^|) ?v?(\d+(?:\.\d+){0,2})$/.exec(alternative.trim());
    if (!match) return false;
    const [, operator, oldest = ''] = match;
    return isAtLeast(version, oldest) && (operator === '>=' || parts(version)[0] === parts(oldest)[0]);
  });
}

/**
 * The oldest Node that can build the site, as `engines.node` of package.json says.
 *
 * @param {string} [root]
 * @returns {string} for example `22.22.3`
 */
export function requiredNode(root = projectRoot) {
  return readJson(join(root, 'package.json')).engines.node.replace('>=', '');
}

/**
 * Finds the Node that the npm package `node` installed.
 *
 * @param {string} [root] the folder that holds node_modules
 * @returns {string | undefined} its path; undefined when it is missing (install scripts are off) or does not run here (musl)
 */
export function projectNode(root = projectRoot) {
  const path = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  return spawnSync(path, ['--version'], { stdio: 'ignore' }).status === 0 ? path : undefined;
}

/**
 * Chooses the Node that runs everything after the set-up: the project's own, else this one when it is new enough.
 *
 * @param {{ own: string | undefined, current: string, currentVersion: string, required: string }} choice
 *   paths of the project's Node and of the Node that runs now, and versions
 * @returns {string} a path
 * @throws {PlainError} when neither will do
 */
export function chooseNode({ own, current, currentVersion, required }) {
  if (own) return isSameFile(own, current) ? current : own;
  if (isAtLeast(currentVersion, required)) return current;
  throw new PlainError(
    [
      `This site needs Node ${required} or newer, and here is ${currentVersion}.`,
      'It normally brings its own, but the package "node" was not allowed to install it.',
      `Install Node ${required} or newer, or allow install scripts: npm rebuild node --ignore-scripts=false`,
    ].join('\n'),
  );
}

/** @param {string} version @returns {number[]} */
function parts(version) {
  return version.replace(/^v/, '').split(/[.-]/).slice(0, 3).map(Number);
}

/** @param {string} a @param {string} b */
function isSameFile(a, b) {
  return realpathSync(a) === realpathSync(b);
}
