// Runs before anything is installed, on whatever Node the machine has: plain JavaScript, no packages.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { canInstallNativeParts, isInstalled } from './lockfile.mjs';
import { projectNode } from './node-version.mjs';
import { PlainError } from './plain-error.mjs';
import { projectRoot, readJson, withPath } from './project.mjs';
import { run } from './run.mjs';

const QUIET = ['--loglevel=error', '--no-audit', '--no-fund', '--no-progress'];
const PATIENCE = [
  // Without a network, say so in seconds; npm's own pauses add up to more than a minute.
  '--fetch-retry-mintimeout=1000',
  '--fetch-retry-maxtimeout=5000',
];

/**
 * Installs the packages when what is installed is not what the lockfile asks for.
 *
 * @param {string} [root]
 * @returns {Promise<void>}
 * @throws {PlainError} when npm fails, with its last words and what to do
 */
export async function ensureInstalled(root = projectRoot) {
  const lock = readJson(join(root, 'package-lock.json'));
  if (!lock)
    throw new PlainError(
      'package-lock.json is missing or broken. Take it from the repository: git checkout package-lock.json',
    );
  if (isCurrent(root, lock)) return;
  console.log('Installing the packages this site is built with. This happens once and takes about a minute …');
  const startedAt = Date.now();
  // The tools that build the site are dev dependencies, whatever NODE_ENV says. And the project's own Node, which is
  // new enough for all of them, only arrives with this very installation.
  const installAll = (/** @type {string} */ node) =>
    runNpm(['ci', '--include=dev', '--engine-strict=false'], root, node);
  await (canInstallNativeParts(lock, process.version) ? installAll(process.execPath) : withNewerNode(lock, installAll));
  console.log(`Installed in ${Math.round((Date.now() - startedAt) / 1000)} s.`);
}

/**
 * Turns npm's output into the lines that matter and advice.
 *
 * @param {string} output everything npm printed
 * @returns {string}
 */
export function explainNpmFailure(output) {
  const lines = output
    .split('\n')
    .map((line) => line.replace(/^npm (error|ERR!) ?/, '').trimEnd())
    .filter((line) => !/complete log|^\s+at |^ +\w+: .*,?$|^[\s{}]*$/.test(line));
  return [
    'npm could not install the packages. Its last words:',
    ...lines.slice(-8).map((line) => `  ${line}`),
    adviceFor(output),
  ].join('\n');
}

/** @param {string} output */
function adviceFor(output) {
  if (/ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|ERR_SOCKET_TIMEOUT|network/i.test(output)) {
    return 'The package registry could not be reached. Check the network (or the proxy), then run the same command again.';
  }
  if (/EUSAGE|in sync|package-lock/.test(output)) {
    return 'package.json and package-lock.json do not fit together. Take both from the repository: git checkout package.json package-lock.json';
  }
  if (/EACCES|EPERM|EROFS/.test(output))
    return 'The folder cannot be written to. Check who owns it, end what still runs from it, then run: npm ci';
  if (output.includes('ENOSPC')) return 'The disk is full. Make room (about 700 MB), then run the same command again.';
  if (/ENOTEMPTY|EBUSY/.test(output)) {
    return 'Another program is at work in node_modules. Let it finish, then run the same command again.';
  }
  return 'When the lines above do not help, delete the folder node_modules and run the same command again.';
}

/** @param {string} root @param {import('./lockfile.mjs').Lockfile} lock */
function isCurrent(root, lock) {
  const installed = readJson(join(root, 'node_modules', '.package-lock.json'));
  if (!installed || !isInstalled(lock, installed)) return false;
  // npm's record outlives folders that were deleted by hand.
  const direct = { ...lock.packages['']?.dependencies, ...lock.packages['']?.devDependencies };
  return Object.keys(direct).every((name) => existsSync(join(root, 'node_modules', name, 'package.json')));
}

/**
 * Gets the project's Node ahead of everything else, for machines whose own is too old to install the rest.
 *
 * @param {import('./lockfile.mjs').Lockfile} lock
 * @param {(node: string) => Promise<void>} use gets this process's own Node where install scripts are off
 */
async function withNewerNode(lock, use) {
  const folder = mkdtempSync(join(tmpdir(), 'open-line-node-'));
  try {
    const wanted = `node@${lock.packages['node_modules/node']?.version}`;
    await runNpm(['install', '--no-save', `--prefix=${folder}`, wanted], folder, process.execPath);
    await use(projectNode(folder) || process.execPath);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @param {string[]} args
 * @param {string} cwd
 * @param {string} node the Node that npm itself runs on
 */
async function runNpm(args, cwd, node) {
  const cli = process.env.npm_execpath || '';
  /** @type {import('./run.mjs').RunOptions} */
  const options = { cwd, output: 'capture', env: withPath(dirname(node), process.env) };
  const all = [...args, ...QUIET, ...PATIENCE];
  // Another package manager also sets npm_execpath, to itself.
  const { code, output } = cli.endsWith('npm-cli.js')
    ? await run(node, [cli, ...all], options)
    : await run('npm', all, { ...options, shell: process.platform === 'win32' });
  if (code !== 0) throw new PlainError(explainNpmFailure(output));
}
