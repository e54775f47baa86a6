import { z } from 'zod';
import { acknowledgementForm } from '../approvals/acknowledgement-form.ts';
import { acknowledgementSentence } from '../approvals/acknowledgement-sentence.ts';
import { openRefusedView } from '../approvals/open-refused-view.ts';
import { openRequest } from '../approvals/open-request.ts';
import type { OpenRequestDeps } from '../approvals/open-request-deps.ts';
import { approversOf } from '../approvals/request-cards.ts';
import { onlySeats, type Quote } from '../billing/quote.ts';
import { currentQuote, keepQuote } from '../billing/stored-quote.ts';
import { today } from '../clock.ts';
import { idSchema } from '../ids.ts';
import { POLICY } from '../people/policy.ts';
import { requestSentView } from '../seats/invite-views.ts';
import { recyclableSeats, type Recyclable } from '../seats/recyclable.ts';
import { recyclableActions, recyclableBlocks } from '../seats/recyclable-views.ts';
import { SEAT_TYPE_NAMES, type SeatType } from '../seats/seat-type.ts';
import { blockedView, readChecklist } from '../seats/setup-gate.ts';
import type { View } from '../views/view.ts';
import { absentWhenEmpty, agreedArgument, countArgument, seatTypeArgument } from './arguments.ts';
import { actingMember, command, type Command, type CommandContext } from './command.ts';
import { quoteRefusedView } from './quote.ts';
import type { Reply } from './reply.ts';
import { privately } from './run-call.ts';
import { signature } from './signature.ts';

const BUY = signature({
  name: 'buy',
  group: 'money',
  summary: 'Buy seats without a name; you see the price and agree to it first',
  example: '/seat buy 5 sync-only',
  reach: 'typed',
  typed: ['count', 'seatType'],
  args: z.object({
    count: absentWhenEmpty(countArgument),
    seatType: absentWhenEmpty(seatTypeArgument),
    anyway: z.literal(true).optional(),
  }),
  carried: ['anyway'],
});

const CONFIRM = signature({
  name: 'buy confirm',
  group: 'money',
  summary: 'Agree to the price of a purchase',
  example: '',
  reach: 'step',
  typed: [],
  args: z.object({ quote: idSchema('quote'), agreed: agreedArgument }),
});

export function createBuy(deps: OpenRequestDeps): readonly Command[] {
  return [
    command({ signature: BUY, run: (args, context) => buy(deps, args, context) }),
    command({ signature: CONFIRM, run: ({ quote }, context) => confirm(deps, quote, context) }),
  ];
}

async function buy(
  deps: OpenRequestDeps,
  { count, seatType = 'sync-only', anyway }: z.output<typeof BUY.args>,
  { stores, account, actor, now }: CommandContext,
): Promise<Reply> {
  const blocked = blockedView(await readChecklist(stores, { account, actor, inviteRow: POLICY.buy }));
  if (blocked !== undefined) return privately(blocked);
  if (count === undefined) return askCount(await firstPurchaseMinimum(stores));
  const unused = anyway === true ? [] : await recyclableSeats(stores, seatType, now);
  if (unused.length > 0) return privately(recycleFirstView(unused, count, seatType));
  const quote = await keepQuote(deps, stores, {
    accountId: account.id,
    seats: [{ seatType, requested: count, named: 0, belowMinimum: 'raise' }],
  });
  return quote.ok ? priceForm(deps, quote.value) : privately(quoteRefusedView(quote.error));
}

/** Before a price is shown: what is held and not used could serve as well. */
function recycleFirstView(unused: readonly Recyclable[], count: number, seatType: SeatType): View {
  return {
    title: 'Seats could be freed instead of bought',
    tone: 'attention',
    blocks: recyclableBlocks(unused),
    actions: [
      ...recyclableActions(unused),
      {
        kind: 'run',
        label: 'Buy anyway',
        weight: 'primary',
        does: { command: 'buy', args: { count, seatType, anyway: true } },
      },
    ],
  };
}

