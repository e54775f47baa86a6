import { describe, expect, test } from 'vitest';
import { movedDeparture } from '../../../core/departures/departure-moves.ts';
import { aScheduledDeparture } from '../../builders/departures.ts';
import { NOW } from '../../builders/ids.ts';
import { falseFirst, race, times, type NewTenant } from './tenant.ts';

export function departureRules(newTenant: NewTenant): void {
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
