import type { JSX } from 'preact';
import { deriveAccept, handshakeGuid, hashKey } from '../../protocol/handshake';
import { toHex } from '../../protocol/hex';
import { AnnotatedHead } from './AnnotatedHead';
import type { StepProps } from './step-props';

/** Step 2: the response, with the sum that makes Sec-WebSocket-Accept. */
export function PickUpStep({ settings, conversation }: StepProps): JSX.Element {
  const { key } = settings;
  return (
    <>
      {conversation[1].map(
        (transmission) =>
          transmission.type === 'head' && (
            <AnnotatedHead key={transmission.from} transmission={transmission} first="Sec-WebSocket-Accept" />
          ),
      )}
      <h5>How the answer is made from the key</h5>
      <dl class="sum">
        <dt>The key, as it came</dt>
        <dd>
          <code>{key}</code>
        </dd>
        <dt>Followed by a text that the standard fixes</dt>
        <dd>
          <code>{handshakeGuid}</code>
        </dd>
        <dt>SHA-1 of the two</dt>
        <dd>
          <code>{toHex(hashKey(key))}</code>
        </dd>
        <dt>The same in Base64</dt>
        <dd>
          <code class="result">{deriveAccept(key)}</code>
        </dd>
      </dl>
    </>
  );
}
