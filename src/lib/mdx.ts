/** Reads an MDX body as text, for the checks and counts that a build makes before it renders. Pure. */

/** A component as an author wrote it. */
export interface ComponentUse {
  readonly name: string;
  /** Its attributes with a quoted value. */
  readonly attributes: Readonly<Record<string, string>>;
  /** 1 for the first line of the body. */
  readonly line: number;
}

/** A place in a text. */
export interface Finding {
  readonly line: number;
  /** The word it is about. */
  readonly text: string;
}

/**
 * Every component in the body, in order. Attributes may be written in any way that JSX allows; a value that is computed
 * is left out, so a check that needs it fails rather than being passed by.
 */
export function findComponents(body: string): readonly ComponentUse[] {
  return [...withoutCode(body).matchAll(tagPattern)]
    .filter(([, name = '']) => /^[A-Z]/.test(name))
    .map((match) => ({
      name: match[1] ?? '',
      attributes: Object.fromEntries(
        [...(match[2] ?? '').matchAll(attributePattern)].map(
          ([, key = '', double, single, expression]) => [key, double ?? single ?? expression ?? ''] as const,
        ),
      ),
      line: lineAt(body, match.index),
    }));
}

/** An opening tag: its name and its attributes, among which a `>` may stand in quotes or braces. */
const tagPattern = /<([A-Za-z]\w*)((?:"[^"]*"|'[^']*'|\{[^}]*\}|[^>"'{])*)>/g;
/** An attribute with a constant value: in double quotes, single quotes, or as a string in braces. */
const attributePattern = /([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|\{\s*["'`]([^"'`]*)["'`]\s*\})/g;
/** Attributes whose text the reader sees. */
const visibleAttributes = new Set(['title', 'claim', 'name', 'transport']);

/**
 * Digits that stand in prose with nothing to vouch for them. A number belongs in `<Claim>` (it has a source), in
 * `<Figure>` (the engine made it), or in code; proper names and dates are no numbers.
 */
export function findUnsourcedDigits(body: string): readonly Finding[] {
  const prose = properNames.reduce(
    (text, { pattern }) => text.replace(pattern, blank),
    withoutCode(body)
      .replace(/<Claim\b[\s\S]*?<\/Claim>/g, blank)
      .replace(tagPattern, blankTag)
      .replace(/<\/\w+>/g, blank)
      .replace(/\]\([^)]*\)/g, blank)
      .replace(/^\s*\d+\.\s/gm, blank),
  );
  return [...prose.matchAll(/\S*\d\S*/g)].map((match) => ({ line: lineAt(body, match.index), text: match[0] }));
}

/** How many words the body has for a reader. */
export function countWords(body: string): number {
  return body.replace(/<[^>]*>/g, ' ').match(/[\p{L}\p{N}][\p{L}\p{N}'’./-]*/gu)?.length ?? 0;
}

/** Minutes that reading takes at an unhurried 220 words a minute; at least 1. */
export function readingMinutes(wordCount: number): number {
  return Math.max(1, Math.round(wordCount / 220));
}

/** What may hold a digit without a source, and why. */
const properNames: readonly { readonly pattern: RegExp; readonly reason: string }[] = [
  { pattern: /HTTP\/[123](?:\.1)?/g, reason: 'the names of the protocol’s versions' },
  { pattern: /RFC \d{4}/g, reason: 'the name of a document' },
  { pattern: /SHA-1|Base64|UTF-8|TLS 1\.3|IPv[46]/g, reason: 'the names of algorithms, encodings, and protocols' },
  {
    pattern:
      /\b\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December)(?: \d{4})?/g,
    reason: 'dates',
  },
];

const withoutCode = (body: string): string => body.replace(/^```[\s\S]*?^```/gm, blank).replace(/`[^`\n]*`/g, blank);

/** Keeps the length and the lines, so that positions still fit. */
const blank = (text: string): string => text.replace(/[^\n]/g, ' ');

/** Blanks a tag, save the attributes whose text the reader sees. */
const blankTag = (tag: string): string =>
  [...tag.matchAll(attributePattern)]
    .filter(([, key = '']) => visibleAttributes.has(key))
    .reduce(
      (blanked, { 0: text, index }) => blanked.slice(0, index) + text + blanked.slice(index + text.length),
      blank(tag),
    );

const lineAt = (text: string, index: number): number => text.slice(0, index).split('\n').length;
