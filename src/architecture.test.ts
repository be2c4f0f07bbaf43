import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';

/**
 * What the files of a folder may import: folders and files of `src`, and packages, each with all that lies below it.
 * `type x`: only by `import type`. `raw x`: only its text (`?raw`). `own folder`: the island or example itself.
 */
const importTable: Readonly<Record<string, readonly string[]>> = {
  protocol: ['protocol', '@noble/hashes'],
  'protocol/socket-driver.ts': ['protocol', 'type node:'],
  simulation: ['simulation', 'protocol'],
  quiz: ['quiz'],
  'quiz/schema.ts': ['zod'],
  examples: ['own folder', 'node:', 'ws'],
  'examples/start-example.ts': ['node:'],
  content: [],
  islands: [
    'lib/code-text',
    'own folder',
    'islands/address',
    'islands/playback',
    'islands/styles',
    'protocol',
    'simulation',
    'quiz',
    'preact',
  ],
  'components/mdx': [
    ...['components/mdx', 'components/site', 'islands', 'protocol', 'simulation', 'quiz', 'lib'],
    'shiki',
  ],
  'components/site': ['components/site', 'lib', 'type astro:content', 'type schema-dts'],
  layouts: ['layouts', 'components', 'lib', 'styles', 'type astro:content', 'type schema-dts'],
  pages: ['layouts', 'components', 'lib'],
  'pages/[explainer].astro': ['layouts', 'components', 'lib', 'astro:content'],
  'pages/learn/[module].astro': ['layouts', 'components', 'lib', 'astro:content'],
  'pages/examples': ['lib', 'type astro'],
  lib: ['lib', 'yaml', 'type schema-dts'],
  'lib/collections.ts': ['lib', 'astro:content'],
  'lib/examples.ts': ['lib', 'raw examples', 'fflate'],
  styles: ['styles'],
  'content.config.ts': [
    'astro:content',
    'astro/loaders',
    'lib/interview-levels',
    'lib/yaml',
    'node:',
    'quiz/schema',
    'zod',
  ],
};

/** What is taken away again from a folder that the table gives: a view knows the shape of a question, not its check. */
const typesOnly: Readonly<Record<string, readonly string[]>> = { islands: ['quiz/schema'] };

/** What tests may import beside that. Those at the top of `src` look at all of it. */
const testImports = ['node:', 'vitest', 'fflate', 'ws', 'examples/start-example', 'simulation/random'];
const wholeSource = ['', 'typescript', 'yaml', 'zod'];

/**
 * What browser specs may import of `src`: they see the site as a reader does. One file alone reaches behind the pages: the
 * server with which the protocol engine meets a real browser, which it can only do over a socket. And the quiz's page
 * object reads the questions as the pages do.
 */
const specImportTable: Readonly<Record<string, readonly string[]>> = {
  'engine-server.ts': ['protocol'],
  'pages/quiz-panel.ts': ['quiz/schema'],
};

/** The folders where the same input gives the same output, and what would end that. */
const pureFolders = ['protocol', 'simulation', 'quiz'];
const impureGlobals = new Set(
  `window document navigator location history localStorage sessionStorage indexedDB matchMedia requestAnimationFrame
   HTMLElement Element fetch XMLHttpRequest WebSocket EventSource setTimeout setInterval setImmediate queueMicrotask
   Date performance crypto process Buffer require globalThis self console`.split(/\s+/),
);

const sourceFolder = fileURLToPath(new URL('.', import.meta.url));
const files = readdirSync(sourceFolder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => posix.relative(toSlashes(sourceFolder), toSlashes(`${entry.parentPath}/${entry.name}`)))
  .sort();

describe('Every file keeps the rules of the house', () => {
  test('the whole of src is looked at', () => {
    expect(files.length).toBeGreaterThan(90);
    expect(files).toEqual(expect.arrayContaining(['protocol/frame.ts', 'pages/index.astro', 'styles/tokens.css']));
  });

  test.each(files)('%s', (path) => {
    expect(findViolations(path, readFileSync(`${sourceFolder}/${path}`, 'utf8'))).toEqual([]);
  });
});

