import { maxControlPayloadSizeBytes } from './frame';

/** The longest reason in bytes of UTF-8: what a control frame may carry, less the two bytes of the code (§5.5.1). */
export const maxReasonSizeBytes = maxControlPayloadSizeBytes - 2;

/**
 * The close codes that have a name: those of §7.4.1, and 1012 to 1014, which were registered with IANA later. All
 * others below 3000 are reserved for the protocol and its extensions (§7.4.2).
 */
export const closeCodes: Readonly<Record<number, { readonly name: string; readonly meaning: string }>> = {
  1000: { name: 'Normal Closure', meaning: 'All is done.' },
  1001: { name: 'Going Away', meaning: 'The page is left, or the server shuts down.' },
  1002: { name: 'Protocol Error', meaning: 'The other side broke a rule of the protocol.' },
  1003: { name: 'Unsupported Data', meaning: 'A kind of data came that this side cannot take.' },
  1004: { name: 'Reserved', meaning: 'No meaning has been given to it.' },
  1005: { name: 'No Status Received', meaning: 'What a program is told when the close frame had no code.' },
  1006: { name: 'Abnormal Closure', meaning: 'What a program is told when no close frame came at all.' },
  1007: { name: 'Invalid Payload Data', meaning: 'The content does not fit its kind, such as text that is not UTF-8.' },
  1008: { name: 'Policy Violation', meaning: 'A refusal for any reason that no other code names.' },
  1009: { name: 'Message Too Big', meaning: 'A message was larger than this side takes.' },
  1010: { name: 'Mandatory Extension', meaning: 'The client needs an extension that the server did not agree to.' },
  1011: { name: 'Internal Error', meaning: 'Something went wrong in the server.' },
  1012: { name: 'Service Restart', meaning: 'The server restarts.' },
  1013: { name: 'Try Again Later', meaning: 'The server has too much to do.' },
  1014: { name: 'Bad Gateway', meaning: 'A server on the way got no good answer from the one behind it.' },
  1015: { name: 'TLS Handshake', meaning: 'What a program is told when TLS could not be set up.' },
};

/** What programs are told and no frame ever carries (§7.4.1), and 1004, which has no meaning. */
const neverSent: readonly number[] = [1004, 1005, 1006, 1015];

/** Whether a close frame may carry the code: a whole number that is named above, or one from 3000 to 4999 (§7.4). */
export function isSendableCloseCode(closeCode: number): boolean {
  if (neverSent.includes(closeCode)) return false;
  return closeCode in closeCodes || (Number.isInteger(closeCode) && closeCode >= 3000 && closeCode <= 4999);
}

/** Whether a script in a page may pass the code to `close()`: 1000, or 3000 to 4999 (WHATWG WebSockets, `close()`). */
export function isScriptCloseCode(closeCode: number): boolean {
  return closeCode === 1000 || (isSendableCloseCode(closeCode) && closeCode >= 3000);
}

/** A code in words, with its number: `1000, Normal Closure. All is done.` */
export function describeCloseCode(closeCode: number): string {
  const known = closeCodes[closeCode];
  if (known !== undefined) return `${closeCode}, ${known.name}. ${known.meaning}`;
  if (closeCode >= 4000 && closeCode <= 4999) return `${closeCode}. Its meaning is the application’s own affair.`;
  if (closeCode >= 3000 && closeCode <= 3999) return `${closeCode}. Such codes belong to libraries and frameworks.`;
  return `${closeCode}. No such code may be sent.`;
}

/**
 * Writes the payload of a close frame: the code as two bytes, high byte first, then the reason as UTF-8 (§5.5.1).
 * A close frame without a code is a frame with an empty payload and needs no function.
 *
 * @param closeCode one for which `isSendableCloseCode` holds
 * @param reason at most 123 bytes of UTF-8; for people who debug, not for users
 * @throws RangeError when the code or the reason may not be sent
 */
export function encodeClosePayload(closeCode: number, reason = ''): Uint8Array {
  if (!isSendableCloseCode(closeCode)) {
    throw new RangeError(`Close code ${closeCode} is never sent in a frame (RFC 6455 §7.4)`);
  }
  const reasonBytes = new TextEncoder().encode(reason);
  if (reasonBytes.length > maxReasonSizeBytes) {
    throw new RangeError(`A close reason has at most ${maxReasonSizeBytes} bytes, not ${reasonBytes.length}`);
  }
  return Uint8Array.of(closeCode >> 8, closeCode & 0xff, ...reasonBytes);
}
