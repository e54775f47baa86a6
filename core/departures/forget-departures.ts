import type { Id } from '../ids.ts';
import type { Stores } from '../transaction.ts';

/** Stands where a sentence named somebody who is removed now; the hash of what was agreed to stays. */
export const ERASED = 'erased with the person';

/** What was agreed to about somebody names them and what was theirs; counts stay, so that what was done can be shown. */
export async function forgetDepartures(
  { departures }: Pick<Stores, 'departures'>,
  memberId: Id<'member'>,
): Promise<void> {
  for (const departure of await departures.ofMember(memberId)) {
    const { plan, consent, version } = departure;
    await departures.replace(departure, {
      ...departure,
      plan: { ...plan, effects: plan.effects.map((effect) => ({ ...effect, names: [] })) },
      consent: { ...consent, sentence: ERASED },
      version: version + 1,
    });
  }
}
