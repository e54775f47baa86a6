import { createHash } from 'node:crypto';

/** A reproducible stream of numbers in [0, 1): the same seed gives the same stand-in. */
export type Seeded = () => number;

export function createSeeded(seed: string): Seeded {
  let state = createHash('sha256').update(seed).digest().readUInt32LE(0);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function pick<Item>(seeded: Seeded, items: readonly Item[]): Item {
  const picked = items[Math.floor(seeded() * items.length)];
  if (picked === undefined) throw new RangeError('Nothing to pick from');
  return picked;
}

export function hash(text: string, encoding: 'hex' | 'base64url', length: number): string {
  return createHash('sha256').update(text).digest(encoding).slice(0, length);
}
