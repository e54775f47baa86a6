import { createHash } from 'node:crypto';
import { z } from 'zod';

/**
 * What a cursor goes on from, and a digest of what it was made for: with other parameters it would skip or repeat. So it is
 * as long whatever is searched for.
 */
const cursor = z.strictObject({ of: z.string(), at: z.uuid() });

/** Opaque to whoever gets it; nothing in it is secret, and nothing is trusted but an id to compare with. */
export function cursorText(of: string, at: string): string {
  return Buffer.from(JSON.stringify(cursor.parse({ of: digest(of), at }))).toString('base64url');
}

export function cursorAt(of: string, text: string): string | undefined {
  const parsed = cursor.safeParse(jsonOf(Buffer.from(text, 'base64url').toString('utf8')));
  return parsed.success && parsed.data.of === digest(of) ? parsed.data.at : undefined;
}

function digest(of: string): string {
  return createHash('sha256').update(of).digest('base64url');
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
