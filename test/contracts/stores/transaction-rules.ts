import { describe, expect, test } from 'vitest';
import type { WorkQueue } from '../../../core/work/work.ts';
import { ids, NOW } from '../../builders/ids.ts';
import { aMember } from '../../builders/people.ts';
import { aSeat } from '../../builders/seats.ts';
import { someWork } from '../../builders/work.ts';
import { aTenant, failureOf, times, type NewTenant, type StoresSubject } from './tenant.ts';

export function transactionRules(newTenant: NewTenant, subject: StoresSubject): void {
  describe('a transaction', () => {
    test('keeps nothing of a work that throws, and passes on what was thrown', async () => {
      const { run, accountId, ada } = await newTenant();

      const broken = run(async (stores) => {
        await stores.members.add(aMember({ accountId }));
        throw new Error('the handler broke');
      });

      await expect(broken).rejects.toThrow('the handler broke');
      expect(await run(({ members }) => members.list())).toEqual([ada]);
    });

    test('sees what it wrote itself, and nobody else sees it before the end', async () => {
      const { run, accountId } = await newTenant();
      const grace = aMember({ accountId });

      const seen = await run(async ({ members }) => {
        await members.add(grace);
        const inside = await members.get(grace.id);
        const outside = await run((other) => other.members.get(grace.id));
        return { inside, outside };
      });

      expect(seen).toEqual({ inside: grace, outside: undefined });
    });

    test('sees what others have committed meanwhile', async () => {
      const { run, accountId } = await newTenant();
      const grace = aMember({ accountId });

      const seen = await run(async ({ members }) => {
        const before = await members.get(grace.id);
        await run((other) => other.members.add(grace));
        return { before, after: await members.get(grace.id) };
      });

      expect(seen).toEqual({ before: undefined, after: grace });
    });

    test('runs again on fresh rows until every one of many changes to a row is in', async () => {
      const { run, ada } = await newTenant();
      const addLetter = () =>
        run(async ({ members }) => {
          const read = (await members.get(ada.id)) ?? ada;
          await members.replace(read, { ...read, fullName: `${read.fullName}!`, version: read.version + 1 });
        });

      await Promise.all(times(8, addLetter));

      expect(await run(({ members }) => members.get(ada.id))).toMatchObject({
        fullName: `${ada.fullName}!!!!!!!!`,
        version: 9,
      });
    });

    test('gives up on a row that is never again what was read', async () => {
      const { run, ada } = await newTenant();
      const outdated = { ...ada, version: 7 };

      const replaced = run(({ members }) => members.replace(outdated, outdated));

      await expect(replaced).rejects.toThrow('Member changed since it was read');
    });

    test('survives a deadlock: one goes first, the other starts over', async () => {
      const { run } = await newTenant();
      const met = [Promise.withResolvers<void>(), Promise.withResolvers<void>()] as const;
      const types = ['sync-only', 'full-access'] as const;
      const lockBoth = (first: 0 | 1, second: 0 | 1) =>
        run(async ({ entitlements }) => {
          await entitlements.lock(types[first]);
          met[first].resolve();
          await met[second].promise;
          return (await entitlements.lock(types[second])).seatType;
        });

      const done = await Promise.all([lockBoth(0, 1), lockBoth(1, 0)]);

      expect(done).toEqual(['full-access', 'sync-only']);
    });

    test('keeps nothing when a rule was broken, even if the work caught the error', async () => {
      const { run, accountId, ada } = await newTenant();

      const caught = run(async ({ members }) => {
        await members.add(aMember({ accountId }));
        await members.add(aMember({ accountId, address: ada.address })).catch(() => undefined);
      });

      expect(await failureOf(caught)).toBeInstanceOf(Error);
      expect(await run(({ members }) => members.list())).toEqual([ada]);
    });

    test('refuses a row that points at nothing, whatever the order of writing', async () => {
      const { run, accountId, ada } = await newTenant();
      const grace = aMember({ accountId });
      const seat = aSeat({ accountId, memberId: grace.id, invitedBy: ada.id });

      const dangling = await failureOf(run(({ seats }) => seats.add(aSeat({ accountId, invitedBy: ada.id }))));
      await run(async ({ seats, members }) => {
        await seats.add(seat);
        await members.add(grace);
      });

      expect(dangling).toBeInstanceOf(Error);
      expect(await run(({ seats }) => seats.list())).toEqual([seat]);
    });

    test('neither sees nor writes rows of another account', async () => {
      const acme = await newTenant();
      const other = await newTenant();

      const written = await failureOf(other.run(({ members }) => members.add(aMember({ accountId: acme.accountId }))));
      const seen = await other.run(({ members }) => members.get(acme.ada.id));

      expect(written).toBeInstanceOf(Error);
      expect(seen).toBeUndefined();
      expect(await acme.run(({ members }) => members.list())).toEqual([acme.ada]);
    });

    test('changes nothing when somebody changes an object that was stored or read', async () => {
      const { run, accountId } = await newTenant();
      const grants: ('approver' | 'support')[] = ['approver'];
      const grace = aMember({ accountId, grants });
      await run(({ members }) => members.add(grace));

      grants.push('support');
      const read = await run(({ members }) => members.get(grace.id));
      if (read !== undefined) Reflect.set(read, 'role', 'enterprise-admin');

      const again = await run(({ members }) => members.get(grace.id));
      expect(again).toEqual({ ...grace, grants: ['approver'] });
    });
  });

  describe('the signal', () => {
    test('tells of work after it was committed, and of nothing that was not', async () => {
      const seen: { readonly workId: string; readonly due: number }[] = [];
      let known: WorkQueue | undefined;
      await using opened = await subject.open({
        wake: async (work) => {
          for (const { workId } of work) seen.push({ workId, due: (await known?.due(NOW, 10))?.length ?? 0 });
        },
      });
      const { run, accountId, queue } = await aTenant(opened);
      const work = someWork({ accountId });
      known = queue;

      await run((stores) => stores.work.add(work));
      const broken = run(async (stores) => {
        await stores.work.add(someWork({ accountId }));
        throw new Error('the handler broke');
      });

      await expect(broken).rejects.toThrow('the handler broke');
      expect(seen).toEqual([{ workId: work.id, due: 1 }]);
    });

    test('may be lost without losing the work', async () => {
      await using opened = await subject.open({ wake: () => Promise.reject(new Error('the alarm clock is down')) });
      const { run, accountId, queue } = await aTenant(opened);
      const work = someWork({ accountId });

      await run((stores) => stores.work.add(work));

      expect(await queue.due(work.dueAt, 10)).toMatchObject([{ workId: work.id }]);
    });

    test('names the work that stands, not the one that was folded into it', async () => {
      const seen: string[] = [];
      await using opened = await subject.open({
        wake: async (work) => {
          seen.push(...work.map(({ workId }) => workId));
        },
      });
      const { run, accountId } = await aTenant(opened);
      const work = someWork({ accountId });

      await run((stores) => stores.work.add(work));
      await run((stores) => stores.work.add({ ...work, id: ids.next('work') }));

      expect(seen).toEqual([work.id, work.id]);
    });
  });
}
