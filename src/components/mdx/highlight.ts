import { codeToHtml, createCssVariablesTheme, type ShikiTransformer } from 'shiki';

const theme = createCssVariablesTheme({ name: 'meaning', variablePrefix: '--' });

/** The kinds of token that the style sheet tells apart; all others keep the colour of the text. */
const colouredKinds = new Set(['comment', 'keyword', 'string', 'string-expression']);

/** The policy forbids `style` attributes, so a token's colour becomes a class: `t-keyword`, `t-string` … */
const classesForColours: ShikiTransformer = {
  name: 'classes-for-colours',
  pre(node) {
    // It may scroll sideways, so the keyboard has to reach it; the copy button takes its text.
    node.properties = { tabindex: '0', 'data-copy': '' };
  },
  span(node) {
    const kind = /--token-([a-z-]+)/.exec(String(node.properties.style))?.[1];
    node.properties = kind !== undefined && colouredKinds.has(kind) ? { class: `t-${kind}` } : {};
  },
  line(node) {
    node.properties = {};
    // A token without a colour of its own needs no element.
    node.children = node.children.flatMap((child) =>
      child.type === 'element' && child.properties.class === undefined ? child.children : [child],
    );
  },
  code(node) {
    // The line breaks stand between the lines already.
    node.children = node.children.flatMap((child) =>
      child.type === 'element' && child.tagName === 'span' ? child.children : [child],
    );
  },
};

const marksFor = (lines: readonly number[]): ShikiTransformer => ({
  name: 'marks',
  line(node, line) {
    if (lines.includes(line)) node.tagName = 'mark';
  },
});

/**
 * A program as highlighted HTML: `pre > code`, coloured by classes.
 *
 * @param file its name; the ending is the language
 * @param markedLines the lines that stand in a `mark`; 1 is the first
 */
export async function highlight(source: string, file: string, markedLines: readonly number[] = []): Promise<string> {
  const transformers = [classesForColours, marksFor(markedLines)];
  return codeToHtml(source, {
    lang: file.split('.').at(-1) ?? '',
    theme,
    transformers,
    // By default a line that takes half a second is left as it is: on a busy machine, colours would depend on chance.
    tokenizeTimeLimit: 0,
  });
}

/**
 * The numbers of the lines that hold the texts; 1 is the first line. A text that no longer tells one line from all
 * others stops the build, so a mark cannot stay behind when the program changes.
 *
 * @param where the file, for the error
 * @throws Error when a text stands in no line, or in more than one
 */
export function findMarkedLines(source: string, texts: readonly string[], where: string): readonly number[] {
  const lines = source.split('\n');
  return texts.map((text) => {
    const found = lines.flatMap((line, index) => (line.includes(text) ? [index + 1] : []));
    const [line] = found;
    if (line !== undefined && found.length === 1) return line;
    const places = line === undefined ? 'no line of it' : `the lines ${found.join(', ')}`;
    throw new Error(`${where}: the mark “${text}” is in ${places}; it has to be in exactly one`);
  });
}

/**
 * The lines of a program between `// #region name` and the next `// #endregion`, moved to the left edge; `undefined`
 * without such a region.
 */
export function findRegion(source: string, name: string): string | undefined {
  const lines = source.split('\n');
  const start = lines.findIndex((line) => line.trim() === `// #region ${name}`);
  const end = lines.findIndex((line, index) => index > start && line.trim() === '// #endregion');
  if (start < 0 || end < 0) return undefined;
  const indent = lines[start]?.search(/\S/) ?? 0;
  return lines
    .slice(start + 1, end)
    .map((line) => line.slice(indent))
    .join('\n');
}