describe('What may import what', () => {
  test.each([
    ['protocol/frame.ts', `import { a } from '../simulation/model';`, 'imports simulation/model'],
    ['protocol/frame.ts', `import { a } from 'zod';`, 'imports zod'],
    ['protocol/frame.ts', `import type { a } from 'node:buffer';`, 'imports node:buffer'],
    ['protocol/socket-driver.ts', `import { connect } from 'node:net';`, 'imports node:net'],
    ['protocol/frame.ts', `export { a } from '../lib/site';`, 'imports lib/site'],
    ['protocol/frame.ts', `export const a = await import('../lib/site');`, 'imports lib/site'],
    ['protocol/frame.ts', `export type A = import('../lib/site').A;`, 'imports lib/site'],
    [
      'simulation/transports/polling.ts',
      `import '../../islands/simulator/layout';`,
      'imports islands/simulator/layout',
    ],
    ['simulation/protocol.ts', `import '@noble/hashes-evil';`, 'imports @noble/hashes-evil'],
    ['quiz/session.ts', `import { z } from 'zod';`, 'imports zod'],
    ['examples/chat/server.js', `import { a } from '../../protocol/frame';`, 'imports protocol/frame'],
    [
      'examples/chat/server.js',
      `import { a } from '../reconnect/reconnect.js';`,
      'imports examples/reconnect/reconnect.js',
    ],
    ['islands/quiz/Quiz.tsx', `import { quizSchema } from '../../quiz/schema';`, 'imports quiz/schema'],
    ['islands/quiz/Quiz.tsx', `import { a } from '../simulator/layout';`, 'imports islands/simulator/layout'],
    ['islands/quiz/Quiz.tsx', `import { site } from '../../lib/site';`, 'imports lib/site'],
    ['lib/examples.ts', `import a from '../examples/a/b.js';`, 'imports examples/a/b.js'],
    ['components/mdx/A.astro', `---\nimport a from '../../examples/a/b.js?raw';\n---\n`, 'imports examples/a/b.js'],
    ['components/mdx/A.astro', `---\nimport { getEntry } from 'astro:content';\n---\n`, 'imports astro:content'],
    ['components/site/A.astro', `---\nimport { getEntry } from 'astro:content';\n---\n`, 'imports astro:content'],
    ['components/site/A.astro', `<p />\n<script>\nimport '../mdx/copy';\n</script>`, 'imports components/mdx/copy'],
    ['components/site/A.astro', `<style>@import '../../styles/base.css';</style>`, 'imports styles/base.css'],
    ['layouts/Base.astro', `---\nimport '../pages/index.astro';\n---\n`, 'imports pages/index.astro'],
    ['pages/index.astro', `---\nimport { a } from '../simulation/model';\n---\n`, 'imports simulation/model'],
    ['pages/index.astro', `---\nimport { getCollection } from 'astro:content';\n---\n`, 'imports astro:content'],
    ['lib/seo.ts', `import { a } from '../simulation/model';`, 'imports simulation/model'],
    ['lib/seo.ts', `import type { A } from 'astro:content';`, 'imports astro:content'],
    ['lib/seo.ts', `import { a } from '../../scripts/port.mjs';`, 'imports ../scripts/port.mjs'],
    [
      'styles/base.css',
      `@import url("../islands/simulator/simulator.css");`,
      'imports islands/simulator/simulator.css',
    ],
    ['protocol/frame.test.ts', `import { simulate } from '../simulation/simulate';`, 'imports simulation/simulate'],
    ['content/explainers/a.mdx', `# A\n\nimport A from '../../components/mdx/A.astro';\n`, 'holds an import'],
    ['somewhere/a.ts', ``, 'lies in a folder that the import table does not know'],
  ])('in %s, %s is found', (path, source, problem) => {
    expect(findViolations(path, source)).toContainEqual(expect.stringContaining(problem));
  });

  test.each([
    ['protocol/handshake.ts', `import { sha1 } from '@noble/hashes/legacy.js';`],
    ['protocol/frame.ts', `// import { a } from '../lib/site';\nexport const a = "import '../lib/site'";`],
    ['islands/quiz/Quiz.tsx', `import type { Question } from '../../quiz/schema';`],
    ['islands/quiz/Quiz.tsx', `import { usePlayback } from '../playback/use-playback';`],
    ['lib/examples.ts', `import source from '../examples/a/b.js?raw';`],
    ['lib/examples.ts', `const a = import.meta.glob('../examples/*/*.js', { query: '?raw' });`],
    ['components/site/A.astro', `---\nimport type { CollectionEntry } from 'astro:content';\n---\n`],
    ['protocol/mask.test.ts', `import { createRandom } from '../simulation/random';`],
    ['protocol/socket-driver.ts', `import type { Socket } from 'node:net';`],
    ['content/explainers/a.mdx', '```js\nimport { a } from "ws";\n```\n\n`<b>` and <Term id="a">a</Term>\n'],
  ])('in %s, %s is allowed', (path, source) => {
    expect(findViolations(path, source)).toEqual([]);
  });
});

