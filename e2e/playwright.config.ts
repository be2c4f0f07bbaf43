import { defineConfig } from 'playwright/test';
import { normalizeBasePath } from '../scripts/base-path.mjs';
import { browserArguments, findBrowser } from '../scripts/browser.mjs';

// npm test passes a free port; alone (npx playwright test --config e2e/playwright.config.ts) this one is used.
const port = process.env.OPEN_LINE_TEST_PORT ?? '4399';
const basePath = normalizeBasePath(process.env.BASE_PATH);
const baseURL = `http://localhost:${port}${basePath}`;

const isFull = process.env.OPEN_LINE_FULL === '1';
const browser = findBrowser();
if (browser === undefined) throw new Error('No browser was found. Run once: npm run test:e2e');

export default defineConfig({
  testDir: '.',
  outputDir: '../test-results',
  fullyParallel: true,
  forbidOnly: true,
  // What takes long is left to `npm run test:full`.
  ...(isFull ? {} : { grepInvert: /@full/ }),
  retries: 0,
  workers: 2,
  reporter: 'list',
  use: {
    baseURL,
    // A record of each step slows every test by a quarter: only the nightly run, which nobody can repeat at will, keeps it.
    trace: isFull ? 'retain-on-failure' : 'off',
    launchOptions: { executablePath: browser, args: browserArguments() },
  },
  projects: [{ name: 'chromium', use: { browserName: 'chromium' } }],
  webServer: {
    command: 'node scripts/serve.mjs',
    cwd: '..',
    url: baseURL,
    env: { PORT: port, BASE_PATH: basePath },
    reuseExistingServer: false,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 3000 },
  },
});
