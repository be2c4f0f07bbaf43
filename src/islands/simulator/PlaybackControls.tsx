import type { JSX } from 'preact';
import { formatClock, formatDuration } from '../../simulation/format';

/** How fast a run can be played, as multiples of its usual pace. */
export const speeds = [0.25, 0.5, 1, 2, 4] as const;

interface Props {
  readonly timeMs: number;
  readonly endMs: number;
  readonly isPlaying: boolean;
  readonly isLive: boolean;
  readonly speed: number;
  /** Milliseconds of the run in a millisecond of the reader's time. */
  readonly rate: number;
  readonly onPlay: () => void;
  readonly onPause: () => void;
  readonly onStep: (direction: 'back' | 'forward') => void;
  readonly onReset: () => void;
  readonly onSeek: (timeMs: number) => void;
  readonly onSpeed: (speed: number) => void;
}

/** Start and pause, step and step back, reset, scrubber, and speed. */
export function PlaybackControls(props: Props): JSX.Element {
  const { timeMs, endMs, isPlaying, isLive, speed, rate } = props;
  const clock = `${formatClock(timeMs, endMs)} of ${formatClock(endMs, endMs)}`;
  const startText = timeMs > 0 && timeMs < endMs ? 'Continue' : 'Start';
  return (
    <fieldset class="playback" disabled={!isLive}>
      <legend class="visually-hidden">Playback</legend>
      <input
        class="scrubber"
        type="range"
        min={0}
        max={endMs}
        step={endMs / 300}
        value={timeMs}
        aria-label="Moment of the run"
        aria-valuetext={clock}
        onInput={({ currentTarget }) => {
          props.onSeek(currentTarget.valueAsNumber);
        }}
      />
      <div class="buttons">
        <button class="button start" type="button" onClick={isPlaying ? props.onPause : props.onPlay}>
          {isPlaying ? 'Pause' : startText}
        </button>
        <button
          class="button"
          type="button"
          onClick={() => {
            props.onStep('back');
          }}
        >
          Step back
        </button>
        <button
          class="button"
          type="button"
          onClick={() => {
            props.onStep('forward');
          }}
        >
          Step
        </button>
        <button class="button" type="button" onClick={props.onReset}>
          Reset
        </button>
        <label class="speed">
          Speed
          <select
            value={speed}
            onChange={({ currentTarget }) => {
              props.onSpeed(Number(currentTarget.value));
            }}
          >
            {speeds.map((value) => (
              <option key={value} value={value}>
                {value}×
              </option>
            ))}
          </select>
        </label>
        <p class="clock">
          <b>{clock}</b>
          <small>{`1 s here is ${formatDuration(1_000 * rate)} of the story`}</small>
        </p>
      </div>
    </fieldset>
  );
}
