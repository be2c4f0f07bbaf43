import { useCallback, useEffect, useLayoutEffect, useState } from 'preact/hooks';

/** Playback of something that lasts `endMs` of its own time. */
export interface Playback {
  /** The moment shown, in ms of the run. */
  readonly timeMs: number;
  readonly isPlaying: boolean;
  /** Starts, or goes on; at the end it starts over. */
  readonly play: () => void;
  readonly pause: () => void;
  /** Shows a moment and stops there. Out of bounds becomes the nearest bound. */
  readonly seek: (timeMs: number) => void;
}

/** What `usePlayback` needs to know. */
export interface PlaybackOptions {
  /** Length of the run, in ms. */
  readonly endMs: number;
  /** Milliseconds of the run that pass in one millisecond of the reader's time. */
  readonly rate: number;
  /** Called when playing reaches the end by itself. */
  readonly onFinish: () => void;
}

const longestFrameMs = 250;

/** Moves through a finished run at the display's own pace. It begins at the end: the first picture is the whole run. */
export function usePlayback({ endMs, rate, onFinish }: PlaybackOptions): Playback {
  const [timeMs, setTimeMs] = useState(endMs);
  const [isPlaying, setIsPlaying] = useState(false);

  // A layout effect is undone at once: no frame more may pass when the reader pauses, steps, or seeks.
  useLayoutEffect(() => {
    if (!isPlaying) return undefined;
    let previous: number | undefined;
    let request = requestAnimationFrame(function tick(now) {
      // A tab that comes back from the background goes on where it was.
      const passedMs = previous === undefined ? 0 : Math.min(now - previous, longestFrameMs) * rate;
      previous = now;
      setTimeMs((current) => Math.min(current + passedMs, endMs));
      request = requestAnimationFrame(tick);
    });
    return () => {
      cancelAnimationFrame(request);
    };
  }, [isPlaying, rate, endMs]);

  useEffect(() => {
    if (!isPlaying || timeMs < endMs) return;
    setIsPlaying(false);
    onFinish();
  }, [isPlaying, timeMs, endMs, onFinish]);

  const play = useCallback(() => {
    setTimeMs((current) => (current >= endMs ? 0 : current));
    setIsPlaying(true);
  }, [endMs]);
  const pause = useCallback(() => {
    setIsPlaying(false);
  }, []);
  const seek = useCallback((moment: number) => {
    setIsPlaying(false);
    setTimeMs(Math.max(0, moment));
  }, []);
  return { timeMs: Math.min(timeMs, endMs), isPlaying, play, pause, seek };
}
