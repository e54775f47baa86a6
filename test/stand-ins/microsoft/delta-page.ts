import { createSeeded } from '../http/seeded.ts';
import type { DeltaEntry } from './delta-round.ts';

export type PageCut = { readonly entries: readonly DeltaEntry[]; readonly nextOffset: number };

export type PageAsk = {
  readonly seed: string;
  readonly all: readonly DeltaEntry[];
  readonly offset: number;
  readonly page: number;
  readonly size: number;
};

/** As the vendor warns: pages may be short or empty without being the last, and may repeat an item. */
export function cutPage({ seed, all, offset, page, size }: PageAsk): PageCut {
  const seeded = createSeeded(`${seed}/${page}`);
  const drawn = seeded();
  if (page > 0 && drawn < 0.03) return { entries: [], nextOffset: offset };
  const length = drawn < 0.2 ? Math.max(1, Math.floor(size * (0.5 + seeded() / 2))) : size;
  const isReplaying = offset > 0 && length > 1 && seeded() < 0.25;
  const nextOffset = offset + (isReplaying ? length - 1 : length);
  const replayed = isReplaying ? all.slice(offset - 1, offset) : [];
  return { entries: [...replayed, ...all.slice(offset, nextOffset)], nextOffset };
}
