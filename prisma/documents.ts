import { z } from 'zod';
import { DOCUMENT_FAILURES, type Document, type DocumentStore } from '../core/documents/document.ts';
import { idSchema } from '../core/ids.ts';
import { momentCodec } from '../core/views/value-codecs.ts';
import { instantColumn, stateOf, typedJsonColumn } from './columns.ts';
import type { Document as Row } from './generated/client.ts';
import { found, swapped, type Scope } from './scope.ts';

const base = z.object({
  id: idSchema('document'),
  accountId: idSchema('account'),
  memberId: idSchema('member'),
  deliveryId: idSchema('delivery'),
  name: z.string(),
  askedAt: instantColumn,
  attempts: z.int(),
  version: z.int(),
});

const call = z.object({ command: z.string(), args: z.record(z.string(), z.unknown()) });

const state = z.discriminatedUnion('state', [
  z.object({ state: z.literal('wanted'), call }),
  z.object({ state: z.literal('offered'), call, until: momentCodec }),
  z.object({ state: z.literal('placed'), call, place: z.string() }),
  z.object({ state: z.literal('handing'), call, place: z.string(), since: momentCodec }),
  z.object({ state: z.enum(['handed', 'declined', 'expired']), at: momentCodec }),
  z.object({ state: z.literal('failed'), because: z.enum(DOCUMENT_FAILURES), at: momentCodec }),
]);

export function createDocumentStore({ db, accountId }: Scope): DocumentStore {
  return {
    get: async (id) => found(await db.document.findUnique({ where: { accountId_id: { accountId, id } } }), read),
    add: async (document) => {
      await db.document.create({ data: write(document) });
    },
    replace: ({ id, version }, next) =>
      swapped('Document', db.document.updateMany({ where: { accountId, id, version }, data: write(next) })),
  };
}

function read(row: Row): Document {
  return { ...base.parse(row), ...stateOf(state, row) };
}

/** A call holds what people typed. */
function write(document: Document) {
  const { state: name, ...details } = state.encode(document);
  return { ...base.encode(document), state: name, details: typedJsonColumn(details) };
}
