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
 * @throws RangeError when the key has not 4 bytes
 */
export function applyMask(bytes: Uint8Array, maskingKey: Uint8Array, position: number): void {
  if (maskingKey.length !== maskingKeySizeBytes) {
    throw new RangeError(`A masking key has ${maskingKeySizeBytes} bytes, not ${maskingKey.length}`);
  }
  // Four bytes at a time where memory allows it: the key, turned to where the first whole word begins, is a word too.
  const misalignment = (4 - (bytes.byteOffset & 3)) & 3;
  const wordStart = bytes.length < smallPayloadSizeBytes ? bytes.length : misalignment;
  for (let index = 0; index < wordStart; index += 1) xorByte(bytes, index, maskingKey, position);
  const wordCount = (bytes.length - wordStart) >> 2;
  if (wordCount > 0) {
    const words = new Uint32Array(bytes.buffer, bytes.byteOffset + wordStart, wordCount);
    const turned = Uint8Array.from({ length: 4 }, (_, index) => maskingKey[(position + wordStart + index) & 3] ?? 0);
    const word = new Uint32Array(turned.buffer)[0] ?? 0;
    for (let index = 0; index < wordCount; index += 1) words[index] = (words[index] ?? 0) ^ word;
  }
  for (let index = wordStart + wordCount * 4; index < bytes.length; index += 1) {
    xorByte(bytes, index, maskingKey, position);
  }
}

/** Below this, setting up the words costs more than they save. */
const smallPayloadSizeBytes = 64;

// The `?? 0` here and above is for the type checker only: no index leaves its array.
function xorByte(bytes: Uint8Array, index: number, maskingKey: Uint8Array, position: number): void {
  bytes[index] = (bytes[index] ?? 0) ^ (maskingKey[(position + index) & 3] ?? 0);
}
