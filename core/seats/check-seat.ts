import type { Id } from '../ids.ts';
import { isDomainVerified } from '../domains/proved-domain.ts';
import type { Stores, Transaction } from '../transaction.ts';
import type { WorkOutcome } from '../work/work.ts';
import { lookAtMailbox, lookLater } from '../mailboxes/look-at-mailbox.ts';
import type { MailboxProviders } from '../mailboxes/mailbox-providers.ts';
import type { NotReadable, OpenSeat, SeatCheckedDeps } from './open-seat.ts';
import { seatChecked } from './seat-checked.ts';
import { seatNotReadable } from './seat-not-readable.ts';

export type CheckSeatDeps = SeatCheckedDeps & {
  readonly transaction: Transaction;
  readonly providers: MailboxProviders;
};

/**
 * Looks at the mailbox of somebody who was invited: before the price is talked about, and again once they have a seat.
 * The provider is asked outside of any transaction; what it said is applied to the seat as it is then.
 */
export function createCheckSeat(deps: CheckSeatDeps) {
  return async (
    { accountId, seatId }: { readonly accountId: Id<'account'>; readonly seatId: Id<'seat'> },
    signal: AbortSignal,
  ): Promise<WorkOutcome> => {
    const open = await deps.transaction.run(accountId, (stores) => openSeat(stores, seatId));
    if (open === undefined) return { kind: 'done' };

    const { provider } = open.seat;
    const mailbox = { accountId, provider, address: open.member.address };
    const looked = await lookAtMailbox(deps.providers, mailbox, signal);
    const refused = looked.ok ? undefined : looked.error;
    if (refused !== undefined && refused.kind !== 'unauthorised') return lookLater(deps, refused);
    return await deps.transaction.run(accountId, async (stores) => {
      const now = await openSeat(stores, seatId);
      if (now === undefined) return { kind: 'done' };
      // It may have lapsed, or been removed, since the invitation was sent.
      if (!(await isDomainVerified(stores, now.member.address)))
        return await seatNotReadable(deps, stores, now, UNPROVED);
      return refused === undefined
        ? await seatChecked(deps, stores, now)
        : await seatNotReadable(deps, stores, now, refused);
    });
  };
}

const UNPROVED: NotReadable = { fault: 'domain', detail: 'the domain is not verified' };

async function openSeat({ seats, members }: Stores, seatId: Id<'seat'>): Promise<OpenSeat | undefined> {
  const seat = await seats.get(seatId);
  if (seat?.state !== 'checking' && seat?.state !== 'provisioning') return undefined;
  const member = await members.get(seat.memberId);
  if (member === undefined) throw new Error(`Seat ${seatId} lacks its member`);
  return { seat, member };
}
