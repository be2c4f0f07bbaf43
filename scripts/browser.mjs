import { chromium } from 'playwright';
import { findProgram, pathsOnPath, thisMachine } from './program.mjs';

/** @typedef {import('./program.mjs').Machine & { downloaded: () => string }} Machine also says where Playwright would keep its own browser */

/**
 * Finds a Chromium-like browser: the one that OPEN_LINE_BROWSER names, else one installed on the system, else one that
 * Playwright downloaded before.
 *
 * @param {Machine} [machine]
 * @returns {string | undefined} the path of the program, or undefined when there is none
 * @throws {import('./plain-error.mjs').PlainError} when OPEN_LINE_BROWSER is set and wrong
 */
export function findBrowser(machine = { ...thisMachine, downloaded }) {
  const paths = [...systemPaths(machine), machine.downloaded()];
  return findProgram(machine, { variable: 'OPEN_LINE_BROWSER', kind: 'a browser', paths });
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
  return pathsOnPath(names, env);
}

function downloaded() {
  try {
    return chromium.executablePath();
  } catch {
    // Playwright has no browser for this system.
    return '';
  }
}
