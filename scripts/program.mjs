import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { PlainError } from './plain-error.mjs';
import { run } from './run.mjs';

/**
 * @typedef {object} Machine what a finder of programs looks at; a test passes its own
 * @property {NodeJS.ProcessEnv} env
 * @property {NodeJS.Platform} platform
 * @property {(path: string) => boolean} isProgram says whether this is a program file
 * @property {(path: string) => boolean} runs says whether the program starts
 *
 * @typedef {{ title: string, install: () => Promise<unknown> }} Source a place that a program can come from
 */

const TEN_MINUTES_MS = 600_000;

/** @type {Machine} */
export const thisMachine = { env: process.env, platform: process.platform, isProgram, runs };

/**
 * Finds a program: the one that a variable of the environment names, else the first of these paths that starts.
 *
 * @param {Machine} machine
 * @param {{ variable: string, kind: string, paths: readonly string[] }} wanted kind: what it is, with its article
 * @returns {string | undefined} its path, or undefined when there is none
 * @throws {PlainError} when the variable is set and wrong
 */
export function findProgram(machine, { variable, kind, paths }) {
  const named = machine.env[variable];
  if (named) {
    if (machine.isProgram(named)) return named;
    throw new PlainError(`${variable} is "${named}", and there is no program. Give the full path of ${kind}.`);
  }
  return paths.find((path) => machine.isProgram(path) && machine.runs(path));
}

/**
 * Where the folders of the PATH may hold a program.
 *
 * @param {readonly string[]} names the best liked first
 * @param {NodeJS.ProcessEnv} env
 * @returns {string[]} in the order in which they are tried
 */
export function pathsOnPath(names, env) {
  const folders = (env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}

/**
 * Finds a program, or gets it from the first source that has it.
 *
 * @param {string} name what the person reads
 * @param {() => string | undefined} find
 * @param {readonly Source[]} sources in the order in which they are tried
 * @param {(line: string) => void} say
 * @returns {Promise<string | undefined>} the path of a program that starts, or undefined when nothing worked
 */
export async function findOrInstall(name, find, sources, say) {
  const found = find();
  if (found) return found;
  for (const source of sources) {
    say(`No ${name} for the tests yet. Trying ${source.title} …`);
    await source.install();
    const installed = find();
    if (installed) return installed;
  }
  return undefined;
}

/**
 * The package manager of Debian and Ubuntu as a source.
 *
 * @param {...string} names packages that each bring the program, the best liked first
 * @returns {Source}
 */
export function packageManager(...names) {
  return {
    title: "the system's package manager (apt-get)",
    install: async () => {
      const isRoot = process.getuid?.() === 0;
      // -n: fail rather than ask for a password that nobody may be there to type.
      const [command, ...prefix] = isRoot ? ['apt-get'] : ['sudo', '-n', 'apt-get'];
      const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
      /** @param {string[]} args */
      const apt = async (...args) =>
        (await run(command, [...prefix, ...args], { output: 'capture', timeoutMs: TEN_MINUTES_MS, env })).code === 0;
      if (!(await apt('update'))) return;
      for (const name of names) if (await apt('install', '-y', name)) return;
    },
  };
}

/** @param {string} path */
function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * A file alone proves nothing: Ubuntu's `chromium-browser` may only print an advertisement for a snap, and a download
 * may lack system libraries.
 *
 * @param {string} path
 */
function runs(path) {
  // On Windows the switch makes a browser open a window instead.
  if (process.platform === 'win32') return true;
  const { status, stdout } = spawnSync(path, ['--version'], {
    encoding: 'utf8',
    timeout: 20_000,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return status === 0 && /\d+\.\d+/.test(stdout);
}
