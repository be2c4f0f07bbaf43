import { z } from 'zod';

const optionSchema = z.strictObject({
  /** The answer as the reader sees it. Keep all options of a question about equally long. */
  text: z.string().min(1).max(160),
  /** Whether choosing this option is right. */
  isCorrect: z.boolean().default(false),
  /** Why this very option is right or wrong, in one or two sentences. */
  explanation: z.string().min(20).max(320),
});

const questionBase = {
  /** Short name, unique in its bank; part of what is remembered on the reader's device, so never renamed. */
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'use lower-case words joined by hyphens'),
  /** The question, ending in a question mark or an instruction. */
  prompt: z.string().min(10).max(240),
  /** The options in the order they are shown. */
  options: z.array(optionSchema).min(3).max(5),
  /** Where the answer is taught: a page of the site and the id of a heading on it (`/websockets/#tldr`). */
  taughtAt: z.string().regex(/^\/([a-z0-9-]+\/)*#[a-z0-9-]+$/, 'use a path and a heading: /websockets/#tldr'),
  /** Ids in the claim ledger for each figure or doubtful fact that the question or its options state. */
  claims: z.array(z.string()).default([]),
};

const correctCount = (options: readonly { readonly isCorrect: boolean }[]): number =>
  options.filter((option) => option.isCorrect).length;

/** One question of a bank. `single` takes one answer; `multiple` takes every right one. More types join this union. */
export const questionSchema = z.discriminatedUnion('type', [
  z
    .strictObject({
      /** One option is right. */
      type: z.literal('single'),
      ...questionBase,
    })
    .refine((question) => correctCount(question.options) === 1, {
      path: ['options'],
      message: 'a single-choice question has exactly one right option',
    }),
  z
    .strictObject({
      /** Two options or more are right, and all of them have to be chosen. */
      type: z.literal('multiple'),
      ...questionBase,
    })
    .refine((question) => correctCount(question.options) >= 2, {
      path: ['options'],
      message: 'a multiple-choice question has at least two right options',
    }),
]);

/** A whole bank: the questions of one page, each with its own id. */
export const quizSchema = z.strictObject({
  /** In the order they are asked. */
  questions: z
    .array(questionSchema)
    .min(1)
    .refine((questions) => new Set(questions.map((question) => question.id)).size === questions.length, {
      message: 'every question of a bank needs an id of its own',
    }),
});

/** One question, as the quiz island and the static page read it. */
export type Question = z.infer<typeof questionSchema>;
/** The questions of one page. */
export type Quiz = z.infer<typeof quizSchema>;
