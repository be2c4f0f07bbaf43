/** Writes bytes as two lower-case hex digits each, parted by spaces: `81 05 48`. No bytes give the empty string. */
export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
}

/**
 * Reads what `toHex` writes. White space is free and capitals are welcome: `'8105 48'` and `'81 05 48'` are the same bytes.
 *
 * @throws SyntaxError when anything but pairs of hex digits is left
 */
export function fromHex(text: string): Uint8Array {
  const digits = text.replace(/\s/g, '');
  if (!/^([0-9a-f]{2})*$/i.test(digits)) {
    throw new SyntaxError(`Not pairs of hex digits: ${text}`);
  }
  return Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
