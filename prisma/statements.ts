import type { StatementStore } from '../core/billing/billing-store.ts';
import { canonicalText } from '../core/billing/canonical-value.ts';
import { hashOf } from '../core/billing/quote-hash.ts';
import { statementSchema } from '../core/billing/statement-schema.ts';
import { dayColumn, jsonColumn } from './columns.ts';
import type { Scope } from './scope.ts';

export function createStatementStore({ db, accountId }: Scope): StatementStore {
  return {
    list: async () =>
      (await db.statement.findMany({ where: { accountId }, orderBy: { number: 'asc' } })).map(({ body }) =>
        statementSchema.parse(body),
      ),
    add: async (statement) => {
      await db.statement.create({
        data: {
          accountId: statement.accountId,
          number: statement.number,
          periodStart: dayColumn.encode(statement.period.start),
          currency: statement.dueNow.currency,
          dueMinor: statement.dueNow.minor,
          hash: hashOf(statement),
          body: jsonColumn(JSON.parse(canonicalText(statement))),
        },
      });
    },
  };
}
