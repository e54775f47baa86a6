import { describe, expect, test } from 'vitest';
import { movedDecommission } from '../../../core/decommissions/decommission-moves.ts';
import type { Decommission } from '../../../core/decommissions/decommission.ts';
import { aDecommission } from '../../builders/decommissions.ts';
import { ids, NOW } from '../../builders/ids.ts';
import { falseFirst, race, times, type NewTenant } from './tenant.ts';
import { versioned } from './versioned.ts';

export function decommissionRules(newTenant: NewTenant): void {
  describe('decommissionings', () => {
    versioned<Decommission>({
      what: 'a decommissioning',
      seed: async ({ decommissions }, { accountId, ada }) => {
        const decommission = aDecommission({ accountId, memberId: ada.id, startedBy: ada.id });
        await decommissions.add(decommission);
        return decommission;
      },
      next: (decommission) =>
        movedDecommission(decommission, { kind: 'disabled', by: decommission.startedBy, at: NOW, stopped: [] }),
      replace: ({ decommissions }, previous, next) => decommissions.replace(previous, next),
      read: ({ decommissions }, { id }) => decommissions.get(id),
    })(newTenant);

    test('a member has one that is open, however many want to start one', async () => {
      const { run, accountId, ada } = await newTenant();
      const one = () => aDecommission({ accountId, memberId: ada.id, startedBy: ada.id });

      const added = await race(times(4, () => () => run(({ decommissions }) => decommissions.add(one()))));

      expect(added.toSorted(falseFirst)).toEqual([false, false, false, true]);
    });

    test('one that was abandoned makes room for the next, and both are read back as they were kept', async () => {
      const { run, accountId, ada } = await newTenant();
      const first = aDecommission({ accountId, memberId: ada.id, startedBy: ada.id });
      const stopped = [{ id: ids.next('mailbox'), desired: 'paused' }] as const;
      const disabled = movedDecommission(first, { kind: 'disabled', by: ada.id, at: NOW, stopped });
      const asked = movedDecommission(disabled, { kind: 'owner-asked', by: ada.id, at: NOW });
      const abandoned = movedDecommission(asked, { kind: 'abandoned', by: ada.id, at: NOW, reason: 'Stays after all' });
      const second = aDecommission({ accountId, memberId: ada.id, startedBy: ada.id });

      const between = await run(async ({ decommissions }) => {
        await decommissions.add(first);
        await decommissions.replace(first, disabled);
        await decommissions.replace(disabled, asked);
        return await decommissions.get(first.id);
      });
      await run(async ({ decommissions }) => {
        await decommissions.replace(asked, abandoned);
        await decommissions.add(second);
      });

      expect(between).toEqual(asked);
      expect(await run(({ decommissions }) => decommissions.open(ada.id))).toEqual(second);
      expect(await run(({ decommissions }) => decommissions.listOpen())).toEqual([second]);
      expect(await run(({ decommissions }) => decommissions.ofMember(ada.id))).toEqual([abandoned, second]);
    });
  });
}
