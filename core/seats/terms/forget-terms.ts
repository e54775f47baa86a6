import { ERASED } from '../../departures/forget-departures.ts';
import type { Id } from '../../ids.ts';
import type { Stores } from '../../transaction.ts';

/** What was agreed to about the end of somebody’s seat names them; that and when it ended stays. */
export async function forgetTerms({ seatTerms }: Pick<Stores, 'seatTerms'>, memberId: Id<'member'>): Promise<void> {
  for (const term of await seatTerms.ofMember(memberId))
    await seatTerms.replace(term, {
      ...term,
      consent: { ...term.consent, sentence: ERASED },
      version: term.version + 1,
    });
}
