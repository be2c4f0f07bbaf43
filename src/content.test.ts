import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findComponents } from './lib/mdx';
import { parseYaml } from './lib/yaml';
import { quizSchema } from './quiz/schema';

const projectFolder = fileURLToPath(new URL('..', import.meta.url));
/** A build takes seconds, and several run at once. */
const buildTimeoutMs = 120_000;

const claims = await readRecord('claims.yaml');
const glossary = await readRecord('glossary.yaml');
const articles = [...(await readFolder('explainers')), ...(await readFolder('course'))];
const prompts = await readFolder('prompts');
const banks = (await readFolder('quizzes')).map(({ name, text }) => ({
  name,
  questions: quizSchema.parse({ questions: parseYaml(text, name) }).questions,
}));
const questions = banks.flatMap((bank) => bank.questions);
const allData = await readAllData();

describe('The content', () => {
  test('every claim in the ledger is used', () => {
    const used = new Set([...idsOf('Claim'), ...allData.flatMap(claimsIn)]);
    expect(Object.keys(claims).filter((id) => !used.has(id))).toEqual([]);
  });

  test('every term of the glossary is used in a text', () => {
    expect(Object.keys(glossary).filter((id) => !idsOf('Term').has(id))).toEqual([]);
  });

  test('every prompt and every bank of questions is shown', () => {
    expect(prompts.map(({ name }) => name).filter((name) => !idsOf('Prompt').has(name))).toEqual([]);
    expect(banks.map(({ name }) => name).filter((name) => !idsOf('Quiz').has(name))).toEqual([]);
  });

  test.each(banks)('in the bank $name, no right answer is longer than all the others of its question', (bank) => {
    const given = bank.questions.filter(({ options }) => {
      const [longest, next] = options.toSorted((a, b) => lengthOf(b.text) - lengthOf(a.text));
      return longest?.isCorrect === true && lengthOf(longest.text) > lengthOf(next?.text ?? '');
    });
    expect(given.map(({ id }) => id)).toEqual([]);
  });

  test.each(banks)('in the bank $name, no place holds the right answer in more than half of the questions', (bank) => {
    const single = bank.questions.filter(({ type }) => type === 'single');
    const places = Map.groupBy(single, ({ options }) => options.findIndex(({ isCorrect }) => isCorrect));
    for (const there of places.values()) expect(there.length).toBeLessThanOrEqual(Math.ceil(single.length / 2));
  });
});

/** One fault in one file, and what the build has to say about it. */
interface Fault {
  readonly fault: string;
  readonly file: string;
  readonly change: readonly [from: string | RegExp, to: string];
  readonly says: readonly string[];
}

