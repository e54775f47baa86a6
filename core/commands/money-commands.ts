import type { OpenRequestDeps } from '../approvals/open-request-deps.ts';
import { createBuy } from './buy.ts';
import { createCharges } from './charges.ts';
import type { Command } from './command.ts';
import { createQuote } from './quote.ts';
import { createReceipt, type ReceiptDeps } from './receipt.ts';
import { createReduce } from './reduce.ts';
import { createStatement } from './statement.ts';
import { createUsage, type UsageDeps } from './usage.ts';

/** What seats cost, from the question to the bill. */
export function createMoneyCommands(deps: OpenRequestDeps & ReceiptDeps & UsageDeps): readonly Command[] {
  return [
    createQuote(deps),
    ...createBuy(deps),
    ...createReduce(deps),
    createReceipt(deps),
    createStatement(deps),
    createUsage(deps),
    createCharges(),
  ];
}
