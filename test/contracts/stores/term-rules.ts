import { describe, expect, test } from 'vitest';
import { movedTerm } from '../../../core/seats/terms/term-moves.ts';
import { NOW } from '../../builders/ids.ts';
import { aSeat, aTerm } from '../../builders/seats.ts';
import { falseFirst, race, times, type NewTenant, type Tenant } from './tenant.ts';

export function termRules(newTenant: NewTenant): void {
  describe('terms of seats', () => {
    test('a seat has one running term, however many are chosen at once', async () => {
      const tenant = await newTenant();
      const base = await seated(tenant);

      const added = await race(
        times(4, () => () => tenant.run(({ seatTerms }) => seatTerms.add(aTerm({ ...base, kind: 'trial' })))),
      );

      expect(added.toSorted(falseFirst)).toEqual([false, false, false, true]);
    });

    test('come back as they went in, the running one apart from those that are over', async () => {
      const tenant = await newTenant();
      const { run, ada } = tenant;
      const base = await seated(tenant);
      const first = aTerm({ ...base, warned: [7, 1] });
      const replaced = movedTerm(first, { kind: 'replaced', at: NOW });
      const second = aTerm({ ...base, endsOn: Temporal.PlainDate.from('2028-02-29') });
      await run(async ({ seatTerms }) => {
        await seatTerms.add(first);
        await seatTerms.replace(first, replaced);
        await seatTerms.add(second);
      });

      expect(await run(({ seatTerms }) => seatTerms.get(first.id))).toEqual(replaced);
      expect(await run(({ seatTerms }) => seatTerms.running(base.seatId))).toEqual(second);
      expect(await run(({ seatTerms }) => seatTerms.allRunning())).toEqual([second]);
      expect(await run(({ seatTerms }) => seatTerms.ofMember(ada.id))).toEqual([replaced, second]);
    });

    test('of two who change one at once only one does', async () => {
      const tenant = await newTenant();
      const term = aTerm(await seated(tenant));
      await tenant.run(({ seatTerms }) => seatTerms.add(term));
      const ended = movedTerm(term, { kind: 'ended', at: NOW });

      const done = await race(times(2, () => () => tenant.run(({ seatTerms }) => seatTerms.replace(term, ended))));

      expect(done).toHaveLength(1);
    });
  });
}

async function seated({ run, accountId, ada }: Tenant) {
  const seat = aSeat({ accountId, memberId: ada.id, basis: 'trial' });
  await run(({ seats }) => seats.add(seat));
  expect(await run(({ seats }) => seats.get(seat.id))).toEqual(seat);
  return { accountId, memberId: ada.id, seatId: seat.id };
}
