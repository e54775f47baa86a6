import { describe, expect, test } from 'vitest';
import { movedDeparture } from '../../../core/departures/departure-moves.ts';
import { aScheduledDeparture } from '../../builders/departures.ts';
import { NOW } from '../../builders/ids.ts';
import { falseFirst, race, times, type NewTenant } from './tenant.ts';

export function departureRules(newTenant: NewTenant): void {
  describe('legal holds', () => {
    test('a member has one, on or off, and of two who change it at once one is told', async () => {
      const { run, accountId, ada } = await newTenant();
      const on = {
        accountId,
        memberId: ada.id,
        version: 1,
        state: 'on',
        reason: 'Case 12',
        by: ada.id,
        at: NOW,
      } as const;
      const off = { accountId, memberId: ada.id, version: 2, state: 'off', by: ada.id, at: NOW } as const;

      const added = await race(times(3, () => () => run(({ holds }) => holds.add(on))));
      const lifted = await race(times(2, () => () => run(({ holds }) => holds.replace(on, off))));

      expect(added.toSorted(falseFirst)).toEqual([false, false, true]);
      expect(lifted).toHaveLength(1);
      expect(await run(({ holds }) => holds.of(ada.id))).toEqual(off);
      expect(await run(({ holds }) => holds.list())).toEqual([off]);
    });
  });

  describe('departures', () => {
    test('a member has one open departure, however many want to begin one', async () => {
      const { run, accountId, ada } = await newTenant();
      const one = () => aScheduledDeparture({ accountId, memberId: ada.id });

      const added = await race(times(4, () => () => run(({ departures }) => departures.add(one()))));

      expect(added.toSorted(falseFirst)).toEqual([false, false, false, true]);
    });

    test('one that has come to its end makes room for the next, and stays to be read', async () => {
      const { run, accountId, ada } = await newTenant();
      const first = aScheduledDeparture({ accountId, memberId: ada.id });
      const cancelled = movedDeparture(first, { kind: 'cancelled', by: ada.id, at: NOW });
      const second = aScheduledDeparture({ accountId, memberId: ada.id });
      await run(async ({ departures }) => {
        await departures.add(first);
        await departures.replace(first, cancelled);
        await departures.add(second);
      });

      expect(await run(({ departures }) => departures.open(ada.id))).toEqual(second);
      expect(await run(({ departures }) => departures.ofMember(ada.id))).toEqual([cancelled, second]);
    });
  });
}
