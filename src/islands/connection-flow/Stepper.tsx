import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import type { Endpoint } from '../../protocol/conversation';
import type { StepNumber } from './address';
import { stepWords } from './steps';

interface Props {
  /** The step that is taken apart; 0 when all are shown. */
  readonly step: StepNumber;
  readonly isLive: boolean;
  readonly onStep: (step: StepNumber) => void;
}

/**
 * The picture of both ends and what travels between them, and the way through its four steps. Without a script its
 * rungs are links to the steps below.
 */
export function Stepper({ step, isLive, onStep }: Props): JSX.Element {
  const list = useRef<HTMLOListElement>(null);
  const nextButton = useRef<HTMLButtonElement>(null);
  const next = step === 4 ? 1 : ((step + 1) as StepNumber);
  const previous = Math.max(0, step - 1) as StepNumber;
  const onKeyDown = (event: KeyboardEvent): void => {
    const target = { ArrowRight: next, ArrowDown: next, ArrowLeft: previous, ArrowUp: previous }[event.key];
    if (target === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    onStep(target);
    list.current?.querySelectorAll('a')[target - 1]?.focus();
  };
  return (
    <div class="stepper interface">
      <p class="ends" aria-hidden="true">
        <b class="client">browser</b>
        <b class="server">server</b>
      </p>
      <ol class="rungs" ref={list}>
        {stepWords.map(({ title, sign }, index) => (
          <li key={title}>
            <a
              href={`#flow-${String(index + 1)}`}
              aria-current={step === index + 1 ? 'step' : undefined}
              onKeyDown={onKeyDown}
              onClick={(event) => {
                event.preventDefault();
                onStep((index + 1) as StepNumber);
              }}
            >
              <b>{title}</b> <span>{sign}</span>
              <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">
                {rungs[index]?.map(({ from, lines, ends }) => [
                  <path key={lines} class={from} d={lines} />,
                  <path key={ends} class={`${from} arrived`} d={ends} />,
                ])}
              </svg>
            </a>
          </li>
        ))}
      </ol>
      <p class="again">
        <a
          href="#flow-1"
          onClick={(event) => {
            event.preventDefault();
            onStep(1);
          }}
        >
          Open again anytime
        </a>
        : a closed WebSocket is never used again, so the browser dials anew.
      </p>
      {/* Drawn anew, not moved, when a link has asked for a step. */}
      <p class="steer" key={String(isLive)}>
        <button
          class="button"
          type="button"
          disabled={!isLive || step === 0}
          onClick={() => {
            onStep(previous);
            // Before the first step there is no way back: a disabled button would drop the focus.
            if (previous === 0) nextButton.current?.focus();
          }}
        >
          Back
        </button>
        <button
          class="button"
          type="button"
          ref={nextButton}
          disabled={!isLive}
          onClick={() => {
            onStep(next);
          }}
        >
          {nextText(step)}
        </button>
      </p>
    </div>
  );
}

/** What one end sends on a rung: lines through a box of 100 by 10, and a dot where each arrives. */
interface Traffic {
  readonly from: Endpoint;
  readonly lines: string;
  readonly ends: string;
}

/** @param falls where each line leaves and arrives, from the top: aslant, because it takes time */
function createTraffic(from: Endpoint, ...falls: readonly (readonly [leaves: number, arrives: number])[]): Traffic {
  const [start, end] = from === 'client' ? [0, 100] : [100, 0];
  return {
    from,
    lines: falls.map(([top, bottom]) => `M${start} ${top}L${end} ${bottom}`).join(''),
    ends: falls.map(([, bottom]) => `M${end} ${bottom}h0`).join(''),
  };
}

/** In the third rung both speak whenever they like; in the last one answers the other. */
const rungs: readonly (readonly Traffic[])[] = [
  [createTraffic('client', [1, 9])],
  [createTraffic('server', [1, 9])],
  [createTraffic('client', [0, 5], [4, 9]), createTraffic('server', [1, 6], [5, 10])],
  [createTraffic('client', [1, 5]), createTraffic('server', [5, 9])],
];

function nextText(step: StepNumber): string {
  if (step === 0) return 'Take it apart, step by step';
  return step === 4 ? 'Open again: dial anew' : `Next: ${stepWords[step]?.title ?? ''}`;
}
