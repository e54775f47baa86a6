import { z } from 'zod';
import { MAIL_SYSTEMS } from '../core/accounts/provider.ts';
import { ROW_FIELDS, type BatchRow, type BatchRowStore, type SeatedRow } from '../core/bulk/batch-row.ts';
import type { Batch, BatchStore } from '../core/bulk/batch.ts';
import { idSchema } from '../core/ids.ts';
import { PRIVACY_LEVELS } from '../core/relationships/privacy.ts';
import { SEAT_TYPES } from '../core/seats/seat-type.ts';
import { dateCodec, momentCodec } from '../core/views/value-codecs.ts';
import { instantColumn, optionalColumn, stateColumns, stateOf } from './columns.ts';
import type { Batch as Stored, BatchRow as StoredRow } from './generated/client.ts';
import { found, swapped, type Scope } from './scope.ts';

const base = z.object({
  id: idSchema('batch'),
  accountId: idSchema('account'),
  requestedBy: idSchema('member'),
  createdAt: instantColumn,
  version: z.int(),
});

const terms = z.object({
  seatType: z.enum(SEAT_TYPES),
  privacy: z.enum(PRIVACY_LEVELS),
  team: optionalColumn(z.string()),
  mailSystem: optionalColumn(z.enum(MAIL_SYSTEMS)),
  end: optionalColumn(
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('trial'), days: z.int() }),
      z.object({ kind: z.literal('expiring'), endsOn: dateCodec }),
    ]),
  ),
});

const state = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('fetching'),
    upload: z.object({
      from: z.object({ surface: z.string(), workspace: z.string(), user: z.string() }),
      reference: z.string(),
      defaults: terms,
    }),
  }),
  z.object({ state: z.literal('draft'), expiresAt: momentCodec }),
  z.object({
    state: z.literal('inviting'),
    consent: optionalColumn(z.object({ sentence: z.string(), deliveryId: idSchema('delivery'), at: momentCodec })),
  }),
  z.object({ state: z.literal('checking'), goesOnAt: momentCodec }),
  z.object({ state: z.literal('awaiting-acknowledgement'), quoteId: idSchema('quote') }),
  z.object({ state: z.literal('awaiting-approval'), requestId: idSchema('request') }),
  z.object({ state: z.literal('settling') }),
  z.object({ state: z.literal('finished'), at: momentCodec }),
  z.object({ state: z.literal('cancelled'), at: momentCodec }),
  z.object({ state: z.literal('expired'), at: momentCodec }),
]);

export function createBatchStore({ db, accountId }: Scope): BatchStore {
  return {
    get: async (id) => found(await db.batch.findUnique({ where: { accountId_id: { accountId, id } } }), read),
    add: async (batch) => {
      await db.batch.create({ data: write(batch) });
    },
    replace: ({ id, version }, next) =>
      swapped('Batch', db.batch.updateMany({ where: { accountId, id, version }, data: write(next) })),
  };
}

function read(row: Stored): Batch {
  return { ...base.parse(row), ...stateOf(state, row) };
}

function write(batch: Batch) {
  return { ...base.encode(batch), ...stateColumns(state, batch) };
}

const rowBase = z.object({
  accountId: idSchema('account'),
  batchId: idSchema('batch'),
  number: z.int(),
  fullName: z.string(),
  address: z.string(),
  version: z.int(),
});

const rowState = z.discriminatedUnion('state', [
  z.object({ state: z.literal('refused'), field: z.enum(ROW_FIELDS), reason: z.string() }),
  z.object({ state: z.literal('ready'), terms, remark: optionalColumn(z.string()) }),
  z.object({ state: z.literal('invited'), terms }),
  z.object({ state: z.literal('readable'), terms }),
  z.object({ state: z.literal('alone'), terms }),
]);

const seatOf = z.object({ seatId: idSchema('seat') });

export function createBatchRowStore({ db, accountId }: Scope): BatchRowStore {
  return {
    ofBatch: async (batchId) =>
      (await db.batchRow.findMany({ where: { accountId, batchId }, orderBy: { number: 'asc' } })).map(readRow),
    ofSeat: async (seatId) => {
      const row = found(await db.batchRow.findFirst({ where: { accountId, seatId } }), readRow);
      return row !== undefined && isSeated(row) ? row : undefined;
    },
    add: async (rows) => {
      await db.batchRow.createMany({ data: rows.map(writeRow) });
    },
    replace: ({ batchId, number, version }, next) =>
      swapped(
        'Row of a batch',
        db.batchRow.updateMany({ where: { accountId, batchId, number, version }, data: writeRow(next) }),
      ),
  };
}

function isSeated(row: BatchRow): row is SeatedRow {
  return 'seatId' in row;
}

function readRow(row: StoredRow): BatchRow {
  const kept = stateOf(rowState, row);
  const written = rowBase.parse(row);
  return kept.state === 'refused' || kept.state === 'ready'
    ? { ...written, ...kept }
    : { ...written, ...kept, ...seatOf.parse(row) };
}

function writeRow(row: BatchRow) {
  const seatId = isSeated(row) ? row.seatId : null;
  return { ...rowBase.encode(row), ...stateColumns(rowState, row), seatId };
}
