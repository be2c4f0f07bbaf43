import { configDefaults, defineConfig } from 'vitest/config';

// What needs tshark is a step of its own, with `--mode capture`: not every machine has it.
const captureTests = 'src/**/*.tshark.test.ts';

// Plain Vitest: nothing that these tests look at imports Astro's virtual modules.
export default defineConfig(({ mode }) => ({
  test: {
    environment: 'node',
    ...(mode === 'capture'
      ? { include: [captureTests] }
      : {
          include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.{mjs,ts}'],
          exclude: [...configDefaults.exclude, captureTests],
        }),
    // Some tests start real servers, and machines that run checks can be slow.
    testTimeout: 20_000,
  },
}));
