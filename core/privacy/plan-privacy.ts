import { countText } from '../views/count-text.ts';
import { holdOn } from '../departures/legal-hold.ts';
import type { Member } from '../people/member.ts';
import { PRIVACY_MEANINGS, storable, type PrivacyLevel } from '../relationships/privacy.ts';
import { err, ok, type Result } from '../result.ts';
import { isUnderway } from '../seats/seat-moves.ts';
import type { Seat } from '../seats/seat.ts';
import type { Stores } from '../transaction.ts';
import { deletes, readsAgain } from './privacy-change-moves.ts';
import type { PrivacyRefused } from './privacy-refused.ts';

/** A change of a level that is possible, with what it destroys counted. */
export type PrivacyPlan = {
  readonly member: Member;
  readonly seat: Seat;
  readonly level: PrivacyLevel;
  /** How many stored subjects are deleted; 0 where nothing is. */
  readonly subjects: number;
};

/** Only what is asked of them, so that whoever plans for many may have read the rest before. */
export type PlanningStores = {
  readonly seats: Pick<Stores['seats'], 'ofMember'>;
  readonly credentials: Pick<Stores['credentials'], 'of'>;
  readonly mail: Pick<Stores['mail'], 'subjectsOf'>;
  readonly holds: Pick<Stores['holds'], 'of'>;
};

export async function planPrivacy(
  stores: PlanningStores,
  member: Member,
  level: PrivacyLevel,
): Promise<Result<PrivacyPlan, PrivacyRefused>> {
  const seat = await stores.seats.ofMember(member.id);
  if (seat === undefined || !(isUnderway(seat) || seat.state === 'deactivated'))
    return err({ kind: 'no-seat', member });
  if (seat.privacy === level) return err({ kind: 'same-level', member, level });
  const credential = await stores.credentials.of(seat.provider);
  const granted = credential?.health.kind === 'ok' ? credential.health.access : 'headers';
  const served = storable(level, granted);
  if (!served.ok) return served;
  const isDeletion = deletes({ before: seat.privacy, level });
  if (isDeletion && (await holdOn(stores, member.id)) !== undefined) return err({ kind: 'held', member });
  const subjects = isDeletion ? await stores.mail.subjectsOf(member.id) : 0;
  return ok({ member, seat, level, subjects });
}

/** What is agreed to, as it is shown and kept. `subjects` is as many as were counted when it was shown. */
export function privacySentence({ member, seat, level }: PrivacyPlan, subjects: number): string {
  const change = { before: seat.privacy, level };
  const seen = `From now on the level of ${member.fullName} is “${PRIVACY_MEANINGS[level].title}”, for what was synced before too.`;
  if (deletes(change))
    return `${seen} The stored subjects of their messages are deleted: ${countText(subjects)} now, and what is read until I agree. They can be had back only by reading the mailbox again.`;
  if (readsAgain(change))
    return `${seen} Their mailbox is read again, and colleagues see the subjects of their messages.`;
  return `${seen} No stored mail is deleted or read again.`;
}
