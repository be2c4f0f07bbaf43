// Runs before anything is installed, on whatever Node the machine has: plain JavaScript, no packages.
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PlainError } from './plain-error.mjs';

/** The folder of the project: everything the scripts read or write is below it. */
export const projectRoot = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * Reads a JSON file.
 *
 * @param {string} path
 * @returns {any} undefined when the file is missing or is not JSON: both mean "nothing usable is there"
 */
export function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

/**
 * Finds the program file of an installed package, so that it can be run by a Node that we choose.
 *
 * @param {string} packageName
 * @param {string} [program] its name where it differs from the package's
 * @returns {string} path of a JavaScript file
 * @throws {PlainError} when the package is not installed
 */
export function programOf(packageName, program = packageName) {
  const folder = join(projectRoot, 'node_modules', packageName);
  const manifest = readJson(join(folder, 'package.json'));
  if (!manifest) throw new PlainError(`The package "${packageName}" is not installed. Run: npm ci`);
  const bin = typeof manifest.bin === 'string' ? manifest.bin : manifest.bin[program];
  return join(folder, bin);
}

/**
 * The environment for the programs we start: the project's own Node comes first on the PATH, nothing is sent home,
 * and Node does not warn about contradictory colour settings.
 *
 * @param {NodeJS.ProcessEnv} [env]
 * @param {string} [root]
 * @returns {NodeJS.ProcessEnv} a new object
 */
export function programEnvironment(env = process.env, root = projectRoot) {
  const bin = join(root, 'node_modules', '.bin');
  /** @type {NodeJS.ProcessEnv} */
  const result = { ...(existsSync(bin) ? withPath(bin, env) : env), ASTRO_TELEMETRY_DISABLED: '1' };
  if (env.NO_COLOR) delete result.FORCE_COLOR;
  return result;
}

/**
 * Puts a folder first on the PATH.
 *
 * @param {string} folder
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv} a new object
 */
export function withPath(folder, env) {
  // Windows spells it "Path", and a copied environment is case-sensitive there too.
  const name = Object.keys(env).find((key) => key.toUpperCase() === 'PATH') || 'PATH';
  return { ...env, [name]: [folder, env[name]].filter(Boolean).join(delimiter) };
}
