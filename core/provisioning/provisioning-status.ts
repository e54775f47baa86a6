import { peopleOfBatch } from '../bulk/batch-people.ts';
import { isUnderway } from '../seats/seat-moves.ts';
import type { Stores } from '../transaction.ts';
import type { ProvisioningRule } from './provisioning.ts';
import type { ProvisioningStatus } from './provisioning-views.ts';

/** Who was invited longer ago is in the list of seats, not here. */
const REMEMBERED = Temporal.Duration.from({ hours: 90 * 24 });

export async function provisioningStatus(
  stores: Pick<Stores, 'provisioning' | 'seats' | 'batchRows'>,
  rule: ProvisioningRule,
  now: Temporal.Instant,
): Promise<ProvisioningStatus> {
  const invited = await stores.provisioning.invitedSince(rule.claimId, now.subtract(REMEMBERED));
  const batches = [...new Set(invited.map(({ batchId }) => batchId))];
  const people = (await Promise.all(batches.map((batchId) => peopleOfBatch(stores, batchId)))).flat();
  const provisioned = people.filter(({ seat }) => seat.state === 'active').length;
  const pending = people.filter(({ seat }) => seat.state !== 'active' && isUnderway(seat)).length;
  return { rule, eligible: await stores.provisioning.eligible(rule.claimId), pending, provisioned };
}
