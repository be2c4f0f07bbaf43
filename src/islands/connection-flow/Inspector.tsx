import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ConversationSettings, Endpoint } from '../../protocol/conversation';
import { explainFrames, type ExplainedFrame } from '../../protocol/explain';
import { toHex } from '../../protocol/hex';
import { countOf } from '../../simulation/format';
import { Field } from './Field';
import { InspectedFrame } from './InspectedFrame';
import { rightPresets, wrongPresets, type FramePreset } from './frame-presets';
import { readEditedBytes, type EditedFrames } from './input';

/** What the inspector needs from step 3. */
export interface InspectorProps {
  readonly settings: ConversationSettings;
  readonly edited: EditedFrames;
  readonly onEdit: (edited: EditedFrames) => void;
}

const senders: Readonly<Record<Endpoint, string>> = { client: 'the browser', server: 'the server' };
const senderNames = Object.keys(senders) as readonly Endpoint[];
/** More frames than a reader looks at are counted, not drawn. */
const shownFrames = 12;

/** Bytes to edit, and what the other end makes of them, frame by frame. */
export function Inspector({ settings, edited, onEdit }: InspectorProps): JSX.Element {
  const [text, setText] = useState(() => toHex(edited.bytes));
  const { from, bytes } = edited;
  const reading = readEditedBytes(text);
  const { frames, unreadSizeBytes, isMessageOpen } = explainFrames(bytes, from);
  const begin = (preset: FramePreset): void => {
    const created = preset.create(settings, from);
    setText(toHex(created));
    onEdit({ from, bytes: created });
  };
  return (
    <>
      <Presets legend="Begin with what is right" presets={rightPresets} onChoose={begin} />
      <Presets legend="Or with a mistake" presets={wrongPresets} onChoose={begin} />
      <fieldset class="format">
        <legend>It is sent by</legend>
        {senderNames.map((name) => (
          <label key={name}>
            <input
              type="radio"
              name="flow-from"
              checked={name === from}
              onChange={() => {
                onEdit({ from: name, bytes });
              }}
            />
            {senders[name]}
          </label>
        ))}
      </fieldset>
      <Field
        label="Bytes in hex"
        isLong
        value={text}
        problem={reading.ok ? undefined : reading.reason}
        hint="One frame or several, one behind the other. Change any digit."
        onInput={(typed) => {
          setText(typed);
          const next = readEditedBytes(typed);
          if (next.ok) onEdit({ from, bytes: next.value });
        }}
      />
      <p class="visually-hidden" role="status">
        {describeAll(frames)}
      </p>
      {bytes.length === 0 && <p>No bytes, no frame. Whoever reads waits.</p>}
      {frames.slice(0, shownFrames).map((frame, index) => (
        <InspectedFrame key={`${String(index)} ${frame.finding.type}`} number={index + 1} {...{ frame, from }} />
      ))}
      {frames.length > shownFrames && <p>And {countOf(frames.length - shownFrames, 'frame')} more.</p>}
      {unreadSizeBytes > 0 && <p>{countOf(unreadSizeBytes, 'byte')} behind it: nobody reads that.</p>}
      {isMessageOpen && frames.at(-1)?.finding.type === 'fine' && (
        <p>The message is not whole yet: its last fragment, the one with FIN 1, is still to come.</p>
      )}
    </>
  );
}

interface PresetsProps {
  readonly legend: string;
  readonly presets: readonly FramePreset[];
  readonly onChoose: (preset: FramePreset) => void;
}

function Presets({ legend, presets, onChoose }: PresetsProps): JSX.Element {
  return (
    <fieldset class="presets">
      <legend>{legend}</legend>
      {presets.map((preset) => (
        <button
          class="button"
          type="button"
          key={preset.title}
          onClick={() => {
            onChoose(preset);
          }}
        >
          {preset.title}
        </button>
      ))}
    </fieldset>
  );
}

/** All findings in a sentence, for whoever does not see the frames change. */
function describeAll(frames: readonly ExplainedFrame[]): string {
  const last = frames.at(-1)?.finding;
  if (last === undefined) return 'No frame.';
  if (last.type === 'fine') return `${countOf(frames.length, 'frame')}, all right.`;
  const what = last.type === 'violation' ? last.violation.reason : last.meaning;
  return `Frame ${String(frames.length)}: ${what}`;
}
