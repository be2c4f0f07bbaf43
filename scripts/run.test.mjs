import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { run } from './run.mjs';

describe('a program that has a time limit', () => {
  test('is ended when the time is over', async () => {
    const { code } = await run(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], {
      output: 'capture',
      timeoutMs: 50,
    });
    expect(code).not.toBe(0);
  });

  test('and cannot be started holds nobody up', () => {
    const script = `
      import { run } from ${JSON.stringify(new URL('run.mjs', import.meta.url).href)};
      const { code } = await run('/nowhere/program', [], { output: 'capture', timeoutMs: 600_000 });
      process.exitCode = code;
    `;
    const { status } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { timeout: 15_000 });
    expect(status).toBe(127);
  });
});
