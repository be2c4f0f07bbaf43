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
  if (maskingKey.length !== maskingKeySizeBytes) {
    throw new RangeError(`A masking key has ${maskingKeySizeBytes} bytes, not ${maskingKey.length}`);
  }
  // The `?? 0` is for the type checker only: the index stays below the length checked above.
  return Uint8Array.from(payload, (byte, index) => byte ^ (maskingKey[index % maskingKeySizeBytes] ?? 0));
}
