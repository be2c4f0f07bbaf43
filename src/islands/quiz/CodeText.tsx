import type { JSX } from 'preact';
import { splitCode } from '../../lib/code-text';

interface Props {
  /** Plain text from data; what stands between `backticks` is code. */
  readonly text: string;
}

/** A text from data with its code marked up: the twin of `components/site/CodeText.astro`. */
export function CodeText({ text }: Props): JSX.Element {
  return <>{splitCode(text).map((part) => (part.isCode ? <code>{part.text}</code> : part.text))}</>;
}
