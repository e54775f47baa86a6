import { describe, expect, test } from 'vitest';
import { NOW } from '../../builders/ids.ts';
import { aMember, anIdentity, aPlatformUser } from '../../builders/people.ts';
import { falseFirst, failureOf, race, times, type NewTenant } from './tenant.ts';

export function peopleRules(newTenant: NewTenant): void {
  describe('members', () => {
    test('a member is found by id and by address', async () => {
      const { run, ada } = await newTenant();

      const found = await run(async ({ members }) => [
        await members.get(ada.id),
        await members.byAddress(ada.address),
        await members.byAddress('nobody@example.com'),
      ]);

      expect(found).toEqual([ada, ada, undefined]);
    });

    test('an address belongs to one member, whoever is faster', async () => {
      const { run, accountId } = await newTenant();
      const address = 'grace@example.com';

      const winners = await race(
        times(4, () => () => run(({ members }) => members.add(aMember({ accountId, address })))),
      );

      expect(winners).toHaveLength(1);
      expect(await run(({ members }) => members.list())).toHaveLength(2);
    });

    test('of two who look for an address and add it at once, the second one finds the first', async () => {
      const { run, accountId } = await newTenant();
      const known = (): Promise<string> =>
        run(async ({ members }) => {
          const found = await members.byAddress('grace@example.com');
          const member = found ?? aMember({ accountId, address: 'grace@example.com' });
          if (found === undefined) await members.add(member);
          return member.id;
        });

      const [one, other] = await Promise.all([known(), known()]);

      expect(one).toBe(other);
    });

    test('a member may not take an address that another member has', async () => {
      const { run, accountId, ada } = await newTenant();
      await run(({ members }) => members.add(aMember({ accountId, address: 'grace@example.com' })));

      const taken = run(({ members }) => members.replace(ada, { ...ada, address: 'grace@example.com', version: 2 }));

      expect(await failureOf(taken)).toBeInstanceOf(Error);
    });

    test('two accounts may know the same address', async () => {
      const acme = await newTenant();
      const other = await newTenant();
      const address = 'grace@example.com';

      await acme.run(({ members }) => members.add(aMember({ accountId: acme.accountId, address })));
      await other.run(({ members }) => members.add(aMember({ accountId: other.accountId, address })));

      expect(await other.run(({ members }) => members.byAddress(address))).toMatchObject({
        accountId: other.accountId,
      });
    });
  });

  describe('identities', () => {
    test('one of two parallel links of a platform user wins', async () => {
      const { run, accountId, ada } = await newTenant();
      const grace = aMember({ accountId });
      await run(({ members }) => members.add(grace));
      const user = aPlatformUser();
      const link = (memberId: typeof ada.id) => () =>
        run(({ identities }) => identities.link(anIdentity({ accountId, memberId, user })));

      const linked = await race([link(ada.id), link(grace.id)]);

      expect(linked.toSorted(falseFirst)).toEqual([false, true]);
    });

    test('the first link of a platform user stays', async () => {
      const { run, accountId, ada } = await newTenant();
      const first = anIdentity({ accountId, memberId: ada.id });
      await run(({ identities }) => identities.link(first));

      const again = await run(({ identities }) =>
        identities.link(anIdentity({ accountId, memberId: ada.id, user: first.user, proof: 'operator' })),
      );

      expect(again).toBe(false);
      expect(await run(({ identities }) => identities.of(first.user))).toEqual(first);
    });

    test('the same user name in another workspace is somebody else', async () => {
      const { run, accountId, ada } = await newTenant();
      const { user, ...rest } = anIdentity({ accountId, memberId: ada.id });
      await run(({ identities }) => identities.link({ ...rest, user }));

      const elsewhere = await run(({ identities }) => identities.of({ ...user, workspace: 'elsewhere' }));

      expect(elsewhere).toBeUndefined();
    });

    test('where a member was seen last comes first, and an older sighting changes nothing', async () => {
      const { run, accountId, ada } = await newTenant();
      const links = times(3, () => anIdentity({ accountId, memberId: ada.id }));
      const [first, second, third] = links.map(({ user }) => user);
      await run(async ({ identities }) => {
        for (const link of links) await identities.link(link);
        if (first) await identities.seen(first, NOW.add({ minutes: 2 }));
        if (second) await identities.seen(second, NOW.add({ minutes: 1 }));
        if (third) await identities.seen(third, NOW.subtract({ minutes: 9 }));
        if (first) await identities.seen(first, NOW.subtract({ minutes: 9 }));
      });

      const users = await run(({ identities }) => identities.ofMember(ada.id));

      expect(users.map(({ user }) => user)).toEqual([first, second, third]);
    });
  });
}
