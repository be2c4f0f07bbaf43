import { createHash } from 'node:crypto';

/**
 * Takes the runtime of the islands out of a page. Astro prints it into each page, ahead of its first island; as one file
 * that all pages share it leaves the first response to the content, and the browser keeps it. It does not block: an
 * island wakes up whenever its runtime has arrived.
 *
 * @param {string} html a whole page
 * @param {string} base the path that the site is served below, with a slash at both ends
 * @param {string} name the page's file, for the error
 * @returns {{ html: string, runtime?: { file: string, source: string } }} the page, and the file if it has islands
 * @throws {Error} when the page has islands but not the runtime that Astro is known to print: Astro has changed
 */
export function takeOutRuntime(html, base, name) {
  if (!html.includes('<astro-island')) return { html };
  // The directives (client:visible) and the element's definition, in this order; both mention `Astro`.
  const inline = [...html.matchAll(/<script>((?:(?!<\/script>)[\s\S])*?\bAstro\b[\s\S]*?)<\/script>/g)];
  if (inline.length < 2 || !inline.some(([, source]) => source?.includes('astro-island'))) {
    throw new Error(`${name}: the inline runtime of its islands is not where Astro 7 prints it`);
  }
  const source = inline.map(([, text]) => text).join('\n');
  const file = `_astro/islands.${createHash('sha256').update(source).digest('hex').slice(0, 8)}.js`;
  const reference = `<script src="${base}${file}" defer></script>`;
  const page = inline.reduce(
    (text, [element], index) => text.replace(element, () => (index === 0 ? reference : '')),
    html,
  );
  return { html: page, runtime: { file, source } };
}
