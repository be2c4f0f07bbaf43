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
/** Chosen at first: the opcode, which says what the frame is for. */
const first = 2;

/** A frame bit by bit: its whole bytes as text, and its fields, of which the chosen one is marked in the bytes. */
export function AnnotatedFrame({ transmission }: Props): JSX.Element {
  const { from, frame, bytes } = transmission;
  const [chosen, setChosen] = useState(first);
  const fields = listFrameFields(bytes);
  const field = fields[Math.min(chosen, fields.length - 1)];
  const name = `${frame.opcode} frame, ${describeDirection(from)}`;
  return (
    <TransmissionLabel transmission={transmission}>
      <Bytes bytes={bytes} field={field} label={`Bytes of the ${name}`} />
      <FieldList
        label={`Fields of the ${name}`}
        pieces={fields.map((each) => ({
          name: shortNames[each.type],
          value: shorten(each.value),
          meaning: each.meaning,
          source: `RFC 6455 §${each.section}`,
        }))}
        first={first}
        onChoose={setChosen}
      />
    </TransmissionLabel>
  );
}

interface BytesProps {
  readonly bytes: Uint8Array;
  readonly field: FrameField | undefined;
  readonly label: string;
}

/** All bytes in hex, as one text that can be selected; those that a field touches are marked. */
function Bytes({ bytes, field, label }: BytesProps): JSX.Element {
  const start = Math.floor((field?.startBit ?? 0) / 8);
  const end = Math.ceil(((field?.startBit ?? 0) + (field?.sizeBits ?? 0)) / 8);
  const space = end < bytes.length ? ' ' : '';
  return (
    <pre class="bytes" tabIndex={0} role="region" aria-label={label}>
      {start > 0 && `${toHex(bytes.subarray(0, start))} `}
      <mark>{toHex(bytes.subarray(start, end))}</mark>
      {`${space}${toHex(bytes.subarray(end))}`}
    </pre>
  );
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
