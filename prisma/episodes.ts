import { z } from 'zod';
import { idSchema } from '../core/ids.ts';
import type { EpisodeStore } from '../core/mailboxes/mailbox-store.ts';
import { EPISODE_FAULTS, type Episode } from '../core/mailboxes/sync-run.ts';
import { instantColumn, optionalColumn } from './columns.ts';
import { found, swapped, type Scope } from './scope.ts';

const columns = z.object({
  id: idSchema('episode'),
  accountId: idSchema('account'),
  cause: z.string(),
  fault: z.enum(EPISODE_FAULTS),
  mailboxes: z.array(idSchema('mailbox')).readonly(),
  openedAt: instantColumn,
  closedAt: optionalColumn(instantColumn),
  version: z.int(),
});

export function createEpisodeStore({ db, accountId }: Scope): EpisodeStore {
  return {
    open: async (cause) => found(await db.episode.findFirst({ where: { accountId, cause, closedAt: null } }), read),
    list: async () =>
      (await db.episode.findMany({ where: { accountId }, orderBy: [{ openedAt: 'asc' }, { id: 'asc' }] })).map(read),
    add: async (episode) => {
      const { count } = await db.episode.createMany({ data: write(episode), skipDuplicates: true });
      return count === 1;
    },
    replace: ({ id, version }, next) =>
      swapped('Episode', db.episode.updateMany({ where: { accountId, id, version }, data: write(next) })),
  };
}

function write(episode: Episode) {
  const { mailboxes, ...row } = columns.encode(episode);
  return { ...row, mailboxes: [...mailboxes] };
}

function read(row: unknown): Episode {
  return columns.parse(row);
}
