import type { JSX } from 'preact';
import { AnnotatedHead } from './AnnotatedHead';
import { Field } from './Field';
import { defaultEntries } from './input';
import type { StepProps } from './step-props';

/** Step 1: the opening request, with a key of the reader's. */
export function DialStep({ entries, problems, conversation, onChange }: StepProps): JSX.Element {
  const isExample = entries.key === defaultEntries.key;
  return (
    <>
      <Field
        label="Sec-WebSocket-Key"
        value={entries.key}
        problem={problems.key}
        hint={`A browser draws a new one for each attempt.${isExample ? ' This one is the RFC’s own example.' : ''}`}
        onInput={(key) => {
          onChange({ key });
        }}
      >
        <button
          class="button"
          type="button"
          onClick={() => {
            onChange({ key: btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16)))) });
          }}
        >
          New key
        </button>
      </Field>
      {conversation[0].map(
        (transmission) =>
          transmission.type === 'head' && (
            <AnnotatedHead key={transmission.from} transmission={transmission} first="Upgrade" />
          ),
      )}
    </>
  );
}
