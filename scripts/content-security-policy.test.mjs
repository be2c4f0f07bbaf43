import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { addPolicy, inlineSources, policyOf } from './content-security-policy.mjs';

const page = `<!doctype html><html><head><meta charset="utf-8"><title>a</title>
<script>theme = "<b>"</script>
<style>a { color: red }</style>
<script type="application/ld+json">{"@type":"WebSite"}</script>
</head><body><script type="module">start();</script><script src="/a.js" defer></script><p>a</p></body></html>`;

/** @param {string} text */
const hashOf = (text) => `'sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}'`;

/** @param {string} policy @returns {Record<string, string[]>} */
const directivesOf = (policy) =>
  Object.fromEntries(policy.split('; ').map((directive) => [directive.split(' ')[0], directive.split(' ').slice(1)]));

describe('The policy of a page', () => {
  test('has the hash of every inline script and style, and no other', () => {
    const policy = directivesOf(policyOf(page));
    expect(policy['script-src']).toEqual(["'self'", ...[hashOf('theme = "<b>"'), hashOf('start();')].sort()]);
    expect(policy['style-src']).toEqual([hashOf('a { color: red }')]);
  });

  test('leaves JSON-LD out: it is data, and runs nowhere', () => {
    expect(policyOf(page)).not.toContain(hashOf('{"@type":"WebSite"}'));
    expect(inlineSources(page).scripts).toEqual(['theme = "<b>"', 'start();']);
  });

  test('allows nothing by itself, nothing unsafe, and no other origin', () => {
    const policy = directivesOf(policyOf(page));
    expect(policy['default-src']).toEqual(["'none'"]);
    expect(policy['base-uri']).toEqual(["'none'"]);
    expect(policy['form-action']).toEqual(["'none'"]);
    expect(policyOf(page)).not.toMatch(/unsafe|https?:|\*/);
    const sources = Object.values(policy).flat();
    expect(sources.filter((source) => !/^('none'|'self'|data:|'sha256-[\w+/]{43}=')$/.test(source))).toEqual([]);
  });

  test('of a page without scripts and styles allows the site’s own scripts and no style', () => {
    const policy = directivesOf(policyOf('<!doctype html><meta charset="utf-8"><p>a</p>'));
    expect(policy['script-src']).toEqual(["'self'"]);
    expect(policy['style-src']).toEqual(["'none'"]);
  });

  test('names a text once that stands twice, and finds one inside a template', () => {
    const twice = '<script>a()</script><script>a()</script><template><style>b{}</style></template>';
    const policy = directivesOf(policyOf(twice));
    expect(policy['script-src']).toEqual(["'self'", hashOf('a()')]);
    expect(policy['style-src']).toEqual([hashOf('b{}')]);
  });

  test('hashes the text as UTF-8', () => {
    expect(policyOf('<script>say("“你好”")</script>')).toContain(hashOf('say("“你好”")'));
  });
});

describe('addPolicy', () => {
  test('puts it right behind the charset, so that it governs all that follows, and changes nothing else', () => {
    const meta = `<meta http-equiv="content-security-policy" content="${policyOf(page)}">`;
    const finished = addPolicy(page, 'index.html');
    expect(finished).toContain(`<meta charset="utf-8">${meta}`);
    expect(finished.replace(meta, '')).toBe(page);
  });

  test('fits the page that it is put into', () => {
    expect(policyOf(addPolicy(page, 'index.html'))).toBe(policyOf(page));
  });

  test('a page without a charset stops the build and is named', () => {
    expect(() => addPolicy('<html><head></head></html>', 'a/index.html')).toThrow(/^a\/index\.html: no <meta charset/);
  });
});
