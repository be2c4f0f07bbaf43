import type { JSX } from 'preact';
import { describeCloseCode } from '../../protocol/close-code';
import { closerOf, reportClose } from '../../protocol/conversation';
import { AnnotatedFrame } from './AnnotatedFrame';
import { Field } from './Field';
import type { StepProps } from './step-props';

/** Step 4: the close frames with the reader's code and reason, and what each side is told. */
export function HangUpStep({ entries, settings, problems, conversation, onChange }: StepProps): JSX.Element {
  const { closeCode } = settings;
  const { client, server } = reportClose(settings);
  return (
    <>
      <div class="fields">
        <Field
          label="Close code"
          isNumber
          value={entries.code}
          problem={problems.code}
          hint={closeCode === undefined ? 'None: the close frame has no body.' : describeCloseCode(closeCode)}
          onInput={(code) => {
            onChange({ code });
          }}
        />
        <Field
          label="Reason"
          value={entries.reason}
          problem={problems.reason}
          hint="At most 123 bytes, for whoever debugs. It is not meant for users."
          onInput={(reason) => {
            onChange({ reason });
          }}
        />
      </div>
      <p>
        {closerOf(closeCode) === 'client'
          ? 'With this code the browser may hang up.'
          : 'A script in a page may only close with 1000 or with 3000 to 4999. So with this code it is the server that hangs up.'}
      </p>
      {conversation[3].map(
        (transmission) =>
          transmission.type === 'frame' && <AnnotatedFrame key={transmission.from} transmission={transmission} />,
      )}
      <h5>What each side is told</h5>
      <dl class="sum">
        <dt>The page, in its close event</dt>
        <dd>
          <code>
            code {client.closeCode}, reason “{client.closeReason}”, wasClean true
          </code>
        </dd>
        <dt>The server</dt>
        <dd>
          <code>
            code {server.closeCode}, reason “{server.closeReason}”
          </code>
        </dd>
      </dl>
      {closeCode === undefined && <p>1005 stands for “no code was sent”. It never travels itself.</p>}
      <p>A closed WebSocket is never used again. To talk once more, the browser dials anew, from step 1.</p>
    </>
  );
}
