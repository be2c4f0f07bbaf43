import { describe, expect, test } from 'vitest';
import { canInstallNativeParts, findLockfileProblems, findUnpinned, isInstalled } from './lockfile.mjs';
import { join } from 'node:path';
import { projectRoot, readJson } from './project.mjs';

const lock = readJson(join(projectRoot, 'package-lock.json'));

/** @returns {import('./lockfile.mjs').Lockfile} */
function createLock() {
  return {
    packages: {
      '': { dependencies: { a: '1.0.0' } },
      'node_modules/a': {
        version: '1.0.0',
        integrity: 'sha512-a',
        optionalDependencies: { 'a-mac': '1.0.0', 'a-linux': '1.0.0' },
      },
      'node_modules/a/node_modules/a-mac': { version: '1.0.0', integrity: 'sha512-m', optional: true },
      'node_modules/a-linux': { version: '1.0.0', integrity: 'sha512-l', optional: true },
    },
  };
}

describe('the lockfile of this project', () => {
  test('has an entry for every platform and names no registry', () => {
    expect(findLockfileProblems(lock)).toEqual([]);
    expect(JSON.stringify(lock)).not.toContain('"resolved"');
  });

  test('is for the versions that package.json asks for, and those are exact', () => {
    const manifest = readJson(join(projectRoot, 'package.json'));
    expect(findUnpinned(manifest)).toEqual([]);
    expect(lock.packages[''].dependencies).toEqual(manifest.dependencies);
    expect(lock.packages[''].devDependencies).toEqual(manifest.devDependencies);
  });

  test('would be caught without any single part for one platform', () => {
    const native = Object.keys(lock.packages).filter((place) => lock.packages[place].os);
    expect(native.length).toBeGreaterThan(20);
    for (const place of native) {
      const { [place]: _removed, ...packages } = lock.packages;
      expect(findLockfileProblems({ packages }), place).not.toEqual([]);
    }
  });
});

describe('findLockfileProblems', () => {
  test('finds an entry beside the package or further out', () => {
    expect(findLockfileProblems(createLock())).toEqual([]);
  });

  test.each(['node_modules/a/node_modules/a-mac', 'node_modules/a-linux'])('notices that %s is gone', (place) => {
    const { [place]: _removed, ...packages } = createLock().packages;
    const name = place.slice(place.lastIndexOf('/') + 1);
    expect(findLockfileProblems({ packages })).toEqual([`node_modules/a needs ${name} 1.0.0, which has no entry`]);
  });

  test('an entry inside another package does not count', () => {
    const { packages } = createLock();
    const { 'node_modules/a-linux': linux, ...rest } = packages;
    const moved = { ...rest, 'node_modules/b': {}, 'node_modules/b/node_modules/a-linux': { ...linux } };
    expect(findLockfileProblems({ packages: moved })).toHaveLength(1);
  });

  test('another version than the exact one that is needed does not count', () => {
    const { packages } = createLock();
    packages['node_modules/a-linux'] = { version: '0.9.0' };
    expect(findLockfileProblems({ packages })).toEqual(['node_modules/a needs a-linux 1.0.0, which has no entry']);
  });

  test('notices the address of a registry', () => {
    const { packages } = createLock();
    packages['node_modules/b'] = { resolved: 'https://registry.example/b.tgz' };
    expect(findLockfileProblems({ packages })).toEqual([
      'node_modules/b names an address: https://registry.example/b.tgz',
    ]);
  });
});

test('findUnpinned lists every range', () => {
  const dependencies = { a: '^1.0.0', b: '1.0.0', c: '~1.0.0', d: 'latest', e: '1.0.0-beta.1', f: '>=1', g: '1.0' };
  expect(findUnpinned({ dependencies })).toEqual(['a: ^1.0.0', 'c: ~1.0.0', 'd: latest', 'f: >=1', 'g: 1.0']);
});

describe('isInstalled', () => {
  test('parts for other platforms may be absent, and extra packages do no harm', () => {
    const installed = createLock();
    delete installed.packages['node_modules/a/node_modules/a-mac'];
    installed.packages['node_modules/extra'] = { version: '1.0.0' };
    expect(isInstalled(createLock(), installed)).toBe(true);
  });

  test('one part that fits this machine has to be there', () => {
    /** @returns {import('./lockfile.mjs').Lockfile} */
    const create = () => {
      const { packages } = createLock();
      packages['node_modules/a-linux'] = { version: '1.0.0', optional: true, os: ['linux'], cpu: ['x64'] };
      return { packages };
    };
    const installed = create();
    delete installed.packages['node_modules/a-linux'];
    expect(isInstalled(create(), installed, { platform: 'linux', arch: 'x64' })).toBe(false);
    expect(isInstalled(create(), installed, { platform: 'linux', arch: 'arm64' })).toBe(true);
    expect(isInstalled(create(), create(), { platform: 'linux', arch: 'x64' })).toBe(true);
  });

  test.each([
    ['a missing package', undefined],
    ['another version', { version: '2.0.0', integrity: 'sha512-a' }],
    ['other content', { version: '1.0.0', integrity: 'sha512-z' }],
  ])('%s means that npm has to run', (_name, entry) => {
    const installed = createLock();
    delete installed.packages['node_modules/a'];
    if (entry) installed.packages['node_modules/a'] = entry;
    expect(isInstalled(createLock(), installed)).toBe(false);
  });
});

test('canInstallNativeParts knows that npm skips parts for which its own Node is too old', () => {
  const engines = { node: '^20.19.0 || >=22.12.0' };
  const packages = {
    'node_modules/a': { optional: true, os: ['linux'], engines },
    'node_modules/b': { engines: { node: '>=99' } },
  };
  expect(canInstallNativeParts({ packages }, 'v20.20.2')).toBe(true);
  expect(canInstallNativeParts({ packages }, 'v20.18.0')).toBe(false);
  expect(canInstallNativeParts({ packages }, 'v18.20.8')).toBe(false);
});
