import { describe, expect, test } from 'vitest';
import type { BatchRow } from '../../../core/bulk/batch-row.ts';
import { movedBatch } from '../../../core/bulk/batch-moves.ts';
import { isStaleRow } from '../../../core/stale-row.ts';
import type { Stores } from '../../../core/transaction.ts';
import { aDraft, aReadyRow } from '../../builders/batches.ts';
import { ids, NOW } from '../../builders/ids.ts';
import { aCheckingSeat } from '../../builders/seats.ts';
import { failureOf, race, type NewTenant, type Tenant } from './tenant.ts';

export function batchRules(newTenant: NewTenant): void {
  describe('batches', () => {
    test('come back as they were stored, in every state they go through', async () => {
      const tenant = await newTenant();
      const draft = aDraft({ accountId: tenant.accountId, requestedBy: tenant.ada.id });
      const consent = { sentence: 'I agree that they end.', deliveryId: ids.next('delivery'), at: NOW };
      const inviting = movedBatch(draft, { kind: 'confirmed', consent });
      const checking = movedBatch(inviting, { kind: 'invited', goesOnAt: NOW });
      await tenant.run(({ batches }) => batches.add(draft));

      const read: unknown[] = [await tenant.run(({ batches }) => batches.get(draft.id))];
      for (const [before, after] of [
        [draft, inviting],
        [inviting, checking],
      ] as const)
        read.push(await tenant.run((stores) => replaced(stores, before, after)));

      expect(read).toEqual([draft, inviting, checking]);
    });

    test('that are still to be fetched keep where the list lies and what holds for its rows', async () => {
      const tenant = await newTenant();
      const { expiresAt: _, ...draft } = aDraft({ accountId: tenant.accountId, requestedBy: tenant.ada.id });
      const upload = {
        from: { surface: 'chat', workspace: 'acme', user: 'ada' },
        reference: 'F1',
        defaults: {
          seatType: 'full-access',
          privacy: 'share-subjects',
          team: 'Sales',
          mailSystem: undefined,
          end: { kind: 'trial', days: 14 },
        },
      } as const;
      const fetching = { ...draft, state: 'fetching', upload } as const;

      await tenant.run(({ batches }) => batches.add(fetching));

      expect(await tenant.run(({ batches }) => batches.get(fetching.id))).toEqual(fetching);
    });

    test('that changed since they were read are replaced by one of two', async () => {
      const tenant = await newTenant();
      const draft = aDraft({ accountId: tenant.accountId, requestedBy: tenant.ada.id });
      await tenant.run(({ batches }) => batches.add(draft));
      const confirm = () =>
        tenant.run(({ batches }) =>
          batches.replace(draft, movedBatch(draft, { kind: 'confirmed', consent: undefined })),
        );

      expect(await race([confirm, confirm])).toHaveLength(1);
    });

    test('of another account are not seen', async () => {
      const [acme, other] = [await newTenant(), await newTenant()];
      const draft = aDraft({ accountId: acme.accountId, requestedBy: acme.ada.id });
      await acme.run(({ batches }) => batches.add(draft));

      expect(await other.run(({ batches }) => batches.get(draft.id))).toBeUndefined();
      expect(await other.run(({ batchRows }) => batchRows.ofBatch(draft.id))).toEqual([]);
    });
  });

  describe('the rows of a batch', () => {
    test('stand in the order of their numbers, each as it was written', async () => {
      const tenant = await newTenant();
      const rows = await aStoredBatch(tenant, [
        { number: 10, fullName: 'Zoë 👩‍💻' },
        { number: 2, address: '=1+1' },
      ]);

      const read = await tenant.run(({ batchRows }) => batchRows.ofBatch(rows.batchId));

      expect(read).toEqual([rows.all[1], rows.all[0]]);
    });

    test('keep the day on which somebody’s seat is to end', async () => {
      const tenant = await newTenant();
      const { batchId, all } = await aStoredBatch(tenant, [{ number: 2 }]);
      const { terms } = first(all);
      const end = { kind: 'expiring', endsOn: Temporal.PlainDate.from('2026-12-31') } as const;
      const ending: BatchRow = { ...first(all), version: 2, terms: { ...terms, end } };

      await tenant.run(({ batchRows }) => batchRows.replace(first(all), ending));

      expect(await tenant.run(({ batchRows }) => batchRows.ofBatch(batchId))).toEqual([ending]);
    });

    test('that were refused keep the field and the reason, and have no seat', async () => {
      const tenant = await newTenant();
      const { batchId, all } = await aStoredBatch(tenant, [{ number: 2 }]);
      const { terms: _, remark: __, ...base } = first(all);
      const next: BatchRow = { ...base, version: 2, state: 'refused', field: 'privacy', reason: 'Not possible.' };

      await tenant.run(({ batchRows }) => batchRows.replace(first(all), next));

      expect(await tenant.run(({ batchRows }) => batchRows.ofBatch(batchId))).toEqual([next]);
    });

    test('are found by their seat, and a seat belongs to one of them', async () => {
      const tenant = await newTenant();
      const { all } = await aStoredBatch(tenant, [{ number: 2 }, { number: 3 }]);
      const seat = aCheckingSeat({ accountId: tenant.accountId, memberId: tenant.ada.id });
      const [one, other] = all.map((row): BatchRow => invited(row, seat.id));
      if (one === undefined || other === undefined) throw new Error('Two rows were stored');

      await tenant.run(async ({ seats, batchRows }) => {
        await seats.add(seat);
        await batchRows.replace(first(all), one);
      });
      const twice = tenant.run(({ batchRows }) => batchRows.replace(all[1] ?? first(all), other));

      expect(await failureOf(twice)).toBeInstanceOf(Error);
      expect(await tenant.run(({ batchRows }) => batchRows.ofSeat(seat.id))).toEqual(one);
    });

    test('that changed since they were read are not written over', async () => {
      const tenant = await newTenant();
      const { all } = await aStoredBatch(tenant, [{ number: 2 }]);
      const changed = { ...first(all), version: 2 };
      await tenant.run(({ batchRows }) => batchRows.replace(first(all), changed));

      let failure: unknown;
      await tenant
        .run(async ({ batchRows }) => {
          failure = await failureOf(batchRows.replace(first(all), changed));
        })
        .catch(() => undefined);

      expect(isStaleRow(failure)).toBe(true);
    });
  });
}

async function replaced({ batches }: Stores, ...[before, after]: Parameters<Stores['batches']['replace']>) {
  await batches.replace(before, after);
  return await batches.get(after.id);
}

async function aStoredBatch({ run, accountId, ada }: Tenant, rows: readonly Partial<BatchRow>[]) {
  const { id: batchId, ...draft } = aDraft({ accountId, requestedBy: ada.id });
  const all = rows.map(({ number = 2, fullName, address }) =>
    aReadyRow({
      accountId,
      batchId,
      number,
      ...(fullName === undefined ? {} : { fullName }),
      ...(address === undefined ? {} : { address }),
    }),
  );
  await run(async ({ batches, batchRows }) => {
    await batches.add({ ...draft, id: batchId });
    await batchRows.add(all);
  });
  return { batchId, all };
}

function first(rows: readonly ReturnType<typeof aReadyRow>[]): ReturnType<typeof aReadyRow> {
  const [row] = rows;
  if (row === undefined) throw new Error('No row was stored');
  return row;
}

function invited(ready: ReturnType<typeof aReadyRow>, seatId: ReturnType<typeof aCheckingSeat>['id']) {
  const { remark: _, ...row } = ready;
  return { ...row, version: 2, state: 'invited', seatId } as const;
}
