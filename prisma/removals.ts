import { z } from 'zod';
import { idSchema } from '../core/ids.ts';
import { isClosed } from '../core/removals/removal-moves.ts';
import type { RemovalRequest, RemovalStore } from '../core/removals/removal-request.ts';
import { momentCodec, textCodec } from '../core/views/value-codecs.ts';
import { instantColumn, jsonColumn, optionalColumn, stateColumns, stateOf } from './columns.ts';
import { departurePlanSchema } from './departures.ts';
import type { RemovalRequest as Row } from './generated/client.ts';
import { addedOnce } from './conflict.ts';
import { found, swapped, type Scope } from './scope.ts';

const counts = z.record(z.string(), z.int());
const signed = { by: idSchema('member'), at: momentCodec };
const agreed = z.object({
  ...signed,
  sentence: textCodec,
  plan: departurePlanSchema,
  hash: z.string(),
  deliveryId: idSchema('delivery'),
});
const step = z.object({ step: z.string(), at: momentCodec, counts });

const columns = z.object({
  id: idSchema('removal'),
  accountId: idSchema('account'),
  number: z.int(),
  memberId: idSchema('member'),
  dueBy: instantColumn,
  version: z.int(),
});

const body = z.object({
  person: optionalColumn(z.object({ fullName: textCodec, addresses: z.array(z.string()).readonly() })),
  askers: z.array(z.object({ memberId: idSchema('member'), at: momentCodec, endorses: z.boolean() })).readonly(),
  reason: textCodec,
  ticket: optionalColumn(textCodec),
  endorsement: optionalColumn(z.object(signed)),
  shown: optionalColumn(departurePlanSchema),
  questions: z
    .array(
      z.object({ ...signed, question: textCodec, answer: optionalColumn(z.object({ ...signed, text: textCodec })) }),
    )
    .readonly(),
  force: optionalColumn(z.object({ reason: textCodec, ticket: textCodec, agreed })),
});

const execution = {
  startedAt: momentCodec,
  since: momentCodec,
  agreed: z.array(agreed).readonly(),
  steps: z.array(step).readonly(),
  erased: counts.default({}),
};

const certificate = z.object({
  account: idSchema('account'),
  removal: z.int(),
  member: idSchema('member'),
  ticket: optionalColumn(textCodec),
  askedBy: z.array(z.object(signed)).readonly(),
  endorsedBy: optionalColumn(z.object(signed)),
  agreedBy: z.array(z.object({ ...signed, hash: z.string() })).readonly(),
  isForced: z.boolean(),
  startedAt: momentCodec,
  steps: z.array(step).readonly(),
  completedAt: momentCodec,
});

const state = z.discriminatedUnion('state', [
  z.object({ state: z.literal('awaiting-endorsement') }),
  z.object({ state: z.literal('submitted') }),
  z.object({ state: z.literal('assigned'), to: idSchema('member'), because: optionalColumn(z.string()) }),
  z.object({ state: z.literal('info-needed'), to: idSchema('member') }),
  z.object({ state: z.literal('scheduled'), to: idSchema('member'), dueAt: momentCodec, agreed }),
  z.object({ state: z.literal('executing'), ...execution }),
  z.object({ state: z.literal('failed'), ...execution, at: momentCodec, reason: z.string() }),
  z.object({ state: z.literal('completed'), at: momentCodec, certificate }),
  z.object({ state: z.literal('rejected'), ...signed, because: textCodec }),
  z.object({ state: z.literal('withdrawn'), ...signed }),
]);

export function createRemovalStore({ db, accountId }: Scope): RemovalStore {
  return {
    get: async (id) => found(await db.removalRequest.findUnique({ where: { accountId_id: { accountId, id } } }), read),
    byNumber: async (number) =>
      found(await db.removalRequest.findUnique({ where: { accountId_number: { accountId, number } } }), read),
    openOf: async (memberId) =>
      (await db.removalRequest.findMany({ where: { accountId, memberId } }))
        .map(read)
        .find((request) => !isClosed(request)),
    list: async () =>
      (await db.removalRequest.findMany({ where: { accountId }, orderBy: { number: 'asc' } })).map(read),
    add: async (request) => {
      // Counting in the account's row holds it until commit, so a rolled back request leaves no gap.
      const { removals: number } = await db.account.update({
        where: { id: accountId },
        data: { removals: { increment: 1 } },
      });
      const numbered = { ...request, number };
      await addedOnce('Open removal', db.removalRequest.create({ data: write(numbered) }));
      return numbered;
    },
    replace: ({ id, version }, next) =>
      swapped(
        'Removal request',
        db.removalRequest.updateMany({ where: { accountId, id, version }, data: write(next) }),
      ),
  };
}

function read(row: Row): RemovalRequest {
  return { ...columns.parse(row), ...body.parse(row.body), ...stateOf(state, row) };
}

function write(request: RemovalRequest) {
  return {
    ...columns.encode(request),
    body: jsonColumn(body.encode(request)),
    ...stateColumns(state, request),
  };
}
