import { z } from 'zod';
import { PROVIDERS } from '../core/accounts/provider.ts';
import { idSchema } from '../core/ids.ts';
import type { MailboxLink, MailboxLinkStore } from '../core/mailboxes/links/mailbox-link.ts';
import { MAILBOX_FAULTS } from '../core/mailboxes/mailbox-provider.ts';
import { momentCodec } from '../core/views/value-codecs.ts';
import { instantColumn, optionalColumn, stateColumns, stateOf } from './columns.ts';
import type { MailboxLink as Row } from './generated/client.ts';
import { found, swapped, type Scope } from './scope.ts';

const base = z.object({
  id: idSchema('mailbox-link'),
  accountId: idSchema('account'),
  memberId: idSchema('member'),
  address: z.string(),
  provider: z.enum(PROVIDERS),
  class: z.enum(['work', 'personal']),
  askedBy: idSchema('member'),
  askedAt: instantColumn,
  until: instantColumn,
  version: z.int(),
});

const state = z.discriminatedUnion('state', [
  z.object({ state: z.literal('checking') }),
  z.object({ state: z.literal('awaiting-owner'), since: momentCodec }),
  z.object({ state: z.literal('linked'), mailboxId: idSchema('mailbox'), at: momentCodec }),
  z.object({ state: z.literal('refused'), fault: z.enum(MAILBOX_FAULTS), at: momentCodec }),
  z.object({ state: z.enum(['declined', 'expired']), at: momentCodec }),
  z.object({
    state: z.literal('unlinked'),
    mailboxId: idSchema('mailbox'),
    by: idSchema('member'),
    at: momentCodec,
    purgeAt: optionalColumn(momentCodec),
  }),
  z.object({ state: z.enum(['purged', 'relinked']), mailboxId: idSchema('mailbox'), at: momentCodec }),
]);

export function createMailboxLinkStore({ db, accountId }: Scope): MailboxLinkStore {
  return {
    get: async (id) => found(await db.mailboxLink.findUnique({ where: { accountId_id: { accountId, id } } }), read),
    open: async (address) =>
      found(
        await db.mailboxLink.findFirst({
          where: { accountId, address, state: { in: ['checking', 'awaiting-owner'] } },
        }),
        read,
      ),
    ofMember: async (memberId) =>
      (await db.mailboxLink.findMany({ where: { accountId, memberId }, orderBy: { id: 'asc' } })).map(read),
    add: async (link) => {
      const { count } = await db.mailboxLink.createMany({ data: write(link), skipDuplicates: true });
      return count === 1;
    },
    replace: ({ id, version }, next) =>
      swapped('Mailbox link', db.mailboxLink.updateMany({ where: { accountId, id, version }, data: write(next) })),
  };
}

function read(row: Row): MailboxLink {
  return { ...base.parse(row), ...stateOf(state, row) };
}

function write(link: MailboxLink) {
  return { ...base.encode(link), ...stateColumns(state, link) };
}
