import { defineConfig } from 'vitest/config';

// Plain Vitest: nothing that these tests look at imports Astro's virtual modules.
export default defineConfig({
  test: {
    environment: 'node',
    include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.{mjs,ts}'],
    // Some tests start real servers, and machines that run checks can be slow.
    testTimeout: 20_000,
  },
});
