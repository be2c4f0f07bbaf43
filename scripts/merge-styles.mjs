/**
 * Makes one `<style>` of all those in a page, at the place of the first: Astro prints one a bundle and another for its
 * islands, in the middle of the body. One element needs one hash in the policy, and a style in the body is not valid HTML.
 *
 * @param {string} html a whole page
 * @returns {string} the page with at most one style element
 */
export function mergeStyles(html) {
  const styles = [...html.matchAll(/<style>([\s\S]*?)<\/style>/g)];
  const merged = `<style>${mergeLayers(styles.map(([, text = '']) => text).join(''))}</style>`;
  return styles.reduce((page, [element], index) => page.replace(element, () => (index === 0 ? merged : '')), html);
}

/**
 * Gives each cascade layer one block instead of one a component, because like compresses better beside like. Nothing
 * changes its weight: the layers keep their order, and so does what each of them holds.
 *
 * @param {string} css minified
 */
function mergeLayers(css) {
  /** @type {Map<string, string>} */
  const layers = new Map();
  let others = '';
  for (const rule of splitRules(css)) {
    const [, names, content = ''] = /^@layer ([\w-]+(?:,[\w-]+)*)(?:;|\{([\s\S]*)\})$/.exec(rule) ?? [];
    if (names === undefined) others += rule;
    else for (const name of names.split(',')) layers.set(name, (layers.get(name) ?? '') + content);
  }
  if (layers.size === 0) return css;
  const blocks = [...layers].map(([name, content]) => `@layer ${name}{${content}}`);
  return blocks.join('') + others;
}

/** The rules at the top of a style sheet, each with its closing brace or semicolon. @param {string} css minified */
function splitRules(css) {
  const rules = [];
  let depth = 0;
  let start = 0;
  for (const { 0: mark, index } of css.matchAll(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[{};]/g)) {
    if (mark === '{') depth += 1;
    if (mark === '}') depth -= 1;
    if (depth > 0 || !/[};]/.test(mark)) continue;
    rules.push(css.slice(start, index + 1).trim());
    start = index + 1;
  }
  return rules;
}
