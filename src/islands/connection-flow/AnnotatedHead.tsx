import type { JSX } from 'preact';
import type { Transmission } from '../../protocol/conversation';
import { explainHead } from '../../protocol/head-lines';
import { FieldList } from './FieldList';
import { TransmissionLabel } from './Overview';
import { describeDirection } from './describe';

interface Props {
  readonly transmission: Extract<Transmission, { readonly type: 'head' }>;
  /** The header that is chosen at first. */
  readonly first: string;
}

/** An opening request or response, line by line. */
export function AnnotatedHead({ transmission, first }: Props): JSX.Element {
  const lines = explainHead(transmission.head);
  return (
    <TransmissionLabel transmission={transmission}>
      <div class="head">
        <FieldList
          label={`Lines, ${describeDirection(transmission.from)}`}
          pieces={lines.map(({ text, ...rest }) => ({ value: text, ...rest }))}
          first={lines.findIndex(({ text }) => text.startsWith(first))}
        />
      </div>
    </TransmissionLabel>
  );
}
