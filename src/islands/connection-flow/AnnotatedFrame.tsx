import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Transmission } from '../../protocol/conversation';
import { listFrameFields, type FrameField } from '../../protocol/frame-fields';
import { toHex } from '../../protocol/hex';
import { FieldList } from './FieldList';
import { TransmissionLabel } from './Overview';
import { describeDirection } from './describe';

interface Props {
  readonly transmission: Extract<Transmission, { readonly type: 'frame' }>;
}

const shownBytes = 12;
/** Chosen at first is the opcode, which says what the frame is for. */
const opcodeIndex = 2;

/** A frame of the conversation bit by bit. */
export function AnnotatedFrame({ transmission }: Props): JSX.Element {
  const { from, frame, bytes } = transmission;
  return (
    <TransmissionLabel transmission={transmission}>
      <AnnotatedBytes
        bytes={bytes}
        fields={listFrameFields(bytes)}
        name={`${frame.opcode} frame, ${describeDirection(from)}`}
      />
    </TransmissionLabel>
  );
}

interface BytesProps {
  readonly bytes: Uint8Array;
  readonly fields: readonly FrameField[];
  /** What the frame is called: `text frame, browser → server`. */
  readonly name: string;
  /** The field that is chosen at first. */
  readonly first?: number;
}

/**
 * A frame's bytes as one text that can be selected, and its fields below, which are the keyboard's way. Whichever is
 * pointed at marks the other.
 */
export function AnnotatedBytes({ bytes, fields, name, first = opcodeIndex }: BytesProps): JSX.Element {
  const [wanted, setWanted] = useState(first);
  const chosen = Math.min(wanted, fields.length - 1);
  const place = placeOf(fields[chosen]);
  // Fields that share a byte are pointed at by that byte; the list tells them apart.
  const places = fields.map(placeOf).filter(({ start }, index, all) => all[index - 1]?.start !== start);
  return (
    <>
      {/* A region that scrolls has to be in reach of the Tab key. */}
      <pre class="bytes" tabIndex={0} role="region" aria-label={`Bytes of the ${name}`}>
        {places.map(({ start, end }, index) => {
          const isChosen = start === place.start;
          const Tag = isChosen ? 'mark' : 'span';
          return [
            index > 0 && ' ',
            <Tag
              key={start}
              onPointerEnter={() => {
                if (!isChosen) setWanted(fields.findIndex((field) => placeOf(field).start === start));
              }}
            >
              {toHex(bytes.subarray(start, end))}
            </Tag>,
          ];
        })}
      </pre>
      <FieldList
        label={`Fields of the ${name}`}
        pieces={fields.map((each) => ({
          name: shortNames[each.type],
          value: shorten(each.value),
          meaning: each.meaning,
          source: `RFC 6455 §${each.section}`,
        }))}
        chosen={chosen}
        onChoose={setWanted}
      />
    </>
  );
}

/** The bytes that a field touches: from `start` up to `end`, without it. */
function placeOf(field: FrameField | undefined): { readonly start: number; readonly end: number } {
  const { startBit, sizeBits } = field ?? { startBit: 0, sizeBits: 0 };
  return { start: Math.floor(startBit / 8), end: Math.ceil((startBit + sizeBits) / 8) };
}

const shortNames: Readonly<Record<FrameField['type'], string>> = {
  fin: 'FIN',
  rsv: 'RSV',
  opcode: 'opcode',
  mask: 'MASK',
  'payload length': 'length',
  'extended length': 'extended length',
  'masking key': 'masking key',
  payload: 'payload',
};

function shorten(value: string): string {
  const longest = shownBytes * 3 - 1;
  return value.length <= longest ? value : `${value.slice(0, longest)} …`;
}
