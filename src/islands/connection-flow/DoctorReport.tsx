import type { JSX } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import { diagnose, type Diagnosis } from '../../protocol/doctor/diagnose';
import type { PasteFinding } from '../../protocol/doctor/finding';
import { countOf } from '../../simulation/format';
import { adoptStyles } from '../styles/adopt-styles';
import { DoctorFrames } from './DoctorFrames';
import { FindingText } from './FindingText';
import css from './workbench.css?inline';

adoptStyles(css);

/** What the report needs from the field above it. */
export interface DoctorReportProps {
  /** The paste, not empty. */
  readonly text: string;
  readonly announce: (text: string) => void;
}

/** What the doctor says about a paste: a sentence, the findings, and for bytes their frames. */
export function DoctorReport({ text, announce }: DoctorReportProps): JSX.Element {
  const diagnosis = useMemo(() => diagnose(text), [text]);
  const lines = useMemo(() => text.split(/\r\n|\r|\n/), [text]);
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
      {diagnosis.frames !== undefined && <DoctorFrames {...diagnosis.frames} />}
    </section>
  );
}

function summarize({ read, findings }: Diagnosis): string {
  const wrong = findings.filter(({ severity }) => severity === 'wrong').length;
  if (findings.length === 0) return 'There is nothing to read yet.';
  if (read === undefined) return 'There is nothing here that can be judged.';
  const verdict = wrong === 0 ? 'Nothing is wrong with it.' : `${countOf(wrong, 'thing')} wrong.`;
  return `Read as ${read}. ${verdict}`;
}

const shownCharacters = 160;

function lineOf({ where }: PasteFinding, lines: readonly string[]): { readonly line?: string } {
  const line = where?.type === 'line' ? lines[where.line - 1]?.trim() : undefined;
  if (line === undefined || line === '') return {};
  return { line: line.length <= shownCharacters ? line : `${line.slice(0, shownCharacters)}…` };
}
