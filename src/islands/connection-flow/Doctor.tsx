import './doctor.css';
import type { ComponentType, JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Example } from '../../protocol/doctor/examples';
import type { PasteFinding } from '../../protocol/doctor/finding';
import type { DoctorReportProps } from './DoctorReport';
import { FindingText } from './FindingText';

interface Props {
  /** Pastes to try, each with the worst that the doctor says of it. */
  readonly examples: readonly (Example & { readonly finding: PasteFinding })[];
}

const fieldId = 'doctor-paste';

/**
 * The paste doctor: a field, what is said about its text, and what goes wrong most often. The engine is fetched when
 * the reader first turns to the field. What is pasted stays in the field: no address, no storage.
 */
export function Doctor({ examples }: Props): JSX.Element {
  const [text, setText] = useState('');
  const [isLive, setIsLive] = useState(false);
  const [Report, setReport] = useState<ComponentType<DoctorReportProps>>();
  const [isFailed, setIsFailed] = useState(false);
  const [announcement, announce] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);

  useEffect(() => {
    setIsLive(true);
  }, []);

  const fetchReport = async (): Promise<void> => {
    if (Report !== undefined) return;
    try {
      const { DoctorReport } = await import('./DoctorReport');
      setReport(() => DoctorReport);
      setIsFailed(false);
    } catch {
      setIsFailed(true);
    }
  };
  const take = (next: string): void => {
    setText(next);
    if (next === '') announce('');
    void fetchReport();
  };

  return (
    <div class="doctor">
      <div class="interface">
        <label for={fieldId}>A response, a request, headers, frames in hex, or a Socket.IO packet</label>
        <textarea
          id={fieldId}
          ref={field}
          rows={8}
          value={text}
          disabled={!isLive}
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          onFocus={() => {
            void fetchReport();
          }}
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
        {Report !== undefined && text !== '' && <Report {...{ text, announce }} />}
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
