import { PlainError } from './plain-error.mjs';
import { findOrInstall, findProgram, packageManager, pathsOnPath, thisMachine } from './program.mjs';

/**
 * Finds tshark, Wireshark's reader of captures without windows: the one that OPEN_LINE_TSHARK names, else one installed
 * on the system.
 *
 * @param {import('./program.mjs').Machine} [machine]
 * @returns {string | undefined} the path of the program, or undefined when there is none
 * @throws {PlainError} when OPEN_LINE_TSHARK is set and wrong
 */
export function findTshark(machine = thisMachine) {
  return findProgram(machine, { variable: 'OPEN_LINE_TSHARK', kind: 'tshark', paths: systemPaths(machine) });
}

/**
 * Finds tshark, or gets it by the system's package manager. A person can go on without it, and is told so; a machine
 * that checks for everybody cannot.
 *
 * @param {() => string | undefined} [find]
 * @param {readonly import('./program.mjs').Source[]} [sources] in the order in which they are tried
 * @param {(line: string) => void} [say]
 * @param {boolean} [isRequired] by default, whether `CI` is set
 * @returns {Promise<string | undefined>} the path of a program that starts; undefined when the step is to be left out
 * @throws {PlainError} when nothing worked and it is required
 */
export async function ensureTshark(
  find = findTshark,
  sources = [packageManager('tshark')],
  say = console.log,
  isRequired = Boolean(process.env.CI),
) {
  const tshark = await findOrInstall('tshark', find, sources, say);
  if (tshark) return tshark;
  const missing = 'These tests need tshark, and it could be neither found nor installed';
  const advice = 'Install it (Debian, as root: apt-get install -y tshark), or give its path in OPEN_LINE_TSHARK.';
  if (isRequired) throw new PlainError(`${missing}.\n${advice}`);
  say(`${missing}, so no capture was checked.\n${advice}`);
  return undefined;
}

/** @param {import('./program.mjs').Machine} machine @returns {string[]} in the order in which they are tried */
function systemPaths({ env, platform }) {
  if (platform === 'win32') {
    return env.PROGRAMFILES === undefined ? [] : [`${env.PROGRAMFILES}\\Wireshark\\tshark.exe`];
  }
  const paths = pathsOnPath(['tshark'], env);
  return platform === 'darwin' ? [...paths, '/Applications/Wireshark.app/Contents/MacOS/tshark'] : paths;
}
