/** Bytes as people paste them: hex digits with or without marks, dumps with offsets and an ASCII column, string literals. */
import { decodeHex, type HexReading } from '../hex';

/** Reads bytes; `undefined` when the text does not look like any, a reason when it does and cannot be read. */
export function readBytes(lines: readonly string[]): HexReading | undefined {
  const written = lines.filter((line) => line !== '');
  const text = written.join('\n');
  const swapped = /^[0-9a-f]{7}( +[0-9a-f]{4})+$/i;
  if (written.length > 1 && written.slice(0, -1).every((line) => swapped.test(line))) {
    return { ok: false, reason: 'this dump may hold the bytes in pairs the wrong way round: use xxd or hexdump -C' };
  }
  return readDump(written) ?? readLiteral(text) ?? readNumbers(text) ?? readDigits(text);
}

/** An offset of four to eight digits with a colon or two spaces behind it. */
const offsetPattern = /^(?:0x)?([0-9a-f]{4,8})(?::\s*|\s{2,})/i;

/** `00000000: 8105 4865  ..He`, `00000000  81 05 48 65  |..He|`, `0000   81 05   ..`; each line knows where it begins. */
function readDump(lines: readonly string[]): HexReading | undefined {
  const offsets = lines.map((line) => Number.parseInt(offsetPattern.exec(line)?.[1] ?? 'none', 16));
  // The last line of hexdump -C is an offset alone, or stands for equal lines.
  const last = lines.at(-1) ?? '';
  if (lines.length > 1 && /^[0-9a-f]{7,8}$/i.test(last)) offsets[offsets.length - 1] = Number.parseInt(last, 16);
  if (offsets.length === 0 || offsets.some((offset) => Number.isNaN(offset))) return undefined;
  const pieces = lines.map((line, index) => {
    const behind = line.replace(offsetPattern, '');
    const sizeBytes = (offsets[index + 1] ?? Infinity) - (offsets[index] ?? 0);
    const most = sizeBytes > 0 && sizeBytes <= 64 ? sizeBytes : 16;
    return line === last && /^[0-9a-f]{7,8}$/i.test(line) ? '' : readColumns(behind, most);
  });
  return decodeHex(pieces.join(''));
}

/** The digits of one line of a dump, without its ASCII column: columns are one or two spaces apart. */
function readColumns(line: string, mostBytes: number): string {
  const columns = /^(?:[0-9a-f]{2}){1,2}(?: {1,2}(?:[0-9a-f]{2}){1,2}(?= |$))*/i.exec(line)?.[0] ?? '';
  return columns.replaceAll(' ', '').slice(0, mostBytes * 2);
}

/** `\x81\x05Hello`, also in the quotes of a program. */
function readLiteral(text: string): HexReading | undefined {
  const body = /^b?(['"]?)((?:\\x[0-9a-f]{2}|\\[nrt0\\'"]|[\x20-\x5b\x5d-\x7e\n])*)\1$/i.exec(text)?.[2];
  if (body === undefined || !/\\x[0-9a-f]{2}/i.test(body)) return undefined;
  const escapes: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, '0': 0 };
  const bytes = (body.match(/\\x[0-9a-f]{2}|\\[^x]|[^\\\n]/gi) ?? []).map((piece) => {
    if (/^\\x/i.test(piece)) return Number.parseInt(piece.slice(2), 16);
    return piece.startsWith('\\') ? (escapes[piece.charAt(1)] ?? piece.charCodeAt(1)) : piece.charCodeAt(0);
  });
  return { ok: true, bytes: Uint8Array.from(bytes) };
}

/** `Uint8Array(2) [129, 5]`: decimal numbers in brackets. */
function readNumbers(text: string): HexReading | undefined {
  const list = /^(?:Uint8Array(?:\(\d+\))? ?)?\[([\d\s,]+)\]$/.exec(text)?.[1];
  if (list === undefined) return undefined;
  const numbers = (list.match(/\d+/g) ?? []).map(Number);
  const large = numbers.find((number) => number > 255);
  if (large !== undefined) return { ok: false, reason: `${large} is no byte: the largest is 255` };
  return { ok: true, bytes: Uint8Array.from(numbers) };
}

/** Pairs of digits with `0x`, `\x`, colons, commas, hyphens, brackets, or nothing between them. */
function readDigits(text: string): HexReading | undefined {
  const inner = /^<Buffer ([0-9a-f\s]*)(?:\.\.\. \d+ more bytes)?>$/i.exec(text)?.[1] ?? text;
  const plain = inner.replace(/\b0x|\\x/gi, ' ').replace(/[:,;[\](){}-]/g, ' ');
  const words = plain.match(/\S+/g) ?? [];
  // A single digit between marks is a byte too: 0x5.
  const isMarked = /\b0x/i.test(inner);
  const digits = words.map((word) => (isMarked && word.length === 1 ? `0${word}` : word)).join(' ');
  const pairs = words.filter((word) => /^[0-9a-f]{2}$/i.test(word)).length;
  const looksLikeBytes = /^[0-9a-f\s]+$/i.test(digits) || (pairs >= 3 && pairs >= words.length * 0.6);
  return looksLikeBytes ? decodeHex(digits) : undefined;
}
