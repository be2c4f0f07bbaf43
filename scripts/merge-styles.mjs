/**
 * Makes one `<style>` of all those in a page, at the place of the first: Astro prints one a bundle and another for its
 * islands, in the middle of the body. One element needs one hash in the policy, and a style in the body is not valid HTML.
 *
 * @param {string} html a whole page
 * @returns {string} the page with at most one style element
 */
export function mergeStyles(html) {
  const styles = [...html.matchAll(/<style>([\s\S]*?)<\/style>/g)];
  const merged = `<style>${styles.map(([, text]) => text).join('')}</style>`;
  return styles.reduce((page, [element], index) => page.replace(element, () => (index === 0 ? merged : '')), html);
}
