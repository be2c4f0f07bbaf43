import './doctor.css';
import type { JSX } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Example } from '../../protocol/doctor/examples';
import { diagnoseOther } from '../../protocol/doctor/diagnose-other';
import type { PasteFinding } from '../../protocol/doctor/finding';
import { readPaste, type Paste } from '../../protocol/doctor/read-paste';
import type { DoctorBytes } from './DoctorBytes';
import type { DoctorHeads } from './DoctorHeads';
import { Findings } from './Findings';
import { FindingText } from './FindingText';

interface Props {
  /** Pastes to try, each with the worst that the doctor says of it. */
  readonly examples: readonly (Example & { readonly finding: PasteFinding })[];
}

const fieldId = 'doctor-paste';
const fieldLabel = 'A response, a request, headers, frames in hex, or a Socket.IO packet';

/**
 * The paste doctor: a field, what is said about its text, and what goes wrong most often. The engine's part for a kind
 * of paste is fetched with the first paste of that kind. What is pasted stays in the field: no address, no storage.
 */
export function Doctor({ examples }: Props): JSX.Element {
  const [text, setText] = useState('');
  const [isLive, setIsLive] = useState(false);
  const [judges, setJudges] = useState<Judges>({});
  const [isFailed, setIsFailed] = useState(false);
  const [announcement, announce] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);

  useEffect(() => {
    setIsLive(true);
  }, []);

  const paste = useMemo(() => readPaste(text), [text]);
  const take = (next: string): void => {
    setText(next);
    if (next === '') announce('');
    void fetchJudge(readPaste(next).type)
      .then((judge) => {
        setJudges((known) => ({ ...known, ...judge }));
        setIsFailed(false);
      })
      .catch(() => {
        setIsFailed(true);
      });
  };

  return (
    <div class="doctor">
      <div class="interface">
        <label for={fieldId}>{fieldLabel}</label>
        <textarea
          id={fieldId}
          ref={field}
          rows={8}
          value={text}
          disabled={!isLive}
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          onInput={({ currentTarget }) => {
            take(currentTarget.value);
          }}
        />
        <p class="tries">
          <span>Or try:</span>
          {examples.map(
            ({ id, form, text: paste }) =>
              form !== undefined && (
                <button
                  key={id}
                  class="button"
                  type="button"
                  disabled={!isLive}
                  onClick={() => {
                    take(paste);
                  }}
                >
                  {form}
                </button>
              ),
          )}
          <button
            class="button"
            type="button"
            disabled={!isLive}
            onClick={() => {
              take('');
              field.current?.focus();
            }}
          >
            Clear
          </button>
        </p>
        {isFailed && (
          <p class="lined failed" role="alert">
            The script that reads a paste did not load. What goes wrong most often stands below; reload the page to try
            again.
          </p>
        )}
        {paste.type !== 'empty' && <Judgement {...{ paste, text, judges, announce }} />}
        <p class="visually-hidden" role="status">
          {announcement}
        </p>
      </div>
      <h4>What goes wrong most often</h4>
      <ul class="columns interface">
        {examples.map(({ id, name, text: paste, finding }) => (
          <li key={id} class={`raised finding ${finding.severity}`}>
            <FindingText finding={finding} />
            <details>
              <summary>The paste that this is about</summary>
              <pre>{paste}</pre>
            </details>
            <button
              class="button"
              type="button"
              disabled={!isLive}
              onClick={() => {
                take(paste);
                field.current?.focus();
              }}
            >
              Try it: {name}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The components that judge a kind of paste, as far as they have come. */
interface Judges {
  readonly Heads?: typeof DoctorHeads;
  readonly Bytes?: typeof DoctorBytes;
}

async function fetchJudge(type: Paste['type']): Promise<Judges> {
  if (type === 'http') return { Heads: (await import('./DoctorHeads')).DoctorHeads };
  if (type === 'bytes') return { Bytes: (await import('./DoctorBytes')).DoctorBytes };
  return {};
}

interface JudgementProps {
  readonly paste: Paste;
  readonly text: string;
  readonly judges: Judges;
  readonly announce: (text: string) => void;
}

function Judgement({ paste, text, judges, announce }: JudgementProps): JSX.Element | null {
  const { Heads, Bytes } = judges;
  if (paste.type === 'http') return Heads === undefined ? null : <Heads {...{ paste, announce }} />;
  if (paste.type === 'bytes') return Bytes === undefined ? null : <Bytes {...{ paste, announce }} />;
  return <Findings diagnosis={diagnoseOther(paste)} {...{ text, announce }} />;
}
