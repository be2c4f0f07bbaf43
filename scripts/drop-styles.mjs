/**
 * Takes the styles of components out of a page that does not show them. A page with prose could show every word of the
 * authors' vocabulary, so Astro gives it the styles of all. Each component's styles are nested under a class of its own,
 * which is in its HTML from the start; where no element has that class, the rule goes. Only the layer `components` is
 * looked at: what scripts may add later is styled in the others or below such a class.
 *
 * @param {string} html a whole page with one style element
 * @returns {string} the page with the styles of what it shows
 */
export function dropStyles(html) {
  const shown = new Set([...html.matchAll(/\sclass="([^"]*)"/g)].flatMap(([, names = '']) => names.split(/\s+/)));
  return html.replace(/<style>([\s\S]*?)<\/style>/, (_, css) => `<style>${keepShown(css, shown)}</style>`);
}

/**
 * @param {string} css
 * @param {ReadonlySet<string>} shown the classes of the page's elements
 */
function keepShown(css, shown) {
  return rulesOf(css)
    .map(({ text, prelude, body }) => {
      if (prelude !== '@layer components') return text;
      const kept = rulesOf(body).filter((rule) => isShown(rule.prelude, shown));
      return kept.length > 0 ? `${prelude}{${kept.map((rule) => rule.text).join('')}}` : '';
    })
    .join('');
}

/**
 * Whether one of the selectors may match: it does not begin with a class, or an element has that class.
 * @param {string} selectors
 * @param {ReadonlySet<string>} shown
 */
function isShown(selectors, shown) {
  return selectors.split(',').some((selector) => {
    const root = /^\.([\w-]+)/.exec(selector.trim())?.[1];
    return root === undefined || shown.has(root);
  });
}

/**
 * The rules at the top of a style sheet; a statement (`@layer a,b;`) is one without a body.
 * @param {string} css
 * @returns {{ text: string, prelude: string, body: string }[]}
 */
function rulesOf(css) {
  const rules = [];
  let [start, open, depth] = [0, 0, 0];
  // A brace in a string is none.
  for (const { 0: token, index } of css.matchAll(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[{};]/g)) {
    if (token === '{' && depth++ === 0) open = index;
    if (token === '}') depth -= 1;
    if (depth > 0 || (token !== '}' && token !== ';')) continue;
    const isStatement = token === ';';
    rules.push({
      text: css.slice(start, index + 1),
      prelude: css.slice(start, isStatement ? index : open).trim(),
      body: isStatement ? '' : css.slice(open + 1, index),
    });
    start = index + 1;
  }
  return rules;
}
