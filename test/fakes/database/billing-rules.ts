import type { Credit } from '../../../core/billing/credit.ts';
import type { Reduction } from '../../../core/billing/reduction.ts';
import type { Statement } from '../../../core/billing/statement.ts';
import { byId, joined, member } from './rules.ts';
import type { Rules } from './table.ts';

export const credits: Rules<Credit> = {
  name: 'credit',
  key: byId,
  check: ({ quantity, amount }) => (quantity > 0 && amount.minor >= 0n ? undefined : 'nothing is given back'),
  references: ({ chargeLineId, takenBackBy }) => [{ table: 'charge line', key: chargeLineId }, member(takenBackBy)],
};
export const reductions: Rules<Reduction> = {
  name: 'reduction',
  key: byId,
  references: ({ agreedBy }) => [member(agreedBy)],
};
export const statements: Rules<Statement> = {
  name: 'statement',
  key: ({ number }) => `${number}`.padStart(12, '0'),
  uniques: [{ name: 'period', of: ({ period, dueNow }) => joined(period.start.toString(), dueNow.currency) }],
};
