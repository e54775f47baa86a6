import { z } from 'zod';
import { countingZone, unitPrice } from '../billing/price-list.ts';
import { FORMULA_VERSION, LINE_MODEL } from '../billing/proration.ts';
import { SEAT_TYPES, SEAT_TYPE_NAMES } from '../seats/seat-type.ts';
import type { Fact, Inline, View } from '../views/view.ts';
import { command, type Command, type CommandContext } from './command.ts';
import { privately } from './run-call.ts';
import { signature } from './signature.ts';

const CHARGES = signature({
  name: 'charges',
  group: 'money',
  summary: 'How a charge is calculated, when it starts, and what is given back',
  example: '/seat charges',
  reach: 'typed',
  typed: [],
  args: z.object({}),
});

/** The answer behind "How this is calculated". */
export function createCharges(): Command {
  return command({ signature: CHARGES, run: async (_, context) => privately(await chargesView(context)) });
}

const RULES: readonly (readonly Inline[])[] = [
  [{ strong: 'One formula: ' }, 'price × seats × days left ÷ days in the period, rounded once, half away from zero.'],
  [
    { strong: 'Days: ' },
    'calendar days of the billing time zone. The day of the start is charged; the period is as long as it really is.',
  ],
  [
    { strong: 'Start: ' },
    'a seat for a named person from the first successful access to their mailbox, a seat without a name from the approval.',
  ],
  [
    { strong: 'Never more: ' },
    'what is charged is the lowest of the formula on the day of the start and every amount that was agreed to.',
  ],
  [
    { strong: 'Never reached: ' },
    'a mailbox that cannot be read within 30 days of the approval is not charged at all.',
  ],
  [
    { strong: 'Reductions: ' },
    'seats end at the renewal, without a refund. Seats that were added in the running period can be taken back in it: the days left are credited.',
  ],
];

async function chargesView({ stores }: CommandContext): Promise<View> {
  const terms = await stores.accounts.terms();
  const prices: readonly Fact[] =
    terms === undefined
      ? [{ label: 'Prices', value: ['none are set: the operator sets them on the console'] }]
      : SEAT_TYPES.map((seatType) => {
          const price = unitPrice(terms, seatType);
          const value: readonly Inline[] =
            price === undefined ? ['no price'] : [{ money: price }, ` per ${terms.interval}`];
          return { label: SEAT_TYPE_NAMES[seatType], value };
        });
  const zone: readonly Fact[] =
    terms === undefined ? [] : [{ label: 'Counted in', value: [`${terms.mode}s, ${countingZone(terms)}`] }];
  return {
    title: 'How a charge is calculated',
    tone: 'neutral',
    blocks: [
      { kind: 'facts', facts: [...prices, ...zone] },
      { kind: 'list', items: RULES, total: RULES.length },
      {
        kind: 'note',
        text: [
          `Formula version ${FORMULA_VERSION}, line model ${LINE_MODEL}; both stand on every quote and receipt. Plus tax.`,
        ],
      },
    ],
    actions: [],
  };
}
