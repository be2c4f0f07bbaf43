import type { JSX } from 'preact';
import type { PasteFinding } from '../../protocol/doctor/finding';

interface Props {
  readonly finding: PasteFinding;
  /** The line of the paste that it is about. */
  readonly line?: string;
}

const marks = { wrong: '✕ Wrong', note: '● Note', right: '✓ Right' } as const;

/** A finding: how bad, where, what, why, and what to do. */
export function FindingText({ finding, line }: Props): JSX.Element {
  const { severity, where, title, why, source, fix, code } = finding;
  return (
    <>
      <p class="mark">
        {marks[severity]}
        {where !== undefined && <small>, {where.type === 'line' ? `line ${where.line}` : `byte ${where.byte}`}</small>}
      </p>
      <p>
        <strong>{title}</strong>
      </p>
      {line !== undefined && <pre>{line}</pre>}
      <p>
        {why} {source !== undefined && <small>{source}</small>}
      </p>
      {fix !== undefined && (
        <p>
          <b>What to do:</b> {fix}
        </p>
      )}
      {code !== undefined && <pre>{code}</pre>}
    </>
  );
}
