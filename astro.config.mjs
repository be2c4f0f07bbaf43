import mdx from '@astrojs/mdx';
import preact from '@astrojs/preact';
import sitemap from '@astrojs/sitemap';
import { defineConfig } from 'astro/config';
import { finishPages } from './scripts/finish-pages.mjs';
import { addDateModified } from './scripts/sitemap-dates.mjs';

const { SITE_URL, BASE_PATH } = process.env;

/**
 * Vite wraps `import()` in a preloader of 0.8 kB for style sheets and files that the imported one needs. Here no script
 * has a style sheet, and what it needs is one step away.
 *
 * @type {import('vite').Plugin}
 */
const plainDynamicImports = {
  name: 'plain-dynamic-imports',
  enforce: 'pre',
  load: (id) => (id === '\0vite/preload-helper.js' ? 'export const __vitePreload = (load) => load();' : undefined),
};

export default defineConfig({
  ...(SITE_URL ? { site: SITE_URL } : {}),
  base: BASE_PATH || '/',
  trailingSlash: 'always',
  // One response holds the whole first screen: no style sheet to wait for.
  build: { inlineStylesheets: 'always' },
  devToolbar: { enabled: false },
  // Examples are coloured by components/mdx/Example.astro; prose has no fenced code that needs it.
  markdown: { syntaxHighlight: false },
  integrations: [mdx(), preact(), ...(SITE_URL ? [sitemap({ serialize: addDateModified })] : []), finishPages()],
  vite: {
    plugins: [plainDynamicImports],
    build: {
      // Scripts stay out of the pages: the first response belongs to the content.
      assetsInlineLimit: 0,
      // It keeps nested rules short and the declarations in our order, which compresses better than Lightning CSS.
      cssMinify: 'esbuild',
      rolldownOptions: {
        // Libraries change with nothing of ours, so the browser keeps them; Preact in one file is smaller than in four.
        output: {
          codeSplitting: {
            groups: [
              { name: 'sha1', test: /@noble/ },
              { name: 'preact', test: /node_modules\/preact\// },
            ],
          },
        },
        // Astro marks MDX modules with a directive of its own, which the bundler need not understand.
        onLog(level, log, handler) {
          if (log.code !== 'MODULE_LEVEL_DIRECTIVE') handler(level, log);
        },
      },
    },
  },
});
