import { describe, expect, test } from 'vitest';
import { isStaleRow } from '../../../core/stale-row.ts';
import { NOW } from '../../builders/ids.ts';
import { aSeenPerson, aProvisioningRule } from '../../builders/provisioning.ts';
import { aVerifiedClaim } from '../../builders/setup.ts';
import { failureOf, race, type NewTenant, type Tenant } from './tenant.ts';

export function provisioningRules(newTenant: NewTenant): void {
  describe('the rules for newcomers', () => {
    test('come back as they were stored, in every state', async () => {
      const { run, rule } = await withRule(await newTenant());
      const halted = { ...rule, version: 2, state: 'halted', at: NOW, because: 'domain' } as const;
      const off = {
        ...rule,
        version: 3,
        from: 'page 2',
        lookedAt: NOW,
        invitedAt: NOW,
        state: 'off',
        at: NOW,
      } as const;

      const read = [await run(({ provisioning }) => provisioning.get(rule.claimId))];
      await run(({ provisioning }) => provisioning.replace(rule, halted));
      read.push(...(await run(({ provisioning }) => provisioning.list())));
      await run(({ provisioning }) => provisioning.replace(halted, off));
      read.push(...(await run(({ provisioning }) => provisioning.list())));

      expect(read).toEqual([rule, halted, off]);
    });

    test('that changed since they were read are replaced by one of two', async () => {
      const { run, rule } = await withRule(await newTenant());
      const later = () => run(({ provisioning }) => provisioning.replace(rule, { ...rule, from: 'x', version: 2 }));

      await later();

      expect(isStaleRow(await failureOf(later()))).toBe(true);
    });
  });

  describe('people of a directory', () => {
    test('who were listed before stay as they are, however many list them at once', async () => {
      const { run, rule } = await withRule(await newTenant());
      const [ada, grace] = [aSeenPerson(rule, 'ada'), aSeenPerson(rule, 'grace')];
      const { address: _, fullName: __, ...base } = ada;
      const known = { ...base, state: 'known' } as const;

      await run(({ provisioning }) => provisioning.addPeople([known]));
      await race([
        () => run(({ provisioning }) => provisioning.addPeople([ada, grace])),
        () => run(({ provisioning }) => provisioning.addPeople([grace, ada])),
      ]);

      expect(await run(({ provisioning }) => provisioning.eligible(rule.claimId))).toEqual([grace]);
    });

    test('are found by how far they have come, in the order in which they were seen', async () => {
      const { run, rule } = await withRule(await newTenant());
      const ada = { ...aSeenPerson(rule, 'ada'), seenAt: NOW.add({ hours: 1 }) };
      const grace = aSeenPerson(rule, 'grace');
      await run(({ provisioning }) => provisioning.addPeople([ada, grace]));
      const before = await run(({ provisioning }) => provisioning.eligible(rule.claimId));
      const { address: _, fullName: __, ...base } = ada;
      const known = { ...base, version: 2, state: 'known' } as const;

      await run(({ provisioning }) => provisioning.replacePerson(ada, known));
      const again = run(({ provisioning }) => provisioning.replacePerson(ada, known));

      expect(isStaleRow(await failureOf(again))).toBe(true);
      expect(before).toEqual([grace, ada]);
      expect(await run(({ provisioning }) => provisioning.eligible(rule.claimId))).toEqual([grace]);
      expect(await run(({ provisioning }) => provisioning.invitedSince(rule.claimId, NOW))).toEqual([]);
    });
  });
}

async function withRule({ run, accountId, ada }: Tenant) {
  const claim = aVerifiedClaim({ accountId, domain: `${accountId}.example` });
  const rule = aProvisioningRule({ accountId, claimId: claim.id, setBy: ada.id });
  await run(({ domains }) => domains.add(claim));
  await run(({ provisioning }) => provisioning.add(rule));
  return { run, rule };
}
