import { headerValues, type HttpHead } from '../http-head';

/** A request or a response as it was found in a paste. */
export interface PastedHead {
  readonly type: 'request' | 'response';
  /** Built of its lines, so that the engine can judge it. */
  readonly head: HttpHead;
  /** The line of the paste that holds the start line; `undefined` when none does and the usual one is assumed. */
  readonly startLineNumber: number | undefined;
  /** The lines of the paste that hold the headers, in their order. */
  readonly headerLines: readonly number[];
  /** Lines among the headers that are none. */
  readonly strays: readonly PastedLine[];
}

/** A line of a paste; the first is 1. */
export interface PastedLine {
  readonly line: number;
  readonly text: string;
}

/** The line of the paste where a header stands first, by its name; `undefined` when it is missing. */
export function lineOfHeader({ head, headerLines }: PastedHead, name: string): number | undefined {
  const index = head.headers.findIndex(([each]) => each.toLowerCase() === name.toLowerCase());
  return headerLines[index];
}

/** The RFC's own key (§1.2): any would do where none was pasted. */
export const exampleKey = 'dGhlIHNhbXBsZSBub25jZQ==';

/** A head in which nothing is wrong but what is wrong with one header of another: its lines take the place of the own. */
export function withPart(perfect: HttpHead, pasted: HttpHead, name: string): HttpHead {
  const others = perfect.headers.filter(([each]) => each !== name);
  return { ...perfect, headers: [...others, ...headerValues(pasted, name).map((value) => [name, value] as const)] };
}
