/**
 * The only door to the content. Astro merely logs an unknown reference; here every id is followed before a page is
 * rendered, and an error names file, line, and reason.
 */
import { getCollection, type CollectionEntry } from 'astro:content';
import { findComponents, findUnsourcedDigits } from './mdx';
import { placeholderNames } from './placeholders';
import { findPage, type SitePage } from './site-map';

/** A claim with the pages that rest on it. */
export interface UsedClaim {
  readonly entry: CollectionEntry<'claims'>;
  readonly usedBy: readonly SitePage[];
}

/** A page of prose, written in MDX. */
export type Article = CollectionEntry<'explainers' | 'course'>;

/** All explainers, checked: each id they name exists, and no digit stands without a source. */
export async function getExplainers(): Promise<readonly CollectionEntry<'explainers'>[]> {
  return checkArticles(await getCollection('explainers'), problemsOf);
}

/** The written modules of the course in their order, checked in the same way, and each shows its quiz. */
export async function getModules(): Promise<readonly CollectionEntry<'course'>[]> {
  const modules = (await getCollection('course')).toSorted((a, b) => a.data.order - b.data.order);
  return checkArticles(modules, (entry, known) => [
    ...problemsOf(entry, known),
    ...placeProblemsOf(entry, modules.indexOf(entry) + 1),
  ]);
}

/** Where an article stands on the site. */
export function pathOf({ collection, id }: Article): string {
  return collection === 'course' ? `/learn/${id}/` : `/${id}/`;
}

/** The glossary in alphabetical order, checked. */
export async function getGlossary(): Promise<readonly CollectionEntry<'glossary'>[]> {
  const entries = await getCollection('glossary');
  const { Claim } = await knownIds();
  for (const { id, data } of entries) {
    checkSources(`src/content/glossary.yaml: ${id}`, [data.definition], data.claims, Claim);
  }
  return entries.toSorted((a, b) => a.data.term.localeCompare(b.data.term, 'en'));
}

/** An interview question with its answers. */
export type InterviewQuestion = CollectionEntry<'interviewQuestions'>['data']['questions'][number];

/** The interview questions about a building block, in the order of their file, checked. @throws Error without a file */
export async function getInterviewQuestions(id: string): Promise<readonly InterviewQuestion[]> {
  const entry = await findEntry('interviewQuestions', id);
  const { Claim } = await knownIds();
  for (const { id: name, claims, question, answer, listensFor, followUp, wrongAnswer, whyWrong } of entry.data
    .questions) {
    const prose = [question, answer, listensFor, followUp, wrongAnswer, whyWrong];
    checkSources(`src/content/interview-questions/${id}.yaml: ${name}`, prose, claims, Claim);
  }
  return entry.data.questions;
}

/** The claim ledger in alphabetical order of its ids, each with the pages that use it. */
export async function getClaims(): Promise<readonly UsedClaim[]> {
  const [claims, explainers, modules, questions] = await Promise.all([
    getCollection('claims'),
    getExplainers(),
    getModules(),
    getInterviewQuestions('websockets'),
  ]);
  const uses = [
    ...[...explainers, ...modules].map((page) => ({ path: pathOf(page), ids: claimIdsOf(page) })),
    {
      path: '/websockets/interview-questions/',
      ids: new Set(questions.flatMap(({ claims: ids }) => ids)),
    },
  ];
  return claims
    .toSorted((a, b) => a.id.localeCompare(b.id, 'en'))
    .map((entry) => ({
      entry,
      usedBy: uses.flatMap(({ path, ids }) => (ids.has(entry.id) ? (findPage(path) ?? []) : [])),
    }));
}

/** The claims that a page's prose rests on, in the order of the ledger. */
export async function getClaimsOf(page: Article): Promise<readonly CollectionEntry<'claims'>[]> {
  const ids = claimIdsOf(page);
  return (await getClaims()).map(({ entry }) => entry).filter(({ id }) => ids.has(id));
}

/** One prompt, checked. @throws Error when there is none with this id */
export async function getPrompt(id: string): Promise<CollectionEntry<'prompts'>> {
  const prompt = await findEntry('prompts', id);
  const { Claim } = await knownIds();
  const { text, placeholders, checks, caption, claims } = prompt.data;
  const where = `src/content/prompts/${id}.yaml`;
  checkSources(where, [caption, text, ...checks], claims, Claim);
  const written = placeholderNames(text);
  const declared = new Set(placeholders.map(({ name }) => name));
  for (const name of written.symmetricDifference(declared)) {
    throw new Error(`${where}: placeholders: [${name}] has to stand in the text and be declared, both`);
  }
  const lines = new Set(text.split('\n'));
  for (const { name, isMultiline } of placeholders) {
    if (isMultiline && !lines.has(`[${name}]`)) {
      throw new Error(
        `${where}: placeholders: [${name}] holds several lines, so it needs a line of its own in the text`,
      );
    }
  }
  return prompt;
}

