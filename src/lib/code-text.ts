/** A stretch of a text from data: prose, or code. */
export interface TextPart {
  readonly text: string;
  readonly isCode: boolean;
}

/** Splits a text from data; what stands between `backticks` is code. */
export function splitCode(text: string): readonly TextPart[] {
  return text.split('`').map((part, index) => ({ text: part, isCode: index % 2 === 1 }));
}
