/**
 * The only door to the content. Astro merely logs an unknown reference; here every id is followed before a page is
 * rendered, and an error names file, line, and reason.
 */
import { getCollection, type CollectionEntry } from 'astro:content';
import { findComponents, findUnsourcedDigits } from './mdx';
import { findPage, type SitePage } from './site-map';

/** A claim with the pages that rest on it. */
export interface UsedClaim {
  readonly entry: CollectionEntry<'claims'>;
  readonly usedBy: readonly SitePage[];
}

/** All explainers, checked: each id they name exists, and no digit stands without a source. */
export async function getExplainers(): Promise<readonly CollectionEntry<'explainers'>[]> {
  const [entries, known] = await Promise.all([getCollection('explainers'), knownIds()]);
  const problems = entries.flatMap((entry) => problemsOf(entry, known));
  if (problems.length > 0) throw new Error(`Content that cannot be published:\n${problems.join('\n')}`);
  return entries;
}

/** The glossary in alphabetical order, checked. */
export async function getGlossary(): Promise<readonly CollectionEntry<'glossary'>[]> {
  const [entries, { Claim: claims }] = await Promise.all([getCollection('glossary'), knownIds()]);
  for (const { id, data } of entries) {
    followClaims(
      `src/content/glossary.yaml: ${id}`,
      data.claims.map((claim) => claim.id),
      claims,
    );
    requireSource(`src/content/glossary.yaml: ${id}`, data.definition, data.claims.length);
  }
  return entries.toSorted((a, b) => a.data.term.localeCompare(b.data.term, 'en'));
}

/** An interview question with its answers. */
export type InterviewQuestion = CollectionEntry<'interviewQuestions'>['data']['questions'][number];

/** The interview questions about a building block, in the order of their file, checked. @throws Error without a file */
export async function getInterviewQuestions(id: string): Promise<readonly InterviewQuestion[]> {
  const [entry, { Claim: claims }] = await Promise.all([findEntry('interviewQuestions', id), knownIds()]);
  for (const question of entry.data.questions) {
    const where = `${entry.filePath ?? id}: ${question.id}`;
    const { question: asked, answer, listensFor, followUp, wrongAnswer, whyWrong } = question;
    followClaims(where, question.claims, claims);
    requireSource(
      where,
      [asked, answer, listensFor, followUp, wrongAnswer, whyWrong].join('\n'),
      question.claims.length,
    );
  }
  return entry.data.questions;
}

/** The claim ledger in alphabetical order of its ids, each with the pages that use it. */
export async function getClaims(): Promise<readonly UsedClaim[]> {
  const [claims, explainers, questions] = await Promise.all([
    getCollection('claims'),
    getExplainers(),
    getInterviewQuestions('websockets'),
  ]);
  const uses = [
    ...explainers.map((page) => ({ path: `/${page.id}/`, ids: claimIdsOf(page) })),
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
export async function getClaimsOf(page: CollectionEntry<'explainers'>): Promise<readonly CollectionEntry<'claims'>[]> {
  const ids = claimIdsOf(page);
  return (await getClaims()).map(({ entry }) => entry).filter(({ id }) => ids.has(id));
}

/** One prompt, checked. @throws Error when there is none with this id */
export async function getPrompt(id: string): Promise<CollectionEntry<'prompts'>> {
  const [prompt, { Claim: claims }] = await Promise.all([findEntry('prompts', id), knownIds()]);
  const { text, placeholders, checks, caption } = prompt.data;
  const where = `src/content/prompts/${id}.yaml`;
  followClaims(
    where,
    prompt.data.claims.map((claim) => claim.id),
    claims,
  );
  requireSource(where, [caption, text, ...checks].join('\n'), prompt.data.claims.length);
  const written = new Set([...text.matchAll(/\[([^\]]+)\]/g)].map(([, name = '']) => name));
  const declared = new Set(placeholders.map(({ name }) => name));
  for (const name of written.symmetricDifference(declared)) {
    throw new Error(`${where}: placeholders: [${name}] has to stand in the text and be declared, both`);
  }
  return prompt;
}

/** One question bank, checked. @throws Error when there is none with this id */
export async function getQuiz(id: string): Promise<CollectionEntry<'quizzes'>> {
  const [quiz, { Claim: claims }] = await Promise.all([findEntry('quizzes', id), knownIds()]);
  for (const question of quiz.data.questions) {
    const where = `src/content/quizzes/${id}.yaml: ${question.id}`;
    const prose = [question.prompt, ...question.options.flatMap(({ text, explanation }) => [text, explanation])];
    followClaims(where, question.claims, claims);
    requireSource(where, prose.join('\n'), question.claims.length);
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

function problemsOf(entry: CollectionEntry<'explainers'>, known: KnownIds): readonly string[] {
  const body = entry.body ?? '';
  const file = entry.filePath ?? entry.id;
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
  return [...unknown, ...digits];
}

const claimIdsOf = (page: CollectionEntry<'explainers'>): ReadonlySet<string> =>
  new Set(
    findComponents(page.body ?? '').flatMap(({ name, attributes }) =>
      name === 'Claim' && attributes.id !== undefined ? [attributes.id] : [],
    ),
  );

function followClaims(where: string, ids: readonly string[], known: ReadonlySet<string>): void {
  for (const id of ids) {
    if (!known.has(id)) throw new Error(`${where}: claims: no claim “${id}” in src/content/claims.yaml`);
  }
}

function requireSource(where: string, prose: string, claimCount: number): void {
  const [digits] = findUnsourcedDigits(prose);
  if (digits !== undefined && claimCount === 0) {
    throw new Error(`${where}: “${digits.text}” is a number without a source; list the claim that supports it`);
  }
}
