// Runs before anything is installed, on whatever Node the machine has: plain JavaScript, no packages.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { programEnvironment, projectRoot } from './project.mjs';
import { onStop } from './stop-signals.mjs';

/**
 * @typedef {object} RunOptions
 * @property {'show' | 'capture' | 'both'} [output] where the program's output goes; `show` is the default
 * @property {NodeJS.ProcessEnv} [env] the whole environment; the project's by default
 * @property {string} [cwd] the project's folder by default
 * @property {number} [timeoutMs] after this the program is ended
 * @property {boolean} [shell] needed for `.cmd` files on Windows
 */

/** How long a program may take to end after it was asked to. */
const PATIENCE_MS = 5000;
/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();
/** @type {NodeJS.Signals | undefined} */
let stoppedBy;
let stopListening = () => {};

/**
 * Runs a program to its end. Ctrl-C and SIGTERM are passed on to it, and when it has ended this process ends too,
 * with the program's exit code, so that a stop never shows up as a failure of the step that was under way.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<{ code: number, output: string }>} code 127 when it could not be started; output is empty for `show`
 */
export function run(command, args, options = {}) {
  const { output = 'show', env = programEnvironment(), cwd = projectRoot, timeoutMs, shell = false } = options;
  const pipe = output === 'show' ? 'inherit' : 'pipe';
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env,
      shell,
      stdio: [output === 'show' ? 'inherit' : 'ignore', pipe, pipe],
    });
    // Not spawn's own time limit: that one runs on, and keeps this process up, when the program could not be started.
    const limit = timeoutMs === undefined ? undefined : setTimeout(() => child.kill(), timeoutMs);
    let text = '';
    /** @param {NodeJS.ReadableStream | null} from @param {NodeJS.WriteStream} to */
    const collect = (from, to) => {
      if (!from) return;
      from.setEncoding('utf8');
      from.on('data', (chunk) => {
        text += String(chunk);
        if (output === 'both') to.write(chunk);
      });
    };
    collect(child.stdout, process.stdout);
    collect(child.stderr, process.stderr);
    watch(child);
    child.on('error', (error) => {
      clearTimeout(limit);
      unwatch(child);
      resolve({ code: 127, output: text + error.message });
    });
    child.on('close', (code, signal) => {
      clearTimeout(limit);
      unwatch(child);
      const exitCode = code === null ? 128 + (signal ? constants.signals[signal] : 0) : code;
      if (stoppedBy) process.exit(exitCode);
      resolve({ code: exitCode, output: text });
    });
  });
}

/** @param {import('node:child_process').ChildProcess} child */
function watch(child) {
  if (running.size === 0) stopListening = onStop(passOn);
  running.add(child);
}

/** @param {import('node:child_process').ChildProcess} child */
function unwatch(child) {
  running.delete(child);
  // Between two programs a signal does what it does to any process, or what our own server wants.
  if (running.size === 0) stopListening();
}

/** @param {NodeJS.Signals} signal */
function passOn(signal) {
  stoppedBy = signal;
  // A terminal sends Ctrl-C to every program in it. A second one would make Playwright leave without cleaning up.
  const isDelivered = signal === 'SIGINT' && process.stdin.isTTY;
  for (const child of running) {
    if (!isDelivered) child.kill(signal);
    // npm first undoes what it has done; an unfinished installation is noticed and repaired by the next start anyway.
    setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS).unref();
  }
}
