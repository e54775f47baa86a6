import { z } from 'zod';
import { idSchema } from '../core/ids.ts';
import { TERM_KINDS, WARNING_DAYS, type RunningTerm, type Term, type TermStore } from '../core/seats/terms/term.ts';
import { momentCodec } from '../core/views/value-codecs.ts';
import { dayColumn, jsonColumn, stateColumns, stateOf } from './columns.ts';
import type { SeatTerm as Row } from './generated/client.ts';
import { found, swapped, type Scope } from './scope.ts';

const consent = z.object({
  by: idSchema('member'),
  sentence: z.string(),
  deliveryId: idSchema('delivery'),
  at: momentCodec,
});

const base = z.object({
  id: idSchema('seat-term'),
  accountId: idSchema('account'),
  seatId: idSchema('seat'),
  memberId: idSchema('member'),
  kind: z.enum(TERM_KINDS),
  endsOn: dayColumn,
  timeZone: z.string(),
  consent,
  warned: z.array(z.literal(WARNING_DAYS)).readonly(),
  version: z.int(),
});

const state = z.discriminatedUnion('state', [
  z.object({ state: z.literal('running') }),
  z.object({ state: z.enum(['ended', 'replaced', 'lifted', 'moot']), at: momentCodec }),
]);

export function createTermStore({ db, accountId }: Scope): TermStore {
  const orderBy = { id: 'asc' } as const;
  return {
    get: async (id) => found(await db.seatTerm.findUnique({ where: { accountId_id: { accountId, id } } }), read),
    running: async (seatId) =>
      found(await db.seatTerm.findFirst({ where: { accountId, seatId, state: 'running' } }), readRunning),
    allRunning: async () =>
      (await db.seatTerm.findMany({ where: { accountId, state: 'running' }, orderBy })).map(readRunning),
    ofMember: async (memberId) => (await db.seatTerm.findMany({ where: { accountId, memberId }, orderBy })).map(read),
    add: async (term) => {
      const { count } = await db.seatTerm.createMany({ data: write(term), skipDuplicates: true });
      return count === 1;
    },
    replace: ({ id, version }, next) =>
      swapped('Term', db.seatTerm.updateMany({ where: { accountId, id, version }, data: write(next) })),
  };
}

function read(row: Row): Term {
  return { ...base.parse(row), ...stateOf(state, row) };
}

function readRunning(row: Row): RunningTerm {
  const term = read(row);
  if (term.state !== 'running') throw new Error(`Term ${term.id} was asked for as running and is ${term.state}`);
  return term;
}

function write(term: Term) {
  const { consent: given, warned, ...row } = base.encode(term);
  return { ...row, ...stateColumns(state, term), consent: jsonColumn(given), warned: [...warned] };
}