const websockets = 'src/content/explainers/websockets.mdx';
const firstModule = 'src/content/course/how-real-time-apps-work.mdx';
const faults: readonly Fault[] = [
  {
    fault: 'a field that is missing',
    file: websockets,
    change: [/^hook: .*\n/m, ''],
    says: ['websockets', 'hook', 'Required'],
  },
  {
    fault: 'a field that nobody knows',
    file: 'src/content/glossary.yaml',
    change: ['  definition: Asking', '  synonym: asking\n  definition: Asking'],
    says: ['src/content/glossary.yaml', 'polling', 'synonym'],
  },
  {
    fault: 'a claim without a source',
    file: 'src/content/claims.yaml',
    change: [/^( {2}sources:\n)( {4}.*\n)+/m, '  sources: []\n'],
    says: ['src/content/claims.yaml', 'full-duplex', 'sources', '>=1'],
  },
  {
    fault: 'unknown ids and unsourced numbers',
    file: websockets,
    change: [
      '## Quiz\n',
      '## Quiz\n\nIn <Claim id="no-claim">all</Claim> 77 <Term id="no-term">cases</Term>.\n\n<Prompt id="no-prompt" />\n\n<Quiz id="no-quiz" />\n',
    ],
    says: [
      websockets,
      '<Claim id="no-claim">: no such id',
      '<Term id="no-term">: no such id',
      '<Prompt id="no-prompt">: no such id',
      '<Quiz id="no-quiz">: no such id',
      '“77” is a number without a source',
    ],
  },
  {
    fault: 'a module that counts wrong and hides its quiz',
    file: firstModule,
    change: [/^order: 1$([\s\S]*)<Quiz id="[^"]*" \/>/m, 'order: 77$1<Claim id="no-claim">All</Claim> 77.'],
    says: [
      `${firstModule}: order: 77 should be 1`,
      `${firstModule}: quiz: the text does not show <Quiz id="how-real-time-apps-work" />`,
      '<Claim id="no-claim">: no such id',
      '“77.” is a number without a source',
    ],
  },
  {
    fault: 'an unknown figure',
    file: websockets,
    change: ['<Figure id="bytes.handshake" />', '<Figure id="bytes.elephant" />'],
    says: ['/websockets/', '<Figure id="bytes.elephant">: no such figure', 'bytes.handshake'],
  },
  {
    fault: 'an unknown example',
    file: websockets,
    change: ['file="reconnect/reconnect.js"', 'file="reconnect/elephant.js"'],
    says: ['/websockets/', '<Example file="reconnect/elephant.js">: no such file in src/examples'],
  },
  {
    fault: 'an unknown program',
    file: websockets,
    change: ['## Quiz\n', '## Quiz\n\n<Program folder="elephant" files={{}} />\n'],
    says: ['/websockets/', '<Program folder="elephant">: no such program', 'hello'],
  },
  {
    fault: 'an unknown file of a program',
    file: websockets,
    change: ['## Quiz\n', `## Quiz\n\n<Program folder="hello" files={{ 'elephant.js': [] }} />\n`],
    says: ['/websockets/', '<Program folder="hello">: no file elephant.js in src/examples/hello'],
  },
  {
    fault: 'a mark in a program that its file has outgrown',
    file: websockets,
    change: ['## Quiz\n', `## Quiz\n\n<Program folder="hello" files={{ 'server.js': ['elephant'] }} />\n`],
    says: ['/websockets/', 'src/examples/hello/server.js: the mark “elephant” is in no line of it'],
  },
  {
    fault: 'an undeclared placeholder',
    file: 'src/content/prompts/chat.yaml',
    change: ['[framework]', '[elephant]'],
    says: ['src/content/prompts/chat.yaml', 'elephant', 'declared'],
  },
  {
    fault: 'a placeholder for several lines in the middle of a sentence',
    file: 'src/content/prompts/chat.yaml',
    change: ['    example: plain', '    isMultiline: true\n    example: plain'],
    says: ['src/content/prompts/chat.yaml', '[framework]', 'a line of its own'],
  },
  {
    fault: 'a placeholder that says neither yes nor no to several lines',
    file: 'src/content/prompts/explain-my-code.yaml',
    change: ['isMultiline: true', 'isMultiline: often'],
    says: ['src/content/prompts/explain-my-code.yaml', 'isMultiline', 'boolean'],
  },
];

/** A folder of copies; what is installed is shared, what a build writes is not. */
let copies = '';

beforeAll(async () => {
  copies = await mkdtemp(join(tmpdir(), 'open-line-content-'));
  await symlink(join(projectFolder, 'node_modules'), join(copies, 'node_modules'), 'junction');
});

afterAll(async () => {
  await rm(copies, { recursive: true });
});

