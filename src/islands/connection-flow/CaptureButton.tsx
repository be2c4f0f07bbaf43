import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Conversation } from '../../protocol/conversation';
import type { EditedFrames } from './input';

interface Props {
  readonly conversation: Conversation;
  readonly edited: EditedFrames | undefined;
  readonly announce: (text: string) => void;
}

/** Saves the conversation as a packet capture, as Wireshark opens it; what writes it is fetched when it is wanted. */
export function CaptureButton({ conversation, edited, announce }: Props): JSX.Element {
  const [isFailed, setIsFailed] = useState(false);
  const save = async (): Promise<void> => {
    try {
      const { createCaptureFile } = await import('./capture-file');
      const address = URL.createObjectURL(createCaptureFile(conversation, edited));
      Object.assign(document.createElement('a'), { href: address, download: 'open-line.pcapng' }).click();
      URL.revokeObjectURL(address);
      setIsFailed(false);
      announce('Capture saved.');
    } catch {
      setIsFailed(true);
    }
  };
  return (
    <p>
      <button
        class="button"
        type="button"
        onClick={() => {
          void save();
        }}
      >
        Save as a capture for Wireshark
      </button>
      {isFailed && <span role="alert"> The script that writes it did not load. Reload the page to try again.</span>}
    </p>
  );
}
