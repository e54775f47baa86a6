import { z } from 'zod';

/** A folder that is read. `link` is the query of its next or delta link; without one its walk has not begun. */
const folderSchema = z.object({
  id: z.string().min(1),
  name: z.string(),
  isSent: z.boolean(),
  state: z.enum(['walk', 'delta']),
  link: z.string().optional(),
  /** How many messages the folder said it had, and how many its walk has seen. */
  total: z.number().int(),
  seen: z.number().int(),
  lastId: z.string().optional(),
});
export type FolderCursor = z.infer<typeof folderSchema>;

/** `queue` names the folders that still have something to say in this cycle; when it is empty the next cycle begins. */
const cursorSchema = z.object({
  v: z.literal(1),
  /** The directory's id of the person, which outlives a change of address. */
  user: z.string().min(1),
  isWalking: z.boolean(),
  restarts: z.number().int(),
  excluded: z.array(z.string()),
  sent: z.string().optional(),
  folders: z.array(folderSchema),
  queue: z.array(z.string()),
});
export type MicrosoftCursor = z.infer<typeof cursorSchema>;

/** Undefined for a text that this version did not write. */
export function readCursor(text: string): MicrosoftCursor | undefined {
  try {
    return cursorSchema.safeParse(JSON.parse(text)).data;
  } catch {
    // What is no JSON was written by nobody here.
    return undefined;
  }
}

export function writeCursor(cursor: MicrosoftCursor): string {
  return JSON.stringify(cursor);
}