/** One question bank, checked. @throws Error when there is none with this id */
export async function getQuiz(id: string): Promise<CollectionEntry<'quizzes'>> {
  const quiz = await findEntry('quizzes', id);
  const { Claim } = await knownIds();
  for (const { id: name, prompt, options, claims } of quiz.data.questions) {
    const prose = [prompt, ...options.flatMap(({ text, explanation }) => [text, explanation])];
    checkSources(`src/content/quizzes/${id}.yaml: ${name}`, prose, claims, Claim);
  }
  return quiz;
}

type KnownIds = Readonly<Record<'Claim' | 'Term' | 'Prompt' | 'Quiz', ReadonlySet<string>>>;

async function knownIds(): Promise<KnownIds> {
  const [Claim, Term, Prompt, Quiz] = await Promise.all(
    (['claims', 'glossary', 'prompts', 'quizzes'] as const).map(
      async (collection) => new Set((await getCollection(collection)).map(({ id }) => id)),
    ),
  );
  if (!Claim || !Term || !Prompt || !Quiz) throw new Error('A content collection is missing');
  return { Claim, Term, Prompt, Quiz };
}

async function findEntry<Name extends 'interviewQuestions' | 'prompts' | 'quizzes'>(
  name: Name,
  id: string,
): Promise<CollectionEntry<Name>> {
  const entry = (await getCollection(name)).find((candidate) => candidate.id === id);
  if (entry === undefined) throw new Error(`${name}: no file ${id}.yaml in src/content`);
  return entry;
}

/** The fields of an article's front matter that are prose. */
const proseFields = new Set(['title', 'hook', 'promise', 'description', 'category']);

async function checkArticles<Entry extends Article>(
  entries: readonly Entry[],
  findProblems: (entry: Entry, known: KnownIds) => readonly string[],
): Promise<readonly Entry[]> {
  const known = await knownIds();
  const problems = entries.flatMap((entry) => findProblems(entry, known));
  if (problems.length > 0) throw new Error(`Content that cannot be published:\n${problems.join('\n')}`);
  return entries;
}

const fileOf = (entry: Article): string => entry.filePath ?? entry.id;

function problemsOf(entry: Article, known: KnownIds): readonly string[] {
  const body = entry.body ?? '';
  const file = fileOf(entry);
  const unknown = findComponents(body).flatMap(({ name, attributes: { id = '' }, line }) => {
    const ids = Object.entries(known).find(([component]) => component === name)?.[1];
    return ids === undefined || ids.has(id)
      ? []
      : [`${file}, line ${String(line)} of the body: <${name} id="${id}">: no such id`];
  });
  const digits = findUnsourcedDigits(body).map(
    ({ line, text }) =>
      `${file}, line ${String(line)} of the body: “${text}” is a number without a source; use <Claim> or <Figure>`,
  );
  const inFrontMatter = Object.entries(entry.data)
    .filter(([field]) => proseFields.has(field))
    .flatMap(([field, value]) =>
      findUnsourcedDigits(String(value)).map(({ text }) => `${file}: ${field}: “${text}” is a number without a source`),
    );
  return [...unknown, ...digits, ...inFrontMatter];
}

/** What is wrong with a module's number and with the quiz that its progress is read from. */
function placeProblemsOf(entry: CollectionEntry<'course'>, place: number): readonly string[] {
  const { order, quiz } = entry.data;
  const shown = findComponents(entry.body ?? '').filter(({ name }) => name === 'Quiz');
  return [
    ...(order === place ? [] : [`${fileOf(entry)}: order: ${String(order)} should be ${String(place)}`]),
    ...(shown.some(({ attributes }) => attributes.id === quiz)
      ? []
      : [`${fileOf(entry)}: quiz: the text does not show <Quiz id="${quiz}" />`]),
  ];
}

const claimIdsOf = (page: Article): ReadonlySet<string> =>
  new Set(
    findComponents(page.body ?? '').flatMap(({ name, attributes }) =>
      name === 'Claim' && attributes.id !== undefined ? [attributes.id] : [],
    ),
  );

/** Follows an entry's claims, and asks for one where its prose has a number. @throws Error naming place and reason */
function checkSources(
  where: string,
  prose: readonly string[],
  claimIds: readonly string[],
  known: ReadonlySet<string>,
): void {
  const unknown = claimIds.find((id) => !known.has(id));
  if (unknown !== undefined) throw new Error(`${where}: claims: no claim “${unknown}” in src/content/claims.yaml`);
  const [digits] = findUnsourcedDigits(prose.join('\n'));
  if (digits !== undefined && claimIds.length === 0) {
    throw new Error(`${where}: “${digits.text}” is a number without a source; list the claim that supports it`);
  }
}
