import type { JSX } from 'preact';
import { listLengthForms, unmaskBytewise, type UnmaskedByte } from '../../protocol/frame-fields';
import { toHex } from '../../protocol/hex';
import { formatCount } from '../../simulation/format';
import { AnnotatedFrame } from './AnnotatedFrame';
import { compactHex } from './address';
import { Field } from './Field';
import { LazyInspector } from './LazyInspector';
import { convertMessage, type MessageFormat } from './input';
import type { StepProps } from './step-props';

const formats: Readonly<Record<MessageFormat, string>> = { text: 'text', hex: 'bytes in hex' };
const formatNames = Object.keys(formats) as readonly MessageFormat[];
const lengthForms = listLengthForms();

/** Step 3: the reader's message in both directions, and a ping with its pong. */
export function TalkStep({
  entries,
  settings,
  problems,
  conversation,
  onChange,
  edited,
  onEdit,
}: StepProps): JSX.Element {
  const [message] = conversation[2];
  return (
    <>
      <fieldset class="format">
        <legend>Your message is</legend>
        {formatNames.map((format) => (
          <label key={format}>
            <input
              type="radio"
              name="flow-format"
              checked={entries.format === format}
              onChange={() => {
                onChange(convertMessage(entries, format));
              }}
            />
            {formats[format]}
          </label>
        ))}
      </fieldset>
      <div class="fields">
        <Field
          label="Message"
          isLong
          value={entries.message}
          problem={problems.message}
          hint={entries.format === 'text' ? 'It travels as UTF-8 in a text frame.' : 'It travels in a binary frame.'}
          onInput={(text) => {
            onChange({ message: text });
          }}
        />
        <Field
          label="Masking key"
          value={entries.mask}
          problem={problems.mask}
          hint="8 hex digits. A browser draws a new one for each frame."
          onInput={(mask) => {
            onChange({ mask });
          }}
        >
          <button
            class="button"
            type="button"
            onClick={() => {
              onChange({ mask: compactHex(crypto.getRandomValues(new Uint8Array(4))) });
            }}
          >
            New key
          </button>
        </Field>
      </div>
      {conversation[2].map(
        (transmission, index) =>
          transmission.type === 'frame' && <AnnotatedFrame key={String(index)} transmission={transmission} />,
      )}
      <h5>How the mask comes off</h5>
      {message.type === 'frame' && <Unmasking bytes={unmaskBytewise(message.bytes)} />}
      <h5>Three ways to write a length</h5>
      <table class="lengths">
        <thead>
          <tr>
            <th scope="col">Payload</th>
            <th scope="col">Length, from a server</th>
            <th scope="col">Length, from a client</th>
          </tr>
        </thead>
        <tbody>
          {lengthForms.map(({ payloadSizeBytes, fromServer, fromClient }) => (
            <tr key={payloadSizeBytes}>
              <th scope="row">{formatCount(payloadSizeBytes)} bytes</th>
              <td>
                <code>{toHex(fromServer)}</code>
              </td>
              <td>
                <code>{toHex(fromClient)}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <h5>Break it yourself</h5>
      <LazyInspector {...{ settings, edited, onEdit }} original={conversation[2][0]} />
    </>
  );
}

const shownBytes = 8;

/** The first bytes of the client's payload, each beside the byte of the key that takes its mask off. */
function Unmasking({ bytes }: { readonly bytes: readonly UnmaskedByte[] }): JSX.Element {
  if (bytes.length === 0) return <p>An empty message has nothing to unmask. Its frame carries a key all the same.</p>;
  return (
    <ol class="unmasking">
      {bytes.slice(0, shownBytes).map(({ masked, key, plain }, index) => (
        <li key={String(index)}>
          <code>
            {hexByte(masked)} ⊕ {hexByte(key)} = <b>{hexByte(plain)}</b>
          </code>{' '}
          {plain > 0x20 && plain < 0x7f ? String.fromCharCode(plain) : ''}
        </li>
      ))}
      {bytes.length > shownBytes && <li>and so on, with the key’s four bytes in turn</li>}
    </ol>
  );
}

const hexByte = (byte: number): string => toHex(Uint8Array.of(byte));
