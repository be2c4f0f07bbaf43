/**
 * What a quiz keeps on the reader's device: JSON with a version. Whatever does not look like it counts as nothing;
 * whether it fits the bank of today is for `createSession` to say.
 */
import { isRight } from './grade';
import type { Session } from './session';

/** What was kept of a visit: the answers by question. */
export type Progress = ReadonlyMap<string, KeptAnswer>;

/** The answer to one question. */
export interface KeptAnswer {
  /** Indexes of the chosen options in the bank's own order, whatever order they were shown in. */
  readonly chosen: readonly number[];
  /** How many options the question had: with another number, the indexes mean nothing. */
  readonly of: number;
  /** Whether it was right, for those who have no bank to compare it with. */
  readonly isRight: boolean;
}

/** The key of a quiz in the device's storage. @param id name of the bank */
export const progressKey = (id: string): string => `open-line.quiz.${id}`;

const version = 1;

/** Writes what is worth keeping of a session. */
export function writeProgress({ questions, answers }: Session): string {
  const kept: Record<string, KeptAnswer> = {};
  for (const question of questions) {
    const chosen = answers.get(question.id);
    if (chosen) kept[question.id] = { chosen, of: question.options.length, isRight: isRight(question, chosen) };
  }
  return JSON.stringify({ version, answers: kept });
}

/**
 * Reads what was kept; nothing from a text that this version has not written.
 * @param read gets the text from the device's storage, which may be blocked: then it throws, and there is nothing
 */
export function readProgress(read: () => string | null): Progress {
  let kept: unknown;
  try {
    kept = JSON.parse(read() ?? '');
  } catch {
    // Blocked, or no JSON: as good as nothing.
  }
  const answers = isRecord(kept) && kept.version === version && isRecord(kept.answers) ? kept.answers : {};
  return new Map(Object.entries(answers).filter((entry): entry is [string, KeptAnswer] => isKept(entry[1])));
}

/** Says how far a reader is, in a few words; nothing where nothing was answered. @param ids of the bank's questions */
export function describeProgress(progress: Progress, ids: readonly string[]): string {
  const answers = ids.flatMap((id) => progress.get(id) ?? []);
  const right = answers.filter((answer) => answer.isRight).length;
  if (answers.length === 0) return '';
  return right === ids.length ? 'Quiz done' : `Quiz: ${right} of ${ids.length} right`;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => Object(value) === value;

const isKept = (value: unknown): value is KeptAnswer =>
  isRecord(value) &&
  Array.isArray(value.chosen) &&
  value.chosen.every(Number.isInteger) &&
  typeof value.of === 'number' &&
  typeof value.isRight === 'boolean';
