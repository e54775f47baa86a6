import { describe, expect, test } from 'vitest';
import { aComment, aDelegation, aPolicy } from '../../builders/approvals.ts';
import { ids, NOW } from '../../builders/ids.ts';
import { currency } from '../../builders/money.ts';
import { aMember } from '../../builders/people.ts';
import { aStoredRequest } from './stored.ts';
import { failureOf, times, type NewTenant } from './tenant.ts';

const eur = (minor: bigint) => ({ currency: currency('EUR'), minor });

/** What approvals stand on besides the requests themselves: policies, delegations, comments. */
export function approvalGroundRules(newTenant: NewTenant): void {
  describe('an approval policy', () => {
    test('is none before anybody sets one, and then the newest of its seat type, as it was set', async () => {
      const { run, accountId, ada } = await newTenant();
      const before = await run(({ policies }) => policies.current('sync-only'));
      const newest = aPolicy({
        accountId,
        version: 2,
        mode: { kind: 'auto-below', amount: eur(10_000n) },
        rules: [
          {
            when: { from: eur(100_000n), below: eur(500_000n), team: 'Sales' },
            steps: [
              { needed: 'all', people: { kind: 'members', members: [ada.id] } },
              { needed: 2, people: { kind: 'admins' } },
            ],
          },
          { when: { from: undefined, below: undefined, team: undefined }, steps: [] },
        ],
        setBy: ada.id,
        modeSetBy: ada.id,
      });

      await run(async ({ policies }) => {
        await policies.add(newest);
        await policies.add(aPolicy({ accountId }));
        await policies.add(aPolicy({ accountId, seatType: 'full-access', version: 3 }));
      });

      expect(before).toBeUndefined();
      expect(await run(({ policies }) => policies.current('sync-only'))).toEqual(newest);
      expect(await run(({ policies }) => policies.at('sync-only', 1))).toEqual(aPolicy({ accountId }));
      expect(await run(({ policies }) => policies.at('sync-only', 3))).toBeUndefined();
    });

    test('keeps a version as it was set first', async () => {
      const { run, accountId } = await newTenant();
      await run(({ policies }) => policies.add(aPolicy({ accountId })));

      const overwritten = run(({ policies }) => policies.add(aPolicy({ accountId, hours: 1 })));

      expect(await failureOf(overwritten)).toBeInstanceOf(Error);
      expect((await run(({ policies }) => policies.current('sync-only')))?.hours).toBe(72);
    });
  });

  describe('of two who look for something and set it at once, the second one finds what the first has set:', () => {
    test('a version of a policy', async () => {
      const { run, accountId } = await newTenant();
      const sets = (hours: number): Promise<number> =>
        run(async ({ policies }) => {
          const version = ((await policies.current('sync-only'))?.version ?? 0) + 1;
          await policies.add(aPolicy({ accountId, version, hours }));
          return version;
        });

      const versions = await Promise.all([sets(1), sets(2)]);

      expect(versions.toSorted((one, other) => one - other)).toEqual([1, 2]);
    });

    test('a delegation', async () => {
      const { run, accountId, ada } = await newTenant();
      const deputies = times(2, () => aMember({ accountId }));
      await run(async ({ members }) => {
        for (const deputy of deputies) await members.add(deputy);
      });

      const set = await Promise.all(
        deputies.map(({ id: to }) =>
          run(async ({ delegations }) => {
            const found = await delegations.of(ada.id);
            const delegation = found ?? aDelegation({ accountId, from: ada.id, to });
            if (found === undefined) await delegations.add(delegation);
            return delegation.to;
          }),
        ),
      );

      expect(new Set(set).size).toBe(1);
    });
  });

  describe('a delegation', () => {
    test('is active from its first moment to before its last, and none is one’s own', async () => {
      const { run, accountId, ada } = await newTenant();
      const deputy = aMember({ accountId });
      const delegation = aDelegation({ accountId, from: ada.id, to: deputy.id });
      await run(async ({ members, delegations }) => {
        await members.add(deputy);
        await delegations.add(delegation);
      });

      const active = async (at: Temporal.Instant) => run(({ delegations }) => delegations.active(at));
      const tooEarly = await active(NOW.subtract({ seconds: 1 }));
      const first = await active(NOW);
      const over = await active(delegation.until);
      const own = run(({ delegations }) => delegations.add(aDelegation({ accountId, from: deputy.id, to: deputy.id })));

      expect([tooEarly, first, over]).toEqual([[], [delegation], []]);
      expect(await failureOf(own)).toBeInstanceOf(Error);
    });
  });

  describe('comments', () => {
    test('stand under their request in the order in which they were written', async () => {
      const tenant = await newTenant();
      const { run, accountId, ada } = tenant;
      const [request, other] = await run(async (stores) => [
        await aStoredRequest(stores, tenant),
        await aStoredRequest(stores, tenant),
      ]);
      const said = { accountId, by: ada.id, requestId: request.id };
      const first = aComment({ ...said, kind: 'question' });
      const second = aComment({ ...said, kind: 'answer', at: NOW.add({ seconds: 5 }), text: 'Yes.' });

      await run(async ({ comments }) => {
        for (const comment of [second, first, aComment({ ...said, requestId: other.id })]) await comments.add(comment);
      });

      expect(await run(({ comments }) => comments.ofRequest(request.id))).toEqual([first, second]);
    });

    test('without a request are none', async () => {
      const { run, accountId, ada } = await newTenant();

      const lost = run(({ comments }) =>
        comments.add(aComment({ accountId, by: ada.id, requestId: ids.next('request') })),
      );

      expect(await failureOf(lost)).toBeInstanceOf(Error);
    });
  });
}
