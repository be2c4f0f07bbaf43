/**
 * Puts questions or options in the order of a seed (whole number, 0 to 2³² − 1); without one their own order holds.
 * Each one's place follows from a hash of the seed and its own id, not from a sequence of random numbers: a shared link
 * keeps its order when a question joins the bank or leaves it.
 */
export function shuffle<Item extends { readonly id: string }>(
  items: readonly Item[],
  seed: number | undefined,
): readonly Item[] {
  return seed === undefined ? items : items.toSorted((a, b) => hash(a.id, seed) - hash(b.id, seed));
}

/** 32 bits from a text and a seed: FNV-1a, then a step of MurmurHash3, so that the last letter moves every bit. */
function hash(text: string, seed: number): number {
  let bits = seed;
  for (const character of text) bits = Math.imul(bits ^ character.charCodeAt(0), 0x01000193);
  return Math.imul(bits ^ (bits >>> 15), 0x85ebca6b) >>> 0;
}
