import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBrowser } from './browser-install.mjs';
import { findFreePort } from './port.mjs';
import { programEnvironment, programOf, projectRoot } from './project.mjs';
import { run } from './run.mjs';
import { buildSite, findComplaints } from './site-build.mjs';
import { ensureTshark } from './tshark.mjs';

/**
 * @typedef {object} StepContext
 * @property {string} reportFile where a test runner writes its JSON report
 * @property {readonly string[]} args what the person added to the command, for the runner
 * @property {NodeJS.ProcessEnv} env
 *
 * @typedef {object} Step
 * @property {string} name what `--only` takes
 * @property {string} title
 * @property {(context: StepContext) => Promise<number>} run resolves to an exit code
 */

/** @type {readonly Step[]} The checks in the order in which they run: what fails fast comes first. */
export const testSteps = [
  {
    name: 'types',
    title: 'types (astro check, tsc)',
    run: async ({ env, args }) => {
      const astro = ['check', '--minimumSeverity', 'warning', '--minimumFailingSeverity', 'warning', ...args];
      // The scripts are JavaScript with types in comments, which Astro's check reads past.
      return (await runTool('astro', astro, env)) || runTool('typescript', ['--project', 'scripts'], env, 'tsc');
    },
  },
  {
    name: 'lint',
    title: 'lint (eslint)',
    run: async ({ env, args }) => {
      // Rules that know types need those that Astro writes; `astro check` has written them when all steps run.
      if (!existsSync(join(projectRoot, '.astro', 'types.d.ts'))) await runTool('astro', ['sync'], env);
      return runTool('eslint', ['--max-warnings', '0', ...(args.length > 0 ? args : ['.'])], env);
    },
  },
  {
    name: 'format',
    title: 'format (prettier)',
    run: ({ env, args }) => runTool('prettier', ['--check', ...(args.length > 0 ? args : ['.'])], env),
  },
  {
    name: 'unit',
    title: 'unit and architecture tests (vitest)',
    run: ({ env, args, reportFile }) => runVitest(args, reportFile, env),
  },
  {
    name: 'capture',
    title: 'captures (tshark)',
    run: async ({ env, args, reportFile }) => {
      const tshark = await ensureTshark();
      if (tshark === undefined) return 0;
      return runVitest(['--mode', 'capture', ...args], reportFile, { ...env, OPEN_LINE_TSHARK: tshark });
    },
  },
  { name: 'build', title: 'build (astro build)', run: build },
  {
    name: 'browser',
    title: 'browser tests (playwright)',
    run: async ({ env, args, reportFile }) => {
      const settings = {
        OPEN_LINE_BROWSER: await ensureBrowser(),
        // A port of its own for each run: two people, or two runs, do not meet.
        OPEN_LINE_TEST_PORT: String(await findFreePort()),
        PLAYWRIGHT_JSON_OUTPUT_FILE: reportFile,
        // Playwright sets FORCE_COLOR for its workers, and Node warns when it meets both.
        ...(env.NO_COLOR ? { NO_COLOR: undefined, FORCE_COLOR: '0' } : {}),
      };
      const command = ['test', '--config', 'e2e/playwright.config.ts', '--reporter=list,json', ...args];
      return runTool('playwright', command, { ...env, ...settings });
    },
  },
];

/** @param {readonly string[]} args @param {string} reportFile @param {NodeJS.ProcessEnv} env */
function runVitest(args, reportFile, env) {
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`];
  return runTool('vitest', ['run', ...reporters, ...args], env);
}

/** @param {string} name @param {readonly string[]} args @param {NodeJS.ProcessEnv} env @param {string} [program] */
async function runTool(name, args, env, program) {
  const { code } = await run(process.execPath, [programOf(name, program), ...args], { env: programEnvironment(env) });
  return code;
}

/** @returns {Promise<number>} */
async function build() {
  const complaints = findComplaints(await buildSite({ output: 'both' }));
  if (complaints.length === 0) return 0;
  console.error(['\nThe build went through, but with complaints:', ...complaints].join('\n'));
  return 1;
}
