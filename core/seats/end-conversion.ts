import type { AuditActor, AuditKind } from '../audit/audit-record.ts';
import type { Id } from '../ids.ts';
import { repaint, tell } from '../outbox/tell.ts';
import type { Member } from '../people/member.ts';
import { err, ok, type Result } from '../result.ts';
import type { Stores } from '../transaction.ts';
import { freeSeat, lockCapacity } from './capacity.ts';
import type { ConvertDeps } from './conversion-deps.ts';
import {
  conversionCard,
  conversionSubject,
  type ConversionDone,
  type ConversionEnd,
  type ConversionRefused,
  type GrantedSeat,
} from './conversion-views.ts';
import { movedSeat } from './seat-moves.ts';
import type { Seat } from './seat.ts';
import { startCharge } from './start-charge.ts';
import { voidCharge } from './void-charge.ts';

/** Somebody of support, with the conversion that the card was about, which its end tells from others of the same seat. */
export type Deciding = { readonly seatId: Id<'seat'>; readonly until: number; readonly by: Member };

/** One transaction: the seat becomes the one that was taken for it, the old one becomes free, and its charge begins. */
export async function completeConversion(
  deps: ConvertDeps,
  stores: Stores,
  deciding: Deciding,
): Promise<Result<ConversionDone, ConversionRefused>> {
  const seat = await seatToDecide(stores, deciding);
  if (!seat.ok) return seat;
  const next = movedSeat(seat.value, { kind: 'converted' });
  await lockCapacity(stores, seat.value.seatType);
  // Whoever was second finds out here, before anything is counted twice.
  await stores.seats.replace(seat.value, next);
  await freeSeat(stores, seat.value.seatType, deps.clock.now());
  await stores.work.cancel(`seat.void:${next.id}`);
  const charge = await startCharge(deps, stores, next);
  await record(deps, stores, { seat: next, kind: 'seat.converted', by: deciding.by.id });
  const end = { kind: 'completed', by: deciding.by, charge } as const;
  return ok(await tellEnd(deps, stores, seat.value, end));
}

export async function rejectConversion(
  deps: ConvertDeps,
  stores: Stores,
  deciding: Deciding & { readonly reason: string },
): Promise<Result<ConversionDone, ConversionRefused>> {
  const seat = await seatToDecide(stores, deciding);
  if (!seat.ok) return seat;
  const { by, reason } = deciding;
  await giveBack(deps, stores, seat.value, 'support rejected the conversion');
  await record(deps, stores, { seat: seat.value, kind: 'seat.conversion-rejected', by: by.id });
  return ok(await tellEnd(deps, stores, seat.value, { kind: 'rejected', by, reason }));
}

/** Support has not done it in time. */
export async function expireConversion(deps: ConvertDeps, stores: Stores, seat: GrantedSeat): Promise<void> {
  await giveBack(deps, stores, seat, 'support did not convert the seat within 30 days');
  await record(deps, stores, { seat, kind: 'seat.conversion-expired', by: undefined });
  await tellEnd(deps, stores, seat, { kind: 'expired' });
}

/** The person leaves before it is done; whoever ends their seat gives back what was taken for it. */
export async function tellConversionLeft(deps: ConvertDeps, stores: Stores, seat: GrantedSeat): Promise<void> {
  await tellEnd(deps, stores, seat, { kind: 'left' });
}

/** The seat stays what it was; what was taken and bought for it is free and not charged. */
async function giveBack(deps: ConvertDeps, stores: Stores, seat: GrantedSeat, because: string): Promise<void> {
  await lockCapacity(stores, 'full-access');
  await stores.seats.replace(seat, movedSeat(seat, { kind: 'conversion-ended' }));
  await stores.work.cancel(`seat.void:${seat.id}`);
  await freeSeat(stores, 'full-access', deps.clock.now());
  await voidCharge(deps, stores, seat, because);
}

async function seatToDecide(
  { seats }: Stores,
  { seatId, until, by }: Deciding,
): Promise<Result<GrantedSeat, ConversionRefused>> {
  const seat = await seats.get(seatId);
  if (seat?.state !== 'conversion-granted' || seat.until.epochMilliseconds !== until)
    return err({ kind: 'changed-meanwhile' });
  if (seat.memberId === by.id) return err({ kind: 'own-seat' });
  return seat.askedBy === by.id ? err({ kind: 'own-request' }) : ok(seat);
}

/** Every copy of the card, whoever asked, and the person themselves when they got it. */
async function tellEnd(
  deps: ConvertDeps,
  stores: Stores,
  seat: GrantedSeat,
  end: ConversionEnd,
): Promise<ConversionDone> {
  const member = await stores.members.get(seat.memberId);
  const asker = await stores.members.get(seat.askedBy);
  if (member === undefined || asker === undefined) throw new Error(`Seat ${seat.id} lacks its member or who asked`);
  const view = conversionCard(seat, { member, asker, end });
  const subject = conversionSubject(seat);
  await repaint(deps, stores, seat.accountId, { subject, view });
  const told = end.kind === 'completed' ? [asker.id, member.id] : [asker.id];
  for (const memberId of new Set(told)) {
    const recipient = { kind: 'member', memberId } as const;
    // What it costs is for whoever asked.
    const shown = memberId === asker.id ? view : conversionCard(seat, { member, asker, end: withoutCharge(end) });
    const key = `${subject}:end:${memberId}`;
    await tell(deps, stores, seat.accountId, { key, subject: `${subject}:end`, recipient, view: shown });
  }
  return { member };
}

function withoutCharge(end: ConversionEnd): ConversionEnd {
  return end.kind === 'completed' ? { ...end, charge: undefined } : end;
}

export async function record(
  { audit, clock }: ConvertDeps,
  stores: Stores,
  { seat, kind, by }: { readonly seat: Seat; readonly kind: AuditKind; readonly by: Id<'member'> | undefined },
): Promise<void> {
  const actor: AuditActor = by === undefined ? { kind: 'job', job: 'seat.void' } : { kind: 'member', memberId: by };
  await audit(stores, seat.accountId, {
    kind,
    at: clock.now(),
    actor,
    subject: { kind: 'seat', id: seat.id },
    facts: { seatType: seat.seatType, member: seat.memberId },
    personal: [],
  });
}
