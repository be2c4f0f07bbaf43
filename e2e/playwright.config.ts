import { defineConfig } from 'playwright/test';
import { normalizeBasePath } from '../scripts/base-path.mjs';
import { browserArguments, findBrowser } from '../scripts/browser.mjs';

// npm test passes a free port; alone (npx playwright test --config e2e/playwright.config.ts) this one is used.
const port = process.env.OPEN_LINE_TEST_PORT ?? '4399';
const basePath = normalizeBasePath(process.env.BASE_PATH);
const baseURL = `http://localhost:${port}${basePath}`;

const browser = findBrowser();
if (browser === undefined) throw new Error('No browser was found. Run once: npm run test:e2e');

export default defineConfig({
  testDir: '.',
  outputDir: '../test-results',
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  workers: 2,
  reporter: 'list',
  use: {
    baseURL,
    // Without the film, which would slow every test; what the page looked like at each step is kept all the same.
    trace: { mode: 'retain-on-failure', screenshots: false, sources: false },
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
