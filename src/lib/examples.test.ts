import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { strFromU8, unzipSync } from 'fflate';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createExampleZip, exampleNames, exampleZipPath, findExampleFile } from './examples';

const examples = new URL('../examples/', import.meta.url);

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

test('every folder with a package.json is a program to take home', () => {
  const folders = readdirSync(examples).filter((name) => existsSync(new URL(`${name}/package.json`, examples)));
  expect(exampleNames).toEqual(folders.sort());
  expect(exampleNames).toContain('hello');
  expect(exampleZipPath('hello')).toBe('/examples/hello.zip');
});

test('a file is found by folder and name', () => {
  expect(findExampleFile('hello/client.js')).toBe(readFileSync(new URL('hello/client.js', examples), 'utf8'));
  expect(findExampleFile('hello/elephant.js')).toBeUndefined();
});

describe.each(exampleNames)('The zip of %s', (name) => {
  test('holds one folder with all that a reader needs, and no tests', () => {
    const own = readdirSync(new URL(`${name}/`, examples)).filter((file) => !file.endsWith('.test.ts'));
    const expected = [...own, 'README.txt'].sort().map((file) => `${name}/${file}`);
    expect(Object.keys(unzipSync(createExampleZip(name)))).toEqual(expected);
  });

  test('says in words what the program is and how to start it', () => {
    const readMe = strFromU8(unzipSync(createExampleZip(name))[`${name}/README.txt`] ?? new Uint8Array());
    const { description } = JSON.parse(findExampleFile(`${name}/package.json`) ?? '{}') as { description: string };
    expect(readMe).toContain(`${description}.\n`);
    expect(readMe).toContain('\n  npm install\n  npm start\n');
    expect(readMe.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  test('has the same bytes tomorrow, and in every time zone', () => {
    const today = createExampleZip(name);
    for (const zone of ['Pacific/Kiritimati', 'Pacific/Pago_Pago']) {
      vi.stubEnv('TZ', zone);
      vi.setSystemTime('2038-01-20T12:34:56Z');
      expect(createExampleZip(name)).toEqual(today);
    }
  });
});

test('there is no zip of a program that does not say what it is', () => {
  expect(() => createExampleZip('elephant')).toThrow('src/examples/elephant/package.json');
});
