/** Heads of HTTP with their start lines: as they travel, as `curl -i` prints them, and with the marks of `curl -v`. */
import { isToken, type Header } from '../http-head';
import type { PastedHead, PastedLine } from './pasted-head';

/**
 * Reads every request and response in a paste, in their order. What stands before the first, and bodies, are passed over.
 *
 * @param lines without line ends and outer spaces
 */
export function readHeads(lines: readonly string[]): readonly PastedHead[] {
  const isMarked = lines.some((line) => /^[<>] ?\S/.test(line) && isStartLine(line.replace(/^[<>] ?/, '')));
  const heads: OpenHead[] = [];
  let isInHead = false;
  for (const [index, written] of lines.entries()) {
    const text = isMarked ? textBehindMark(written) : written;
    // A remark or the body, which may stand between marked lines.
    if (text === undefined) continue;
    const line = index + 1;
    if (isStartLine(text)) {
      heads.push({ startLine: text, startLineNumber: line, headers: [], strays: [] });
      isInHead = true;
    } else if (text === '') {
      isInHead = false;
    } else if (isInHead) {
      const header = readHeader(text);
      if (header === undefined) heads.at(-1)?.strays.push({ line, text });
      else heads.at(-1)?.headers.push({ line, header });
    }
  }
  return heads.map(closeHead);
}

/** Whether the line begins a request or a response of any version of HTTP. */
export function isStartLine(line: string): boolean {
  return /^(?:[A-Z]+ \S(?:.*\S)? HTTP\/\d(?:\.\d)?|HTTP\/\d(?:\.\d)? \d{3}(?: .*)?)$/.test(line);
}

/** A header by its line: a name, a colon right behind it, and a value that may be empty. */
export function readHeader(line: string): Header | undefined {
  const colon = line.indexOf(':');
  const name = line.slice(0, Math.max(colon, 0));
  return isToken(name) ? [name, line.slice(colon + 1).trim()] : undefined;
}

interface OpenHead {
  readonly startLine: string;
  readonly startLineNumber: number;
  readonly headers: { readonly line: number; readonly header: Header }[];
  readonly strays: PastedLine[];
}

function closeHead({ startLine, startLineNumber, headers, strays }: OpenHead): PastedHead {
  return {
    type: startLine.startsWith('HTTP/') ? 'response' : 'request',
    head: { startLine, headers: headers.map(({ header }) => header) },
    startLineNumber,
    headerLines: headers.map(({ line }) => line),
    strays,
  };
}

/** What `curl -v` prints behind `>` or `<`; `undefined` for its other lines. */
function textBehindMark(line: string): string | undefined {
  return /^[<>](?: (.*))?$/.exec(line) === null ? undefined : line.slice(2).trim();
}
