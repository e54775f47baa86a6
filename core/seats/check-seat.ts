import type { MailboxFacts, ProviderFailure } from '../mailboxes/mailbox-provider.ts';
import type { Id } from '../ids.ts';
import type { Member } from '../people/member.ts';
import { domainOf, normalAddress } from '../relationships/address.ts';
import { err, ok, unreachable, type Result } from '../result.ts';
import type { Stores, Transaction } from '../transaction.ts';
import type { WorkOutcome } from '../work/work.ts';
import type { MailboxProviders } from '../mailboxes/mailbox-providers.ts';
import type { NotReadable, OpenSeat, SeatCheckedDeps } from './open-seat.ts';
import { seatChecked } from './seat-checked.ts';
import { seatNotReadable } from './seat-not-readable.ts';

export type CheckSeatDeps = SeatCheckedDeps & {
  readonly transaction: Transaction;
  readonly providers: MailboxProviders;
};

const ASK_AGAIN_AFTER = Temporal.Duration.from({ seconds: 30 });

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

    const looked = await look(deps, open, signal);
    const refused = looked.ok ? undefined : looked.error;
    if (refused !== undefined && refused.kind !== 'unauthorised') return later(deps, refused);
    return await deps.transaction.run(accountId, async (stores) => {
      const now = await openSeat(stores, seatId);
      if (now === undefined) return { kind: 'done' };
      if (!(await isDomainVerified(stores, now.member))) return await seatNotReadable(deps, stores, now, UNPROVED);
      return refused === undefined
        ? await seatChecked(deps, stores, now)
        : await seatNotReadable(deps, stores, now, refused);
    });
  };
}

const UNPROVED: NotReadable = { fault: 'domain', detail: 'the domain is not verified' };

/** It may have lapsed, or been removed, since the invitation was sent. */
async function isDomainVerified({ domains }: Stores, { address }: Member): Promise<boolean> {
  return (await domains.byDomain(domainOf(address)))?.state === 'verified';
}

type Unauthorised = NotReadable & { readonly kind: 'unauthorised' };

async function openSeat({ seats, members }: Stores, seatId: Id<'seat'>): Promise<OpenSeat | undefined> {
  const seat = await seats.get(seatId);
  if (seat?.state !== 'checking' && seat?.state !== 'provisioning') return undefined;
  const member = await members.get(seat.memberId);
  if (member === undefined) throw new Error(`Seat ${seatId} lacks its member`);
  return { seat, member };
}

async function look(
  deps: CheckSeatDeps,
  { seat, member }: OpenSeat,
  signal: AbortSignal,
): Promise<Result<MailboxFacts, ProviderFailure>> {
  const provider = await deps.providers.of(seat.accountId, seat.provider);
  if (!provider.ok)
    return err({ kind: 'unauthorised', fault: 'credential', detail: 'the mail system is not connected' });
  const facts = await provider.value.check(member.address, signal);
  return facts.ok ? primaryOnly(facts.value, member) : facts;
}

/** Mail of an alias lies in another mailbox, and a seat for it would be paid twice: the primary address is asked for. */
function primaryOnly(facts: MailboxFacts, { address }: Member): Result<MailboxFacts, Unauthorised> {
  if (normalAddress(facts.primaryAddress) === address) return ok(facts);
  return err({ kind: 'unauthorised', fault: 'alias', detail: facts.primaryAddress });
}

function later({ clock }: CheckSeatDeps, failure: Exclude<ProviderFailure, { kind: 'unauthorised' }>): WorkOutcome {
  switch (failure.kind) {
    case 'throttled':
      return { kind: 'again', dueAt: failure.retryAt, countsAsAttempt: false, reason: 'throttled' };
    case 'unavailable':
      return { kind: 'again', dueAt: clock.now().add(ASK_AGAIN_AFTER), countsAsAttempt: false, reason: 'unavailable' };
    default:
      return unreachable(failure);
  }
}
