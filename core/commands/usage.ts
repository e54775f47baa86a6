import { z } from 'zod';
import { seatsText } from '../billing/seats-text.ts';
import { available } from '../seats/capacity.ts';
import type { Entitlement } from '../seats/entitlement.ts';
import { SEAT_TYPE_NAMES, type SeatType } from '../seats/seat-type.ts';
import { holdsSeat, isUsed } from '../seats/seat-moves.ts';
import { MOST_TRIALS } from '../seats/terms/may-not-try.ts';
import { endsWithin, termsOfSeats } from '../seats/terms/terms-of-seats.ts';
import { usagePictureToken, type UsagePicture } from '../seats/usage-picture.ts';
import { sparkline, usageOn, weeksUntil } from '../seats/usage.ts';
import { countOf } from '../views/count-text.ts';
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

export type UsageDeps = PictureLinkDeps & { readonly publicUrl: () => string };
type PictureLinkDeps = Parameters<typeof usagePictureToken>[0];

export function createUsage(deps: UsageDeps): Command {
  return command({
    signature: USAGE,
    run: async ({ seatType = 'sync-only' }, context) => privately(await usageView(deps, seatType, context)),
  });
}

async function usageView(deps: UsageDeps, seatType: SeatType, { stores, now }: CommandContext): Promise<View> {
  const timeZone = (await stores.accounts.terms())?.timeZone ?? 'UTC';
  const today = now.toZonedDateTimeISO(timeZone).toPlainDate();
  const points = usageOn(await stores.entitlements.history(seatType), weeksUntil(today, WEEKS), timeZone);
  const all = await stores.entitlements.list();
  const own = all.find((entitlement) => entitlement.seatType === seatType);
  const endFacts = await endsAhead(stores, now);
  return {
    title: own === undefined ? `No ${SEAT_TYPE_NAMES[seatType]} seats were bought yet` : titleOf(own),
    tone: 'neutral',
    blocks: [
      { kind: 'facts', facts: [...all.map(nowFact), ...endFacts] },
      ...(own === undefined ? [] : overTime(deps, { seatType, points }, timeZone)),
    ],
    actions: actionsFor(seatType, own),
  };
}

const AHEAD_DAYS = 30;

/** Trials are no part of what is used, and seats that end soon are free afterwards. */
async function endsAhead(stores: CommandContext['stores'], now: Temporal.Instant): Promise<readonly Fact[]> {
  const terms = await termsOfSeats(stores);
  const held = (await stores.seats.list()).filter(holdsSeat);
  const trials = held.filter(({ basis }) => basis === 'trial').length;
  const ending = held.filter((seat) => isUsed(seat) && endsWithin(seat, terms, { days: AHEAD_DAYS, now })).length;
  return [
    ...(trials === 0
      ? []
      : [{ label: 'Trials', value: [`${trials} of at most ${MOST_TRIALS}, not counted as used and not charged`] }]),
    ...(ending === 0
      ? []
      : [
          {
            label: `Ends within ${AHEAD_DAYS} days`,
            value: [`${countOf(ending, 'seat', 'seats')}; list ends:${AHEAD_DAYS}d names them`],
          },
        ]),
  ];
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

/** The numbers drawn, as a table, and as columns of text, which every surface can show. */
function overTime(deps: UsageDeps, picture: UsagePicture, timeZone: string): readonly Block[] {
  const { points } = picture;
  const highest = Math.max(...points.map(({ purchased }) => purchased));
  return [
    ...drawing(deps, picture),
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

/** Platforms fetch pictures over HTTPS from outside; an installation that has no such address shows none. */
function drawing(deps: UsageDeps, picture: UsagePicture): readonly Block[] {
  const base = deps.publicUrl();
  if (!base.startsWith('https:')) return [];
  const { points, seatType } = picture;
  const last = points.at(-1);
  const now = last === undefined ? '' : `: ${last.used} of ${last.purchased} used today`;
  return [
    {
      kind: 'picture',
      href: new URL(`pictures/${usagePictureToken(deps, picture)}.png`, base).href,
      alt: `${SEAT_TYPE_NAMES[seatType]} seats purchased, used and available in the last ${WEEKS} weeks${now}`,
    },
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
