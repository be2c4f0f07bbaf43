import { isSendableCloseCode } from './close-code';
import { decodeText } from './utf8';
import { violationOf, type Violation, type ViolationType } from './violation';

/** What the payload of a close frame says, or the rule that it breaks. */
export type CloseReading =
  | { readonly ok: true; readonly closeCode: number | undefined; readonly closeReason: string }
  | { readonly ok: false; readonly violation: Violation };

/** Reads the payload of a close frame, unmasked: nothing, or a code that may be sent and a reason in UTF-8 (§5.5.1, §7.4). */
export function decodeClosePayload(payload: Uint8Array): CloseReading {
  const [high, low] = payload;
  if (high === undefined) return { ok: true, closeCode: undefined, closeReason: '' };
  if (low === undefined) return refuse('short close body');
  const closeCode = high * 256 + low;
  if (!isSendableCloseCode(closeCode)) return refuse('unsendable close code');
  const closeReason = decodeText(payload.subarray(2));
  return closeReason === undefined ? refuse('invalid UTF-8 in reason') : { ok: true, closeCode, closeReason };
}

function refuse(type: ViolationType): CloseReading {
  return { ok: false, violation: violationOf(type) };
}
