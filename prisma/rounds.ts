import { z } from 'zod';
import { idSchema } from '../core/ids.ts';
import { MAILBOX_FAULTS } from '../core/mailboxes/mailbox-provider.ts';
import { PRIVACY_LEVELS } from '../core/relationships/privacy.ts';
import {
  LEFT_BECAUSE,
  READINGS,
  type Round,
  type RoundRow,
  type RoundRowStore,
  type RoundStore,
} from '../core/rounds/round.ts';
import { momentCodec } from '../core/views/value-codecs.ts';
import { instantColumn, jsonColumn, optionalColumn, stateColumns, stateOf } from './columns.ts';
import type { Round as Stored, RoundRow as StoredRow } from './generated/client.ts';
import { found, swapped, type Scope } from './scope.ts';

const teamWish = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('team'), name: z.string() }),
  z.object({ kind: z.literal('none') }),
]);
const deedSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('change'),
    privacy: optionalColumn(z.enum(PRIVACY_LEVELS)),
    team: optionalColumn(teamWish),
  }),
  z.object({ kind: z.literal('check'), resumes: z.boolean() }),
]);

const base = z.object({
  id: idSchema('round'),
  accountId: idSchema('account'),
  askedBy: idSchema('member'),
  askedAt: instantColumn,
  version: z.int(),
});

const consent = z.object({ sentence: z.string(), planHash: z.string(), deliveryId: idSchema('delivery') });
const NO_CONSENT = { sentence: null, planHash: null, deliveryId: null };

const state = z.discriminatedUnion('state', [
  z.object({ state: z.literal('running') }),
  z.object({ state: z.literal('finished'), at: momentCodec }),
]);

export function createRoundStore({ db, accountId }: Scope): RoundStore {
  return {
    get: async (id) => found(await db.round.findUnique({ where: { accountId_id: { accountId, id } } }), read),
    looking: async () =>
      found(await db.round.findFirst({ where: { accountId, state: 'running', kind: 'check' } }), read),
    add: async (round) => {
      const { count } = await db.round.createMany({ data: write(round), skipDuplicates: true });
      return count === 1;
    },
    replace: ({ id, version }, next) =>
      swapped('Round', db.round.updateMany({ where: { accountId, id, version }, data: write(next) })),
  };
}

function read(row: Stored): Round {
  const agreed = row.sentence === null ? undefined : consent.parse(row);
  return { ...base.parse(row), deed: deedSchema.parse(row.deed), consent: agreed, ...stateOf(state, row) };
}

function write(round: Round) {
  const { deed, consent: agreed } = round;
  return {
    ...base.encode(round),
    kind: deed.kind,
    deed: jsonColumn(deedSchema.encode(deed)),
    ...(agreed === undefined ? NO_CONSENT : consent.encode(agreed)),
    ...stateColumns(state, round),
  };
}

const terms = z.object({ privacy: z.enum(PRIVACY_LEVELS), team: optionalColumn(z.string()) });

const mailboxId = idSchema('mailbox');

const task = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('change'), before: terms }),
  z.object({ kind: z.literal('check'), mailboxId }),
]);

const outcome = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('changed'), before: terms, after: terms }),
  z.object({ kind: z.literal('same') }),
  z.object({ kind: z.literal('left'), because: z.enum(LEFT_BECAUSE) }),
  z.object({ kind: z.literal('readable'), reading: z.enum(READINGS), mailboxId }),
  z.object({ kind: z.literal('unreadable'), fault: z.enum(MAILBOX_FAULTS), mailboxId }),
  z.object({ kind: z.literal('unanswered'), mailboxId }),
]);

const rowBase = z.object({
  accountId: idSchema('account'),
  roundId: idSchema('round'),
  number: z.int(),
  memberId: idSchema('member'),
  version: z.int(),
});

const rowState = z.discriminatedUnion('state', [
  z.object({ state: z.literal('waiting'), task }),
  z.object({ state: z.literal('looking'), task }),
  z.object({ state: z.literal('ended'), outcome }),
]);

export function createRoundRowStore({ db, accountId }: Scope): RoundRowStore {
  return {
    ofRound: async (roundId) =>
      (await db.roundRow.findMany({ where: { accountId, roundId }, orderBy: { number: 'asc' } })).map(readRow),
    add: async (rows) => {
      await db.roundRow.createMany({ data: rows.map(writeRow) });
    },
    replace: ({ roundId, number, version }, next) =>
      swapped(
        'Row of a round',
        db.roundRow.updateMany({ where: { accountId, roundId, number, version }, data: writeRow(next) }),
      ),
  };
}

function readRow(row: StoredRow): RoundRow {
  return { ...rowBase.parse(row), ...stateOf(rowState, row) };
}

function writeRow(row: RoundRow) {
  return { ...rowBase.encode(row), ...stateColumns(rowState, row) };
}
