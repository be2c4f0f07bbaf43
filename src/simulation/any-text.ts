import { pick, wholeBetween } from './random';

/**
 * Any texts that somebody might put into a link: known troublemakers, what is almost right, numbers, and noise. For laws
 * that have to hold for all of them.
 *
 * @param almostRight further troublemakers, of the parameter that is looked at
 */
export function createAnyTexts(
  random: () => number,
  count: number,
  almostRight: readonly string[] = [],
): readonly string[] {
  const troublemakers = [...known, ...almostRight];
  return Array.from({ length: count }, () => {
    const kind = random();
    if (kind < 0.3) return pick(random, troublemakers);
    if (kind < 0.5) return String((random() - 0.3) * 10 ** wholeBetween(random, 0, 14));
    if (kind < 0.6) return String(wholeBetween(random, -100, 6_000));
    const codePoints = Array.from({ length: wholeBetween(random, 0, 12) }, () =>
      random() < 0.7 ? wholeBetween(random, 32, 126) : wholeBetween(random, 0, 0x10ffff),
    );
    return String.fromCodePoint(...codePoints);
  });
}

const known = [
  ...['', ' ', '\t\n', '0', '-0', '-1', '1.5', '1e3', '1e308', '1e309', '-1e309', '0x10', '0b11', '-', '+5', '5 '],
  ...['NaN', 'Infinity', '-Infinity', 'null', 'undefined', '[object Object]', '1,000', '１２', '٣', '9'.repeat(400)],
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', '4294967295', '4294967296', '9007199254740993'],
  ...['🙂', '\u0000', '\ud800', 'é'.normalize('NFD'), '<script>', '%00', '+', '&', '#', '=', '\ufeff', '\u202e'],
];
