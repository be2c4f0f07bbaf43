/**
 * The paste doctor. In: any text that a person copied out of a terminal, a browser, or a log. Out: what it was taken
 * for, and findings, the worst first, each with its place, its reason, and what to do. The engine of this folder's
 * parent judges; here its judgement is put beside the reader's own lines.
 */
import { diagnoseBytes } from './diagnose-bytes';
import { diagnoseHeads } from './diagnose-heads';
import { diagnoseOther } from './diagnose-other';
import type { Diagnosis } from './diagnosis';
import { readPaste } from './read-paste';

/** Says what is wrong with a paste of at most 64 KiB. Any text gets an answer; none throws. */
export function diagnose(text: string): Diagnosis {
  const paste = readPaste(text);
  if (paste.type === 'http') return diagnoseHeads(paste.heads);
  return paste.type === 'bytes' ? diagnoseBytes(paste.bytes) : diagnoseOther(paste);
}
