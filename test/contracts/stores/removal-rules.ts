import { describe, expect, test } from 'vitest';
import { moved } from '../../../core/removals/removal-moves.ts';
import type { RemovalRequest } from '../../../core/removals/removal-request.ts';
import { ids, NOW } from '../../builders/ids.ts';
import { anAgreement, aNewRemoval, removalIn } from '../../builders/removals.ts';
import { aMember } from '../../builders/people.ts';
import { failureOf, race, times, type NewTenant, type Tenant } from './tenant.ts';

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
