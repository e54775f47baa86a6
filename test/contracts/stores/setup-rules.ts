import { describe, expect, test } from 'vitest';
import { isStaleRow } from '../../../core/stale-row.ts';
import { ids, NOW } from '../../builders/ids.ts';
import { aCredential, aPendingClaim, aVerifiedClaim } from '../../builders/setup.ts';
import { failureOf, race, times, type NewTenant, type Tenant } from './tenant.ts';

export function setupRules(newTenant: NewTenant): void {
  describe('domain claims', () => {
    test('a domain is verified by one of two accounts that try at once, the other looks again', async () => {
      const domain = `${ids.next('account')}.example`;
      const tenants = [await newTenant(), await newTenant()];
      const attempts: string[] = [];
      const verifyAll = tenants.map((tenant) => () => claimAndVerify(tenant, domain, attempts));

      const winners = await race(verifyAll);

      expect(winners).toHaveLength(1);
      expect(attempts).toEqual(['taken']);
      expect(await tenants[0]?.registry.accountOfVerifiedDomain(domain)).toBe(winners[0]);
    });

    test('several accounts may have claimed a domain', async () => {
      const domain = `${ids.next('account')}.example`;
      const [acme, other] = [await newTenant(), await newTenant()];

      await acme.run(({ domains }) => domains.add(aPendingClaim({ accountId: acme.accountId, domain })));
      await other.run(({ domains }) => domains.add(aPendingClaim({ accountId: other.accountId, domain })));

      expect(await other.run(({ domains }) => domains.list())).toHaveLength(1);
    });

    test('an account has one live claim of a domain, and may claim again after it expired', async () => {
      const { run, accountId } = await newTenant();
      const claim = aPendingClaim({ accountId });
      const fresh = aPendingClaim({ accountId });
      await run(({ domains }) => domains.add(claim));

      const second = run(({ domains }) => domains.add(aPendingClaim({ accountId })));
      expect(await failureOf(second)).toBeInstanceOf(Error);
      await run(async ({ domains }) => {
        const { id, domain, token, claimedAt } = claim;
        const base = { id, accountId, domain, token, claimedAt, firstVerifiedAt: undefined };
        await domains.replace(claim, { ...base, state: 'expired', at: NOW, version: 2 });
        await domains.add(fresh);
      });

      expect(await run(({ domains }) => domains.byDomain(claim.domain))).toEqual(fresh);
    });
  });

  describe('credentials', () => {
    test('there is one per provider', async () => {
      const { run, accountId } = await newTenant();
      const google = aCredential({ accountId, expiresAt: NOW });
      const microsoft = aCredential({ accountId, provider: 'microsoft' });
      await run(async ({ credentials }) => {
        await credentials.add(google);
        await credentials.add(microsoft);
      });

      const second = run(({ credentials }) => credentials.add(aCredential({ accountId })));

      expect(await failureOf(second)).toBeInstanceOf(Error);
      expect(await run(({ credentials }) => credentials.list())).toEqual([google, microsoft]);
      expect(await run(({ credentials }) => credentials.of('microsoft'))).toEqual(microsoft);
    });
  });

  describe('keys', () => {
    test('the first key of an owner stands, and everybody who was late gets it', async () => {
      const { run } = await newTenant();

      const kept = await race(times(4, (index) => () => run(({ keys }) => keys.put('account', `key ${index}`))));

      expect(kept).toHaveLength(4);
      expect(new Set(kept).size).toBe(1);
      expect(await run(({ keys }) => keys.get('account'))).toBe(kept[0]);
    });

    test('an owner without a key has none', async () => {
      const { run } = await newTenant();

      expect(await run(({ keys }) => keys.get('person:nobody'))).toBeUndefined();
    });

    test('a destroyed key stays destroyed', async () => {
      const { run } = await newTenant();
      await run(({ keys }) => keys.put('person:ada', 'key 1'));
      await run(({ keys }) => keys.destroy('person:ada'));

      const kept = await run(({ keys }) => keys.put('person:ada', 'key 2'));

      expect(kept).toBe('destroyed');
      expect(await run(({ keys }) => keys.get('person:ada'))).toBe('destroyed');
    });

    test('a key that was never made can be destroyed before somebody makes it', async () => {
      const { run } = await newTenant();

      await run(({ keys }) => keys.destroy('person:ada'));

      expect(await run(({ keys }) => keys.put('person:ada', 'key 1'))).toBe('destroyed');
    });

    test("another account's keys are not seen", async () => {
      const [acme, other] = [await newTenant(), await newTenant()];
      await acme.run(({ keys }) => keys.put('account', 'key of acme'));

      expect(await other.run(({ keys }) => keys.get('account'))).toBeUndefined();
    });
  });
}

/** As the domain check does it: on a second look the registry names the owner. */
async function claimAndVerify({ run, registry, accountId }: Tenant, domain: string, attempts: string[]) {
  const claim = aPendingClaim({ accountId, domain });
  await run(({ domains }) => domains.add(claim));
  const verified = aVerifiedClaim({ ...claim, version: 2 });
  let hasLost = false;
  return await run(async ({ domains }) => {
    const owner = await registry.accountOfVerifiedDomain(domain);
    if (hasLost && owner !== undefined) {
      attempts.push('taken');
      throw new Error('The domain belongs to somebody else');
    }
    try {
      await domains.replace(claim, verified);
    } catch (error) {
      hasLost = isStaleRow(error);
      throw error;
    }
    return accountId;
  });
}
