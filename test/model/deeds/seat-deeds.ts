import * as fc from 'fast-check';
import { unreachable } from '../../../core/result.ts';
import { createCarryOutTerm } from '../../../core/seats/terms/carry-out-term.ts';
import type { Office } from '../../flows/office.ts';
import { addressOf, anyAdmin, anyGuest, memberCalled, nameOf, type Guest, type Staff } from '../people.ts';
import { agreeTo } from '../pressing.ts';

export type SeatDeed =
  | { readonly kind: 'invite' | 'try' | 'keep'; readonly by: Staff; readonly guest: Guest }
  | { readonly kind: 'void'; readonly guest: Guest }
  /** Every worker that looks at mailboxes, or after ends, at once. */
  | { readonly kind: 'check' | 'end-terms' };

export const anySeatDeed: fc.Arbitrary<SeatDeed> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('invite' as const), by: anyAdmin, guest: anyGuest }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constantFrom('try' as const, 'keep' as const), by: anyAdmin, guest: anyGuest }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('void' as const), guest: anyGuest }) },
  { weight: 6, arbitrary: fc.constant({ kind: 'check' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'end-terms' as const }) },
);

export async function actOnSeats(office: Office, deed: SeatDeed): Promise<unknown> {
  switch (deed.kind) {
    case 'invite':
      return await office.types(deed.by, inviting(deed.guest));
    case 'try':
      return await agreeTo(office, deed.by, `${inviting(deed.guest)} trial:yes`);
    case 'keep':
      return await agreeTo(office, deed.by, `renew ${addressOf(deed.guest)}`);
    case 'void':
      return await voidSeat(office, deed.guest);
    case 'check':
      return await office.checksSeats();
    case 'end-terms':
      return await endTerms(office);
    default:
      return unreachable(deed);
  }
}

export function inviting(guest: Guest): string {
  return `invite ${addressOf(guest)} ${nameOf(guest)} privacy:subjects`;
}

async function voidSeat(office: Office, guest: Guest): Promise<unknown> {
  const member = await memberCalled(office, guest);
  const seat = member && (await office.inAccount(({ seats }) => seats.ofMember(member.id)));
  return seat === undefined ? undefined : await office.voids(seat.id);
}

async function endTerms({ deps, inAccount }: Office): Promise<void> {
  const carryOutTerm = createCarryOutTerm(deps);
  for (const { accountId, id: termId } of await inAccount(({ seatTerms }) => seatTerms.allRunning()))
    await carryOutTerm({ accountId, termId });
}
