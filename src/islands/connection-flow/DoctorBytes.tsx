import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { diagnoseBytes } from '../../protocol/doctor/diagnose-bytes';
import type { Diagnosis } from '../../protocol/doctor/diagnosis';
import type { Paste } from '../../protocol/doctor/read-paste';
import { countOf } from '../../simulation/format';
import { Findings } from './Findings';
import { InspectedFrame } from './InspectedFrame';

interface Props {
  readonly paste: Extract<Paste, { readonly type: 'bytes' }>;
  readonly announce: (text: string) => void;
}

const mostFrames = 20;

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
        <InspectedFrame key={number} from={sender} {...{ number, frame }} />
      ))}
      {frames.length > shown.length && (
        <p>{countOf(frames.length - shown.length, 'frame')} before the last are not shown.</p>
      )}
    </div>
  );
}
