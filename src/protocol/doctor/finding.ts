/** Something that the doctor says about a paste. */
export interface PasteFinding {
  /** `wrong`: no WebSocket works like this. `note`: worth knowing. `right`: looked at, and in order. */
  readonly severity: 'wrong' | 'note' | 'right';
  /** What it is, in a few words or one sentence. */
  readonly title: string;
  /** Where it stands in the paste; left out for what is missing, and for the whole. */
  readonly where?: Place;
  /** The rule or the cause, in one or two sentences. */
  readonly why: string;
  /** Where to read more: `RFC 6455 §4.1`. */
  readonly source?: string;
  /** What to do about it; left out where nothing is to be done. */
  readonly fix?: string;
  /** The lines to write, for a configuration or a header. */
  readonly code?: string;
}

/** A line of the paste, or a byte of those it spells; the first is 1. */
export type Place = { readonly type: 'line'; readonly line: number } | { readonly type: 'byte'; readonly byte: number };

/** A line of the paste, unless its number is unknown because the paste does not hold it. */
export function atLine(line: number | undefined): { readonly where?: Place } {
  return line === undefined ? {} : { where: { type: 'line', line } };
}

/** The worst first; those that are equally bad keep their order. */
export function sortFindings(findings: readonly PasteFinding[]): readonly PasteFinding[] {
  return (['wrong', 'note', 'right'] as const).flatMap((wanted) =>
    findings.filter(({ severity }) => severity === wanted),
  );
}
