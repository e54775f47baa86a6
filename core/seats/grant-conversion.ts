import { firstAccessDeadline } from '../billing/bill.ts';
import type { Clock } from '../clock.ts';
import type { Ids } from '../ids.ts';
import { recipientKey } from '../mailboxes/job-recipients.ts';
import { tell } from '../outbox/tell.ts';
import type { Member } from '../people/member.ts';
import { supportRecipients } from '../removals/support-recipients.ts';
import type { Stores } from '../transaction.ts';
import { conversionCard, conversionSubject, type GrantedSeat } from './conversion-views.ts';
import { movedSeat } from './seat-moves.ts';
import type { Seat } from './seat.ts';

export type GrantConversionDeps = { readonly ids: Ids; readonly clock: Clock };

/**
 * A Full Access seat has been taken for it by whoever calls this, so that nobody else gets it meanwhile. Support does the
 * rest; what they have not done within the time is given back.
 */
export async function grantConversion(
  deps: GrantConversionDeps,
  stores: Stores,
  seat: Seat,
  asker: Member,
): Promise<void> {
  const until = firstAccessDeadline(deps.clock.now());
  const granted = movedSeat(seat, { kind: 'conversion-granted', askedBy: asker.id, until });
  await stores.seats.replace(seat, granted);
  const { id: seatId, accountId } = seat;
  const payload = { accountId, seatId };
  const work = { id: deps.ids.next('work'), kind: 'seat.void', key: `seat.void:${seatId}`, payload } as const;
  await stores.work.add({ ...work, dueAt: until });
  await putToSupport(deps, stores, { ...seat, until }, asker);
}

async function putToSupport(
  deps: GrantConversionDeps,
  stores: Stores,
  seat: Pick<GrantedSeat, 'id' | 'accountId' | 'memberId' | 'until'>,
  asker: Member,
): Promise<void> {
  const member = await stores.members.get(seat.memberId);
  if (member === undefined) throw new Error(`Seat ${seat.id} lacks its member`);
  const subject = conversionSubject(seat);
  const view = conversionCard(seat, { member, asker });
  for (const recipient of await supportRecipients(stores))
    await tell(deps, stores, seat.accountId, {
      key: `${subject}:${recipientKey(recipient)}`,
      subject,
      recipient,
      view,
    });
}
