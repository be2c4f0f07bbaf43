import { readFile, readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { defineCollection } from 'astro:content';
import { glob, type Loader, type LoaderContext } from 'astro/loaders';
import { z } from 'zod';
import { interviewLevels } from './lib/interview-levels';
import { parseYaml } from './lib/yaml';
import { quizSchema } from './quiz/schema';

const contentFolder = 'src/content';
const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'use lower-case words joined by hyphens');
/** A day as YAML reads it, and as the pages need it. */
const day = z.date().transform((date) => date.toISOString().slice(0, 10));
const sitePath = z.string().regex(/^\/([a-z0-9-]+\/)+$/, 'use a path of the site with a slash at both ends');

/** One YAML file whose top level maps ids to entries. Unlike Astro's `file()`, text that does not parse stops the build. */
function yamlFile(name: string): Loader {
  const load = async (context: LoaderContext): Promise<void> => {
    const fileName = `${contentFolder}/${name}`;
    const path = fileURLToPath(new URL(fileName, context.config.root));
    const entries = z.record(slug, z.unknown()).safeParse(parseYaml(await readFile(path, 'utf8'), fileName));
    if (!entries.success) throw new Error(`${fileName}: ${z.prettifyError(entries.error)}`);
    context.store.clear();
    for (const [id, entry] of Object.entries(entries.data)) await storeEntry(context, { id, entry, path, fileName });
    context.watcher?.add(path);
  };
  return { name: 'yaml-file', load };
}

/** A folder of YAML files, one entry each. `shape` turns what a file holds into the entry that the schema checks. */
function yamlFolder(name: string, shape: (fileData: unknown) => unknown = (fileData) => fileData): Loader {
  const load = async (context: LoaderContext): Promise<void> => {
    const folder = fileURLToPath(new URL(`${contentFolder}/${name}/`, context.config.root));
    context.store.clear();
    for (const file of (await readdir(folder)).filter((entry) => entry.endsWith('.yaml')).sort()) {
      const fileName = `${contentFolder}/${name}/${file}`;
      const path = `${folder}${file}`;
      const entry = shape(parseYaml(await readFile(path, 'utf8'), fileName));
      await storeEntry(context, { id: file.replace(/\.yaml$/, ''), entry, path, fileName });
      context.watcher?.add(path);
    }
  };
  return { name: 'yaml-folder', load };
}

/** Checks one entry against the schema of its collection and keeps it; an error names file, field, and reason. */
async function storeEntry(
  context: LoaderContext,
  source: { readonly id: string; readonly entry: unknown; readonly path: string; readonly fileName: string },
): Promise<void> {
  const data = await context
    .parseData({ id: source.id, data: source.entry as Record<string, unknown>, filePath: source.path })
    .catch((error: unknown) => {
      throw new Error(`${source.fileName}: ${error instanceof Error ? error.message : String(error)}`);
    });
  context.store.set({ id: source.id, data, filePath: source.fileName });
}

/** An explainer: one building block of the real-time web, told in the site's anatomy. */
const explainers = defineCollection({
  loader: glob({ base: `${contentFolder}/explainers`, pattern: '*.mdx' }),
  schema: z.strictObject({
    /** The subject as its heading; also the page's title in search results. */
    title: z.string().min(3).max(60),
    /** One line under the heading that makes a beginner want to read on. */
    hook: z.string().min(20).max(140),
    /** For search engines and social cards: what the page answers, as a sentence or two. */
    description: z.string().min(70).max(160),
    /** The day the content last changed, ISO (2026-11-22). */
    updated: day,
    /** Other names people search for. */
    alsoKnownAs: z.array(z.string()).default([]),
    /** Paths of related building blocks, in order; planned ones show as text. */
    related: z.array(sitePath).default([]),
  }),
});

/** The course: a module is one lesson, for somebody who starts from zero. Those to come are in lib/course.ts. */
const course = defineCollection({
  loader: glob({ base: `${contentFolder}/course`, pattern: '*.mdx' }),
  schema: z.strictObject({
    /** The subject as the lesson's heading; also the page's title in search results. */
    title: z.string().min(3).max(60),
    /** One line under the heading: what the reader will have learned. */
    promise: z.string().min(20).max(140),
    /** For search engines and social cards: what the lesson holds, as a sentence or two. */
    description: z.string().min(70).max(160),
    /** What kind of knowledge it is, above the heading. */
    category: z.string().min(3).max(40),
    /** The day the content last changed, ISO (2026-11-22). */
    updated: day,
    /** The module's number; the modules are counted from 1 without a gap. */
    order: z.int().min(1),
    /** The bank of questions that the lesson ends with; the reader's progress is the score in it. */
    quiz: slug,
  }),
});

