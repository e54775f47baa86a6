import type { TellDeps } from '../outbox/tell.ts';
import type { Stores } from '../transaction.ts';
import type { Statement } from './statement.ts';
import { statementView } from './statement-view.ts';
import { tellBilling } from './tell-billing.ts';

/** A period in which nothing was charged is kept, and nobody is written to about it. */
export async function tellStatement(deps: TellDeps, stores: Stores, statement: Statement): Promise<void> {
  const { accountId, number, entries } = statement;
  if (entries.length === 0) return;
  await tellBilling(deps, stores, {
    accountId,
    subject: `statement:${number}`,
    view: statementView(statement, await stores.members.list()),
  });
}
