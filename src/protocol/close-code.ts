import { maxControlPayloadSizeBytes } from './frame';

/** Codes that an endpoint reports to its own program and that never stand in a frame (§7.4.1). */
const neverSent: readonly number[] = [1005, 1006, 1015];

/** The longest reason in bytes of UTF-8: what a control frame may carry, less the two bytes of the code (§5.5.1). */
export const maxReasonSizeBytes = maxControlPayloadSizeBytes - 2;

/**
 * Writes the payload of a close frame: the code as two bytes, high byte first, then the reason as UTF-8 (§5.5.1).
 * A close frame without a code is a frame with an empty payload and needs no function.
 *
 * @param closeCode 1000–4999, save 1005, 1006 and 1015, which never travel (§7.4)
 * @param reason at most 123 bytes of UTF-8; for people who debug, not for users
 * @throws RangeError when the code or the reason may not be sent
 */
export function encodeClosePayload(closeCode: number, reason = ''): Uint8Array {
  if (!Number.isInteger(closeCode) || closeCode < 1000 || closeCode > 4999 || neverSent.includes(closeCode)) {
    throw new RangeError(`Close code ${closeCode} is never sent in a frame (RFC 6455 §7.4)`);
  }
  const reasonBytes = new TextEncoder().encode(reason);
  if (reasonBytes.length > maxReasonSizeBytes) {
    throw new RangeError(`A close reason has at most ${maxReasonSizeBytes} bytes, not ${reasonBytes.length}`);
  }
  return Uint8Array.of(closeCode >> 8, closeCode & 0xff, ...reasonBytes);
}
