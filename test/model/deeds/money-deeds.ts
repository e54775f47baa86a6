import * as fc from 'fast-check';
import { unreachable } from '../../../core/result.ts';
import type { Office } from '../../flows/office.ts';
import { anyAdmin, type Staff } from '../people.ts';
import { agreeTo } from '../pressing.ts';

export type MoneyDeed =
  | { readonly kind: 'buy'; readonly by: Staff; readonly count: number }
  | { readonly kind: 'reduce'; readonly by: Staff; readonly count: number }
  | { readonly kind: 'close-period' };

export const anyMoneyDeed: fc.Arbitrary<MoneyDeed> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('buy' as const), by: anyAdmin, count: fc.integer({ min: 1, max: 6 }) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('reduce' as const), by: anyAdmin, count: fc.integer({ min: 1, max: 3 }) }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'close-period' as const }) },
);

export async function actOnMoney(office: Office, deed: MoneyDeed): Promise<unknown> {
  switch (deed.kind) {
    case 'buy':
      return await agreeTo(office, deed.by, `buy ${deed.count}`);
    case 'reduce':
      return await agreeTo(office, deed.by, `reduce ${deed.count}`);
    case 'close-period':
      return await office.closesPeriod();
    default:
      return unreachable(deed);
  }
}