describe('What browser specs may import', () => {
  const specFolder = fileURLToPath(new URL('../e2e/', import.meta.url));
  const specFiles = readdirSync(specFolder, { recursive: true, encoding: 'utf8' })
    .map(toSlashes)
    .filter((path) => path.endsWith('.ts'));

  test('all of e2e is looked at', () => {
    expect(specFiles).toEqual(expect.arrayContaining(['engine.spec.ts', 'engine-server.ts', 'pages/hello-page.ts']));
  });

  test.each(specFiles)('e2e/%s', (path) => {
    expect(findSourceImports(path, readFileSync(`${specFolder}${path}`, 'utf8'))).toEqual([]);
  });

  test.each([
    ['hello.spec.ts', `import { a } from '../src/protocol/frame';`, ['imports ../src/protocol/frame']],
    ['pages/hello-page.ts', `import { a } from '../../src/lib/site';`, ['imports ../src/lib/site']],
    ['engine-server.ts', `import { a } from '../src/simulation/model';`, ['imports ../src/simulation/model']],
    ['engine-server.ts', `import { a } from '../src/protocol/frame';`, []],
    ['hello.spec.ts', `import { a } from './src/a';`, []],
  ])('in e2e/%s, %s comes to %j', (path, source, problems) => {
    expect(findSourceImports(path, source)).toEqual(problems);
  });
});

describe('What a file may be called and may hold', () => {
  test.each([
    ['lib/utils/a.ts', ``, 'folder is called utils'],
    ['lib/siteMap.ts', ``, 'not kebab-case'],
    ['islands/simulator/Simulator.css', ``, 'not kebab-case'],
    ['islands/quiz/quiz.tsx', ``, 'not PascalCase'],
    ['components/site/page-link.astro', ``, 'not PascalCase'],
    ['lib/seo.ts', '\n'.repeat(251), 'has 251 lines'],
    ['pages/index.astro', '\n'.repeat(51), 'has 51 lines'],
    ['components/site/A.astro', `<a style="color: red">a</a>`, 'has a style attribute'],
    ['components/site/A.astro', `<a {style}>a</a>`, 'has a style attribute'],
    ['components/site/A.astro', `<Island client:load />`, 'client:load'],
    ['content/explainers/a.mdx', `<Quiz client:visible />`, 'client:visible'],
    ['content/explainers/a.mdx', `A <b>word</b>`, 'holds HTML'],
    ['components/mdx/A.astro', `<style>a { background: url(a.png) }</style>`, 'has a url()'],
    ['styles/base.css', `a { background: URL( "a.png" ) }`, 'has a url()'],
    ['protocol/frame.ts', `export const now = Date.now();`, 'uses Date'],
    ['simulation/random.ts', `export const a = Math.random();`, 'uses Math.random'],
    ['simulation/random.ts', `export const a = crypto.getRandomValues(b);`, 'uses crypto'],
    ['simulation/random.ts', 'export const a = `${String(document.title)}`;', 'uses document'],
    ['quiz/session.ts', `export const a: HTMLElement = b;`, 'uses HTMLElement'],
  ])('in %s, %j is found', (path, source, problem) => {
    expect(findViolations(path, source)).toContainEqual(expect.stringContaining(problem));
  });

  test.each([
    ['pages/[explainer].astro', `<p />`],
    ['content.config.ts', ``],
    ['lib/seo.test.ts', '\n'.repeat(400)],
    ['components/mdx/A.astro', `<Island client:visible />`],
    ['components/site/A.astro', `---\n// style="none"\n---\n<p class="style">a</p><style>a { color: red }</style>`],
    ['styles/base.css', `/* no url() here */`],
    ['protocol/frame.ts', `// Date and Math.random\nexport const a = 'the document' + b.location;`],
    ['quiz/session.ts', `export const a = (history: string): string => history;`],
  ])('in %s, %j is allowed', (path, source) => {
    expect(findViolations(path, source)).toEqual([]);
  });
});

