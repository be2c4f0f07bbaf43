import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { diagnoseBytes } from '../../protocol/doctor/diagnose-bytes';
import type { Diagnosis } from '../../protocol/doctor/diagnosis';
import type { Paste } from '../../protocol/doctor/read-paste';
import type { ExplainedFrame } from '../../protocol/explain';
import { countOf } from '../../simulation/format';
import { adoptStyles } from '../styles/adopt-styles';
import { FieldList } from './FieldList';
import { Findings } from './Findings';
import { describeDirection } from './describe';
import css from './workbench.css?inline';

adoptStyles(css);

interface Props {
  readonly paste: Extract<Paste, { readonly type: 'bytes' }>;
  readonly announce: (text: string) => void;
}

const mostFrames = 20;
const shownBytes = 12;
/** Chosen at first in a frame that is right: the opcode, which says what the frame is for. */
const opcodeIndex = 2;

/** What is said about bytes, and their frames. */
export function DoctorBytes({ paste, announce }: Props): JSX.Element {
  const diagnosis = useMemo(() => diagnoseBytes(paste.bytes), [paste]);
  return (
    <Findings {...{ diagnosis, announce }} text="">
      {diagnosis.frames === undefined ? undefined : <Frames {...diagnosis.frames} />}
    </Findings>
  );
}

/** The frames, field by field. The last one is always among them: it is the one that may be wrong. */
function Frames({ sender, explanation }: NonNullable<Diagnosis['frames']>): JSX.Element {
  const { frames } = explanation;
  const numbered = frames.map((frame, index) => ({ frame, number: index + 1 }));
  const shown = frames.length <= mostFrames ? numbered : [...numbered.slice(0, mostFrames - 1), ...numbered.slice(-1)];
  return (
    <div class="flow">
      {shown.map(({ frame, number }) => (
        <div key={number} class={`lined ${sender}`}>
          <p>
            <b class="label">
              Frame {number}, {describeDirection(sender)}
            </b>{' '}
            {countOf(frame.bytes.length, 'byte')}. {describeFinding(frame)}
          </p>
          <FieldList
            label={`Fields of frame ${String(number)}`}
            pieces={frame.fields.map(({ type, value, meaning, section }) => ({
              name: type,
              value: shorten(value),
              meaning,
              source: `RFC 6455 §${section}`,
            }))}
            first={findFault(frame)}
          />
        </div>
      ))}
      {frames.length > shown.length && (
        <p>{countOf(frames.length - shown.length, 'frame')} before the last are not shown.</p>
      )}
    </div>
  );
}

function describeFinding({ finding }: ExplainedFrame): string {
  return finding.type === 'violation' ? finding.violation.reason : finding.meaning;
}

function findFault({ finding, fields }: ExplainedFrame): number {
  const fault = finding.type === 'violation' ? fields.findIndex(({ type }) => type === finding.field) : -1;
  return fault === -1 ? opcodeIndex : fault;
}

function shorten(value: string): string {
  const longest = shownBytes * 3 - 1;
  return value.length <= longest ? value : `${value.slice(0, longest)} …`;
}
