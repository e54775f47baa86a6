import { createHash } from 'node:crypto';
import type { Entropy } from '../../../core/entropy.ts';

/** The same seed gives the same bytes, and no two calls give the same bytes. */
export function seededEntropy(seed = 'usher'): Entropy {
  let calls = 0;
  return {
    bytes: (count) => {
      calls += 1;
      const stream = createHash('shake256', { outputLength: count }).update(`${seed}/${calls}`).digest();
      return Uint8Array.from(stream);
    },
  };
}
