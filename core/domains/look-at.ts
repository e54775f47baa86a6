import type { Ids } from '../ids.ts';
import type { Stores } from '../transaction.ts';
import type { DomainClaim } from './domain-claim.ts';

/** Has the DNS looked at, at this time or at the earlier one at which it would have been. */
export async function lookAt(
  { ids }: { readonly ids: Ids },
  { work }: Pick<Stores, 'work'>,
  claim: DomainClaim,
  dueAt: Temporal.Instant,
): Promise<void> {
  const { accountId, id: claimId } = claim;
  const key = lookKey(claim);
  await work.add({ id: ids.next('work'), kind: 'domain.check', key, payload: { accountId, claimId }, dueAt });
}

export function lookKey({ id }: DomainClaim): string {
  return `domain.check:${id}`;
}
