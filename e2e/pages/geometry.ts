/** Looks at a page as it is laid out: what is too small to hit, cut off, or printed over something else. */
import type { Page } from 'playwright/test';

/**
 * Targets below 24 px in either direction (44 for buttons) that do not stand in running text. The label of a control
 * is part of its target.
 */
export async function findSmallTargets(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const isShown = (element: Element): boolean => element.checkVisibility({ visibilityProperty: true });
    const isInText = (element: Element): boolean =>
      getComputedStyle(element).display === 'inline' &&
      (element.parentElement?.textContent.trim().length ?? 0) > element.textContent.trim().length;
    return [...document.querySelectorAll('a[href], button, input, select, summary')]
      .filter((element) => isShown(element) && !isInText(element) && !element.matches('.skip-link, [readonly]'))
      .flatMap((element) => {
        // A link that covers its card (`::after`) is as large as the card.
        const covers = getComputedStyle(element, '::after').position === 'absolute';
        const target =
          element.closest('label') ?? (covers ? (element as HTMLElement).offsetParent : undefined) ?? element;
        const { width, height } = target.getBoundingClientRect();
        const least = element.matches('button, select') ? 44 : 24;
        const size = `${width.toFixed(1)} × ${height.toFixed(1)}`;
        return Math.min(width, height) >= least - 0.01
          ? []
          : [`${element.tagName} “${element.textContent.trim().slice(0, 40)}” is ${size}, at least ${least}`];
      });
  });
}

/** Boxes whose text sticks out where it is cut off. */
export async function findClippedText(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('body, body *')]
      .filter((element) => element.checkVisibility({ visibilityProperty: true }) && element.innerText)
      .filter((element) => !element.matches('.visually-hidden, .visually-hidden *'))
      .flatMap((element) => {
        const { overflowX, overflowY } = getComputedStyle(element);
        const cutsX = ['hidden', 'clip'].includes(overflowX) && element.scrollWidth > element.clientWidth + 1;
        const cutsY = ['hidden', 'clip'].includes(overflowY) && element.scrollHeight > element.clientHeight + 1;
        return cutsX || cutsY
          ? [`${element.tagName}.${element.className} cuts “${element.innerText.slice(0, 60)}”`]
          : [];
      }),
  );
}

/** Pairs of texts that are printed over each other. */
export async function findTextOnText(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    scrollTo({ top: 0, behavior: 'instant' });
    const pieces: { readonly text: string; readonly box: DOMRect }[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const { parentElement: parent, textContent } = node;
      if (!parent || !textContent?.trim() || !parent.checkVisibility({ visibilityProperty: true })) continue;
      // Options are drawn by their select; what scrolls in a box of its own lies under its edge.
      if (parent.closest('select, noscript, script, style, .visually-hidden, .skip-link, .text, .code, pre, .scroll'))
        continue;
      if (getComputedStyle(parent).clipPath !== 'none') continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const box of range.getClientRects()) pieces.push({ text: textContent.trim(), box });
    }
    pieces.sort((one, other) => one.box.top - other.box.top);
    return pieces.flatMap((one, index) => {
      const found: string[] = [];
      for (const other of pieces.slice(index + 1)) {
        const down = Math.min(one.box.bottom, other.box.bottom) - other.box.top;
        const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
        if (other.box.top > one.box.bottom) break;
        // Line boxes touch; only what is deep in another is printed over it.
        if (one.text !== other.text && across > 3 && down > 0.4 * Math.min(one.box.height, other.box.height)) {
          found.push(`“${one.text.slice(0, 40)}” and “${other.text.slice(0, 40)}”`);
        }
      }
      return found;
    });
  });
}
