/** Writes bytes as two lower-case hex digits each, parted by spaces: `81 05 48`. No bytes give the empty string. */
export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
}

/** What reading hex digits came to: bytes, or why there are none, in plain words. */
export type HexReading =
  { readonly ok: true; readonly bytes: Uint8Array } | { readonly ok: false; readonly reason: string };

/**
 * Reads what a person wrote as hex digits. White space is free and capitals are welcome: `'8105 48'` and `'81 05 48'`
 * are the same bytes.
 */
export function decodeHex(text: string): HexReading {
  const digits = text.replace(/\s/g, '');
  const stranger = /[^0-9a-f]/iu.exec(digits)?.[0];
  if (stranger !== undefined) return { ok: false, reason: `“${stranger}” is not a hex digit: use 0 to 9 and a to f` };
  if (digits.length % 2 === 1) return { ok: false, reason: 'a byte has two hex digits, and one digit is left over' };
  return { ok: true, bytes: Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)) };
}

/**
 * The bytes behind hex digits that our own code states.
 *
 * @throws SyntaxError where `decodeHex` gives a reason
 */
export function fromHex(text: string): Uint8Array {
  const reading = decodeHex(text);
  if (!reading.ok) throw new SyntaxError(`Not pairs of hex digits: ${text}`);
  return reading.bytes;
}
