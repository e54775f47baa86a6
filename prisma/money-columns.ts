import { z } from 'zod';
import { currencySchema } from '../core/billing/currency.ts';
import type { Money } from '../core/billing/money.ts';

const columns = z.object({ currency: currencySchema, amountMinor: z.bigint() });

export function moneyOf(row: unknown): Money {
  const { currency, amountMinor } = columns.parse(row);
  return { currency, minor: amountMinor };
}
