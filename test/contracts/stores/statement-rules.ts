import { describe, expect, test } from 'vitest';
import type { Credit } from '../../../core/billing/credit.ts';
import { hashOf } from '../../../core/billing/quote-hash.ts';
import type { Reduction } from '../../../core/billing/reduction.ts';
import { totalsOf, type Statement, type StatementEntry } from '../../../core/billing/statement.ts';
import { ids, NOW } from '../../builders/ids.ts';
import { currency, eur } from '../../builders/money.ts';
import { aStoredLine } from './stored.ts';
import { failureOf, race, type NewTenant, type Tenant } from './tenant.ts';

export function statementRules(newTenant: NewTenant): void {
  describe('statements', () => {
    test('a statement is read back with the hash it was written with, whatever stands on it', async () => {
      const tenant = await newTenant();
      const written = aStatement(tenant, 1);

      await tenant.run(({ statements }) => statements.add(written));

      const [read] = await tenant.run(({ statements }) => statements.list());
      expect(read).toEqual(written);
      expect(read && hashOf(read)).toBe(hashOf(written));
    });

    test('a period has one statement in a currency, however many are made at once', async () => {
      const tenant = await newTenant();

      const made = await race(
        [1, 2, 3].map((number) => () => tenant.run(({ statements }) => statements.add(aStatement(tenant, number)))),
      );

      expect(made).toHaveLength(1);
      expect(await tenant.run(({ statements }) => statements.list())).toHaveLength(1);
    });
  });

  describe('credits', () => {
    test('a credit comes back as it was written, bound to its charge', async () => {
      const tenant = await newTenant();
      const credit = await tenant.run(async (stores) => aCredit(tenant, (await aStoredLine(stores, tenant)).id));

      await tenant.run(({ credits }) => credits.add(credit));

      expect(await tenant.run(({ credits }) => credits.list())).toEqual([credit]);
    });

    test('a credit of no charge is refused', async () => {
      const tenant = await newTenant();
      const credit = aCredit(tenant, ids.next('charge-line'));

      expect(await failureOf(tenant.run(({ credits }) => credits.add(credit)))).toBeInstanceOf(Error);
    });
  });

  describe('reductions', () => {
    test('a reduction comes back in every state', async () => {
      const tenant = await newTenant();
      const pending = aReduction(tenant);
      const done = { ...aReduction(tenant), state: 'done', endedAt: NOW, applied: 2 } as const;

      await tenant.run(async ({ reductions }) => {
        await reductions.add(pending);
        await reductions.add(done);
      });

      expect(await tenant.run(({ reductions }) => reductions.list())).toEqual([pending, done]);
    });

    test('a reduction that somebody else ended meanwhile is not ended again', async () => {
      const tenant = await newTenant();
      const pending = aReduction(tenant);
      const done = { ...pending, state: 'done', endedAt: NOW, applied: 2, version: 2 } as const;
      await tenant.run(({ reductions }) => reductions.add(pending));
      await tenant.run(({ reductions }) => reductions.replace(pending, done));

      const again = tenant.run(async ({ reductions }) => {
        const [now] = await reductions.list();
        if (now?.state === 'pending') await reductions.replace(now, done);
        return now?.state;
      });

      expect(await again).toBe('done');
    });
  });
}

function aStatement({ accountId, ada }: Tenant, number: number): Statement {
  const entries: readonly StatementEntry[] = [
    {
      kind: 'held',
      seatType: 'sync-only',
      quantity: 2,
      unitPrice: eur(4900n),
      amount: eur(9800n),
      formula: 'EUR 49.00 × 2 × 31 / 31 days = EUR 98.00',
    },
    {
      kind: 'charge',
      chargeLineId: ids.next('charge-line'),
      request: 1,
      requestedBy: ada.id,
      approvedBy: [ada.id],
      forMember: undefined,
      seatType: 'sync-only',
      quantity: 1,
      amount: eur(3003n),
      from: Temporal.PlainDate.from('2026-03-13'),
      formula: '…',
    },
  ];
  return {
    accountId,
    number,
    period: { start: Temporal.PlainDate.from('2026-03-01'), end: Temporal.PlainDate.from('2026-04-01') },
    timeZone: 'Europe/Berlin',
    closedAt: NOW,
    entries,
    ...totalsOf(currency('EUR'), entries),
  };
}

function aCredit({ accountId, ada }: Tenant, chargeLineId: Credit['chargeLineId']): Credit {
  return {
    id: ids.next('credit'),
    accountId,
    chargeLineId,
    quantity: 1,
    amount: eur(1896n),
    from: Temporal.PlainDate.from('2026-03-20'),
    formula: '…',
    takenBackBy: ada.id,
    at: NOW,
  };
}

function aReduction({ accountId, ada }: Tenant): Extract<Reduction, { state: 'pending' }> {
  return {
    id: ids.next('reduction'),
    accountId,
    plan: {
      seatType: 'sync-only',
      purchased: { before: 5, after: 2 },
      now: [{ chargeLineId: ids.next('charge-line'), quantity: 1, amount: eur(1896n) }],
      credit: eur(1896n),
      atRenewal: 2,
      renewalOn: Temporal.PlainDate.from('2026-04-01'),
      renewal: [eur(9800n)],
      asOf: NOW,
    },
    planHash: 'f'.repeat(64),
    sentence: 'I agree that 3 seats end.',
    agreedBy: ada.id,
    deliveryId: ids.next('delivery'),
    at: NOW,
    version: 1,
    state: 'pending',
  };
}
