import { readJson } from './project.mjs';

/**
 * @typedef {{ passed: number, failed: number }} TestCounts
 */

/**
 * Reads how many tests passed and failed from a JSON report of Vitest or of Playwright.
 *
 * @param {string} reportFile
 * @returns {TestCounts} zeros when there is no report: the step had no tests, or ended before it wrote one
 */
export function readTestCounts(reportFile) {
  const report = readJson(reportFile);
  // Playwright has "stats". A flaky test is one that failed: chance is no excuse.
  if (report?.stats)
    return { passed: report.stats.expected, failed: Number(report.stats.unexpected) + Number(report.stats.flaky) };
  return { passed: report?.numPassedTests ?? 0, failed: report?.numFailedTests ?? 0 };
}

/**
 * Adds up the counts of all steps. A step that failed without a failed test (a type error, a build) counts as one
 * failure, so that a red run never says "0 failed".
 *
 * @param {readonly TestCounts[]} counts
 * @param {boolean} hasFailed
 * @returns {string} `N passed, N failed`
 */
export function describeTotal(counts, hasFailed) {
  const passed = counts.reduce((sum, count) => sum + count.passed, 0);
  const failed = counts.reduce((sum, count) => sum + count.failed, 0);
  return `${passed} passed, ${hasFailed ? Math.max(1, failed) : failed} failed`;
}
