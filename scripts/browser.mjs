import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright';
import { PlainError } from './plain-error.mjs';

/**
 * @typedef {object} Machine what the finder looks at; a test passes its own
 * @property {NodeJS.ProcessEnv} env
 * @property {NodeJS.Platform} platform
 * @property {(path: string) => boolean} isProgram says whether this is a program file
 * @property {(path: string) => boolean} runs says whether the browser starts
 * @property {() => string} downloaded where Playwright would keep its own browser
 */

/** @type {Machine} */
const thisMachine = { env: process.env, platform: process.platform, isProgram, runs, downloaded };

/**
 * Finds a Chromium-like browser: the one that OPEN_LINE_BROWSER names, else one installed on the system, else one that
 * Playwright downloaded before.
 *
 * @param {Machine} [machine]
 * @returns {string | undefined} the path of the program, or undefined when there is none
 * @throws {PlainError} when OPEN_LINE_BROWSER is set and wrong
 */
export function findBrowser(machine = thisMachine) {
  const named = machine.env.OPEN_LINE_BROWSER;
  if (named) {
    if (machine.isProgram(named)) return named;
    throw new PlainError(`OPEN_LINE_BROWSER is "${named}", and there is no program. Give the full path of a browser.`);
  }
  return [...systemPaths(machine), machine.downloaded()].find((path) => machine.isProgram(path) && machine.runs(path));
}

/**
 * The switches that keep a browser quiet during tests: no first-run pages, no updates, no traffic of its own.
 *
 * @param {boolean} [isRoot] Chromium refuses to start its sandbox for root
 * @returns {string[]}
 */
export function browserArguments(isRoot = process.getuid?.() === 0) {
  return [
    ...(isRoot ? ['--no-sandbox'] : []),
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ];
}

/** @param {Machine} machine @returns {string[]} in the order in which they are tried */
function systemPaths({ env, platform }) {
  if (platform === 'darwin') {
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    );
  }
  if (platform === 'win32') {
    const folders = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].filter(
      (folder) => folder !== undefined,
    );
    const programs = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];
    return programs.flatMap((program) => folders.map((folder) => `${folder}\\${program}`));
  }
  // The same engine without windows comes first: it runs the tests in half the time.
  const names = [
    'chromium-headless-shell',
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
    'microsoft-edge',
  ];
  const folders = (env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return names.flatMap((name) => folders.map((folder) => join(folder, name)));
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
  // On Windows the switch opens a window instead.
  if (process.platform === 'win32') return true;
  const { status, stdout } = spawnSync(path, ['--version'], {
    encoding: 'utf8',
    timeout: 20_000,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return status === 0 && /\d+\.\d+/.test(stdout);
}

function downloaded() {
  try {
    return chromium.executablePath();
  } catch {
    // Playwright has no browser for this system.
    return '';
  }
}
