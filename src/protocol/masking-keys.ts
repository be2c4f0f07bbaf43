import { sha1 } from '@noble/hashes/legacy.js';
import { maskingKeySizeBytes } from './mask';

/**
 * Creates masking keys, one with each call, each hashed from the one before. A client takes a fresh one from a strong
 * random source for every frame (§5.3); these are for pictures, which show the same bytes to everybody.
 *
 * @param first any bytes; they are not given themselves
 */
export function createMaskingKeys(first: Uint8Array): () => Uint8Array {
  let hash = first;
  return () => {
    hash = sha1(hash);
    return hash.slice(0, maskingKeySizeBytes);
  };
}
