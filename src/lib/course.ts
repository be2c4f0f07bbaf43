import type { PageMeta } from './seo';

/** The course as a whole: its page, and what its modules say they belong to. */
export const course = {
  title: 'Learn to build real-time apps',
  description:
    'A free course on WebSockets for beginners, one small module at a time: see how it works, run real code, and check what you know.',
  path: '/learn/',
} as const satisfies PageMeta;

/** A module that is still to be written. The course names it, as text. */
export interface PlannedModule {
  readonly title: string;
  /** One line: what the reader will be able to do. */
  readonly promise: string;
}

/**
 * The modules to come, in order. Whoever writes one takes it out here. They are not in the site map, because every page
 * carries its names in the menu.
 */
export const plannedModules: readonly PlannedModule[] = [
  { title: 'Build a chat', promise: 'Let several people talk at once, in rooms of their own, and show who is typing.' },
  { title: 'Stay connected', promise: 'Notice a dead line, dial again without a stampede, and miss no message.' },
  { title: 'Stream AI answers', promise: 'Show an answer word by word, and let the reader stop it halfway.' },
  { title: 'Lock the door', promise: 'Decide who may connect, check each message, and set limits.' },
  { title: 'Scale out', promise: 'Serve more people than one server can hold, and still reach every one of them.' },
  {
    title: 'Debug and test',
    promise: 'Read what went over the line, find out why it broke, and keep it from breaking again.',
  },
];
