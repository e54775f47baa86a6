import { z } from 'zod';
import type { CreditStore } from '../core/billing/billing-store.ts';
import type { Credit } from '../core/billing/credit.ts';
import { idSchema } from '../core/ids.ts';
import { dayColumn, instantColumn } from './columns.ts';
import type { Credit as Row } from './generated/client.ts';
import { moneyOf } from './money-columns.ts';
import type { Scope } from './scope.ts';

const columns = z.object({
  id: idSchema('credit'),
  accountId: idSchema('account'),
  chargeLineId: idSchema('charge-line'),
  quantity: z.int(),
  fromDay: dayColumn,
  formula: z.string(),
  takenBackBy: idSchema('member'),
  at: instantColumn,
});

export function createCreditStore({ db, accountId }: Scope): CreditStore {
  return {
    list: async () => (await db.credit.findMany({ where: { accountId }, orderBy: { id: 'asc' } })).map(read),
    add: async ({ from: fromDay, amount, ...credit }) => {
      const data = { ...columns.encode({ ...credit, fromDay }), currency: amount.currency, amountMinor: amount.minor };
      await db.credit.create({ data });
    },
  };
}

function read(row: Row): Credit {
  const { fromDay: from, ...credit } = columns.parse(row);
  return { ...credit, from, amount: moneyOf(row) };
}
