import type {
  EligiblePerson,
  InvitedPerson,
  SeenPerson,
  ProvisioningStore,
} from '../../../core/provisioning/provisioning.ts';
import { staleRow } from '../../../core/stale-row.ts';
import { openTable } from './open-table.ts';
import { seenPersonKey } from './provisioning-rules.ts';
import type { Session } from './session.ts';
import type { Tables } from './tables.ts';

export function openProvisioning(tables: Tables, session: Session): ProvisioningStore {
  const rules = openTable(tables.provisioningRules, session);
  const people = openTable(tables.provisioningPeople, session);
  const inOrder = async (claimId: string): Promise<readonly SeenPerson[]> =>
    (await people.all())
      .filter((person) => person.claimId === claimId)
      .toSorted(
        (one, other) => Temporal.Instant.compare(one.seenAt, other.seenAt) || (one.digest < other.digest ? -1 : 1),
      );
  return {
    get: rules.get,
    list: async () => (await rules.all()).toSorted((one, other) => (one.domain < other.domain ? -1 : 1)),
    add: rules.insert,
    replace: async (previous, next) => {
      const isSaved = await rules.change(previous.claimId, ({ version }) => version === previous.version, next);
      if (!isSaved) throw staleRow('Provisioning rule');
    },
    addPeople: async (added) => {
      for (const person of added) await people.add(person);
    },
    eligible: async (claimId) =>
      (await inOrder(claimId)).filter((person): person is EligiblePerson => person.state === 'eligible'),
    invitedSince: async (claimId, since) =>
      (await inOrder(claimId)).filter(
        (person): person is InvitedPerson =>
          person.state === 'invited' && Temporal.Instant.compare(person.seenAt, since) >= 0,
      ),
    replacePerson: async (previous, next) => {
      const isSaved = await people.change(seenPersonKey(previous), ({ version }) => version === previous.version, next);
      if (!isSaved) throw staleRow('Person of a directory');
    },
  };
}
