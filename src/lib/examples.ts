/** The only door to the programs in `src/examples`: their files as text, and each program as a zip for readers. */
import { strToU8, zipSync } from 'fflate';
import { site } from './site';

/** What a reader needs of each program, by path. Tests and installed packages stay here. */
const texts = import.meta.glob<string>('../examples/*/{package.json,*.{css,html,js}}', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** The folders that are programs to take home: they have a `package.json`. In alphabetical order. */
export const exampleNames: readonly string[] = Object.keys(texts)
  .flatMap((path) => /([^/]+)\/package\.json$/.exec(path)?.[1] ?? [])
  .sort();

/** The text of a file below `src/examples`, such as `reconnect/reconnect.js`; `undefined` when there is none. */
export function findExampleFile(file: string): string | undefined {
  return texts[`../examples/${file}`];
}

/** Where the site offers a program: `/examples/hello.zip`. */
export function exampleZipPath(name: string): string {
  return `/examples/${name}.zip`;
}

/**
 * A program as a zip: one folder with its files as they are and a `README.txt`. The same files give the same bytes.
 * @throws Error when there is no such program, or its `package.json` does not say what it is
 */
export function createExampleZip(name: string): Uint8Array<ArrayBuffer> {
  const folder = `../examples/${name}/`;
  const files = Object.entries(texts)
    .filter(([path]) => path.startsWith(folder))
    .map(([path, text]) => [path.slice(folder.length), text] as const);
  const entries = [...files, ['README.txt', createReadMe(name)] as const]
    .map(([file, text]) => [`${name}/${file}`, strToU8(text)] as const)
    .sort(([one], [other]) => (one < other ? -1 : 1));
  // A zip holds the clock's time without a zone. This is the first that it can hold, and the same everywhere.
  return zipSync(Object.fromEntries(entries), { level: 9, mtime: new Date(1980, 0, 1) });
}

/** What somebody reads who finds the folder a year later. */
function createReadMe(name: string): string {
  const { description, license } = JSON.parse(findExampleFile(`${name}/package.json`) ?? '{}') as PackageFile;
  if (!description || !license) {
    throw new Error(`src/examples/${name}/package.json: has to say what the program is: description and license`);
  }
  return `${name}

${description}.

You need Node.js (https://nodejs.org). In this folder, type:

  npm install
  npm start

Then open the address that it prints. The environment variable PORT
chooses another port.

From ${site.name}: ${site.tagline}. ${license} licence.
`;
}

/** What we read of a `package.json`. */
interface PackageFile {
  readonly description?: string;
  readonly license?: string;
}
