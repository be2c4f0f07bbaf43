import type { JSX } from 'preact';
import type { Conversation, Transmission } from '../../protocol/conversation';
import { toHex } from '../../protocol/hex';
import { encodeHttpHead } from '../../protocol/http-head';
import { describeDirection, describeTransmission, stepCaptions } from './describe';
import { stepWords } from './steps';

interface Props {
  readonly conversation: Conversation;
}

/** All four steps with their bytes: what the server renders, and what stays when no step is taken apart. */
export function Overview({ conversation }: Props): JSX.Element {
  return (
    <ol class="steps">
      {stepWords.map(({ title }, index) => (
        <li key={title} id={`flow-${String(index + 1)}`}>
          <h4>{title}</h4>
          <p>{stepCaptions[index]}</p>
          {conversation[index]?.map((transmission) => (
            <TransmissionLabel key={describeTransmission(transmission)} transmission={transmission}>
              <pre>{textOf(transmission)}</pre>
            </TransmissionLabel>
          ))}
        </li>
      ))}
    </ol>
  );
}

interface LabelProps {
  readonly transmission: Transmission;
  readonly children: JSX.Element | readonly JSX.Element[];
}

/** Something that travels, with a line in the colour of its sender and a label: who to whom, what, how large. */
export function TransmissionLabel({ transmission, children }: LabelProps): JSX.Element {
  return (
    <div class={`lined ${transmission.from}`}>
      <p class="interface">
        <b class="label">{describeDirection(transmission.from)}</b> {describeTransmission(transmission)}
      </p>
      {children}
    </div>
  );
}

function textOf(transmission: Transmission): string {
  return transmission.type === 'head' ? encodeHttpHead(transmission.head).trimEnd() : toHex(transmission.bytes);
}
