import { findBrowser } from './browser.mjs';
import { PlainError } from './plain-error.mjs';
import { programEnvironment, programOf } from './project.mjs';
import { run } from './run.mjs';

const TEN_MINUTES_MS = 600_000;

/** @typedef {{ title: string, install: () => Promise<unknown> }} Source a place that a browser can come from */

/**
 * Finds a browser, or gets one: by Playwright's download, else by the system's package manager.
 *
 * @param {() => string | undefined} [find]
 * @param {Source[]} [sources] in the order in which they are tried
 * @param {(line: string) => void} [say]
 * @returns {Promise<string>} the path of a program that starts
 * @throws {PlainError} when nothing worked, with what to do
 */
export async function ensureBrowser(find = findBrowser, sources = [playwright, packageManager], say = console.log) {
  const found = find();
  if (found) return found;
  for (const source of sources) {
    say(`No browser for the tests yet. Trying ${source.title} …`);
    await source.install();
    const installed = find();
    if (installed) return installed;
  }
  throw new PlainError(
    [
      'The browser tests need a browser, and none could be found or installed.',
      'Install Chromium or Google Chrome (Debian, as root: apt-get install -y chromium),',
      'or give the path of one: OPEN_LINE_BROWSER=/path/to/chrome npm test',
      'Everything else can be checked without one: npm run check',
    ].join('\n'),
  );
}

/** @type {Source} */
const playwright = {
  title: "Playwright's download (about 170 MB)",
  install: () =>
    run(process.execPath, [programOf('playwright'), 'install', 'chromium'], {
      output: 'capture',
      timeoutMs: TEN_MINUTES_MS,
      env: { ...programEnvironment(), PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '10000' },
    }),
};

/** @type {Source} */
const packageManager = {
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
    // Debian packs the fast one by itself; Ubuntu does not.
    for (const name of ['chromium-headless-shell', 'chromium']) if (await apt('install', '-y', name)) return;
  },
};
