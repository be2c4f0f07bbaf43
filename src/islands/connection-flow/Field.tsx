import type { JSX } from 'preact';

interface Props {
  readonly label: string;
  readonly value: string;
  /** What is wrong with the value, as a sentence. */
  readonly problem: string | undefined;
  /** What fits, said before anything is wrong. */
  readonly hint: string;
  readonly onInput: (value: string) => void;
  /** Several lines, for a message. */
  readonly isLong?: boolean;
  readonly isNumber?: boolean;
  /** A button beside the field, such as one that draws a new key. */
  readonly children?: JSX.Element;
}

/** A field of the conversation with its label, its hint, and in the hint's place what is wrong. */
export function Field({ label, value, problem, hint, onInput, isLong, isNumber, children }: Props): JSX.Element {
  const id = `flow-field-${label.toLowerCase().replaceAll(' ', '-')}`;
  const attributes = {
    id,
    value,
    autocomplete: 'off',
    autocapitalize: 'off',
    spellcheck: false,
    'aria-invalid': problem !== undefined,
    'aria-describedby': `${id}-hint`,
    onInput: ({ currentTarget }: { currentTarget: HTMLInputElement | HTMLTextAreaElement }) => {
      onInput(currentTarget.value);
    },
  } as const;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <div class="entry">
        {isLong ? (
          <textarea rows={2} {...attributes} />
        ) : (
          <input {...attributes} inputMode={isNumber ? 'numeric' : 'text'} />
        )}
        {children}
      </div>
      <p id={`${id}-hint`} class={problem === undefined ? 'hint' : 'problem'} aria-live="polite">
        {problem ?? hint}
      </p>
    </div>
  );
}
