import { asksForFreeSeats } from '../../approvals/policy-of.ts';
import type { Member } from '../../people/member.ts';
import type { Stores } from '../../transaction.ts';
import type { View } from '../../views/view.ts';
import { takeSeat } from '../capacity.ts';
import { grantSeat } from '../grant-seat.ts';
import type { Seat } from '../seat.ts';
import type { TermDeps } from './begin-term.ts';
import { show } from './term-views.ts';

export type Keeping = { readonly seat: Seat; readonly member: Member; readonly by: Member };

/** What was a trial takes a purchased seat that nobody holds; undefined where none is free, or somebody approves it first. */
export async function keepWithFreeSeat(
  deps: TermDeps,
  stores: Stores,
  { seat, member, by }: Keeping,
): Promise<View | undefined> {
  if (await asksForFreeSeats(stores, seat.seatType)) return undefined;
  if (!(await takeSeat(stores, seat.seatType, deps.clock.now()))) return undefined;
  await grantSeat(deps, stores, seat);
  await deps.audit(stores, seat.accountId, {
    kind: 'seat.granted',
    at: deps.clock.now(),
    actor: { kind: 'member', memberId: by.id },
    subject: { kind: 'seat', id: seat.id },
    facts: { seatType: seat.seatType, charged: 0, because: 'a free seat was used for what was a trial' },
    personal: [],
  });
  return {
    title: `${member.fullName} keeps the seat`,
    tone: 'good',
    blocks: [
      {
        kind: 'text',
        text: [
          'A purchased seat was free and is theirs now, so this costs nothing. The trial has no end any more as soon as their mailbox has been looked at once.',
        ],
      },
    ],
    actions: [show(member)],
  };
}

export function noTrialView(member: Member): View {
  return {
    title: `${member.fullName} has no trial any more`,
    tone: 'attention',
    blocks: [{ kind: 'text', text: ['It has ended or is a purchased seat already. Nothing was asked for.'] }],
    actions: [show(member)],
  };
}
