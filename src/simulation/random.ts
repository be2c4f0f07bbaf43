/**
 * Creates a source of pseudo-random numbers in [0, 1): the same seed gives the same numbers on every machine.
 * The generator is Mulberry32 (Tommy Ettinger, public domain): 32 bits of state are plenty for a few hundred draws.
 * @param seed whole number, 0 to 2³² − 1
 */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A whole number of the range, both ends included. */
export function wholeBetween(random: () => number, min: number, max: number): number {
  return min + Math.floor(random() * (max - min + 1));
}

/** One of the items. @param items at least one */
export function pick<Item>(random: () => number, items: readonly Item[]): Item {
  const item = items[wholeBetween(random, 0, items.length - 1)];
  if (item === undefined) throw new RangeError('Nothing to pick from');
  return item;
}