/** What the account's terms say about a first purchase of Sync Only seats, while none was made. */
async function firstPurchaseMinimum({ accounts, entitlements }: CommandContext['stores']): Promise<number> {
  const terms = await accounts.terms();
  const { purchased } = await entitlements.lock('sync-only');
  return purchased > 0 ? 1 : (terms?.minimumFirstPurchase['sync-only'] ?? 1);
}

function askCount(minimum: number): Reply {
  return {
    kind: 'form',
    form: {
      title: 'Buy seats',
      blocks: [
        {
          kind: 'text',
          text: [
            minimum > 1 ? `The first purchase of Sync Only seats is at least ${minimum}; later any number. ` : '',
            'You see the price before anything is asked for.',
          ],
        },
      ],
      inputs: [
        {
          kind: 'text',
          name: 'count',
          label: 'How many',
          required: true,
          maxLength: 5,
          multiline: false,
          initial: `${minimum}`,
        },
        {
          kind: 'choice',
          name: 'seatType',
          label: 'Seat type',
          required: true,
          initial: 'sync-only',
          options: Object.entries(SEAT_TYPE_NAMES).map(([value, label]) => ({ value, label })),
        },
      ],
      submit: { label: 'Show the price', does: { command: 'buy', args: {} } },
    },
  };
}

function priceForm({ clock }: OpenRequestDeps, quote: Quote): Reply {
  const { seatType, purchased } = onlySeats(quote);
  const bought = purchased.after - purchased.before;
  const title = `Buy ${bought} ${SEAT_TYPE_NAMES[seatType]} ${bought === 1 ? 'seat' : 'seats'}`;
  return {
    kind: 'form',
    form: acknowledgementForm({
      title,
      quote,
      today: today(clock, quote.timeZone),
      does: { command: 'buy confirm', args: { quote: quote.id } },
    }),
  };
}

async function confirm(deps: OpenRequestDeps, quoteId: Quote['id'], context: CommandContext): Promise<Reply> {
  const { stores, deliveryId } = context;
  const quote = await stores.quotes.get(quoteId);
  if (quote === undefined) throw new Error(`Quote ${quoteId} stood on a form but is not stored`);
  // Held until the end, so that the same form sent twice at once asks once.
  const { seatType, purchased } = onlySeats(quote);
  await stores.entitlements.lock(seatType);
  const repeated = await askedBefore(context, quoteId);
  if (repeated !== undefined) return privately(repeated);
  const current = await currentQuote(deps, stores, quote);
  if (!current.ok) return privately(quoteRefusedView(current.error));
  if (current.value.id !== quoteId) return priceForm(deps, current.value);

  const quantity = purchased.after - purchased.before;
  const opened = await openRequest(deps, stores, {
    requester: actingMember(context),
    subject: { kind: 'buy', seatType, quantity },
    quote,
    sentence: acknowledgementSentence(quote),
    deliveryId,
  });
  if (!opened.ok) return privately(openRefusedView(opened.error));
  return privately(requestSentView(opened.value.request, await approversOf(stores, opened.value.request)));
}

/** One agreement makes one request, also when that request has gone on to another price since. */
async function askedBefore({ stores }: CommandContext, quoteId: Quote['id']): Promise<View | undefined> {
  const [first] = await stores.acknowledgements.ofQuote(quoteId);
  if (first === undefined) return undefined;
  const request = await stores.requests.ofQuote(quoteId);
  return request?.state === 'pending'
    ? requestSentView(request, await approversOf(stores, request))
    : askedAlreadyView();
}

function askedAlreadyView(): View {
  return {
    title: 'You agreed to this price before',
    tone: 'neutral',
    blocks: [
      { kind: 'text', text: ['A request was made of it then, and none is made now. Requests shows how it stands.'] },
    ],
    actions: [
      {
        kind: 'run',
        label: 'Show my requests',
        weight: 'primary',
        does: { command: 'requests', args: { which: 'mine' } },
      },
    ],
  };
}
