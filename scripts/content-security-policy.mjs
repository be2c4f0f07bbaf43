import { createHash } from 'node:crypto';
import { parse } from 'parse5';

/**
 * What every page may do, beside the scripts and styles that are found in it. No `unsafe-*`, no other origin.
 * `frame-ancestors` is missing because browsers ignore it in a meta element; a host sends it as a header.
 */
const fixedDirectives = [
  "default-src 'none'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
];

/**
 * Adds a content security policy to a page as the element behind `<meta charset>`, so that it governs all that follows. Astro's
 * own `security.csp` lists the hashes of the whole site in each page and knows nothing of `is:inline` scripts; this one
 * lists what the page holds.
 *
 * @param {string} html a whole page
 * @param {string} name the page's file, for the error
 * @returns {string} the page with its policy
 * @throws Error when the page has no `<meta charset="utf-8">` to put it behind
 */
export function addPolicy(html, name) {
  const anchor = '<meta charset="utf-8">';
  if (!html.includes(anchor)) throw new Error(`${name}: no ${anchor} to put the content security policy behind`);
  return html.replace(anchor, `${anchor}<meta http-equiv="content-security-policy" content="${policyOf(html)}">`);
}

/**
 * The policy of a page: the fixed directives, and a hash of each inline script and style that the page holds.
 * @param {string} html
 * @returns {string}
 */
export function policyOf(html) {
  const { scripts, styles } = inlineSources(html);
  const sources = (/** @type {string[]} */ texts) => [...new Set(texts.map(hashSource))].sort().join(' ');
  const styleSources = sources(styles);
  return [
    ...fixedDirectives,
    `script-src 'self' ${sources(scripts)}`.trim(),
    `style-src ${styleSources === '' ? "'none'" : styleSources}`,
  ].join('; ');
}

/**
 * The texts of a page's inline scripts and styles. A data block (JSON-LD) is no script: no policy applies to it.
 * @param {string} html
 * @returns {{ scripts: string[], styles: string[] }}
 */
export function inlineSources(html) {
  /** @type {{ scripts: string[], styles: string[] }} */
  const found = { scripts: [], styles: [] };
  /** @param {any} node a parse5 node */
  const visit = (node) => {
    const text = () => (node.childNodes ?? []).map((/** @type {any} */ child) => child.value ?? '').join('');
    const attribute = (/** @type {string} */ key) => node.attrs?.find((/** @type {any} */ a) => a.name === key)?.value;
    if (node.nodeName === 'style') found.styles.push(text());
    if (node.nodeName === 'script' && attribute('src') === undefined && isScript(attribute('type'))) {
      found.scripts.push(text());
    }
    for (const child of node.childNodes ?? []) visit(child);
    if (node.content) visit(node.content);
  };
  visit(parse(html));
  return found;
}

/** @param {string | undefined} type */
const isScript = (type) => type === undefined || type === '' || type === 'module' || type === 'text/javascript';

/** @param {string} text */
const hashSource = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
