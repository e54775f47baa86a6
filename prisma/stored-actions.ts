import { z } from 'zod';
import { idSchema } from '../core/ids.ts';
import type { ActionStore, StoredAction } from '../core/commands/stored-action.ts';
import { instantColumn, typedJsonColumn } from './columns.ts';
import { found, type Scope } from './scope.ts';

const columns = z.object({
  id: idSchema('action'),
  accountId: idSchema('account'),
  call: z.object({ command: z.string(), args: z.record(z.string(), z.unknown()) }),
  expiresAt: instantColumn,
});

export function createActionStore({ db, accountId }: Scope): ActionStore {
  return {
    get: async (text) => {
      const id = idSchema('action').safeParse(text);
      if (!id.success) return undefined;
      return found(await db.storedAction.findUnique({ where: { accountId_id: { accountId, id: id.data } } }), read);
    },
    add: async (actions) => {
      const data = actions.map((action) => ({ ...columns.encode(action), call: typedJsonColumn(action.call) }));
      await db.storedAction.createMany({ data });
    },
  };
}

function read(row: unknown): StoredAction {
  return columns.parse(row);
}
