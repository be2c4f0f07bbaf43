import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { addPolicy } from './content-security-policy.mjs';
import { dropStyles } from './drop-styles.mjs';
import { takeOutRuntime } from './island-runtime.mjs';
import { mergeStyles } from './merge-styles.mjs';

/**
 * An Astro integration for what can only be done to whole pages, once they are built: the islands' runtime moves to a
 * file of its own, the styles of what the page shows become one element, and then a content security policy lists what is left inline.
 *
 * @returns {import('astro').AstroIntegration}
 */
export function finishPages() {
  let base = '/';
  return {
    name: 'finish-pages',
    hooks: {
      'astro:config:done': ({ config }) => {
        base = config.base.replace(/\/*$/, '/');
      },
      'astro:build:done': async ({ dir }) => {
        const folder = fileURLToPath(dir);
        const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.html'));
        for (const name of names) {
          const path = join(folder, name);
          const { html, runtime } = takeOutRuntime(await readFile(path, 'utf8'), base, name);
          if (runtime) await writeFile(join(folder, runtime.file), runtime.source);
          await writeFile(path, addPolicy(dropStyles(mergeStyles(html)), name));
        }
      },
    },
  };
}