/** The claim ledger: every number or fact that a reader could doubt, its source, and the day it was checked. */
const claims = defineCollection({
  loader: yamlFile('claims.yaml'),
  schema: z.strictObject({
    /** The claim as one full sentence that stands alone. */
    statement: z.string().min(15).max(400),
    /** Primary sources, best first. */
    sources: z
      .array(
        z
          .strictObject({
            /** Name of the document with its section: "RFC 6455, section 5.2". */
            title: z.string().min(3).max(140),
            /** Where to read it. Left out only for our own measurements. */
            url: z.url({ protocol: /^https$/ }).optional(),
            /** For our own measurements: what was run, with versions. */
            measured: z.string().min(20).max(400).optional(),
          })
          .refine((source) => (source.url === undefined) !== (source.measured === undefined), {
            message: 'a source has either a `url` or, for our own measurement, `measured`',
          }),
      )
      .min(1),
    /** The day the sources were last compared with the statement, ISO. */
    checked: z.iso.date(),
    /** What the reader should know about the claim's limits, when there is something. */
    note: z.string().min(10).max(300).optional(),
  }),
});

/** The glossary: one entry a term. */
const glossary = defineCollection({
  loader: yamlFile('glossary.yaml'),
  schema: z.strictObject({
    /** The term as it is written in the middle of a sentence. */
    term: z.string().min(2).max(60),
    /** Other names for the same thing. */
    alsoKnownAs: z.array(z.string()).default([]),
    /** What it means, in one or two plain sentences that need no other entry. */
    definition: z.string().min(20).max(320),
    /** Where it is explained: a page and heading of the site. */
    explainedAt: z
      .string()
      .regex(/^\/([a-z0-9-]+\/)+#[a-z0-9-]+$/)
      .optional(),
    /** Ids in the claim ledger for figures in the definition. */
    claims: z.array(slug).default([]),
  }),
});

/** Prompts for AI assistants, shown as cards that can be copied. */
const prompts = defineCollection({
  loader: yamlFolder('prompts'),
  schema: z.strictObject({
    /** What the reader gets, as a title. */
    title: z.string().min(5).max(70),
    /** What kind of prompt it is. */
    tag: z.enum(['starter', 'documentation', 'debugging']),
    /** One sentence under the title: when to use it. */
    caption: z.string().min(20).max(200),
    /** The prompt itself; each `[name]` in it is declared under `placeholders`. */
    text: z.string().min(80).max(2400),
    /** What the reader fills in before pasting. */
    placeholders: z.array(
      z.strictObject({
        /** The name between square brackets in `text`. */
        name: z.string().min(2).max(40),
        /** What to write there, as a label. */
        label: z.string().min(3).max(80),
        /** A typical value. */
        example: z.string().min(1).max(120),
        /** Whether several lines belong there, such as code: then Enter adds a line instead of moving on. */
        isMultiline: z.boolean().default(false),
      }),
    ),
    /** "Check what you got": five things a beginner can do by hand, each with what should happen. */
    checks: z.array(z.string().min(20).max(220)).length(5),
    /** Ids in the claim ledger for figures in the card. */
    claims: z.array(slug).default([]),
  }),
});

/** Interview questions: one YAML list a file, named after the building block it is about, easiest first. */
const interviewQuestions = defineCollection({
  loader: yamlFolder('interview-questions', (questions) => ({ questions })),
  schema: z.strictObject({
    /** In the order they are shown within their level. */
    questions: z.array(
      z.strictObject({
        /** Short name, unique in its file; the question's address on the page. */
        id: slug,
        /** Whom it suits. */
        level: z.enum(interviewLevels),
        /** The question as an interviewer says it. */
        question: z.string().min(10).max(160),
        /** The short answer, said aloud in under a minute: the answer first, then the reason. */
        answer: z.string().min(60).max(520),
        /** What tells a good answer from a learned one. */
        listensFor: z.string().min(20).max(240),
        /** A question that goes one step deeper. */
        followUp: z.string().min(10).max(180),
        /** A wrong answer that is often heard. */
        wrongAnswer: z.string().min(10).max(180),
        /** Why it is wrong. */
        whyWrong: z.string().min(20).max(280),
        /** Ids in the claim ledger for the figures and doubtful facts in the entry. */
        claims: z.array(slug).default([]),
      }),
    ),
  }),
});

/** Question banks: one YAML list a file, named after its page. */
const quizzes = defineCollection({
  loader: yamlFolder('quizzes', (questions) => ({ questions })),
  schema: quizSchema,
});

export const collections = { explainers, course, claims, glossary, interviewQuestions, prompts, quizzes };
