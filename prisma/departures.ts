import { z } from 'zod';
import {
  DEPARTURE_STEPS,
  STEP_COUNTS,
  type Departure,
  type DepartureStore,
  type StepRecord,
} from '../core/departures/departure.ts';
import { DEPARTURE_KINDS } from '../core/departures/departure-snapshot.ts';
import { EFFECT_SUBJECTS, OUTCOMES } from '../core/departures/plan-departure.ts';
import { idSchema } from '../core/ids.ts';
import { momentCodec } from '../core/views/value-codecs.ts';
import { jsonColumn, jsonList, optionalColumn, stateColumns, stateOf } from './columns.ts';
import type { Departure as Row } from './generated/client.ts';
import { found, swapped, type Scope } from './scope.ts';

export const departurePlanSchema = z.object({
  kind: z.enum(DEPARTURE_KINDS),
  memberId: idSchema('member'),
  purges: z.array(idSchema('mailbox')).readonly(),
  effects: z
    .array(
      z.object({
        subject: z.enum(EFFECT_SUBJECTS),
        outcome: z.enum(OUTCOMES),
        count: z.int(),
        names: z.array(z.string()).readonly(),
      }),
    )
    .readonly(),
});

const consent = z.object({
  by: idSchema('member'),
  sentence: z.string(),
  planHash: z.string(),
  deliveryId: idSchema('delivery'),
  at: momentCodec,
});

const counts: z.ZodType<StepRecord['counts'], Record<string, number>> = z.partialRecord(z.enum(STEP_COUNTS), z.int());

const step = z.object({
  step: z.enum(DEPARTURE_STEPS),
  startedAt: momentCodec,
  finishedAt: optionalColumn(momentCodec),
  counts,
});

const undo = z.object({
  mailboxes: z
    .array(z.object({ id: idSchema('mailbox'), desired: z.enum(['enabled', 'paused', 'disabled']) }))
    .readonly(),
  lists: z.array(idSchema('list')).readonly(),
});

const base = z.object({
  id: idSchema('departure'),
  accountId: idSchema('account'),
  memberId: idSchema('member'),
  plan: departurePlanSchema,
  consent,
  steps: z.array(step).readonly(),
  undo,
  version: z.int(),
});

const state = z.discriminatedUnion('state', [
  z.object({ state: z.literal('scheduled'), dueAt: momentCodec }),
  z.object({ state: z.literal('leaving'), since: momentCodec }),
  z.object({ state: z.literal('undoable'), since: momentCodec, purgeAt: momentCodec }),
  z.object({ state: z.literal('purging'), since: momentCodec }),
  z.object({ state: z.literal('done'), at: momentCodec }),
  z.object({ state: z.literal('cancelled'), by: optionalColumn(idSchema('member')), at: momentCodec }),
  z.object({ state: z.literal('undone'), at: momentCodec }),
  z.object({ state: z.literal('superseded'), at: momentCodec }),
]);

export function createDepartureStore({ db, accountId }: Scope): DepartureStore {
  const orderBy = { id: 'asc' } as const;
  const OPEN = { in: ['scheduled', 'leaving', 'undoable', 'purging'] };
  return {
    get: async (id) => found(await db.departure.findUnique({ where: { accountId_id: { accountId, id } } }), read),
    open: async (memberId) =>
      found(await db.departure.findFirst({ where: { accountId, memberId, state: OPEN }, orderBy }), read),
    ofMember: async (memberId) => (await db.departure.findMany({ where: { accountId, memberId }, orderBy })).map(read),
    add: async (departure) => {
      const { count } = await db.departure.createMany({ data: write(departure), skipDuplicates: true });
      return count === 1;
    },
    replace: ({ id, version }, next) =>
      swapped('Departure', db.departure.updateMany({ where: { accountId, id, version }, data: write(next) })),
  };
}

function read(row: Row): Departure {
  return { ...base.parse(row), ...stateOf(state, row) };
}

function write(departure: Departure) {
  const { plan: agreed, consent: given, steps, undo: back, ...row } = base.encode(departure);
  return {
    ...row,
    ...stateColumns(state, departure),
    plan: jsonColumn(agreed),
    consent: jsonColumn(given),
    steps: jsonList(steps),
    undo: jsonColumn(back),
  };
}
