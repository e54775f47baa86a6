import { err, ok } from '../../../core/result.ts';
import type { Result } from '../../../core/result.ts';

export type ReceivedWindow = { readonly afterMs: number; readonly beforeMs: number };

/** Only `after:` and `before:` are understood; anything else is refused rather than answered wrongly. */
export function parseSearch(
  query: string,
): Result<ReceivedWindow, { readonly kind: 'unsupported'; readonly term: string }> {
  let window: ReceivedWindow = { afterMs: -Infinity, beforeMs: Infinity };
  for (const term of query.split(/\s+/).filter((word) => word !== '')) {
    const match = /^(after|before):(?:(\d{9,})|(\d{4})[/-](\d{1,2})[/-](\d{1,2}))$/.exec(term);
    if (match === null) return err({ kind: 'unsupported', term });
    const [, side, seconds, year, month, day] = match;
    const at = seconds === undefined ? Date.UTC(Number(year), Number(month) - 1, Number(day)) : Number(seconds) * 1000;
    window = side === 'after' ? { ...window, afterMs: at } : { ...window, beforeMs: at };
  }
  return ok(window);
}
