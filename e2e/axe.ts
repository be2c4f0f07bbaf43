import axe from 'axe-core';
import type { Page } from 'playwright/test';

/** What axe has against the page, or a part of it, in one line each. Axe goes into a page once, whatever is asked of it. */
export async function findViolations(page: Page, part = 'html'): Promise<readonly string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source);
  return page.evaluate(async (selector) => {
    const { run } = (globalThis as unknown as { readonly axe: typeof axe }).axe;
    // Every rule that is on by default, best practice too, and the size of targets (WCAG 2.2).
    const rules = { 'target-size': { enabled: true } };
    const { violations } = await run(selector, { rules, resultTypes: ['violations'] });
    return violations.map(({ id, nodes }) => {
      const places = nodes.slice(0, 3).map(({ target }) => target.join(' '));
      return `${id} at ${nodes.length} places: ${places.join(', ')}: ${nodes[0]?.failureSummary ?? ''}`;
    });
  }, part);
}
