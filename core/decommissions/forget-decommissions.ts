import type { Id } from '../ids.ts';
import type { Stores } from '../transaction.ts';
import type { Decommission } from './decommission.ts';

/** Stands where somebody may have written of a person who is removed now. */
const ERASED = 'erased with the person';

/** What was written down about somebody in free words goes with them; who did what, and when, stays. */
export async function forgetDecommissions(
  { decommissions }: Pick<Stores, 'decommissions'>,
  memberId: Id<'member'>,
): Promise<void> {
  for (const decommission of await decommissions.ofMember(memberId)) {
    const settled = decommission.settled.map((step) => ({
      ...step,
      note: step.note === undefined ? undefined : ERASED,
    }));
    const base = { settled, version: decommission.version + 1 };
    const next: Decommission =
      decommission.state === 'abandoned' ? { ...decommission, ...base, reason: ERASED } : { ...decommission, ...base };
    await decommissions.replace(decommission, next);
  }
}
