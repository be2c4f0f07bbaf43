/**
 * Adds styles that only a live island needs, as a constructed style sheet: a page's first bytes, where all other styles
 * are, belong to what everybody reads. On the server it does nothing.
 *
 * @param css a style sheet, imported with `?inline`
 */
export function adoptStyles(css: string): void {
  if (typeof document === 'undefined') return;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets.push(sheet);
}
