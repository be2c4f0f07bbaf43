import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { describePart, transportTitles } from '../../simulation/describe';
import type { LanePart } from '../../simulation/fold';
import { formatBytes, formatClock } from '../../simulation/format';

interface Props {
  /** What travelled, in order. */
  readonly parts: readonly LanePart[];
  readonly endMs: number;
  readonly isLive: boolean;
  readonly announce: (text: string) => void;
}

const pageSize = 20;

/** All that travelled in the run, as text. Without a script the whole table is there; with one it has pages. */
export function EventTable({ parts, endMs, isLive, announce }: Props): JSX.Element {
  const [wantedPage, setPage] = useState(0);
  const lastPage = Math.max(0, Math.ceil(parts.length / pageSize) - 1);
  const page = Math.min(wantedPage, lastPage);
  const shown = isLive ? parts.slice(page * pageSize, (page + 1) * pageSize) : parts;
  const turnTo = (next: number): void => {
    setPage(next);
    announce(`Page ${String(next + 1)} of ${String(lastPage + 1)}.`);
  };
  return (
    <details class="events">
      <summary>Everything that travelled, as a table</summary>
      <div class="scroll" tabIndex={0} role="region" aria-label="Everything that travelled">
        <table>
          <thead>
            <tr>
              <th scope="col">Leaves</th>
              <th scope="col">Done</th>
              <th scope="col">Lane</th>
              <th scope="col">What happens</th>
              <th scope="col">Bytes</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ part, transport, fromMs, toMs, wireBytes }) => (
              <tr key={`${transport} ${String(fromMs)}`}>
                <td>{formatClock(fromMs, endMs)}</td>
                <td>{formatClock(toMs, endMs)}</td>
                <td>{transportTitles[transport]}</td>
                <td>{describePart(part)}</td>
                <td>{formatBytes(wireBytes)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {isLive && lastPage > 0 && (
        <p class="pages">
          <button
            class="button"
            type="button"
            disabled={page === 0}
            onClick={() => {
              turnTo(page - 1);
            }}
          >
            Earlier
          </button>
          <span>
            Page {page + 1} of {lastPage + 1}
          </span>
          <button
            class="button"
            type="button"
            disabled={page === lastPage}
            onClick={() => {
              turnTo(page + 1);
            }}
          >
            Later
          </button>
        </p>
      )}
    </details>
  );
}
