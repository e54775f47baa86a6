import { describe, expect, test } from 'vitest';
import { moved } from '../../../core/removals/removal-moves.ts';
import type { RemovalRequest } from '../../../core/removals/removal-request.ts';
import { aDraft, aReadyRow } from '../../builders/batches.ts';
import { aPendingNotice, aSealedView, anAction, anInbound, anOpenDelivery } from '../../builders/chat.ts';
import { ids, NOW } from '../../builders/ids.ts';
import { anAgreement, aNewRemoval, removalIn } from '../../builders/removals.ts';
import { aMember } from '../../builders/people.ts';
import { failureOf, race, times, type NewTenant, type Tenant } from './tenant.ts';

const U_ADA = { surface: 'chat', workspace: 'acme', user: 'U-ADA' };

export function removalRules(newTenant: NewTenant): void {
  describe('removal requests', () => {
    test('are numbered without gaps, however many are asked for at once', async () => {
      const tenant = await newTenant();
      const { run, accountId } = tenant;
      const members = times(4, () => aMember({ accountId }));
      await run(async (stores) => {
        for (const member of members) await stores.members.add(member);
      });
      const asking = members.map(
        ({ id }) =>
          () =>
            run(({ removals }) => removals.add(aNewRemoval({ accountId, memberId: id }))),
      );

      const asked = await race(asking);

      expect(asked.map(({ number }) => number).toSorted((one, other) => one - other)).toEqual([1, 2, 3, 4]);
      expect((await run(({ removals }) => removals.list())).map(({ number }) => number)).toEqual([1, 2, 3, 4]);
    });

    test('of two that are asked for at once about one member, the second finds the first', async () => {
      const { run, accountId, ada } = await newTenant();
      const asked = (): Promise<string> =>
        run(async ({ removals }) => {
          const open = await removals.openOf(ada.id);
          return (open ?? (await removals.add(aNewRemoval({ accountId, memberId: ada.id })))).id;
        });

      const [one, other] = await Promise.all([asked(), asked()]);

      expect(one).toBe(other);
    });

    test('of one member are never open twice', async () => {
      const tenant = await newTenant();
      const { run, accountId, ada } = tenant;
      await run(({ removals }) => removals.add(aNewRemoval({ accountId, memberId: ada.id })));

      const failure = await failureOf(
        run(({ removals }) => removals.add(aNewRemoval({ accountId, memberId: ada.id }))),
      );

      expect(failure).toBeDefined();
      expect(await run(({ removals }) => removals.list())).toHaveLength(1);
    });

    test('of one member are found while they are open, and another may follow', async () => {
      const tenant = await newTenant();
      const { run, ada } = tenant;
      const first = await aStoredRemoval(tenant);
      const open = await run(({ removals }) => removals.openOf(ada.id));
      await run(({ removals }) => removals.replace(first, moved(first, { state: 'withdrawn', by: ada.id, at: NOW })));

      const none = await run(({ removals }) => removals.openOf(ada.id));
      const second = await aStoredRemoval(tenant);

      expect([open, none]).toEqual([first, undefined]);
      expect(await run(({ removals }) => removals.openOf(ada.id))).toEqual(second);
    });

    test('come back as they were stored, in every state and with all they hold', async () => {
      const tenant = await newTenant();
      const { run, ada } = tenant;
      const force = { reason: 'A court wants it.', ticket: 'T-18', agreed: anAgreement() };
      const questions = [
        { by: ada.id, at: NOW, question: 'Which?', answer: { by: ada.id, at: NOW, text: 'The elder.' } },
        { by: ada.id, at: NOW, question: 'Sure?', answer: undefined },
      ];
      let stored = await aStoredRemoval(tenant);
      for (const next of Object.values(removalIn({ ...stored, force, questions }))) {
        const written: RemovalRequest = { ...next, version: stored.version + 1 };
        await run(({ removals }) => removals.replace(stored, written));
        stored = written;

        const found = await run(async ({ removals }) => [
          await removals.get(stored.id),
          await removals.byNumber(stored.number),
        ]);

        expect(found).toEqual([stored, stored]);
      }
    });
  });

  describe('what was written about a member', () => {
    test('names them nowhere any more, and is told row by row what was about them', async () => {
      const tenant = await newTenant();
      const { run, accountId, ada } = tenant;
      const person = { memberId: ada.id, fullName: ada.fullName, addresses: [ada.address], users: [U_ADA] };
      const about = `${ada.fullName} of ${ada.address}`;
      const batch = aDraft({ accountId, requestedBy: ada.id });
      const inbound = anInbound({ ask: { kind: 'typed', text: `/seat show ${ada.address}` } });
      const call = { command: 'show', args: { member: ada.address } };
      await run(async ({ deliveries, actions, batches, batchRows, notices, holds }) => {
        await deliveries.claim(anOpenDelivery({ accountId, inbound }));
        await actions.add([anAction({ accountId, call }), anAction({ accountId })]);
        await batches.add(batch);
        await batchRows.add([
          aReadyRow({ accountId, batchId: batch.id, number: 1, fullName: 'Addie', address: ada.address }),
          aReadyRow({ accountId, batchId: batch.id, number: 2, address: 'grace@acme.example' }),
        ]);
        await notices.add(aPendingNotice({ accountId, key: 'a', view: aSealedView({ title: about }) }));
        await notices.add(aPendingNotice({ accountId, key: 'b' }));
        await notices.add(aPendingNotice({ accountId, key: 'c', recipient: { kind: 'member', memberId: ada.id } }));
        await holds.add({ accountId, memberId: ada.id, version: 1, state: 'on', reason: about, by: ada.id, at: NOW });
      });
      const named = await run(({ traces }) => traces.noticesNaming(person, { after: undefined, limit: 10 }));
      const later = await run(({ traces }) => traces.noticesNaming(person, { after: named[0], limit: 10 }));
      const one = await run(({ traces }) => traces.noticesNaming(person, { after: undefined, limit: 1 }));

      const { rewritten } = await run(({ traces }) => traces.rewrite(person, 100));
      const { rewritten: again } = await run(({ traces }) => traces.rewrite(person, 100));

      const rows = await run(({ batchRows }) => batchRows.ofBatch(batch.id));
      const hold = await run(({ holds }) => holds.of(ada.id));
      const keys = await run(async ({ notices }) => await Promise.all(named.map((id) => notices.get(id))));
      expect(keys.map((notice) => notice?.key)).toEqual(['a', 'c']);
      expect([one, later]).toEqual([named.slice(0, 1), named.slice(1)]);
      expect(rewritten).toEqual({ deliveries: 1, buttons: 1, rows: 1, records: 1 });
      expect(again).toEqual({ deliveries: 0, buttons: 0, rows: 0, records: 0 });
      expect(rows).toMatchObject([
        { fullName: 'Removed member', address: `removed-${ada.id}@removed.invalid`, version: 2 },
        { address: 'grace@acme.example', version: 1 },
      ]);
      expect(hold).toMatchObject({ reason: `Removed member of removed-${ada.id}@removed.invalid`, version: 2 });
    });

    test('is rewritten some rows at a time, whatever else looks like it, and the removals last', async () => {
      const tenant = await newTenant();
      const { run, accountId, ada } = tenant;
      const stored = await aStoredRemoval(tenant);
      const person = { memberId: ada.id, fullName: undefined, addresses: ['linus@acme.example'], users: [] };
      const shows = (member: string) => anAction({ accountId, call: { command: 'show', args: { member } } });
      const [likeIt, theirs] = ['carlinus@acme.example', 'linus@acme.example'];
      await run(({ actions }) =>
        actions.add([shows(likeIt), shows(theirs), shows(likeIt), shows(theirs), shows(theirs)]),
      );
      const removal = () => run(({ removals }) => removals.get(stored.id));

      const first = await run(({ traces }) => traces.rewrite(person, 2));
      const between = await removal();
      const second = await run(({ traces }) => traces.rewrite(person, 2));

      expect(first).toMatchObject({ isFinished: false, rewritten: { buttons: 2, records: 0 } });
      expect(between?.person).toEqual(stored.person);
      expect(second).toMatchObject({ isFinished: true, rewritten: { buttons: 1, records: 1 } });
      expect((await removal())?.person?.addresses).not.toContain('linus@acme.example');
    });

    test.each(['Support', 'Admin', 'Ready', 'Good', 'Channel', 'Sync', 'invite'])(
      'can be read afterwards, whatever word of ours they were called by: %s',
      async (fullName) => {
        const tenant = await newTenant();
        const { run, accountId, ada } = tenant;
        const stored = await aStoredRemoval(tenant);
        const users = [{ ...U_ADA, user: fullName.toLowerCase() }];
        const person = { memberId: ada.id, fullName, addresses: [ada.address], users };
        const address = { kind: 'channel', surface: 'chat', workspace: 'acme', channel: 'support' } as const;
        const recipient = { kind: 'channel', purpose: 'support', address } as const;
        const batch = aDraft({ accountId, requestedBy: ada.id });
        const row = aReadyRow({ accountId, batchId: batch.id, number: 1, fullName, address: ada.address });
        const notice = aPendingNotice({
          accountId,
          key: 'support:ready',
          recipient,
          view: aSealedView({ title: ada.address }),
        });
        await run(async ({ batches, batchRows, notices, holds }) => {
          await batches.add(batch);
          await batchRows.add([row]);
          await notices.add(notice);
          await holds.add({ accountId, memberId: ada.id, version: 1, state: 'on', reason: 'x', by: ada.id, at: NOW });
        });

        await run(({ traces }) => traces.rewrite(person, 100));

        const rows = await run(({ batchRows }) => batchRows.ofBatch(batch.id));
        expect(rows).toMatchObject([{ state: row.state, fullName: 'Removed member' }]);
        expect(await run(({ notices }) => notices.get(notice.id))).toMatchObject({ key: 'support:ready', recipient });
        expect(await run(({ removals }) => removals.get(stored.id))).toEqual(stored);
        expect(await run(({ holds }) => holds.of(ada.id))).toMatchObject({ state: 'on' });
      },
    );

    test('is rewritten in its own account alone', async () => {
      const [acme, other] = [await newTenant(), await newTenant()];
      const { ada } = acme;
      const call = { command: 'show', args: { member: ada.address } };
      await other.run(({ actions }) => actions.add([anAction({ accountId: other.accountId, call })]));
      const person = { memberId: ada.id, fullName: ada.fullName, addresses: [ada.address], users: [] };

      expect(await acme.run(({ traces }) => traces.rewrite(person, 100))).toMatchObject({ rewritten: { buttons: 0 } });
      expect(await other.run(({ traces }) => traces.rewrite(person, 100))).toMatchObject({ rewritten: { buttons: 1 } });
    });
  });

  describe('suppressed addresses', () => {
    test('are found among others, until they are lifted, and again when they are suppressed again', async () => {
      const { run } = await newTenant();
      const among = () => run(({ suppressions }) => suppressions.among(['a', 'b', 'c']));
      await run(({ suppressions }) => suppressions.add(['a', 'b', 'b'], NOW));
      const first = await among();

      const lifted = await run(({ suppressions }) => suppressions.lift('a', NOW));
      const left = await among();
      const again = await run(({ suppressions }) => suppressions.lift('a', NOW));
      await run(({ suppressions }) => suppressions.add(['a'], NOW));

      expect([lifted, again]).toEqual([true, false]);
      expect([first, left, await among()]).toEqual([new Set(['a', 'b']), new Set(['b']), new Set(['a', 'b'])]);
    });

    test('are each account’s own', async () => {
      const [acme, other] = [await newTenant(), await newTenant()];
      await acme.run(({ suppressions }) => suppressions.add(['a'], NOW));

      expect(await other.run(({ suppressions }) => suppressions.among(['a']))).toEqual(new Set());
      expect(await other.run(({ suppressions }) => suppressions.lift('a', NOW))).toBe(false);
    });
  });
}

export async function aStoredRemoval({ run, accountId, ada }: Tenant): Promise<RemovalRequest> {
  return await run(({ removals }) =>
    removals.add(aNewRemoval({ accountId, memberId: ada.id, id: ids.next('removal') })),
  );
}
