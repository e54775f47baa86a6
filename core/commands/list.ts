import { z } from 'zod';
import type { CsvColumns } from '../csv/choose-columns.ts';
import { foldedTeam } from '../accounts/team.ts';
import { listedActions } from '../departures/member-actions.ts';
import { pausedMembers } from '../mailboxes/pauses/paused-members.ts';
import { STANDINGS, type Member } from '../people/member.ts';
import { available } from '../seats/capacity.ts';
import { seatStateText } from '../seats/seat-texts.ts';
import { SEAT_TYPES, SEAT_TYPE_NAMES } from '../seats/seat-type.ts';
import type { Seat } from '../seats/seat.ts';
import { endsWithin, endText, termsOfSeats } from '../seats/terms/terms-of-seats.ts';
import type { Block, Inline, View } from '../views/view.ts';
import { asCsv, asksForCsv, CSV_ARGUMENTS, type CsvDocumentDeps } from './csv-document.ts';
import { absentWhenEmpty, seatTypeArgument, teamArgument } from './arguments.ts';
import { command, type Command, type CommandContext } from './command.ts';
import { privately } from './run-call.ts';
import type { Answered } from './reply.ts';
import { signature } from './signature.ts';

const PAGE = 20;

/** `30` or `30d`. */
const daysArgument = z.coerce
  .string()
  .trim()
  .regex(/^\d{1,4} ?d?$/iu, 'Write how many days from today, like 30d.')
  .transform((text) => Number.parseInt(text, 10));

const LIST = signature({
  name: 'list',
  group: 'seats',
  summary: 'Everybody with a seat, and how many seats are free',
  example: '/seat list status:active type:sync-only ends:30d export:csv',
  reach: 'typed',
  typed: ['search'],
  carried: ['part'],
  args: z.object({
    search: absentWhenEmpty(z.string().trim().max(120, 'A search has at most 120 characters.')),
    status: absentWhenEmpty(z.enum(STANDINGS, `Choose ${STANDINGS.join(', ')}.`)),
    type: absentWhenEmpty(seatTypeArgument),
    team: absentWhenEmpty(teamArgument),
    ends: absentWhenEmpty(daysArgument),
    page: z.coerce.number('Not a page number.').int().min(1, 'Pages begin at 1.').max(10_000).optional(),
    ...CSV_ARGUMENTS,
  }),
});

type Row = {
  readonly member: Member;
  readonly seat: Seat | undefined;
  readonly end: string;
  readonly endsSoon: boolean;
  readonly isPaused: boolean;
};

export function createList(deps: CsvDocumentDeps): Command {
  return command({ signature: LIST, run: (args, context) => list(deps, args, context) });
}

const COLUMNS: CsvColumns<Row> = {
  name: ({ member }) => member.fullName,
  'e-mail': ({ member }) => member.address,
  status: ({ member }) => member.standing,
  reading: ({ isPaused }) => (isPaused ? 'paused' : ''),
  role: ({ member }) => member.role,
  'seat-type': ({ seat }) => (seat === undefined ? '' : SEAT_TYPE_NAMES[seat.seatType]),
  seat: ({ seat }) => (seat === undefined ? 'none' : seatStateText(seat)),
  ends: ({ end }) => end.replace(/^, /u, ''),
  team: ({ seat }) => seat?.team ?? '',
  privacy: ({ seat }) => seat?.privacy ?? '',
};

async function list(
  deps: CsvDocumentDeps,
  args: z.output<typeof LIST.args>,
  context: CommandContext,
): Promise<Answered> {
  const { stores, now } = context;
  const seats = await stores.seats.list();
  const newest = new Map(seats.toSorted((a, b) => (a.id < b.id ? -1 : 1)).map((seat) => [seat.memberId, seat]));
  const terms = await termsOfSeats(stores);
  const paused = await pausedMembers(stores);
  const rows = (await stores.members.list())
    .map((member): Row => {
      const seat = newest.get(member.id);
      const endsSoon = endsWithin(seat, terms, { days: args.ends ?? 0, now });
      const end = seat === undefined ? '' : endText(seat, terms);
      return { member, seat, end, endsSoon, isPaused: paused.has(member.id) };
    })
    .filter((row) => matches(row, args))
    .toSorted((a, b) => a.member.fullName.localeCompare(b.member.fullName, 'en'));
  if (asksForCsv(args)) {
    const title = `${rows.length} ${rows.length === 1 ? 'person' : 'people'} as CSV`;
    const call = { command: 'list', args };
    return await asCsv(deps, context, { name: 'people.csv', title, columns: COLUMNS, rows, asked: args, call });
  }
  const page = Math.min(args.page ?? 1, Math.max(1, Math.ceil(rows.length / PAGE)));
  return privately({
    title: rows.length === 0 ? 'Nobody matches' : `${rows.length} ${rows.length === 1 ? 'person' : 'people'}`,
    tone: 'neutral',
    blocks: [await capacity(stores), ...table(rows.slice((page - 1) * PAGE, page * PAGE), rows.length)],
    actions: [...listActions(args, page, rows.length), ...listedActions(context.available, membersIn(rows, page))],
  });
}

function membersIn(rows: readonly Row[], page: number): readonly Member[] {
  return rows.slice((page - 1) * PAGE, page * PAGE).map(({ member }) => member);
}

function matches(
  { member, seat, endsSoon }: Row,
  { search, status, type, team, ends }: z.output<typeof LIST.args>,
): boolean {
  const text = `${member.fullName} ${member.address}`.toLowerCase();
  return (
    (status === undefined ? member.standing !== 'removed' : member.standing === status) &&
    (type === undefined || seat?.seatType === type) &&
    (ends === undefined || endsSoon) &&
    (team === undefined || (seat?.team !== undefined && foldedTeam(seat.team) === foldedTeam(team))) &&
    (search === undefined || text.includes(search.toLowerCase()))
  );
}

async function capacity({ entitlements }: CommandContext['stores']): Promise<Block> {
  const all = await entitlements.list();
  const facts = SEAT_TYPES.map((seatType) => {
    const entitlement = all.find((candidate) => candidate.seatType === seatType);
    const value =
      entitlement === undefined
        ? 'none purchased'
        : `${entitlement.used} used of ${entitlement.purchased} purchased, ${available(entitlement)} available`;
    return { label: SEAT_TYPE_NAMES[seatType], value: [value] };
  });
  return { kind: 'facts', facts };
}

function table(rows: readonly Row[], total: number): readonly Block[] {
  if (rows.length === 0)
    return [{ kind: 'text', text: ['No member fits this filter. List without options shows everybody.'] }];
  return [
    {
      kind: 'table',
      columns: ['Name', 'E-mail', 'Status', 'Seat'],
      rows: rows.map(({ member, seat, end, isPaused }): readonly Inline[] => [
        { strong: member.fullName },
        member.address,
        isPaused ? `${member.standing}, reading paused` : member.standing,
        seat === undefined ? 'none' : `${SEAT_TYPE_NAMES[seat.seatType]}, ${seatStateText(seat)}${end}`,
      ]),
      total,
    },
  ];
}

function listActions(args: z.output<typeof LIST.args>, page: number, total: number): View['actions'] {
  const more =
    total > page * PAGE
      ? [
          {
            kind: 'run',
            label: `Next ${Math.min(PAGE, total - page * PAGE)}`,
            weight: 'plain',
            does: { command: 'list', args: { ...args, page: page + 1 } },
          } as const,
        ]
      : [];
  return [
    { kind: 'run', label: 'Invite a colleague', weight: 'primary', does: { command: 'invite', args: {} } },
    ...more,
  ];
}
