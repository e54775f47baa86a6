import { domainOf } from '../relationships/address.ts';
import { isReadable, isUnderway } from '../seats/seat-moves.ts';
import type { Stores } from '../transaction.ts';

/** Who and what hangs on a domain: what goes on, and what stops, when it is not the account's any more. */
export type DomainReach = {
  readonly members: number;
  readonly mailboxes: number;
  /** Invitations on their way to a seat that nobody holds yet. */
  readonly invitations: number;
};

export async function domainReach(
  { members, mailboxes, seats }: Pick<Stores, 'members' | 'mailboxes' | 'seats'>,
  domain: string,
): Promise<DomainReach> {
  const there = (await members.list()).filter(({ address }) => domainOf(address) === domain);
  const ids = new Set(there.map(({ id }) => id));
  const read = (await mailboxes.list()).filter((one) => one.class === 'work' && domainOf(one.address) === domain);
  const invited = (await seats.list()).filter(
    (seat) => ids.has(seat.memberId) && isUnderway(seat) && !isReadable(seat),
  );
  return {
    members: there.filter(({ standing }) => standing === 'active').length,
    mailboxes: read.filter(({ desired }) => desired === 'enabled').length,
    invitations: invited.length,
  };
}
