import type { Quote } from '../billing/quote.ts';
import type { Id } from '../ids.ts';
import type { SeatType } from '../seats/seat-type.ts';
import type { Stores } from '../transaction.ts';
import type { ApprovalPolicy } from './approval-policy.ts';

/** What holds before anybody sets a policy: any approver, within a week, and only where something is charged. */
export function defaultPolicy(accountId: Id<'account'>, seatType: SeatType): ApprovalPolicy {
  return {
    accountId,
    seatType,
    version: 0,
    mode: { kind: 'manual-unless-free' },
    rules: [],
    hours: 7 * 24,
    escalates: true,
    setBy: undefined,
    modeSetBy: undefined,
    setAt: Temporal.Instant.fromEpochMilliseconds(0),
  };
}

/** Whether a free seat is put to somebody too instead of being given at once. */
export async function asksForFreeSeats({ policies }: Pick<Stores, 'policies'>, seatType: SeatType): Promise<boolean> {
  return (await policies.current(seatType))?.mode.kind === 'manual';
}

export async function policyOf(
  { policies }: Pick<Stores, 'policies'>,
  accountId: Id<'account'>,
  seatType: SeatType,
): Promise<ApprovalPolicy> {
  return (await policies.current(seatType)) ?? defaultPolicy(accountId, seatType);
}

/** One for each seat type that is quoted. */
export async function policiesOf(
  stores: Pick<Stores, 'policies'>,
  accountId: Id<'account'>,
  { seats }: Pick<Quote, 'seats'>,
): Promise<readonly ApprovalPolicy[]> {
  return await Promise.all(seats.map(async ({ seatType }) => await policyOf(stores, accountId, seatType)));
}
