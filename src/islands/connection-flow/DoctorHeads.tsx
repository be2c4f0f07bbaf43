import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { diagnoseHeads } from '../../protocol/doctor/diagnose-heads';
import type { Paste } from '../../protocol/doctor/read-paste';
import { Findings } from './Findings';

interface Props {
  readonly paste: Extract<Paste, { readonly type: 'http' }>;
  readonly announce: (text: string) => void;
}

/** What is said about a request, a response, or both. */
export function DoctorHeads({ paste, announce }: Props): JSX.Element {
  const diagnosis = useMemo(() => diagnoseHeads(paste.heads), [paste]);
  return <Findings {...{ diagnosis, announce }} text={paste.text} />;
}
