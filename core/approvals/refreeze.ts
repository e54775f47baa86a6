import type { Quote } from '../billing/quote.ts';
import type { Result } from '../result.ts';
import type { SeatType } from '../seats/seat-type.ts';
import type { Stores } from '../transaction.ts';
import type { ApprovalPolicy, FrozenPolicy } from './approval-policy.ts';
import { peopleOf, type ApprovalRequest, type ApprovalSubject } from './approval-request.ts';
import { amountThatCounts, freezePolicy, type FreezeRefused } from './freeze-policy.ts';
import { defaultPolicy, policyOf } from './policy-of.ts';

export type Refreezing = {
  readonly subject: ApprovalSubject;
  readonly quote: Quote;
  /** Of everybody who gets a seat by it. */
  readonly teams: readonly string[];
};

/** The version of the policy that the request was made under, applied to what is asked for now; people decide. */
export async function refreeze(
  stores: Stores,
  request: ApprovalRequest,
  { subject, quote, teams }: Refreezing,
): Promise<Result<FrozenPolicy, FreezeRefused>> {
  return freezePolicy({
    policies: await Promise.all(quote.seats.map(({ seatType }) => policyThen(stores, request, seatType))),
    members: await stores.members.list(),
    requester: request.requestedBy,
    beneficiaries: peopleOf(subject).map(({ memberId }) => memberId),
    amount: amountThatCounts(quote),
    teams,
    mayBeAutomatic: false,
  });
}

/** For another seat type there is no such version: what holds for that type now. */
async function policyThen(
  stores: Stores,
  { accountId, policy }: ApprovalRequest,
  seatType: SeatType,
): Promise<ApprovalPolicy> {
  const applied = policy.applied.find((one) => one.seatType === seatType);
  if (applied === undefined) return await policyOf(stores, accountId, seatType);
  return (await stores.policies.at(seatType, applied.version)) ?? defaultPolicy(accountId, seatType);
}
