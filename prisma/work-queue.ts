import { z } from 'zod';
import { idSchema, type Id } from '../core/ids.ts';
import { unreachable } from '../core/result.ts';
import {
  WORK_PAYLOADS,
  type Lease,
  type Work,
  type WorkKind,
  type WorkOutcome,
  type WorkQueue,
} from '../core/work/work.ts';
import type { Queries } from './client.ts';
import { instantColumn } from './columns.ts';
import type { PrismaClient } from './generated/client.ts';
import { enterAccount, untilNoConflict } from './transaction.ts';

/** While versions change, work of a kind that this process does not know waits for one that does. */
const KNOWN_KINDS = Object.keys(WORK_PAYLOADS);

const kindSchema = z.string().refine((text): text is WorkKind => text in WORK_PAYLOADS);

const dueRows = z.array(
  z
    .object({ account_id: idSchema('account'), work_id: idSchema('work'), kind: kindSchema })
    .transform((row) => ({ accountId: row.account_id, workId: row.work_id, kind: row.kind })),
);

const claimed = z.array(
  z.object({
    kind: kindSchema,
    key: z.string(),
    payload: z.unknown(),
    due_at: instantColumn,
    attempts: z.int(),
    fencing: z.int(),
  }),
);

export function createWorkQueue({ client }: { readonly client: PrismaClient }): WorkQueue {
  const inAccount = <Value>(accountId: Id<'account'>, query: (db: Queries) => Promise<Value>): Promise<Value> =>
    untilNoConflict(() =>
      client.$transaction(async (db) => {
        await enterAccount(db, accountId);
        return query(db);
      }),
    );
  return {
    due: async (now, limit) =>
      dueRows.parse(
        await client.$queryRaw`SELECT * FROM usher_due_work(${instantColumn.encode(now)}, ${KNOWN_KINDS}::text[], ${limit}::integer)`,
      ),
    claim: (accountId, workId, now, until) =>
      inAccount(accountId, (db) => claim(db, { accountId, workId, now, until })),
    extend: (lease, until) =>
      inAccount(lease.work.accountId, (db) => change(db, lease, { leasedUntil: instantColumn.encode(until) })),
    finish: (lease, outcome) => inAccount(lease.work.accountId, (db) => finish(db, lease, outcome)),
  };
}

type Claim = {
  readonly accountId: Id<'account'>;
  readonly workId: Id<'work'>;
  readonly now: Temporal.Instant;
  readonly until: Temporal.Instant;
};

/**
 * Each claim raises the fencing number, which shuts out whoever held the work before. A lease that ran out is that of a
 * worker which died: that counts as an attempt, so that what kills its worker is not handed out for ever.
 */
async function claim(db: Queries, { accountId, workId, now, until }: Claim): Promise<Lease | undefined> {
  const at = instantColumn.encode(now);
  const rows = await db.$queryRaw`
    UPDATE work SET leased_until = ${instantColumn.encode(until)}, fencing = fencing + 1, again_at = NULL,
      attempts = attempts + CASE WHEN leased_until IS NULL THEN 0 ELSE 1 END
    WHERE account_id = ${accountId}::uuid AND id = ${workId}::uuid AND state = 'open' AND kind = ANY (${KNOWN_KINDS}::text[])
      AND due_at <= ${at}
      AND (leased_until IS NULL OR leased_until <= ${at})
    RETURNING kind, key, payload, due_at, attempts, fencing`;
  const row = claimed.parse(rows)[0];
  if (row === undefined) return undefined;
  const { kind, key, attempts, fencing } = row;
  const payload = WORK_PAYLOADS[kind].parse(row.payload);
  const work: Work = { id: workId, accountId, kind, key, payload, dueAt: row.due_at, attempts };
  return { work, fencing, until };
}

async function finish(db: Queries, lease: Lease, outcome: WorkOutcome): Promise<boolean> {
  const released = { leasedUntil: null, againAt: null };
  switch (outcome.kind) {
    case 'again':
      return again(db, lease, outcome);
    case 'parked':
      return (await reopened(db, lease)) || change(db, lease, { ...released, state: 'parked', reason: outcome.reason });
    case 'done':
      return (await reopened(db, lease)) || change(db, lease, { ...released, state: 'done' });
    default:
      return unreachable(outcome);
  }
}

/** Whoever added the key while it was being worked on need not wait longer than they asked for. */
async function again(
  db: Queries,
  { work, fencing }: Lease,
  { dueAt, countsAsAttempt, reason }: Extract<WorkOutcome, { kind: 'again' }>,
): Promise<boolean> {
  const attempts = countsAsAttempt ? work.attempts + 1 : 0;
  const count = await db.$executeRaw`
    UPDATE work SET leased_until = NULL, due_at = least(${instantColumn.encode(dueAt)}, again_at), again_at = NULL,
      attempts = ${attempts}::integer, reason = ${reason}
    WHERE account_id = ${work.accountId}::uuid AND id = ${work.id}::uuid AND state = 'open' AND fencing = ${fencing}`;
  return count === 1;
}

/** Whoever added the key while it was being worked on wants it done once more. */
async function reopened(db: Queries, { work, fencing }: Lease): Promise<boolean> {
  const count = await db.$executeRaw`
    UPDATE work SET leased_until = NULL, due_at = again_at, again_at = NULL, attempts = 0, reason = NULL
    WHERE account_id = ${work.accountId}::uuid AND id = ${work.id}::uuid AND state = 'open'
      AND fencing = ${fencing} AND again_at IS NOT NULL`;
  return count === 1;
}

type Change = {
  readonly leasedUntil: Date | null;
  readonly againAt?: null;
  readonly state?: 'done' | 'parked';
  readonly reason?: string;
};

async function change(db: Queries, { work, fencing }: Lease, data: Change): Promise<boolean> {
  const where = { accountId: work.accountId, id: work.id, state: 'open', fencing };
  const { count } = await db.work.updateMany({ where, data });
  return count === 1;
}
