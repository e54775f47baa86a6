import type { SeenPerson, ProvisioningRule } from '../../../core/provisioning/provisioning.ts';
import { joined, member } from './rules.ts';
import type { Rules } from './table.ts';

export const seenPersonKey = ({ claimId, digest }: SeenPerson): string => joined(claimId, digest);
export const provisioningRules: Rules<ProvisioningRule> = {
  name: 'provisioning rule',
  key: ({ claimId }) => claimId,
  references: ({ claimId, setBy, batchId }) => [
    { table: 'domain claim', key: claimId },
    member(setBy),
    ...(batchId === undefined ? [] : [{ table: 'batch', key: batchId }]),
  ],
};
export const provisioningPeople: Rules<SeenPerson> = {
  name: 'person of a directory',
  key: seenPersonKey,
  references: ({ claimId }) => [{ table: 'provisioning rule', key: claimId }],
};
