import { z } from 'zod';
import { PROVIDERS } from '../core/accounts/provider.ts';
import { idSchema } from '../core/ids.ts';
import { MAILBOX_FAULTS } from '../core/mailboxes/mailbox-provider.ts';
import type { MailboxStore } from '../core/mailboxes/mailbox-store.ts';
import type { Mailbox } from '../core/mailboxes/mailbox.ts';
import { PAUSE_SIDES } from '../core/mailboxes/pauses/mailbox-pause.ts';
import { momentCodec } from '../core/views/value-codecs.ts';
import { instantColumn, jsonColumn, jsonList, optionalColumn } from './columns.ts';
import { found, swapped, type Scope } from './scope.ts';

const columns = z.object({
  id: idSchema('mailbox'),
  accountId: idSchema('account'),
  memberId: idSchema('member'),
  provider: z.enum(PROVIDERS),
  address: z.string(),
  class: z.enum(['work', 'personal']),
  desired: z.enum(['enabled', 'paused', 'disabled']),
  pauses: z
    .array(
      z.object({
        side: z.enum(PAUSE_SIDES),
        by: idSchema('member'),
        since: momentCodec,
        until: optionalColumn(momentCodec),
      }),
    )
    .readonly(),
  health: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('unknown') }),
    z.object({ kind: z.literal('ok'), checkedAt: momentCodec }),
    z.object({ kind: z.literal('failing'), fault: z.enum(MAILBOX_FAULTS), since: momentCodec, checkedAt: momentCodec }),
  ]),
  cursor: optionalColumn(z.string()),
  retryAt: optionalColumn(instantColumn),
  lastSyncAt: optionalColumn(instantColumn),
  nextSyncAt: optionalColumn(instantColumn),
  version: z.int(),
});

export function createMailboxStore({ db, accountId }: Scope): MailboxStore {
  const orderBy = { id: 'asc' } as const;
  return {
    get: async (id) => found(await db.mailbox.findUnique({ where: { accountId_id: { accountId, id } } }), read),
    ofMember: async (memberId) => (await db.mailbox.findMany({ where: { accountId, memberId }, orderBy })).map(read),
    list: async () => (await db.mailbox.findMany({ where: { accountId }, orderBy })).map(read),
    add: async (mailbox) => {
      await db.mailbox.create({ data: write(mailbox) });
    },
    replace: ({ id, version }, next) =>
      swapped('Mailbox', db.mailbox.updateMany({ where: { accountId, id, version }, data: write(next) })),
  };
}

function write(mailbox: Mailbox) {
  const { health, pauses, ...row } = columns.encode(mailbox);
  return { ...row, health: jsonColumn(health), pauses: jsonList(pauses) };
}

function read(row: unknown): Mailbox {
  return columns.parse(row);
}
