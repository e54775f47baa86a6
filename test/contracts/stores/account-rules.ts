import { describe, expect, test } from 'vitest';
import { aChannel, anAccount, aPriceList } from '../../builders/account.ts';
import { ids } from '../../builders/ids.ts';
import { aVerifiedClaim } from '../../builders/setup.ts';
import { falseFirst, failureOf, race, times, type NewTenant } from './tenant.ts';

export function accountRules(newTenant: NewTenant): void {
  describe('the account', () => {
    test('is read as it was created', async () => {
      const { run, accountId } = await newTenant();

      expect(await run(({ accounts }) => accounts.get())).toEqual(anAccount({ id: accountId }));
    });

    test('has no terms before an operator sets them, and then the newest version', async () => {
      const { run } = await newTenant();
      const before = await run(({ accounts }) => accounts.terms());
      const newest = aPriceList({ version: 3, prices: { 'sync-only': { month: 5900n } } });

      await run(async ({ accounts }) => {
        await accounts.addTerms(newest);
        await accounts.addTerms(aPriceList({ version: 2 }));
      });

      expect(before).toBeUndefined();
      const terms = await run(({ accounts }) => accounts.terms());
      expect({ ...terms, anchor: terms?.anchor.toString() }).toEqual({ ...newest, anchor: newest.anchor.toString() });
    });

    test('keeps a version of its terms as it was set first', async () => {
      const { run } = await newTenant();
      await run(({ accounts }) => accounts.addTerms(aPriceList()));

      const overwritten = run(({ accounts }) => accounts.addTerms(aPriceList({ prices: {} })));

      expect(await failureOf(overwritten)).toBeInstanceOf(Error);
      expect((await run(({ accounts }) => accounts.terms()))?.prices).toEqual(aPriceList().prices);
    });

    test('has one channel per purpose and surface: setting it again moves it', async () => {
      const { run } = await newTenant();
      const support = aChannel({ purpose: 'support' });
      const moved = aChannel({ channel: 'C2', label: '#money' });
      const elsewhere = aChannel({ surface: 'mail' });

      await run(async ({ channels }) => {
        for (const channel of [support, aChannel(), elsewhere, moved]) await channels.set(channel);
      });

      expect(await run(({ channels }) => channels.list())).toEqual([moved, elsewhere, support]);
    });
  });

  describe('the registry', () => {
    test('knows every account, and none twice', async () => {
      const { registry, accountId } = await newTenant();

      const again = registry.createAccount(anAccount({ id: accountId }));

      expect(await failureOf(again)).toBeInstanceOf(Error);
      expect((await registry.accounts()).filter((id) => id === accountId)).toEqual([accountId]);
    });

    test('gives a workspace to one account, however many ask for it', async () => {
      const tenants = await Promise.all(times(4, newTenant));
      const workspace = `T-${ids.next('workspace')}`;

      const bound = await race(
        tenants.map(
          ({ registry, accountId }) =>
            () =>
              registry.bindWorkspace({ surface: 'chat', workspace, accountId }),
        ),
      );

      expect(bound.toSorted(falseFirst)).toEqual([false, false, false, true]);
      const owner = await tenants[0]?.registry.accountOf('chat', workspace);
      expect(owner).toBe(tenants[bound.indexOf(true)]?.accountId);
    });

    test('binds a workspace twice to its own account, and knows it on its surface only', async () => {
      const { registry, accountId } = await newTenant();
      const workspace = `T-${ids.next('workspace')}`;

      const bound = await registry.bindWorkspace({ surface: 'chat', workspace, accountId });
      const again = await registry.bindWorkspace({ surface: 'chat', workspace, accountId });

      expect([bound, again]).toEqual([true, true]);
      expect(await registry.accountOf('mail', workspace)).toBeUndefined();
    });

    test('knows the workspaces of an account, and no others', async () => {
      const [acme, other] = [await newTenant(), await newTenant()];
      const bind = ({ registry, accountId }: typeof acme) => {
        const workspace = { surface: 'chat', workspace: `T-${ids.next('workspace')}`, accountId };
        return registry.bindWorkspace(workspace).then(() => workspace);
      };
      const bound = await bind(acme);
      await bind(other);

      expect(await acme.registry.workspacesOf(acme.accountId)).toEqual([bound]);
    });

    test('names the account that verified a domain, and nobody for one that is only claimed', async () => {
      const { registry, run, accountId } = await newTenant();
      const claim = aVerifiedClaim({ accountId, domain: `${accountId}.example` });

      const before = await registry.accountOfVerifiedDomain(claim.domain);
      await run(({ domains }) => domains.add(claim));

      expect(before).toBeUndefined();
      expect(await registry.accountOfVerifiedDomain(claim.domain)).toBe(accountId);
    });
  });
}
