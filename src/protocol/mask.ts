/** How many bytes a masking key has (§5.2). They stand before the payload and are not counted in its length. */
export const maskingKeySizeBytes = 4;

/**
 * Masks a payload, or unmasks a masked one: XOR is its own inverse (§5.3).
 * A client needs a fresh, unpredictable key for every frame; choosing it is the caller's work, as this folder has no randomness.
 *
 * @param payload any number of bytes; left as they are
 * @param maskingKey exactly 4 bytes
 * @returns a new array of the payload's length
 * @throws RangeError when the key has not 4 bytes
 */
export function maskPayload(payload: Uint8Array, maskingKey: Uint8Array): Uint8Array {
  const masked = new Uint8Array(payload);
  applyMask(masked, maskingKey, 0);
  return masked;
}

/**
 * Masks or unmasks bytes where they stand, as a piece of a longer payload.
 *
 * @param position where the piece begins in the payload, in bytes: it says which byte of the key comes first
 * @param start where the piece begins in `bytes`, to whose end it goes
 * @throws RangeError when the key has not 4 bytes
 */
export function applyMask(bytes: Uint8Array, maskingKey: Uint8Array, position: number, start = 0): void {
  if (maskingKey.length !== maskingKeySizeBytes) {
    throw new RangeError(`A masking key has ${maskingKeySizeBytes} bytes, not ${maskingKey.length}`);
  }
  const end = bytes.length;
  // Four bytes at a time where memory allows it: the key, turned to where the first whole word begins, is a word too.
  const misalignment = -(bytes.byteOffset + start) & 3;
  const wordStart = end - start < smallPayloadSizeBytes ? end : start + misalignment;
  xorBytes(bytes, start, wordStart, maskingKey, position);
  const wordCount = (end - wordStart) >> 2;
  if (wordCount === 0) return;
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset + wordStart, wordCount);
  const key = wordOf(maskingKey, position + misalignment);
  for (let index = 0; index < wordCount; index += 1) words[index] = (words[index] ?? 0) ^ key;
  const restStart = wordStart + wordCount * 4;
  xorBytes(bytes, restStart, end, maskingKey, position + restStart - start);
}

/** Below this, setting up the words costs more than they save. */
const smallPayloadSizeBytes = 64;

// The `?? 0` here and above is for the type checker only: no index leaves its array.
function xorBytes(bytes: Uint8Array, start: number, end: number, maskingKey: Uint8Array, position: number): void {
  for (let index = start; index < end; index += 1) {
    bytes[index] = (bytes[index] ?? 0) ^ (maskingKey[(position + index - start) & 3] ?? 0);
  }
}

/** Four bytes of the key, from the position on, as this machine reads them as a number. */
function wordOf(maskingKey: Uint8Array, position: number): number {
  for (let index = 0; index < 4; index += 1) wordBytes[index] = maskingKey[(position + index) & 3] ?? 0;
  return word[0] ?? 0;
}

const word = new Uint32Array(1);
const wordBytes = new Uint8Array(word.buffer);
