import type { AuditTrail } from '../audit/audit-trail.ts';
import type { Clock } from '../clock.ts';
import type { Id, Ids } from '../ids.ts';
import { recipientKey } from '../mailboxes/job-recipients.ts';
import { repaint, tell } from '../outbox/tell.ts';
import type { Member } from '../people/member.ts';
import { supportRecipients } from '../removals/support-recipients.ts';
import { err, ok, type Result } from '../result.ts';
import type { Stores } from '../transaction.ts';
import { available, freeSeat, takeSeat } from './capacity.ts';
import { conversionCard, conversionSubject, type ConversionEnd, type ConversionRefused } from './conversion-views.ts';
import type { Seat } from './seat.ts';

export type ConvertDeps = { readonly ids: Ids; readonly clock: Clock; readonly audit: AuditTrail };
export type ActiveSeat = Extract<Seat, { state: 'active' }>;

/** Puts it to support. A seat to convert to must be there: it was bought, priced and approved before, like every seat. */
export async function askConversion(
  deps: ConvertDeps,
  stores: Stores,
  { member, asker }: { readonly member: Member; readonly asker: Member },
): Promise<Result<ActiveSeat, ConversionRefused>> {
  const seat = await stores.seats.ofMember(member.id);
  if (seat?.state !== 'active') return err({ kind: 'no-active-seat' });
  if (seat.basis === 'trial') return err({ kind: 'trial' });
  if (seat.seatType === 'full-access') return err({ kind: 'full-access-already' });
  const subject = conversionSubject(seat);
  if ((await stores.notices.ofSubject(subject)).length > 0) return err({ kind: 'asked-already' });
  if (available(await stores.entitlements.lock('full-access')) < 1) return err({ kind: 'no-free-seat' });
  const recipients = await supportRecipients(stores);
  if (recipients.length === 0) return err({ kind: 'nobody-in-support' });

  const view = conversionCard(seat, { member, asker });
  for (const recipient of recipients)
    await tell(deps, stores, seat.accountId, {
      key: `${subject}:${recipientKey(recipient)}`,
      subject,
      recipient,
      view,
    });
  await record(deps, stores, { seat, kind: 'seat.conversion-asked', by: asker.id });
  return ok(seat);
}

export type Deciding = {
  readonly seatId: Id<'seat'>;
  readonly version: number;
  readonly asker: Id<'member'>;
  readonly by: Member;
};

/** One transaction: the new seat is taken, the old one becomes free, and used never passes purchased. */
export async function completeConversion(
  deps: ConvertDeps,
  stores: Stores,
  deciding: Deciding,
): Promise<Result<Member, ConversionRefused>> {
  const seat = await seatToDecide(stores, deciding);
  if (!seat.ok) return seat;
  const at = deps.clock.now();
  if (available(await stores.entitlements.lock('full-access')) < 1) return err({ kind: 'no-free-seat' });
  const next: ActiveSeat = { ...seat.value, seatType: 'full-access', version: seat.value.version + 1 };
  // Whoever was second finds out here, before anything is counted twice.
  await stores.seats.replace(seat.value, next);
  if (!(await takeSeat(stores, 'full-access', at))) throw new Error('A seat that was free under its lock is taken');
  await freeSeat(stores, seat.value.seatType, at);
  await record(deps, stores, { seat: next, kind: 'seat.converted', by: deciding.by.id });
  const end = { kind: 'completed', by: deciding.by } as const;
  return ok(await tellEnd(deps, stores, { seat: seat.value, askerId: deciding.asker, end }));
}

/** The seat gets another version, so that every copy of the card is out of date and it can be asked for anew. */
export async function rejectConversion(
  deps: ConvertDeps,
  stores: Stores,
  deciding: Deciding & { readonly reason: string },
): Promise<Result<Member, ConversionRefused>> {
  const seat = await seatToDecide(stores, deciding);
  if (!seat.ok) return seat;
  const { by, reason } = deciding;
  await stores.seats.replace(seat.value, { ...seat.value, version: seat.value.version + 1 });
  await record(deps, stores, { seat: seat.value, kind: 'seat.conversion-rejected', by: by.id });
  const end = { kind: 'rejected', by, reason } as const;
  return ok(await tellEnd(deps, stores, { seat: seat.value, askerId: deciding.asker, end }));
}

async function seatToDecide(
  { seats }: Stores,
  { seatId, version, asker, by }: Deciding,
): Promise<Result<ActiveSeat, ConversionRefused>> {
  const seat = await seats.get(seatId);
  if (seat?.state !== 'active' || seat.version !== version) return err({ kind: 'changed-meanwhile' });
  return asker === by.id ? err({ kind: 'own-request' }) : ok(seat);
}

/** Every copy of the card, whoever asked, and the person themselves when they got it. */
async function tellEnd(
  deps: ConvertDeps,
  stores: Stores,
  { seat, askerId, end }: { readonly seat: ActiveSeat; readonly askerId: Id<'member'>; readonly end: ConversionEnd },
): Promise<Member> {
  const member = await stores.members.get(seat.memberId);
  const asker = await stores.members.get(askerId);
  if (member === undefined || asker === undefined) throw new Error(`Seat ${seat.id} lacks its member or who asked`);
  const view = conversionCard(seat, { member, asker, end });
  const subject = conversionSubject(seat);
  await repaint(deps, stores, seat.accountId, { subject, view });
  const told = end.kind === 'completed' ? [asker.id, member.id] : [asker.id];
  for (const memberId of new Set(told)) {
    const recipient = { kind: 'member', memberId } as const;
    const key = `${subject}:end:${memberId}`;
    await tell(deps, stores, seat.accountId, { key, subject: `${subject}:end`, recipient, view });
  }
  return member;
}

async function record(
  { audit, clock }: ConvertDeps,
  stores: Stores,
  { seat, kind, by }: { readonly seat: Seat; readonly kind: `seat.${string}`; readonly by: Id<'member'> },
): Promise<void> {
  await audit(stores, seat.accountId, {
    kind,
    at: clock.now(),
    actor: { kind: 'member', memberId: by },
    subject: { kind: 'seat', id: seat.id },
    facts: { seatType: seat.seatType, member: seat.memberId },
    personal: [],
  });
}
