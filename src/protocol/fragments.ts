import type { Frame } from './frame';

/**
 * Cuts a message into the frames that carry it: the first names its kind, the others go on (§5.4).
 *
 * @param fragmentSizeBytes the most that a frame carries, at least 1; a text may be cut inside a character
 * @throws RangeError when no fragment could carry anything
 */
export function createFragments(data: string | Uint8Array, fragmentSizeBytes: number): readonly Frame[] {
  if (!(fragmentSizeBytes >= 1)) throw new RangeError(`Not a size of a fragment: ${fragmentSizeBytes}`);
  const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : data;
  const count = Math.max(1, Math.ceil(bytes.length / fragmentSizeBytes));
  return Array.from({ length: count }, (_, index) => ({
    fin: index === count - 1,
    opcode: index > 0 ? 'continuation' : typeof data === 'string' ? 'text' : 'binary',
    payload: count === 1 ? bytes : bytes.subarray(index * fragmentSizeBytes, (index + 1) * fragmentSizeBytes),
  }));
}
