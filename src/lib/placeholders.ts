/** The `[placeholders]` of a prompt: where they stand in its text, and what a reader writes there. Pure. */

const placeholder = /\[[^[\]]+\]/;

/** A text cut at its placeholders: words at even places, `[placeholders]` with their brackets at odd ones. */
export function splitAtPlaceholders(text: string): readonly string[] {
  return text.split(new RegExp(`(${placeholder.source})`));
}

/** The names of a text's placeholders, each once, in the order in which they first stand there. */
export function placeholderNames(text: string): ReadonlySet<string> {
  return new Set(text.match(new RegExp(placeholder, 'g'))?.map((found) => found.slice(1, -1)));
}

/**
 * What a reader typed or pasted, as it goes into the prompt: without empty lines around it, and in one line where only
 * one fits. Empty when nothing can be seen.
 */
export function tidyValue(typed: string, { isMultiline }: { readonly isMultiline: boolean }): string {
  return isMultiline ? typed.replace(/^\s*\n/, '').trimEnd() : typed.replace(/\s+/g, ' ').trim();
}

/** How many placeholders wait for words, as a sentence. */
export function describeOpen(count: number): string {
  if (count === 0) return 'Every placeholder is filled.';
  return count === 1 ? '1 placeholder is still open.' : `${count} placeholders are still open.`;
}
