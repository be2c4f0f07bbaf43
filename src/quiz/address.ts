/** The part of an address that the quiz reads (`quiz.seed`). The name is a public contract: links outlive us. */

/** What an address asks of the quiz. */
export interface AskedOrder {
  /** Decides the order of questions and options; without it the bank's own order holds. */
  readonly seed?: number;
  /** What could not be had, in plain words. */
  readonly problem?: string;
}

/** Reads the seed from an address's parameters: a whole number from 0 to 2³² − 1, in digits. */
export function readOrder(parameters: URLSearchParams): AskedOrder {
  const text = parameters.get('quiz.seed');
  if (text === null) return {};
  const seed = Number(text) >>> 0;
  // Whatever is not such a number reads differently once it is one.
  if (String(seed) === text) return { seed };
  return { problem: 'The link asks for an unknown order. You see the usual one.' };
}
