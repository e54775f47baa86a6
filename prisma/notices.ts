import { z } from 'zod';
import { CHANNEL_PURPOSES } from '../core/accounts/account-store.ts';
import { idSchema } from '../core/ids.ts';
import type { Notice, NoticeStore } from '../core/outbox/notice.ts';
import { momentCodec } from '../core/views/value-codecs.ts';
import { viewFromJson, viewToJson } from '../core/views/view-codec.ts';
import { jsonColumn, stateColumns, stateOf } from './columns.ts';
import type { Notice as Row } from './generated/client.ts';
import { found, type Scope } from './scope.ts';

const place = { surface: z.string(), workspace: z.string() };
const thread = { thread: z.string().optional() };
const under = { under: idSchema('notice').optional() };

const address = z.discriminatedUnion('kind', [
  z.object({ ...place, ...thread, kind: z.literal('user'), user: z.string() }),
  z.object({ ...place, ...thread, kind: z.literal('channel'), channel: z.string() }),
]);

const base = z.object({
  id: idSchema('notice'),
  accountId: idSchema('account'),
  key: z.string(),
  subject: z.string(),
  recipient: z.discriminatedUnion('kind', [
    z.object({ ...under, kind: z.literal('member'), memberId: idSchema('member') }),
    z.object({ ...under, kind: z.literal('channel'), purpose: z.enum(CHANNEL_PURPOSES), address }),
    z.object({ ...under, kind: z.literal('address'), address }),
  ]),
  wanted: z.int(),
  attempts: z.int(),
});

const state = z.discriminatedUnion('state', [
  z.object({ state: z.literal('pending'), notBefore: momentCodec }),
  z.object({ state: z.literal('sending'), to: address, since: momentCodec }),
  z.object({ state: z.literal('unknown'), to: address, since: momentCodec, looks: z.int() }),
  z.object({
    state: z.literal('delivered'),
    to: address,
    message: z.object({ ...place, reference: z.string() }),
    shown: z.int(),
    at: momentCodec,
  }),
  z.object({ state: z.literal('undeliverable'), reason: z.string(), at: momentCodec }),
]);

export function createNoticeStore({ db, accountId }: Scope): NoticeStore {
  const orderBy = { id: 'asc' } as const;
  return {
    get: async (id) => found(await db.notice.findUnique({ where: { accountId_id: { accountId, id } } }), read),
    ofSubject: async (subject) => (await db.notice.findMany({ where: { accountId, subject }, orderBy })).map(read),
    add: async (notice) => {
      const { count } = await db.notice.createMany({ data: write(notice), skipDuplicates: true });
      return count === 1;
    },
    list: async (states) =>
      (await db.notice.findMany({ where: { accountId, state: { in: [...states] } }, orderBy })).map(read),
    byMessage: async ({ surface, workspace, reference }) => {
      // The index of the migration is on this very expression.
      const [row] = await db.$queryRaw<{ id: string }[]>`
        SELECT id FROM notice
        WHERE account_id = ${accountId}::uuid AND state = 'delivered' AND details->'message'->>'reference' = ${reference}
          AND details->'message'->>'surface' = ${surface} AND details->'message'->>'workspace' = ${workspace}
        ORDER BY id LIMIT 1`;
      if (row === undefined) return undefined;
      return found(await db.notice.findUnique({ where: { accountId_id: { accountId, id: row.id } } }), read);
    },
    replace: async ({ id, state: was, wanted, attempts }, next) => {
      const where = { accountId, id, state: was, wanted, attempts };
      const { count } = await db.notice.updateMany({ where, data: write(next) });
      return count === 1;
    },
  };
}

function read(row: Row): Notice {
  return { ...base.parse(row), view: viewFromJson(row.view), ...stateOf(state, row) };
}

function write(notice: Notice) {
  const { recipient, ...row } = base.encode(notice);
  const json = { recipient: jsonColumn(recipient), view: jsonColumn(viewToJson(notice.view)) };
  return { ...row, ...json, ...stateColumns(state, notice) };
}
