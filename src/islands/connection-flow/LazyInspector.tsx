import type { ComponentType, JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ConversationSettings, Transmission } from '../../protocol/conversation';
import type { EditedFrames } from './input';
import type { InspectorProps } from './Inspector';

interface Props {
  readonly settings: ConversationSettings;
  /** What is edited at first. */
  readonly original: Transmission;
  readonly edited: EditedFrames | undefined;
  readonly onEdit: (edited: EditedFrames) => void;
}

/** The way to the inspector, which is fetched when a reader first wants to edit, or a link holds edited frames. */
export function LazyInspector({ settings, original, edited, onEdit }: Props): JSX.Element {
  const [Inspector, setInspector] = useState<ComponentType<InspectorProps>>();
  const [isFailed, setIsFailed] = useState(false);
  const isWanted = edited !== undefined;
  const isAskedFor = useRef(false);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!isWanted) return;
    import('./Inspector').then(
      (module) => {
        setInspector(() => module.Inspector);
      },
      () => {
        setIsFailed(true);
      },
    );
  }, [isWanted]);

  useEffect(() => {
    // The button that was pressed is gone: the keyboard goes on where it led. A link moves no focus.
    if (Inspector !== undefined && isAskedFor.current) box.current?.querySelector('textarea')?.focus();
  }, [Inspector]);

  if (Inspector !== undefined && edited !== undefined) {
    return (
      <div ref={box}>
        <Inspector {...{ settings, edited, onEdit }} />
      </div>
    );
  }
  return (
    <>
      <p>Change any byte of what is sent, and see what the other end makes of it.</p>
      {isFailed ? (
        <p class="lined failed" role="alert">
          The script that reads edited bytes did not load. Reload the page to try again.
        </p>
      ) : (
        <button
          class="button"
          type="button"
          disabled={isWanted}
          onClick={() => {
            isAskedFor.current = true;
            onEdit({ from: original.from, bytes: original.bytes });
          }}
        >
          Edit the bytes
        </button>
      )}
    </>
  );
}
