/** Numbers as the reader sees them: one place for every unit, the same in the simulator and in prose. */

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/** A span of time with its unit: `50 ms`, `1.8 s`, `15 min`, `2 h`. @param ms at least 0 */
export function formatDuration(ms: number): string {
  if (ms === 0) return '0 s';
  if (Math.round(ms) < second) return `${String(Math.round(ms))} ms`;
  if (toTenths(ms / second) < 60) return `${String(toTenths(ms / second))} s`;
  if (toTenths(ms / minute) < 60) return `${String(toTenths(ms / minute))} min`;
  return `${String(toTenths(ms / hour))} h`;
}

/** A moment of a run on a clock that fits its length: `12.35 s`, or `2:41:07` from five minutes on. */
export function formatClock(ms: number, longestMs: number): string {
  if (longestMs < 5 * minute) return `${(ms / second).toFixed(2)} s`;
  const seconds = Math.floor(ms / second);
  const pad = (value: number): string => String(value).padStart(2, '0');
  return `${String(Math.floor(seconds / 3_600))}:${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}`;
}

/** A number of bytes with its unit, in thousands: `692 B`, `9.9 kB`, `1.2 MB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1_000) return `${String(bytes)} B`;
  if (bytes < 999_950) return `${String(toTenths(bytes / 1_000))} kB`;
  return `${String(toTenths(bytes / 1_000_000))} MB`;
}

/** A whole number with separators: `1,024`. */
export function formatCount(count: number): string {
  return count.toLocaleString('en-US');
}

/** `1 request`, `2 requests`. */
export function countOf(count: number, noun: string, plural = `${noun}s`): string {
  return `${formatCount(count)} ${count === 1 ? noun : plural}`;
}

const toTenths = (value: number): number => Math.round(value * 10) / 10;
