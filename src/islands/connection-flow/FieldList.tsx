import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { adoptStyles } from '../styles/adopt-styles';
import css from './pieces.css?inline';

adoptStyles(css);

/** A piece of what travels that can be pointed at. */
export interface Piece {
  /** Short name under the piece; a line of a head is its own name. */
  readonly name?: string;
  /** The piece as written. */
  readonly value: string;
  readonly meaning: string;
  /** Where to read more: `RFC 6455 §5.2`. */
  readonly source: string;
}

interface Props {
  readonly label: string;
  readonly pieces: readonly Piece[];
  /** Which piece is chosen at first. */
  readonly first?: number;
  /** Which piece is chosen, where that is decided elsewhere too. */
  readonly chosen?: number;
  readonly onChoose?: (index: number) => void;
}

/** Pieces in a row or column: the one that is hovered, focused, or tapped is explained below. One stop for the Tab key. */
export function FieldList({ label, pieces, first = 0, chosen: asked, onChoose }: Props): JSX.Element {
  const [wanted, setChosen] = useState(first);
  const list = useRef<HTMLDivElement>(null);
  const chosen = Math.min(asked ?? wanted, pieces.length - 1);
  const piece = pieces[chosen];
  const choose = (index: number): void => {
    setChosen(index);
    onChoose?.(index);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const last = pieces.length - 1;
    const forward = Math.min(chosen + 1, last);
    const back = Math.max(chosen - 1, 0);
    const target = { ArrowRight: forward, ArrowDown: forward, ArrowLeft: back, ArrowUp: back, Home: 0, End: last }[
      event.key
    ];
    if (target === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    choose(target);
    list.current?.querySelectorAll<HTMLElement>('[role=option]')[target]?.focus();
  };
  return (
    <div class="pieces">
      <div class="list" ref={list} role="listbox" aria-label={label} tabIndex={-1} onKeyDown={onKeyDown}>
        {pieces.map(({ name, value, meaning }, index) => (
          <div
            key={`${String(index)} ${name ?? ''}`}
            role="option"
            aria-selected={index === chosen}
            tabIndex={index === chosen ? 0 : -1}
            onPointerEnter={(event) => {
              if (event.pointerType === 'mouse') choose(index);
            }}
            onFocus={() => {
              choose(index);
            }}
          >
            <code>{value}</code> {name !== undefined && <small>{name}</small>}
            <span class="visually-hidden">: {meaning}</span>
          </div>
        ))}
      </div>
      <p class="meaning">
        {piece?.meaning} <small>{piece?.source}</small>
      </p>
    </div>
  );
}
