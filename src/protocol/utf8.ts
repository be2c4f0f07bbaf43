/** The text behind UTF-8, with the byte order mark that it may begin with; `undefined` when it is none. */
export function decodeText(bytes: Uint8Array): string | undefined {
  try {
    return strictDecoder.decode(bytes);
  } catch {
    return undefined;
  }
}

const strictDecoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Reads a text that comes in pieces, which may be cut inside a character. The decoder of the platform finds a wrong byte
 * when it comes, as the check below does, and much faster.
 *
 * @returns a function that gives the characters that a piece completes; `undefined` as soon as the bytes are no UTF-8
 *   (§8.1). Behind the last piece of a text it is ready for another.
 */
export function createTextReader(): (piece: Uint8Array, isLast: boolean) => string | undefined {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  return (piece, isLast) => {
    try {
      return decoder.decode(piece, { stream: !isLast });
    } catch {
      return undefined;
    }
  };
}

/** Says of bytes that come piece by piece whether they are UTF-8, as early as a byte shows it (§5.6, §8.1). */
export interface Utf8Check {
  /**
   * Takes the next piece.
   *
   * @returns the place in the piece of the first byte that cannot stand there; `undefined` when all may
   */
  readonly push: (piece: Uint8Array) => number | undefined;
  /** Whether no character is half done, so that the text may end here. */
  readonly isWhole: () => boolean;
}

/**
 * Creates a check for one text. What each byte may be follows RFC 3629 §4: no longer form than needed, no surrogates,
 * nothing above U+10FFFF.
 */
export function createUtf8Check(): Utf8Check {
  // How many bytes of a character are still to come, and what the next of them may be.
  let missing = 0;
  let least = 0x80;
  let most = 0xbf;
  return {
    push: (piece) => {
      for (let index = 0; index < piece.length; index += 1) {
        const byte = piece[index] ?? 0;
        if (missing > 0) {
          if (byte < least || byte > most) return index;
          missing -= 1;
          least = 0x80;
          most = 0xbf;
        } else if (byte >= 0x80) {
          missing = followersOf(byte);
          if (missing === 0) return index;
          least = leastFollowers.get(byte) ?? 0x80;
          most = mostFollowers.get(byte) ?? 0xbf;
        }
      }
      return undefined;
    },
    isWhole: () => missing === 0,
  };
}

/** How many bytes follow the first one of a character; 0 when no character of several bytes begins with it. */
function followersOf(byte: number): number {
  if (byte < 0xc2 || byte > 0xf4) return 0;
  if (byte < 0xe0) return 1;
  return byte < 0xf0 ? 2 : 3;
}

/** Below these the same character has a shorter form. */
const leastFollowers: ReadonlyMap<number, number> = new Map([
  [0xe0, 0xa0],
  [0xf0, 0x90],
]);

/** Above these lie the surrogates, and what Unicode does not have. */
const mostFollowers: ReadonlyMap<number, number> = new Map([
  [0xed, 0x9f],
  [0xf4, 0x8f],
]);
