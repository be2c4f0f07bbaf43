import { expect, test } from 'vitest';
import { fromHex, toHex } from './hex';
import { createMaskingKeys } from './masking-keys';

test('the same beginning gives the same keys, all of them different', () => {
  const draw = (first: string): readonly string[] => {
    const create = createMaskingKeys(fromHex(first));
    return Array.from({ length: 100 }, () => toHex(create()));
  };
  expect(draw('37 fa 21 3d')).toEqual(draw('37 fa 21 3d'));
  expect(new Set([...draw('37 fa 21 3d'), ...draw('')]).size).toBe(200);
  for (const key of draw('')) expect(key).toMatch(/^[\da-f]{2}( [\da-f]{2}){3}$/);
});
