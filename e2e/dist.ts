import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The built site, as it would be copied to a host. */
export const distFolder = fileURLToPath(new URL('../dist/', import.meta.url));

/** Every file of the built site, relative to it, with forward slashes. */
export const distFiles: readonly string[] = readdirSync(distFolder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name).slice(distFolder.length).split(sep).join('/'))
  .sort();

/** Every page as an address relative to the site's root: `./`, `./websockets/`, `./404.html`. */
export const pagePaths: readonly string[] = distFiles
  .filter((file) => file.endsWith('.html'))
  .map((file) => `./${file.replace(/(^|\/)index\.html$/, '$1')}`);

/** The pages that hold an island. */
export const islandPaths: readonly string[] = pagePaths.filter((path) => readDist(path).includes('<astro-island'));

/** The file behind an address of the site: `./websockets/` is `websockets/index.html`. */
export function fileOf(path: string): string {
  const file = path.replace(/^\.\//, '').replace(/[?#].*$/, '');
  return file === '' || file.endsWith('/') ? `${file}index.html` : file;
}

/** The text behind an address of the site. */
export function readDist(path: string): string {
  return readFileSync(join(distFolder, fileOf(path)), 'utf8');
}
