import { z } from 'zod';
import { idSchema } from '../core/ids.ts';
import { MAILBOX_FAULTS } from '../core/mailboxes/mailbox-provider.ts';
import type { SyncRunStore } from '../core/mailboxes/mailbox-store.ts';
import type { SyncRun } from '../core/mailboxes/sync-run.ts';
import { momentCodec } from '../core/views/value-codecs.ts';
import { instantColumn, jsonColumn, optionalColumn, stateColumns, stateOf } from './columns.ts';
import type { SyncRun as Row } from './generated/client.ts';
import { found, swapped, type Scope } from './scope.ts';

const count = z.int();

const base = z.object({
  id: idSchema('sync-run'),
  accountId: idSchema('account'),
  mailboxId: idSchema('mailbox'),
  trigger: z.enum(['initial', 'cycle', 'forced']),
  queuedAt: instantColumn,
  expected: optionalColumn(z.int()),
  gaps: z.array(z.string()).readonly(),
  tally: z.object({
    seen: count,
    kept: count,
    skipped: z.record(z.string(), count),
    parked: count,
    removed: count,
    people: count,
    organizations: count,
    interactions: count,
    connections: count,
  }),
  version: z.int(),
});

const state = z.discriminatedUnion('state', [
  z.object({ state: z.literal('queued') }),
  z.object({ state: z.literal('running'), startedAt: momentCodec }),
  z.object({
    state: z.literal('waiting'),
    startedAt: momentCodec,
    retryAt: momentCodec,
    because: z.enum(['throttled', 'unavailable']),
  }),
  z.object({ state: z.literal('succeeded'), startedAt: momentCodec, finishedAt: momentCodec }),
  z.object({
    state: z.literal('failed'),
    startedAt: momentCodec,
    finishedAt: momentCodec,
    fault: z.enum(MAILBOX_FAULTS),
  }),
  z.object({ state: z.literal('cancelled'), finishedAt: momentCodec }),
]);

const UNFINISHED = ['queued', 'running', 'waiting'] satisfies SyncRun['state'][];

export function createSyncRunStore({ db, accountId }: Scope): SyncRunStore {
  return {
    get: async (id) => found(await db.syncRun.findUnique({ where: { accountId_id: { accountId, id } } }), read),
    unfinished: async (mailboxId) =>
      found(await db.syncRun.findFirst({ where: { accountId, mailboxId, state: { in: UNFINISHED } } }), read),
    ofMailbox: async (mailboxId, limit) => {
      const orderBy = [{ queuedAt: 'desc' as const }, { id: 'desc' as const }];
      return (await db.syncRun.findMany({ where: { accountId, mailboxId }, orderBy, take: limit })).map(read);
    },
    add: async (run) => {
      const { count: added } = await db.syncRun.createMany({ data: write(run), skipDuplicates: true });
      return added === 1;
    },
    replace: ({ id, version }, next) =>
      swapped('Sync run', db.syncRun.updateMany({ where: { accountId, id, version }, data: write(next) })),
  };
}

function read(row: Row): SyncRun {
  return { ...base.parse(row), ...stateOf(state, row) };
}

function write(run: SyncRun) {
  const { gaps, tally, ...row } = base.encode(run);
  return { ...row, gaps: [...gaps], tally: jsonColumn(tally), ...stateColumns(state, run) };
}
