import { foldedTeam } from '../accounts/team.ts';
import type { Id } from '../ids.ts';
import { sharesWithinTeams } from '../people/authority.ts';
import type { Seat } from '../seats/seat.ts';
import type { Stores } from '../transaction.ts';
import type { StoredCopy } from './crm-store.ts';
import type { PrivacyLevel } from './privacy.ts';
import type { Holder } from './visible-interaction.ts';

export type HoldersStores = Pick<Stores, 'seats' | 'accounts'>;

/** Whoever looks; undefined for a colleague of the holder’s own team who holds no copy. */
export type Looking = { readonly viewer: Id<'member'> | undefined };

/**
 * Levels as they are now: a change counts for what was synced before. Without a seat nobody has agreed to anything, and
 * where mail is shared with teams only, whoever is in another team sees participants and time.
 */
export async function createHolders(stores: HoldersStores, { viewer }: Looking) {
  const account = await stores.accounts.get();
  const seats = new Map<Id<'member'>, Seat | undefined>();
  const seatOf = async (member: Id<'member'>): Promise<Seat | undefined> => {
    if (!seats.has(member)) seats.set(member, await stores.seats.ofMember(member));
    return seats.get(member);
  };
  const isWithin = async (team: string | undefined): Promise<boolean> => {
    if (!sharesWithinTeams(account) || viewer === undefined) return true;
    const own = (await seatOf(viewer))?.team;
    return team !== undefined && own !== undefined && foldedTeam(team) === foldedTeam(own);
  };
  const levelFor = async (member: Id<'member'>): Promise<PrivacyLevel> => {
    const seat = await seatOf(member);
    return seat !== undefined && (await isWithin(seat.team)) ? seat.privacy : 'participants-only';
  };
  return async (copies: readonly StoredCopy[]): Promise<readonly Holder[]> => {
    const holders: Holder[] = [];
    for (const { memberId, mailboxClass } of copies)
      holders.push({ memberId, level: await levelFor(memberId), mailboxClass });
    return holders;
  };
}
