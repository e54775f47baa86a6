import { describe, expect, test } from 'vitest';
import { changePurchased, freeSeat, takeSeat } from '../../../core/seats/capacity.ts';
import { movedSeat } from '../../../core/seats/seat-moves.ts';
import { ids, NOW } from '../../builders/ids.ts';
import { aCheckingSeat, aProvisioningSeat, aSeat } from '../../builders/seats.ts';
import { failureOf, race, times, type NewTenant, type Tenant } from './tenant.ts';

export function seatRules(newTenant: NewTenant): void {
  describe('a seat that is being converted', () => {
    test('comes back as it was stored, at every step', async () => {
      const { run, accountId, ada } = await newTenant();
      const seat = aSeat({ accountId, memberId: ada.id, invitedBy: ada.id });
      await run(({ seats }) => seats.add(seat));
      const asked = movedSeat(seat, { kind: 'conversion-asked', askedBy: ada.id, requestId: ids.next('request') });
      const granted = movedSeat(asked, { kind: 'conversion-granted', askedBy: ada.id, until: NOW });
      for (const [before, next] of [
        [seat, asked],
        [asked, granted],
        [granted, movedSeat(granted, { kind: 'converted' })],
      ] as const) {
        await run(({ seats }) => seats.replace(before, next));

        expect(await run(({ seats }) => seats.get(seat.id))).toEqual(next);
      }
    });
  });

  describe('entitlements', () => {
    test('nothing bought is nothing purchased and nothing used', async () => {
      const { run, accountId } = await newTenant();

      const locked = await run(({ entitlements }) => entitlements.lock('full-access'));

      expect(locked).toEqual({ accountId, seatType: 'full-access', purchased: 0, used: 0, version: 0 });
      expect(await run(({ entitlements }) => entitlements.list())).toEqual([]);
    });

    test('the last free seat goes to exactly one of many who want it', async () => {
      const tenant = await newTenant();
      await buy(tenant, 1);

      const winners = await race(times(6, () => () => useOne(tenant)));

      expect(winners).toHaveLength(1);
      expect(await tenant.run(({ entitlements }) => entitlements.list())).toMatchObject([{ purchased: 1, used: 1 }]);
    });

    test('every one of several parallel purchases counts, the first one too', async () => {
      const tenant = await newTenant();

      await Promise.all(times(5, () => buy(tenant, 2)));

      expect(await tenant.run(({ entitlements }) => entitlements.list())).toMatchObject([{ purchased: 10, used: 0 }]);
    });

    test('who locks waits for the one who holds it', async () => {
      const tenant = await newTenant();
      const order: string[] = [];
      const held = Promise.withResolvers<void>();

      const first = tenant.run(async ({ entitlements, members }) => {
        await entitlements.lock('sync-only');
        held.resolve();
        for (const _ of times(20, () => 0)) await members.list();
        order.push('first');
      });
      await held.promise;
      const second = tenant.run(async ({ entitlements }) => {
        await entitlements.lock('sync-only');
        order.push('second');
      });
      await Promise.all([first, second]);

      expect(order).toEqual(['first', 'second']);
    });

    test.each([
      ['more than was purchased', 3],
      ['fewer than none', -1],
    ])('%s cannot be used', async (_, used) => {
      const tenant = await newTenant();
      await buy(tenant, 2);

      const broken = tenant.run(async ({ entitlements }) => {
        const held = await entitlements.lock('sync-only');
        await entitlements.replace(held, { ...held, used, version: held.version + 1 });
      });

      expect(await failureOf(broken)).toBeInstanceOf(Error);
      expect(await tenant.run(({ entitlements }) => entitlements.list())).toMatchObject([{ purchased: 2, used: 0 }]);
    });

    test('what was purchased and used at every moment is remembered, each seat type by itself', async () => {
      const tenant = await newTenant();
      const { run } = tenant;
      const later = NOW.add({ hours: 24 });

      await run((stores) => changePurchased(stores, 'sync-only', 3, NOW));
      await run((stores) => changePurchased(stores, 'full-access', 1, NOW));
      await run((stores) => takeSeat(stores, 'sync-only', later));
      await run((stores) => freeSeat(stores, 'sync-only', later));

      const history = await run(({ entitlements }) => entitlements.history('sync-only'));
      expect(history.map(({ purchased, used, at }) => [purchased, used, at.toString()])).toEqual([
        [3, 0, NOW.toString()],
        [3, 1, later.toString()],
        [3, 0, later.toString()],
      ]);
    });

    test('seat types are counted apart', async () => {
      const tenant = await newTenant();
      await buy(tenant, 2);

      await tenant.run(async ({ entitlements }) => {
        const held = await entitlements.lock('full-access');
        await entitlements.replace(held, { ...held, purchased: 1, version: 1 });
      });

      expect(await tenant.run(({ entitlements }) => entitlements.list())).toMatchObject([
        { seatType: 'full-access', purchased: 1 },
        { seatType: 'sync-only', purchased: 2 },
      ]);
    });
  });

  describe('seats', () => {
    test("a member's seat is the newest one, whatever its state", async () => {
      const { run, accountId, ada } = await newTenant();
      const older = aSeat({ accountId, memberId: ada.id });
      const newer = { ...aCheckingSeat({ accountId, memberId: ada.id }), state: 'declined', at: NOW } as const;
      await run(async ({ seats }) => {
        await seats.add(newer);
        await seats.add(older);
      });

      const found = await run(({ seats }) => seats.ofMember(ada.id));

      expect(found?.id).toBe(newer.id);
    });

    test('a seat comes back as it was stored, in every state it was stored in', async () => {
      const { run, accountId, ada } = await newTenant();
      const of = { accountId, memberId: ada.id };
      const stored = [
        aCheckingSeat(of),
        aProvisioningSeat(of),
        aSeat({ ...of, team: 'Sales', privacy: 'share-subjects' }),
      ];
      await run(async ({ seats }) => {
        for (const seat of stored) await seats.add(seat);
      });

      expect(await run(({ seats }) => seats.list())).toEqual(stored);
    });
  });
}

async function buy({ run }: Tenant, quantity: number): Promise<void> {
  await run(async ({ entitlements }) => {
    const held = await entitlements.lock('sync-only');
    await entitlements.replace(held, { ...held, purchased: held.purchased + quantity, version: held.version + 1 });
  });
}

async function useOne({ run }: Tenant): Promise<void> {
  await run(async ({ entitlements }) => {
    const held = await entitlements.lock('sync-only');
    if (held.used === held.purchased) throw new Error('No seat is free');
    await entitlements.replace(held, { ...held, used: held.used + 1, version: held.version + 1 });
  });
}
