import type { MessageHead } from '../../core/relationships/message-head.ts';
import type { PoisonItem } from '../../core/mailboxes/mailbox-provider.ts';
import { AUTOMATED_MAIL_HEADERS } from '../../core/relationships/message-head.ts';

/** What became of one message that was asked for. `absent`: not there any more, or nowhere that is read. */
export type Fetched =
  | { readonly kind: 'head'; readonly head: MessageHead }
  | { readonly kind: 'absent'; readonly providerId: string }
  | { readonly kind: 'out-of-horizon'; readonly providerId: string }
  | { readonly kind: 'poisoned'; readonly item: PoisonItem };

export type RawHeader = { readonly name: string; readonly value: string };

/** The first of each wins: a header that a relay repeats further down is older. */
export function automatedHeaders(headers: readonly RawHeader[]): Readonly<Record<string, string>> {
  const wanted = new Set<string>(AUTOMATED_MAIL_HEADERS);
  const found = new Map<string, string>();
  for (const { name, value } of headers) {
    const key = name.toLowerCase();
    if (wanted.has(key) && !found.has(key)) found.set(key, value);
  }
  return Object.fromEntries(found);
}
