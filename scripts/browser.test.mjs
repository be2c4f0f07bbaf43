import { describe, expect, test } from 'vitest';
import { ensureBrowser } from './browser-install.mjs';
import { browserArguments, findBrowser } from './browser.mjs';

const OWN_DOWNLOAD = '/cache/playwright/chrome';

/** @param {string[]} programs @param {Partial<import('./browser.mjs').Machine>} [machine] */
function find(programs, machine) {
  return findBrowser({
    env: { PATH: '/usr/bin:/opt/bin' },
    platform: 'linux',
    isProgram: (path) => programs.includes(path),
    runs: () => true,
    downloaded: () => OWN_DOWNLOAD,
    ...machine,
  });
}

describe('findBrowser', () => {
  test('the one that OPEN_LINE_BROWSER names comes first', () => {
    expect(find(['/my/chrome', '/usr/bin/chromium', OWN_DOWNLOAD], { env: { OPEN_LINE_BROWSER: '/my/chrome' } })).toBe(
      '/my/chrome',
    );
  });

  test('a wrong OPEN_LINE_BROWSER is an error, not a reason to look further', () => {
    const env = { OPEN_LINE_BROWSER: '/my/chrome', PATH: '/usr/bin' };
    expect(() => find(['/usr/bin/chromium'], { env })).toThrow('OPEN_LINE_BROWSER is "/my/chrome"');
  });

  test('one on the system comes before the one that Playwright downloaded', () => {
    expect(find(['/opt/bin/google-chrome', OWN_DOWNLOAD])).toBe('/opt/bin/google-chrome');
    expect(find(['/opt/bin/chromium', '/usr/bin/google-chrome'])).toBe('/opt/bin/chromium');
    expect(find([OWN_DOWNLOAD])).toBe(OWN_DOWNLOAD);
  });

  test('one without windows comes before one with them, wherever it is', () => {
    expect(find(['/usr/bin/chromium', '/opt/bin/chromium-headless-shell'])).toBe('/opt/bin/chromium-headless-shell');
  });

  test('a program that does not start is passed over', () => {
    const runs = (/** @type {string} */ path) => path !== '/usr/bin/chromium-browser';
    expect(find(['/usr/bin/chromium-browser', OWN_DOWNLOAD], { runs })).toBe(OWN_DOWNLOAD);
  });

  test('macOS and Windows keep browsers elsewhere', () => {
    const mac = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
    expect(find([mac], { platform: 'darwin' })).toBe(mac);
    const windows = 'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe';
    expect(find([windows], { platform: 'win32', env: { PROGRAMFILES: 'C:\\Program Files' } })).toBe(windows);
  });

  test('none is none', () => {
    expect(find([])).toBeUndefined();
  });
});

describe('ensureBrowser', () => {
  /** @param {string} foundAfter the source that brings a browser @param {string[]} tried */
  function ensureWith(foundAfter, tried) {
    const sources = ['download', 'packages'].map((title) => ({
      title,
      install: () => Promise.resolve(tried.push(title)),
    }));
    const find = () => (foundAfter === '' || tried.includes(foundAfter) ? '/found' : undefined);
    return ensureBrowser(find, sources, () => undefined);
  }

  test.each([
    ['nothing when there is one', '', []],
    ["Playwright's download first", 'download', ['download']],
    ['then the package manager', 'packages', ['download', 'packages']],
  ])('tries %s', async (_name, foundAfter, expected) => {
    /** @type {string[]} */
    const tried = [];
    expect(await ensureWith(foundAfter, tried)).toBe('/found');
    expect(tried).toEqual(expected);
  });

  test('says what to do when nothing worked', async () => {
    await expect(ensureWith('never', [])).rejects.toThrow('OPEN_LINE_BROWSER=');
  });
});

test('only root gives up the sandbox', () => {
  expect(browserArguments(true)).toContain('--no-sandbox');
  expect(browserArguments(false)).not.toContain('--no-sandbox');
});
