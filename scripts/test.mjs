// npm test: every check in turn, up to the first that fails.
//   --only=lint,unit   only these steps; anything after it goes to the tool (npm run test:unit -- frame)
//   --full             also what takes long (sets OPEN_LINE_FULL=1)
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PlainError, printFailure, runCommand } from './plain-error.mjs';
import { describeTotal, readTestCounts } from './test-counts.mjs';
import { testSteps } from './test-steps.mjs';

await runCommand(async () => {
  const { steps, args, env } = readArguments(process.argv.slice(2));
  const reports = mkdtempSync(join(tmpdir(), 'open-line-test-'));
  const counts = [];
  let failed;
  for (const [index, step] of steps.entries()) {
    console.log(`\n── ${index + 1} of ${steps.length}: ${step.title}`);
    const reportFile = join(reports, `${step.name}.json`);
    const startedAt = performance.now();
    // What the person added is meant for the last step: `test:e2e` builds first.
    const code = await step.run({ reportFile, env, args: index === steps.length - 1 ? args : [] }).catch(printFailure);
    counts.push(readTestCounts(reportFile));
    console.log(`${code === 0 ? '✓' : '✗'} ${step.name}: ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
    if (code !== 0) {
      failed = step;
      break;
    }
  }
  rmSync(reports, { recursive: true, force: true });
  if (failed) console.log(`\nThe step "${failed.name}" failed. To run it alone: npm test -- --only=${failed.name}`);
  console.log(`\n${describeTotal(counts, failed !== undefined)}`);
  return failed ? 1 : 0;
});

/** @param {string[]} words */
function readArguments(words) {
  const only = words
    .find((word) => word.startsWith('--only='))
    ?.slice('--only='.length)
    .split(',');
  const unknown = only?.find((name) => !testSteps.some((step) => step.name === name));
  if (unknown !== undefined) {
    throw new PlainError(
      `There is no step "${unknown}". The steps are: ${testSteps.map((step) => step.name).join(', ')}`,
    );
  }
  return {
    steps: testSteps.filter((step) => only?.includes(step.name) ?? true),
    args: words.filter((word) => word !== '--full' && !word.startsWith('--only=')),
    env: words.includes('--full') ? { ...process.env, OPEN_LINE_FULL: '1' } : process.env,
  };
}
