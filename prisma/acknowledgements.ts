import { z } from 'zod';
import type { Acknowledgement } from '../core/billing/acknowledgement.ts';
import type { AcknowledgementStore } from '../core/billing/billing-store.ts';
import { idSchema } from '../core/ids.ts';
import { instantColumn } from './columns.ts';
import type { Acknowledgement as Row } from './generated/client.ts';
import { moneyOf } from './money-columns.ts';
import type { Scope } from './scope.ts';

const columns = z.object({
  id: idSchema('acknowledgement'),
  accountId: idSchema('account'),
  quoteId: idSchema('quote'),
  quoteHash: z.string(),
  memberId: idSchema('member'),
  part: z.enum(['requester', 'approver']),
  sentence: z.string(),
  deliveryId: idSchema('delivery'),
  at: instantColumn,
});

export function createAcknowledgementStore({ db, accountId }: Scope): AcknowledgementStore {
  return {
    ofQuote: async (quoteId) =>
      (
        await db.acknowledgement.findMany({ where: { accountId, quoteId }, orderBy: [{ at: 'asc' }, { id: 'asc' }] })
      ).map(read),
    add: async (acknowledgement) => {
      const { currency, minor: amountMinor } = acknowledgement.amount;
      const data = { ...columns.encode(acknowledgement), currency, amountMinor };
      await db.acknowledgement.createMany({ data, skipDuplicates: true });
    },
  };
}

function read(row: Row): Acknowledgement {
  return { ...columns.parse(row), amount: moneyOf(row) };
}
