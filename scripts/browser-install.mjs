import { findBrowser } from './browser.mjs';
import { PlainError } from './plain-error.mjs';
import { findOrInstall, packageManager } from './program.mjs';
import { programEnvironment, programOf } from './project.mjs';
import { run } from './run.mjs';

const TEN_MINUTES_MS = 600_000;

/** @type {import('./program.mjs').Source} */
const playwright = {
  title: "Playwright's download (about 170 MB)",
  install: () =>
    run(process.execPath, [programOf('playwright'), 'install', 'chromium'], {
      output: 'capture',
      timeoutMs: TEN_MINUTES_MS,
      env: { ...programEnvironment(), PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '10000' },
    }),
};

// Debian packs the fast one by itself; Ubuntu does not.
const ownSources = [playwright, packageManager('chromium-headless-shell', 'chromium')];

/**
 * Finds a browser, or gets one: by Playwright's download, else by the system's package manager.
 *
 * @param {() => string | undefined} [find]
 * @param {readonly import('./program.mjs').Source[]} [sources] in the order in which they are tried
 * @param {(line: string) => void} [say]
 * @returns {Promise<string>} the path of a program that starts
 * @throws {PlainError} when nothing worked, with what to do
 */
export async function ensureBrowser(find = findBrowser, sources = ownSources, say = console.log) {
  const browser = await findOrInstall('browser', find, sources, say);
  if (browser) return browser;
  throw new PlainError(
    [
      'The browser tests need a browser, and none could be found or installed.',
      'Install Chromium or Google Chrome (Debian, as root: apt-get install -y chromium),',
      'or give the path of one: OPEN_LINE_BROWSER=/path/to/chrome npm test',
      'Everything else can be checked without one: npm run check',
    ].join('\n'),
  );
}
