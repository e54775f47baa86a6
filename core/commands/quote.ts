import { z } from 'zod';
import { quoteFacts } from '../approvals/acknowledgement-form.ts';
import { pricing } from '../approvals/request-card.ts';
import { formatMoney } from '../billing/money.ts';
import { onlySeats, type QuoteRefused } from '../billing/quote.ts';
import { whatIf, type QuotingDeps } from '../billing/stored-quote.ts';
import { today } from '../clock.ts';
import { unreachable } from '../result.ts';
import { SEAT_TYPE_NAMES } from '../seats/seat-type.ts';
import { dateText } from '../views/date-text.ts';
import type { Action, View } from '../views/view.ts';
import { absentWhenEmpty, countArgument, dateArgument, seatTypeArgument } from './arguments.ts';
import { command, type Command, type CommandContext } from './command.ts';
import type { Reply } from './reply.ts';
import { privately } from './run-call.ts';
import { signature } from './signature.ts';

const QUOTE = signature({
  name: 'quote',
  group: 'money',
  summary: 'What seats would cost, without asking for anything',
  example: '/seat quote 3 sync-only from:2026-12-01',
  reach: 'typed',
  typed: ['count', 'seatType'],
  args: z.object({
    count: countArgument,
    seatType: absentWhenEmpty(seatTypeArgument),
    from: absentWhenEmpty(dateArgument),
  }),
});

export function createQuote(deps: QuotingDeps): Command {
  return command({ signature: QUOTE, run: (args, context) => runQuote(deps, args, context) });
}

async function runQuote(
  deps: QuotingDeps,
  { count, seatType = 'sync-only', from }: z.output<typeof QUOTE.args>,
  { stores, account }: CommandContext,
): Promise<Reply> {
  const quote = await whatIf(
    deps,
    stores,
    { accountId: account.id, seats: [{ seatType, requested: count, named: 0, belowMinimum: 'raise' }] },
    from,
  );
  if (!quote.ok) return privately(quoteRefusedView(quote.error));
  const { total } = quote.value;
  const { purchased } = onlySeats(quote.value);
  const bought = purchased.after - purchased.before;
  const seats = `${bought} ${SEAT_TYPE_NAMES[seatType]} ${bought === 1 ? 'seat' : 'seats'}`;
  const start = from === undefined ? '' : ` from ${dateText(from)}`;
  return privately({
    title: `${seats}${start} would cost at most ${formatMoney(total)}`,
    tone: 'neutral',
    blocks: [
      { kind: 'facts', facts: quoteFacts(quote.value) },
      ...pricing({ quote: quote.value, today: from ?? today(deps.clock, quote.value.timeZone) }),
    ],
    actions: [
      { kind: 'run', label: `Buy ${bought}`, weight: 'primary', does: { command: 'buy', args: { count, seatType } } },
      { kind: 'run', label: 'How this is calculated', weight: 'plain', does: { command: 'charges', args: {} } },
    ],
  });
}

/** No quote, no button: what is missing and who can mend it. */
export function quoteRefusedView(refused: QuoteRefused): View {
  return {
    title: 'There is no quote for this',
    tone: 'attention',
    blocks: [{ kind: 'text', text: [quoteRefusedSentence(refused), ' Nothing was asked for and nothing is charged.'] }],
    actions: [nextStep(refused)],
  };
}

function nextStep(refused: QuoteRefused): Action {
  switch (refused.kind) {
    case 'bad-quantity':
      return quoteOf(refused.maximum);
    case 'below-minimum':
      return quoteOf(refused.minimum);
    case 'no-price':
    case 'bad-named':
    case 'from-in-the-past':
    case 'from-too-far':
      return {
        kind: 'run',
        label: 'How this is calculated',
        weight: 'primary',
        does: { command: 'charges', args: {} },
      };
    default:
      return unreachable(refused);
  }
}

function quoteOf(count: number): Action {
  return { kind: 'run', label: `Quote ${count}`, weight: 'primary', does: { command: 'quote', args: { count } } };
}

function quoteRefusedSentence(refused: QuoteRefused): string {
  switch (refused.kind) {
    case 'no-price':
      return `No price is set for ${SEAT_TYPE_NAMES[refused.seatType]} seats; the operator sets it on the console with account set.`;
    case 'bad-quantity':
      return `The number of seats is a whole number from 1 to ${refused.maximum}.`;
    case 'bad-named':
      return `At most ${refused.requested} of these seats can be for named people.`;
    case 'below-minimum':
      return `The first purchase is at least ${refused.minimum} seats.`;
    case 'from-in-the-past':
      return `The date is in the past; today is ${dateText(refused.today)}, and a quote can begin then at the earliest.`;
    case 'from-too-far':
      return `The date is too far away; the latest is ${dateText(refused.latest)}.`;
    default:
      return unreachable(refused);
  }
}
