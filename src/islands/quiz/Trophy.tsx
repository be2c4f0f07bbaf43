import type { JSX } from 'preact';

/** A cup drawn with the one line of the brand. The words beside it say the same. */
export function Trophy(): JSX.Element {
  return (
    <svg viewBox="0 0 60 24" aria-hidden="true">
      <path d="M-99 23H22q6 0 6-7-8-3-8-14h20q0 11-8 14 0 7 6 7h121M20 5h-4q0 7 6 8m18-8h4q0 7-6 8" />
    </svg>
  );
}
