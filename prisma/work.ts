import { instantColumn, jsonColumn } from './columns.ts';
import type { Scope } from './scope.ts';
import type { AddedWork } from './transaction.ts';
import { idSchema } from '../core/ids.ts';
import type { WorkStore } from '../core/work/work.ts';
import { z } from 'zod';

export type WorkScope = Scope & { readonly added: (work: AddedWork) => void };

const stored = z.array(z.object({ id: idSchema('work') }));

/**
 * A key that is open moves to the earlier time. While somebody works on it, the wish is kept beside it and comes true
 * when the work is finished: what was added after the worker looked is not lost.
 */
export function createWorkStore({ db, accountId, added }: WorkScope): WorkStore {
  return {
    add: async ({ id, kind, key, payload, dueAt }) => {
      const due = instantColumn.encode(dueAt);
      const rows = await db.$queryRaw`
        INSERT INTO work (account_id, id, kind, key, payload, due_at)
        VALUES (${accountId}::uuid, ${id}::uuid, ${kind}, ${key}, ${jsonColumn(payload)}::jsonb, ${due})
        ON CONFLICT (account_id, key) WHERE state = 'open' DO UPDATE SET
          due_at = CASE WHEN work.leased_until IS NULL THEN least(work.due_at, excluded.due_at) ELSE work.due_at END,
          again_at = CASE WHEN work.leased_until IS NULL THEN NULL ELSE least(work.again_at, excluded.due_at) END
        RETURNING id`;
      for (const row of stored.parse(rows)) added({ accountId, workId: row.id, kind });
    },
    cancel: async (key) => {
      await db.work.updateMany({ where: { accountId, key, state: 'open' }, data: { state: 'cancelled' } });
    },
  };
}
