import { z } from 'zod';
import type { Entropy } from '../entropy.ts';
import { openText, seal, type Place } from '../secrets/envelope.ts';
import { deriveKey } from '../secrets/key.ts';
import type { MasterKeys } from '../secrets/master-keys.ts';
import { dateCodec } from '../views/value-codecs.ts';
import { SEAT_TYPES, type SeatType } from './seat-type.ts';
import type { UsagePoint } from './usage.ts';

/** What is drawn: numbers of seats over time, and nobody's name. */
export type UsagePicture = { readonly seatType: SeatType; readonly points: readonly UsagePoint[] };

/**
 * The picture as a text for its address. A platform fetches it without any sign-in, so the text is the permission:
 * sealed, it cannot be guessed, altered or read, and whoever sees the message may see the picture.
 */
export function usagePictureToken(
  { entropy, masters }: { readonly entropy: Entropy; readonly masters: MasterKeys },
  { seatType, points }: UsagePicture,
): string {
  const columns = {
    seatType,
    on: points.map(({ on }) => on),
    purchased: points.map(({ purchased }) => purchased),
    used: points.map(({ used }) => used),
  };
  const text = JSON.stringify(pictureSchema.encode(columns));
  return seal({ entropy }, deriveKey('picture-link', masters.current), text, NOWHERE);
}

/** Undefined for any text that did not come from `usagePictureToken` under one of these keys. */
export function readUsagePicture(masters: MasterKeys, token: string): UsagePicture | undefined {
  for (const master of [masters.current, ...masters.retired]) {
    const text = openText(deriveKey('picture-link', master), token, NOWHERE);
    if (text.ok) return pictureOf(pictureSchema.parse(JSON.parse(text.value)));
  }
  return undefined;
}

const MOST_POINTS = 60;
const counts = z.array(z.int().min(0)).max(MOST_POINTS);
const pictureSchema = z.strictObject({
  seatType: z.enum(SEAT_TYPES),
  on: z.array(dateCodec).max(MOST_POINTS),
  purchased: counts,
  used: counts,
});

function pictureOf({ seatType, on, purchased, used }: z.output<typeof pictureSchema>): UsagePicture {
  const points = on.map((day, index) => ({ on: day, purchased: purchased[index] ?? 0, used: used[index] ?? 0 }));
  return { seatType, points };
}

/** It is kept in no row; the key serves nothing else, so there is nowhere else to copy it to. */
const NOWHERE: Place = { accountId: '', table: 'usage-picture', column: 'href', rowId: '' };
