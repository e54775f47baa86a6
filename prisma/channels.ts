import { z } from 'zod';
import { CHANNEL_PURPOSES, type ChannelStore } from '../core/accounts/account-store.ts';
import type { Scope } from './scope.ts';

const columns = z.object({
  purpose: z.enum(CHANNEL_PURPOSES),
  surface: z.string(),
  workspace: z.string(),
  channel: z.string(),
  label: z.string(),
});

export function createChannelStore({ db, accountId }: Scope): ChannelStore {
  return {
    list: async () => {
      const rows = await db.channel.findMany({
        where: { accountId },
        orderBy: [{ purpose: 'asc' }, { surface: 'asc' }],
      });
      return rows.map((row) => columns.parse(row));
    },
    set: async (channel) => {
      const { purpose, surface, workspace, channel: name, label } = columns.encode(channel);
      await db.$executeRaw`
        INSERT INTO channel (account_id, purpose, surface, workspace, channel, label)
        VALUES (${accountId}::uuid, ${purpose}, ${surface}, ${workspace}, ${name}, ${label})
        ON CONFLICT (account_id, purpose, surface)
        DO UPDATE SET workspace = excluded.workspace, channel = excluded.channel, label = excluded.label`;
    },
    remove: async ({ purpose, surface }) => {
      await db.channel.deleteMany({ where: { accountId, purpose, surface } });
    },
  };
}
