import { z } from 'zod';
import {
  DECOMMISSION_STEPS,
  SETTLED_COUNTS,
  STEP_OUTCOMES,
  type Decommission,
  type DecommissionStore,
  type SettledCounts,
} from '../core/decommissions/decommission.ts';
import { idSchema } from '../core/ids.ts';
import { momentCodec } from '../core/views/value-codecs.ts';
import { instantColumn, jsonList, optionalColumn, stateColumns, stateOf } from './columns.ts';
import type { Decommission as Row } from './generated/client.ts';
import { found, swapped, type Scope } from './scope.ts';

const by = idSchema('member');
const counts: z.ZodType<SettledCounts, Record<string, number>> = z.partialRecord(z.enum(SETTLED_COUNTS), z.int());

const settledStep = z.object({
  step: z.enum(DECOMMISSION_STEPS),
  outcome: z.enum(STEP_OUTCOMES),
  by,
  at: momentCodec,
  note: optionalColumn(z.string()),
  counts,
});

const base = z.object({
  id: idSchema('decommission'),
  accountId: idSchema('account'),
  memberId: idSchema('member'),
  startedBy: by,
  startedAt: instantColumn,
  settled: z.array(settledStep).readonly(),
  stopped: z
    .array(z.object({ id: idSchema('mailbox'), desired: z.enum(['enabled', 'paused', 'disabled']) }))
    .readonly(),
  version: z.int(),
});

const state = z.discriminatedUnion('state', [
  z.object({ state: z.literal('disable-sync') }),
  z.object({ state: z.literal('remove-add-in'), asked: optionalColumn(z.object({ by, at: momentCodec })) }),
  z.object({ state: z.literal('reset-mailbox') }),
  z.object({ state: z.literal('delete') }),
  z.object({ state: z.literal('manual-folders') }),
  z.object({ state: z.literal('done'), at: momentCodec }),
  z.object({ state: z.literal('abandoned'), by, at: momentCodec, reason: z.string() }),
  z.object({ state: z.literal('came-back'), at: momentCodec }),
]);

export function createDecommissionStore({ db, accountId }: Scope): DecommissionStore {
  const orderBy = { id: 'asc' } as const;
  const OPEN = { in: [...DECOMMISSION_STEPS] };
  return {
    get: async (id) => found(await db.decommission.findUnique({ where: { accountId_id: { accountId, id } } }), read),
    open: async (memberId) =>
      found(await db.decommission.findFirst({ where: { accountId, memberId, state: OPEN }, orderBy }), read),
    ofMember: async (memberId) =>
      (await db.decommission.findMany({ where: { accountId, memberId }, orderBy })).map(read),
    listOpen: async () => (await db.decommission.findMany({ where: { accountId, state: OPEN }, orderBy })).map(read),
    add: async (decommission) => {
      const { count } = await db.decommission.createMany({ data: write(decommission), skipDuplicates: true });
      return count === 1;
    },
    replace: ({ id, version }, next) =>
      swapped('Decommissioning', db.decommission.updateMany({ where: { accountId, id, version }, data: write(next) })),
  };
}

function read(row: Row): Decommission {
  return { ...base.parse(row), ...stateOf(state, row) };
}

function write(decommission: Decommission) {
  const { settled, stopped, ...row } = base.encode(decommission);
  return {
    ...row,
    ...stateColumns(state, decommission),
    settled: jsonList(settled),
    stopped: jsonList(stopped),
  };
}
