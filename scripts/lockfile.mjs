// Runs before anything is installed, on whatever Node the machine has: plain JavaScript, no packages.

import { satisfies } from './node-version.mjs';

/**
 * @typedef {object} LockedPackage
 * @property {string} [version]
 * @property {string} [integrity]
 * @property {string} [resolved]
 * @property {boolean} [optional]
 * @property {boolean} [devOptional]
 * @property {string[]} [os]
 * @property {string[]} [cpu]
 * @property {{ node?: string }} [engines]
 * @property {Record<string, string>} [dependencies]
 * @property {Record<string, string>} [devDependencies]
 * @property {Record<string, string>} [optionalDependencies]
 *
 * @typedef {{ packages: Record<string, LockedPackage> }} Lockfile keys are places like `node_modules/a/node_modules/b`
 */

/**
 * Checks that a lockfile serves every platform. npm writes only what the registry had when it was made: an entry that
 * is missing breaks `npm ci`, or leaves one platform without its native part.
 *
 * @param {Lockfile} lock
 * @returns {string[]} one sentence for each problem; empty when there is none
 */
export function findLockfileProblems(lock) {
  /** @type {string[]} */
  const problems = [];
  for (const [place, entry] of Object.entries(lock.packages)) {
    const needed = { ...entry.dependencies, ...entry.optionalDependencies };
    for (const [name, version] of Object.entries(needed)) {
      const found = findEntry(lock, place, name);
      // Native parts are asked for by exact version, so an older one further out does not count.
      const isOther = found && /^\d+\.\d+\.\d+$/.test(version) && found.version !== version;
      if (!found || isOther) problems.push(`${place || 'the project'} needs ${name} ${version}, which has no entry`);
    }
    // An address would tie everybody to the registry of whoever made the lockfile.
    if (entry.resolved) problems.push(`${place} names an address: ${entry.resolved}`);
  }
  return problems;
}

/**
 * Lists dependencies whose version is a range. Only an exact version gives everybody the same site.
 *
 * @param {{ dependencies?: object, devDependencies?: object, overrides?: object }} manifest package.json
 * @returns {string[]} for example `astro: ^7.3.4`
 */
export function findUnpinned(manifest) {
  const all = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.overrides };
  return Object.entries(all)
    .filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
    .map(([name, version]) => `${name}: ${version}`);
}

/**
 * Says whether what npm installed is what the lockfile asks for. Parts for other platforms may be absent, and extra
 * packages are left alone: somebody may be trying one out.
 *
 * @param {Lockfile} lock package-lock.json
 * @param {Lockfile} installed node_modules/.package-lock.json, which npm writes when an installation has succeeded
 * @param {{ platform: string, arch: string }} [machine]
 * @returns {boolean}
 */
export function isInstalled(lock, installed, machine = process) {
  return Object.entries(lock.packages).every(([place, wanted]) => {
    if (place === '') return true;
    const found = installed.packages[place];
    if (!found) return Boolean(wanted.optional || wanted.devOptional);
    if (found.version !== wanted.version || found.integrity !== wanted.integrity) return false;
    return hasNativePart(lock, installed, place, machine);
  });
}

/**
 * Says whether npm, run by a given Node, installs the native parts. It leaves those out without a word whose `engines`
 * exclude the Node that it runs on, though a newer one will use them.
 *
 * @param {Lockfile} lock
 * @param {string} version of Node
 * @returns {boolean}
 */
export function canInstallNativeParts(lock, version) {
  return Object.values(lock.packages).every(
    ({ optional, os, engines }) => !optional || !os || !engines?.node || satisfies(version, engines.node),
  );
}

/**
 * Of a package's parts for this machine one has to be there. (Several may fit: npm chooses by the C library, too.)
 *
 * @param {Lockfile} lock @param {Lockfile} installed @param {string} place
 * @param {{ platform: string, arch: string }} machine
 */
function hasNativePart(lock, installed, place, { platform, arch }) {
  const parts = Object.keys(lock.packages[place]?.optionalDependencies || {}).filter((name) => {
    const part = findEntry(lock, place, name);
    return part?.os?.includes(platform) && part.cpu?.includes(arch);
  });
  return parts.length === 0 || parts.some((name) => findEntry(installed, place, name));
}

/**
 * Looks a name up as Node does: beside the package that needs it, then one level further out at a time.
 *
 * @param {Lockfile} lock
 * @param {string} from
 * @param {string} name
 * @returns {LockedPackage | undefined}
 */
function findEntry(lock, from, name) {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('node_modules/') - 1))) {
    const place = `${folder ? `${folder}/` : ''}node_modules/${name}`;
    if (lock.packages[place]) return lock.packages[place];
    if (folder === '') return undefined;
  }
}