interface Import {
  /** A path below `src`, or a package. */
  readonly target: string;
  readonly type: 'value' | 'type' | 'raw';
}

/** Everything that is wrong with a file, in words. @param path below `src`, with slashes */
function findViolations(path: string, source: string): readonly string[] {
  const parts = splitSource(path, source);
  return [
    ...findBadNames(path),
    ...findBadImports(path, parts),
    ...findBadContent(path, parts),
    ...(pureFolders.some((folder) => isBelow(path, folder)) && !isTest(path) ? findImpurities(path, parts.code) : []),
  ];
}

interface SourceParts {
  readonly code: string;
  readonly css: string;
  /** What becomes HTML: the template of an .astro file, the prose of an .mdx file without code. */
  readonly template: string;
  readonly lineCount: number;
}

function splitSource(path: string, source: string): SourceParts {
  const lineCount = source.split('\n').length - 1;
  const nothing = { code: '', css: '', template: '', lineCount };
  if (/\.(js|mjs|ts|tsx)$/.test(path)) return { ...nothing, code: source };
  if (path.endsWith('.css')) return { ...nothing, css: source.replace(/\/\*[\s\S]*?\*\//g, '') };
  if (path.endsWith('.mdx')) return { ...nothing, template: source.replace(/^```[\s\S]*?^```|`[^`\n]*`/gm, '') };
  if (!path.endsWith('.astro')) return nothing;
  const frontMatter = /^---\n([\s\S]*?)\n---/.exec(source);
  const body = source.slice(frontMatter?.[0].length ?? 0);
  const textsOf = (element: string): string =>
    [...body.matchAll(new RegExp(`<${element}\\b[^>]*>([\\s\\S]*?)</${element}>`, 'g'))]
      .map(([, text]) => text)
      .join('\n');
  return {
    code: `${frontMatter?.[1] ?? ''}\n${textsOf('script')}`,
    css: textsOf('style').replace(/\/\*[\s\S]*?\*\//g, ''),
    template: body.replace(/<(script|style)\b[^>]*>[\s\S]*?<\/\1>/g, ''),
    lineCount,
  };
}

function findBadNames(path: string): readonly string[] {
  const folders = path.split('/').slice(0, -1);
  const name = posix.basename(path);
  const isPage = isBelow(path, 'pages');
  return [
    ...folders.filter((folder) => /^(utils?|helpers?|common|core)$/.test(folder)).map((it) => `folder is called ${it}`),
    ...(/\.(css|js|mjs|ts)$/.test(name) && !isPage && !/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)+$/.test(name)
      ? [`${name} is not kebab-case`]
      : []),
    ...(/\.(astro|tsx)$/.test(name) && !isPage && !/^([A-Z][a-z0-9]*)+(\.test)?\.\w+$/.test(name)
      ? [`${name} is not PascalCase`]
      : []),
  ];
}

function findBadImports(path: string, { code, css }: SourceParts): readonly string[] {
  const row = Object.keys(importTable)
    .filter((key) => isBelow(path, key))
    .sort((a, b) => a.length - b.length)
    .at(-1);
  const atTop = !path.includes('/');
  if (row === undefined && !(atTop && isTest(path))) return ['lies in a folder that the import table does not know'];
  const allowed = [
    ...(row === undefined ? wholeSource : (importTable[row] ?? [])),
    ...(isTest(path) ? testImports : []),
  ].map((entry) => (entry === 'own folder' ? path.split('/').slice(0, 2).join('/') : entry));
  const forTypes = typesOnly[row ?? ''] ?? [];
  return [...importsOf(path, code), ...cssImportsOf(path, css)]
    .filter(({ target, type }) => {
      if (type === 'value' && forTypes.some((entry) => isBelow(target, entry))) return true;
      return !allowed.some((entry) => isBelow(target, entry) || isBelow(`${type} ${target}`, entry));
    })
    .map(({ target, type }) => `imports ${target}${type === 'value' ? '' : ` (${type})`}`);
}

/** What a file of `e2e` imports of `src` against the table. @param path below `e2e`, with slashes */
function findSourceImports(path: string, source: string): readonly string[] {
  const allowed = specImportTable[path] ?? [];
  return importsOf(path, source)
    .filter(({ target }) => isBelow(target, '../src'))
    .filter(({ target }) => !allowed.some((entry) => isBelow(target, `../src/${entry}`)))
    .map(({ target }) => `imports ${target}`);
}

function findBadContent(path: string, { css, template, lineCount }: SourceParts): readonly string[] {
  const mostLines = isBelow(path, 'pages') ? 50 : 250;
  const client = /\sclient:\w+/.exec(template)?.[0].trim();
  return [
    ...(/\.(astro|ts|tsx)$/.test(path) && !isTest(path) && lineCount > mostLines ? [`has ${lineCount} lines`] : []),
    ...(client !== undefined && !isBelow(path, 'components/mdx') ? [`${client} outside components/mdx`] : []),
    ...(path.endsWith('.astro') && /<[^>]*\s(style\s*=|\{style\}|style:)/.test(template)
      ? ['has a style attribute']
      : []),
    ...(/\burl\(/i.test(css.replace(/@import[^;]*;/g, '')) ? ['has a url()'] : []),
    ...(path.endsWith('.mdx') && /^(import|export)\s/m.test(template) ? ['holds an import or export'] : []),
    ...(path.endsWith('.mdx') && /<[a-z][^>]*>/.test(template) ? ['holds HTML'] : []),
  ];
}

function findImpurities(path: string, code: string): readonly string[] {
  const found = new Set<string>();
  const declared = new Set<string>();
  walk(parseCode(path, code), (node) => {
    const { parent } = node;
    if (ts.isPropertyAccessExpression(node) && node.getText() === 'Math.random') found.add('uses Math.random');
    if (!ts.isIdentifier(node) || !impureGlobals.has(node.text)) return;
    if ((ts.isVariableDeclaration(parent) || ts.isParameter(parent)) && parent.name === node) declared.add(node.text);
    else if (!('name' in parent && parent.name === node)) found.add(`uses ${node.text}`);
  });
  return [...found].filter((finding) => !declared.has(finding.slice('uses '.length)));
}

function importsOf(path: string, code: string): readonly Import[] {
  const found: Import[] = [];
  const add = (specifier: ts.Node | undefined, isTypeOnly = false, query = ''): void => {
    if (specifier === undefined || !ts.isStringLiteralLike(specifier)) return;
    const [file = '', ownQuery = ''] = specifier.text.split('?');
    const isRaw = ownQuery === 'raw' || query.includes('?raw');
    found.push({ target: resolve(path, file), type: isTypeOnly ? 'type' : isRaw ? 'raw' : 'value' });
  };
  walk(parseCode(path, code), (node) => {
    if (ts.isImportDeclaration(node))
      add(node.moduleSpecifier, node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword);
    if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, true);
    if (!ts.isCallExpression(node)) return;
    if (node.expression.kind === ts.SyntaxKind.ImportKeyword) add(node.arguments[0]);
    if (node.expression.getText() === 'import.meta.glob') add(node.arguments[0], false, node.arguments[1]?.getText());
  });
  return found;
}

function cssImportsOf(path: string, css: string): readonly Import[] {
  return [...css.matchAll(/@import\s+(?:url\(\s*)?["']?([^"')\s;]+)/g)].map(([, specifier = '']) => ({
    target: resolve(path, specifier),
    type: 'value',
  }));
}

/** A relative specifier becomes a path below `src`; a package stays as it is. */
const resolve = (path: string, specifier: string): string =>
  specifier.startsWith('.') ? posix.join(posix.dirname(path), specifier) : specifier;

function parseCode(path: string, code: string): ts.SourceFile {
  const kind = path.endsWith('.tsx') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  return ts.createSourceFile(path, code, ts.ScriptTarget.Latest, true, kind);
}

function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => walk(child, visit));
}

/** Whether a path or package is the entry or lies below it; `''` is all of `src`, and `node:` all of Node's modules. */
function isBelow(path: string, entry: string): boolean {
  if (entry === '') return path.startsWith('.') ? false : /^[^:@]+\//.test(path);
  return path === entry || path.startsWith(entry.endsWith(':') ? entry : `${entry}/`);
}

const isTest = (path: string): boolean => /\.test\.tsx?$/.test(path);

function toSlashes(path: string): string {
  return path.replaceAll('\\', '/');
}
