import { z } from 'zod';
import { seatsText } from '../billing/seats-text.ts';
import { available } from '../seats/capacity.ts';
import type { Entitlement } from '../seats/entitlement.ts';
import { SEAT_TYPE_NAMES, type SeatType } from '../seats/seat-type.ts';
import { sparkline, usageOn, weeksUntil, type UsagePoint } from '../seats/usage.ts';
import type { Action, Block, Fact, View } from '../views/view.ts';
import { absentWhenEmpty, seatTypeArgument } from './arguments.ts';
import { command, type Command, type CommandContext } from './command.ts';
import { privately } from './run-call.ts';
import { signature } from './signature.ts';

const USAGE = signature({
  name: 'usage',
  group: 'money',
  summary: 'How many seats were purchased, used and free, week by week',
  example: '/seat usage sync-only',
  reach: 'typed',
  typed: ['seatType'],
  args: z.object({ seatType: absentWhenEmpty(seatTypeArgument) }),
});

const WEEKS = 12;

export function createUsage(): Command {
  return command({
    signature: USAGE,
    run: async ({ seatType = 'sync-only' }, context) => privately(await usageView(seatType, context)),
  });
}

async function usageView(seatType: SeatType, { stores, now }: CommandContext): Promise<View> {
  const timeZone = (await stores.accounts.terms())?.timeZone ?? 'UTC';
  const today = now.toZonedDateTimeISO(timeZone).toPlainDate();
  const points = usageOn(await stores.entitlements.history(seatType), weeksUntil(today, WEEKS), timeZone);
  const all = await stores.entitlements.list();
  const own = all.find((entitlement) => entitlement.seatType === seatType);
  return {
    title: own === undefined ? `No ${SEAT_TYPE_NAMES[seatType]} seats were bought yet` : titleOf(own),
    tone: 'neutral',
    blocks: [{ kind: 'facts', facts: all.map(nowFact) }, ...(own === undefined ? [] : picture(points, timeZone))],
    actions: actionsFor(seatType, own),
  };
}

function titleOf({ seatType, purchased, used }: Entitlement): string {
  return `${used} of ${seatsText(purchased, seatType)} ${used === 1 ? 'is' : 'are'} used`;
}

function nowFact(entitlement: Entitlement): Fact {
  const { seatType, purchased, used } = entitlement;
  return {
    label: SEAT_TYPE_NAMES[seatType],
    value: [`${purchased} purchased, ${used} used, ${available(entitlement)} available`],
  };
}

/** The numbers as a table, and the same as columns of text, which every surface can show. */
function picture(points: readonly UsagePoint[], timeZone: string): readonly Block[] {
  const highest = Math.max(...points.map(({ purchased }) => purchased));
  return [
    {
      kind: 'table',
      columns: ['End of', 'Purchased', 'Used', 'Available'],
      rows: points.map(({ on, purchased, used }) => [{ date: on }, `${purchased}`, `${used}`, `${purchased - used}`]),
      total: points.length,
    },
    {
      kind: 'text',
      text: [
        'Purchased ',
        {
          code: sparkline(
            points.map(({ purchased }) => purchased),
            highest,
          ),
        },
        ' used ',
        {
          code: sparkline(
            points.map(({ used }) => used),
            highest,
          ),
        },
      ],
    },
    { kind: 'note', text: [`Weeks end as days do in ${timeZone}; the last one is today so far.`] },
  ];
}

function actionsFor(seatType: SeatType, own: Entitlement | undefined): readonly Action[] {
  const free = own === undefined ? 0 : available(own);
  const other: SeatType = seatType === 'sync-only' ? 'full-access' : 'sync-only';
  return [
    ...(free > 0
      ? [
          {
            kind: 'run',
            label: `Give up ${free}`,
            weight: 'plain',
            does: { command: 'reduce', args: { count: free, seatType } },
          } as const,
        ]
      : []),
    {
      kind: 'run',
      label: SEAT_TYPE_NAMES[other],
      weight: 'plain',
      does: { command: 'usage', args: { seatType: other } },
    },
  ];
}
