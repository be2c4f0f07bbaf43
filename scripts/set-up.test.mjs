import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { explainNpmFailure } from './install.mjs';
import { chooseNode, isAtLeast, satisfies } from './node-version.mjs';
import { programEnvironment } from './project.mjs';
import { describeCanonicalLinks, findComplaints } from './site-build.mjs';
import { describeTotal, readTestCounts } from './test-counts.mjs';

describe('the Node that is used', () => {
  test.each([
    ['v22.22.3', true],
    ['v22.22.2', false],
    ['v22.9.9', false],
    ['v20.30.5', false],
    ['v24.0.0', true],
    ['v23.0.0-nightly1', true],
  ])('%s against 22.22.3: %s', (version, isEnough) => {
    expect(isAtLeast(version, '22.22.3')).toBe(isEnough);
  });

  test.each([
    ['v20.20.2', '^20.19.0 || >=22.12.0', true],
    ['v21.0.0', '^20.19.0 || >=22.12.0', false],
    ['v22.12.0', '^20.19.0 || >=22.12.0', true],
    ['v18.0.0', '>= 18', true],
    ['v20.1.0', '20 || >=22', true],
    ['v24.0.0', 'something else', false],
  ])('%s in the range %s: %s', (version, range, isIn) => {
    expect(satisfies(version, range)).toBe(isIn);
  });

  const machine = { current: process.execPath, required: '22.22.3' };

  test("is this one where the project's own is missing and this one is new enough", () => {
    expect(chooseNode({ ...machine, own: undefined, currentVersion: 'v24.1.0' })).toBe(process.execPath);
  });

  test("is the project's own whenever there is one", () => {
    const own = import.meta.filename;
    expect(chooseNode({ ...machine, own, currentVersion: 'v26.0.0' })).toBe(own);
  });

  test('is nothing without either, and the message names both ways out', () => {
    const choose = () => chooseNode({ ...machine, own: undefined, currentVersion: 'v20.20.2' });
    expect(choose).toThrow('Install Node 22.22.3 or newer, or allow install scripts');
  });
});

describe('when npm fails', () => {
  test.each([
    ['npm error code ECONNREFUSED\nnpm error FetchError', 'Check the network'],
    ['npm ERR! code EUSAGE\nnpm ERR! Missing: a@1 from lock file', 'do not fit together'],
    ['npm error code EACCES', 'cannot be written to'],
    ['npm error code ENOSPC', 'disk is full'],
    ['npm error code ENOTEMPTY', 'Another program is at work'],
    ['npm error code EWHATEVER', 'delete the folder node_modules'],
  ])('%j leads to advice', (output, advice) => {
    expect(explainNpmFailure(output)).toContain(advice);
  });

  test('its last words are shown without its prefix, its stack, and its log', () => {
    const output =
      'npm error code E1\nnpm error    at fn (file.js:1)\nnpm error A complete log of this run can be found in: x\n';
    expect(explainNpmFailure(output).split('\n')[1]).toBe('  code E1');
    expect(explainNpmFailure(output)).not.toMatch(/complete log|file\.js/);
  });
});

test('programs never see both colour settings, about which Node warns', () => {
  expect(programEnvironment({ NO_COLOR: '1', FORCE_COLOR: '1' })).not.toHaveProperty('FORCE_COLOR');
  expect(programEnvironment({ FORCE_COLOR: '1' })).toMatchObject({ FORCE_COLOR: '1' });
});

describe('what a build says', () => {
  test('complaints are found in a build that went through', () => {
    const output = '10:00:00 [WARN] [content] odd\n10:00:01 [build] fine\n[ERROR] wrong reference\n(!) large chunk';
    expect(findComplaints(output)).toHaveLength(3);
    expect(findComplaints('10:00:01 [build] 12 page(s) built')).toEqual([]);
  });

  test('without SITE_URL it says what is missing', () => {
    expect(describeCanonicalLinks(undefined)).toMatch(/no canonical links and there is no sitemap/);
    expect(describeCanonicalLinks('https://a.example')).toContain('https://a.example');
  });
});

describe('the count at the end', () => {
  test.each([
    [
      { numPassedTests: 5, numFailedTests: 1, numPendingTests: 2 },
      { passed: 5, failed: 1 },
    ],
    [{ stats: { expected: 7, unexpected: 2, flaky: 1, skipped: 3 } }, { passed: 7, failed: 3 }],
  ])('is read from either report', (report, counts) => {
    const folder = mkdtempSync(join(tmpdir(), 'open-line-report-'));
    writeFileSync(join(folder, 'report.json'), JSON.stringify(report));
    expect(readTestCounts(join(folder, 'report.json'))).toEqual(counts);
    rmSync(folder, { recursive: true });
  });

  test('a step without a report has no tests', () => {
    expect(readTestCounts('/nowhere/report.json')).toEqual({ passed: 0, failed: 0 });
  });

  test('is a sum, and a red run never says "0 failed"', () => {
    const counts = [
      { passed: 5, failed: 0 },
      { passed: 2, failed: 0 },
    ];
    expect(describeTotal(counts, false)).toBe('7 passed, 0 failed');
    expect(describeTotal(counts, true)).toBe('7 passed, 1 failed');
    expect(describeTotal([{ passed: 5, failed: 3 }], true)).toBe('5 passed, 3 failed');
  });
});
