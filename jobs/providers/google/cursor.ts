import { z } from 'zod';

/**
 * Where a reading goes on. `historyId` of a snapshot is the baseline that was taken before its first page was listed;
 * the history is read from there once the walk is over.
 */
const cursorSchema = z.object({
  v: z.literal(1),
  phase: z.enum(['snapshot', 'delta']),
  historyId: z.string().regex(/^\d+$/),
  pageToken: z.string().optional(),
  /** How often in a row the walk has started over; a history that could be read forgets it. */
  restarts: z.int().nonnegative().default(0),
});
export type GoogleCursor = z.infer<typeof cursorSchema>;

/** Undefined for a text that this version did not write. */
export function readCursor(text: string): GoogleCursor | undefined {
  try {
    return cursorSchema.safeParse(JSON.parse(text)).data;
  } catch {
    // What is no JSON was written by nobody here.
    return undefined;
  }
}

export function writeCursor(cursor: Omit<GoogleCursor, 'v' | 'restarts'> & { readonly restarts?: number }): string {
  return JSON.stringify({ v: 1, ...cursor });
}