describe.concurrent('A build', () => {
  test(
    'of the content as it is succeeds, and every “explained here” leads to a place on the page',
    { timeout: buildTimeoutMs },
    async () => {
      const folder = await copyProject('as-it-is');
      expect(await build(folder)).toMatchObject({ exitCode: 0 });
      const places = [
        ...questions.map(({ taughtAt }) => taughtAt),
        ...Object.values(glossary).flatMap(({ explainedAt }) => explainedAt ?? []),
      ];
      const dead = [];
      for (const place of new Set(places)) {
        const [path = '', id = ''] = place.split('#');
        const html = await readFile(join(folder, 'dist', path, 'index.html'), 'utf8');
        if (!html.includes(` id="${id}"`)) dead.push(place);
      }
      expect(dead).toEqual([]);
    },
  );

  test.each(faults)(
    'stops at $fault, and names file, place, and reason',
    { timeout: buildTimeoutMs },
    async ({ fault, file, change: [from, to], says }) => {
      const folder = await copyProject(fault.replaceAll(/\W+/g, '-'));
      const text = await readFile(join(folder, file), 'utf8');
      expect(text.replace(from, to)).not.toBe(text);
      await writeFile(join(folder, file), text.replace(from, to));
      const { exitCode, output } = await build(folder);
      expect(exitCode).not.toBe(0);
      for (const words of says) expect(output).toContain(words);
    },
  );
});

/** What the tests look at in an entry; the schemas in content.config.ts check the rest. */
interface Entry {
  readonly explainedAt?: string;
}

async function readRecord(name: string): Promise<Readonly<Record<string, Entry>>> {
  const text = await readFile(new URL(`content/${name}`, import.meta.url), 'utf8');
  return parseYaml(text, name) as Readonly<Record<string, Entry>>;
}

async function readFolder(name: string): Promise<readonly { readonly name: string; readonly text: string }[]> {
  const folder = new URL(`content/${name}/`, import.meta.url);
  return Promise.all(
    (await readdir(folder)).map(async (file) => ({
      name: file.replace(/\.\w+$/, ''),
      text: await readFile(new URL(file, folder), 'utf8'),
    })),
  );
}

/** What every YAML file of the content holds. */
async function readAllData(): Promise<readonly unknown[]> {
  const folder = new URL('content/', import.meta.url);
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.yaml'));
  return Promise.all(
    names.map(async (name) => parseYaml(await readFile(new URL(name.replaceAll('\\', '/'), folder), 'utf8'), name)),
  );
}

/** How long a reader sees a text: without the marks of its code. */
function lengthOf(text: string): number {
  return text.replaceAll('`', '').length;
}

/** The ids that stand below `claims`, however deep. */
function claimsIn(data: unknown): readonly unknown[] {
  if (typeof data !== 'object' || data === null) return [];
  return Object.entries(data).flatMap(([key, value]) =>
    key === 'claims' && Array.isArray(value) ? (value as readonly unknown[]) : claimsIn(value),
  );
}

function idsOf(component: string): ReadonlySet<string | undefined> {
  const uses = articles.flatMap(({ text }) => findComponents(text)).filter(({ name }) => name === component);
  return new Set(uses.map(({ attributes }) => attributes.id));
}

async function copyProject(name: string): Promise<string> {
  const folder = join(copies, name);
  await mkdir(folder);
  for (const part of ['astro.config.mjs', 'package.json', 'public', 'scripts', 'src', 'tsconfig.json']) {
    await cp(join(projectFolder, part), join(folder, part), {
      recursive: true,
      filter: (source) => !/\.test\.\w+$/.test(source),
    });
  }
  return folder;
}

async function build(folder: string): Promise<{ readonly exitCode: unknown; readonly output: string }> {
  // The build of a reader, not of a test: Vitest's variables would change it, and so would the real site's address.
  const strange = /^(VITEST|NODE_ENV|DEV|PROD|MODE|SSR|BASE_URL|SITE_URL|BASE_PATH|FORCE_COLOR)/;
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !strange.test(name)));
  const program = join(projectFolder, 'node_modules/astro/bin/astro.mjs');
  const child = spawn(process.execPath, [program, 'build'], {
    cwd: folder,
    env: { ...env, ASTRO_TELEMETRY_DISABLED: '1', NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk) => (output += String(chunk)));
  child.stderr.on('data', (chunk) => (output += String(chunk)));
  const [exitCode] = (await once(child, 'close')) as [unknown];
  return { exitCode, output };
}
