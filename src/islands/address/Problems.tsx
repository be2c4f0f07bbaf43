import type { JSX } from 'preact';

interface Props {
  /** What the link asks for and cannot have, a sentence each; none hides the box. */
  readonly problems: readonly string[];
  readonly onClose: () => void;
}

/** Says what of a link was replaced. It lies over the settings, so that nothing moves. */
export function Problems({ problems, onClose }: Props): JSX.Element | null {
  if (problems.length === 0) return null;
  return (
    <div class="problems raised interface" role="alert">
      {problems.map((problem) => (
        <p key={problem}>{problem}</p>
      ))}
      <button class="button" type="button" onClick={onClose}>
        Close
      </button>
    </div>
  );
}
