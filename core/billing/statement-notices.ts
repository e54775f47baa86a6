import type { Id } from '../ids.ts';
import type { Log } from '../log.ts';
import type { TellDeps } from '../outbox/tell.ts';
import { SEAT_TYPE_NAMES, type SeatType } from '../seats/seat-type.ts';
import type { Stores } from '../transaction.ts';
import { dateText } from '../views/date-text.ts';
import type { View } from '../views/view.ts';
import type { BillingPeriod } from './billing-period.ts';
import type { PriceList } from './price-list.ts';
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

type MissingPrice = {
  readonly accountId: Id<'account'>;
  readonly terms: PriceList;
  readonly period: BillingPeriod;
  readonly seatType: SeatType;
};

/** The operator, who alone can set it, reads it in the log; whoever buys is told once why there is no bill. */
export async function tellMissingPrice(
  deps: TellDeps & { readonly log: Log },
  stores: Stores,
  missing: MissingPrice,
): Promise<void> {
  const { accountId, terms, period, seatType } = missing;
  deps.log.error({ accountId, seatType, interval: terms.interval }, 'Period not closed: a price is missing');
  const subject = `no-price:${period.start.toString()}:${seatType}`;
  await tellBilling(deps, stores, { accountId, subject, view: missingPriceView(missing) });
}

function missingPriceView({ terms, period, seatType }: MissingPrice): View {
  const until = period.end.subtract({ days: 1 });
  return {
    title: `No statement can be made for ${dateText(period.start)} to ${dateText(until)}`,
    tone: 'attention',
    blocks: [
      {
        kind: 'text',
        text: [
          `Seats are held, and no price per ${terms.interval} is set for ${SEAT_TYPE_NAMES[seatType]} seats. Nothing is charged for the period until the operator sets it on the console; the statement is made within a day after.`,
        ],
      },
    ],
    actions: [{ kind: 'run', label: 'Show usage', weight: 'primary', does: { command: 'usage', args: {} } }],
  };
}
