import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Diagnosis } from '../../protocol/doctor/diagnosis';
import type { PasteFinding } from '../../protocol/doctor/finding';
import { FindingText } from './FindingText';

interface Props {
  readonly diagnosis: Diagnosis;
  /** What the lines are lines of that findings name. */
  readonly text: string;
  readonly announce: (text: string) => void;
  readonly children?: JSX.Element | undefined;
}

/** What the doctor says about a paste: a sentence, and the findings. */
export function Findings({ diagnosis, text, announce, children }: Props): JSX.Element {
  const lines = text.split(/\r\n|\r|\n/);
  const summary = summarize(diagnosis);
  useEffect(() => {
    announce(summary);
  }, [summary, announce]);
  return (
    <section class="report" aria-labelledby="doctor-summary">
      <h4 id="doctor-summary">{summary}</h4>
      <ol class="findings">
        {diagnosis.findings.map((finding, index) => (
          <li key={String(index)} class={`finding ${finding.severity}`}>
            <FindingText finding={finding} {...lineOf(finding, lines)} />
          </li>
        ))}
      </ol>
      {children}
    </section>
  );
}

function summarize({ read, findings }: Diagnosis): string {
  const wrong = findings.filter(({ severity }) => severity === 'wrong').length;
  if (findings.length === 0) return 'There is nothing to read yet.';
  if (read === undefined) return 'There is nothing here that can be judged.';
  const verdict =
    wrong === 0 ? 'Nothing is wrong with it.' : `${wrong === 1 ? '1 thing is' : `${wrong} things are`} wrong.`;
  return `Read as ${read}. ${verdict}`;
}

const shownCharacters = 160;

function lineOf({ where }: PasteFinding, lines: readonly string[]): { readonly line?: string } {
  const line = where?.type === 'line' ? lines[where.line - 1]?.trim() : undefined;
  if (line === undefined || line === '') return {};
  return { line: line.length <= shownCharacters ? line : `${line.slice(0, shownCharacters)}…` };
}
