import type { JSX } from 'preact';
import { closeCodes } from '../../protocol/close-code';
import type { Endpoint } from '../../protocol/conversation';
import type { ExplainedFrame, Finding } from '../../protocol/explain';
import { countOf } from '../../simulation/format';
import { AnnotatedBytes } from './AnnotatedFrame';

interface Props {
  readonly number: number;
  readonly frame: ExplainedFrame;
  readonly from: Endpoint;
}

/** A frame with the finding about it above: the field that breaks a rule is chosen at first. */
export function InspectedFrame({ number, frame: { bytes, fields, finding }, from }: Props): JSX.Element {
  const broken = finding.type === 'violation' ? fields.findIndex(({ type }) => type === finding.field) : -1;
  return (
    <div class={`lined ${from}`}>
      <p class="interface">
        <b class="label">Frame {number}</b> {countOf(bytes.length, 'byte')}
      </p>
      <p class={`finding ${finding.type}`}>{describeFinding(finding, from)}</p>
      <AnnotatedBytes
        key={String(broken)}
        name={`frame ${String(number)}`}
        {...{ bytes, fields }}
        {...(broken === -1 ? {} : { first: broken })}
      />
    </div>
  );
}

function describeFinding(finding: Finding, from: Endpoint): JSX.Element {
  if (finding.type !== 'violation') {
    return (
      <>
        <b>{finding.type === 'fine' ? '✓ Right.' : '… Cut.'}</b> {finding.meaning}
      </>
    );
  }
  const { reason, section, closeCode } = finding.violation;
  const code = `${String(closeCode)} (${closeCodes[closeCode]?.name ?? ''})`;
  return (
    <>
      <b>✕ Wrong.</b> {reason} {finding.detail} <small>RFC 6455 §{section}</small>{' '}
      {from === 'client'
        ? `The server sends a close frame with code ${code} and hangs up.`
        : `The browser sends a close frame with code ${code} and hangs up. Its page is told 1006.`}
    </>
  );
}
