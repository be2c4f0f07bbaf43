import type { JSX } from 'preact';
import { useState } from 'preact/hooks';

interface Props {
  /** What the link restores, as the button says it: `this moment`. */
  readonly what: string;
  /** The whole address of what is shown. */
  readonly createAddress: () => string;
  readonly isLive?: boolean;
  readonly announce: (text: string) => void;
}

/** Copies the address that restores what is shown; where copying is refused, it shows the address to copy by hand. */
export function ShareLink({ what, createAddress, isLive = true, announce }: Props): JSX.Element {
  const [refused, setRefused] = useState<string>();
  const [isCopied, setIsCopied] = useState(false);
  const copy = async (): Promise<void> => {
    const address = createAddress();
    try {
      await navigator.clipboard.writeText(address);
      setRefused(undefined);
      setIsCopied(true);
      announce('Link copied.');
    } catch {
      setRefused(address);
      announce('The browser refuses to copy. The link is in the field beside the button.');
    }
  };
  return (
    <p class="share">
      <button
        class="button"
        type="button"
        disabled={!isLive}
        onClick={() => {
          void copy();
        }}
        onBlur={() => {
          setIsCopied(false);
        }}
      >
        {isCopied ? 'Link copied' : `Copy link to ${what}`}
      </button>
      {refused !== undefined && <input readOnly value={refused} aria-label={`Link to ${what}`} />}
    </p>
  );
}
