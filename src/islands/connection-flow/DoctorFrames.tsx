import type { JSX } from 'preact';
import type { Endpoint } from '../../protocol/conversation';
import type { ExplainedFrame, Explanation } from '../../protocol/explain';
import { countOf } from '../../simulation/format';
import { FieldList } from './FieldList';
import { describeDirection } from './describe';

interface Props {
  readonly sender: Endpoint;
  readonly explanation: Explanation;
}

const mostFrames = 20;
const shownBytes = 12;
/** Chosen at first in a frame that is right: the opcode, which says what the frame is for. */
const opcodeIndex = 2;

/** The frames of a paste, field by field. The last one is always among them: it is the one that may be wrong. */
export function DoctorFrames({ sender, explanation }: Props): JSX.Element {
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
