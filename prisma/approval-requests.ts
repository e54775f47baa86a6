import { z } from 'zod';
import { APPROVAL_MODES } from '../core/approvals/approval-policy.ts';
import { isOpen, type ApprovalRequest, type ApprovalRequestStore } from '../core/approvals/approval-request.ts';
import { idSchema } from '../core/ids.ts';
import { SEAT_TYPES } from '../core/seats/seat-type.ts';
import { momentCodec } from '../core/views/value-codecs.ts';
import { instantColumn, jsonColumn, jsonList, optionalColumn, stateColumns, stateOf } from './columns.ts';
import type { ApprovalRequest as Row } from './generated/client.ts';
import { found, swapped, type Scope } from './scope.ts';

const person = z.object({
  seatId: idSchema('seat'),
  memberId: idSchema('member'),
  seatType: z.enum(SEAT_TYPES),
  fullName: z.string(),
  address: z.string(),
});

const step = z.object({
  needed: z.int(),
  approvers: z.array(idSchema('member')).readonly(),
  standIns: z.array(idSchema('member')).readonly(),
  because: z.string(),
});

const base = z.object({
  id: idSchema('request'),
  accountId: idSchema('account'),
  number: z.int(),
  requestedBy: idSchema('member'),
  requestedAt: instantColumn,
  subject: z.discriminatedUnion('kind', [
    person.extend({ kind: z.literal('invite') }),
    person.extend({ kind: z.literal('conversion') }),
    person.extend({ kind: z.literal('keep') }),
    z.object({
      kind: z.literal('bulk'),
      batchId: idSchema('batch'),
      people: z.array(person).readonly(),
    }),
    z.object({ kind: z.literal('buy'), seatType: z.enum(SEAT_TYPES), quantity: z.int() }),
  ]),
  quoteId: idSchema('quote'),
  policy: z.object({
    applied: z
      .array(z.object({ seatType: z.enum(SEAT_TYPES), mode: z.enum(APPROVAL_MODES), version: z.int() }))
      .readonly(),
    steps: z.array(step).readonly(),
    hours: z.number(),
    escalates: z.boolean(),
    because: z.string(),
  }),
  approvals: z
    .array(
      z.object({
        by: idSchema('member'),
        onBehalfOf: optionalColumn(idSchema('member')),
        step: z.int(),
        at: momentCodec,
      }),
    )
    .readonly(),
  version: z.int(),
});

const state = z.discriminatedUnion('state', [
  z.object({ state: z.literal('pending'), deadline: momentCodec }),
  z.object({ state: z.literal('awaiting-requester'), deadline: momentCodec, because: z.string() }),
  z.object({ state: z.literal('approved'), at: momentCodec }),
  z.object({
    state: z.literal('rejected'),
    by: idSchema('member'),
    onBehalfOf: optionalColumn(idSchema('member')),
    at: momentCodec,
    reason: z.string(),
  }),
  z.object({ state: z.literal('cancelled'), by: idSchema('member'), at: momentCodec }),
  z.object({ state: z.literal('expired'), at: momentCodec }),
]);

export function createApprovalRequestStore({ db, accountId }: Scope): ApprovalRequestStore {
  return {
    get: async (id) => found(await db.approvalRequest.findUnique({ where: { accountId_id: { accountId, id } } }), read),
    byNumber: async (number) =>
      found(await db.approvalRequest.findUnique({ where: { accountId_number: { accountId, number } } }), read),
    list: async () =>
      (await db.approvalRequest.findMany({ where: { accountId }, orderBy: { number: 'asc' } })).map(read),
    open: async () => {
      const where = { accountId, state: { in: ['pending', 'awaiting-requester'] } };
      return (await db.approvalRequest.findMany({ where, orderBy: { number: 'asc' } })).map(read).filter(isOpen);
    },
    page: async ({ before, requestedBy, limit }) => {
      const where = {
        accountId,
        ...(before === undefined ? {} : { number: { lt: before } }),
        ...(requestedBy === undefined ? {} : { requestedBy }),
      };
      return (await db.approvalRequest.findMany({ where, orderBy: { number: 'desc' }, take: limit })).map(read);
    },
    ofQuote: async (quoteId) => found(await db.approvalRequest.findFirst({ where: { accountId, quoteId } }), read),
    add: async (request) => {
      // Counting in the account's row holds it until commit, so a rolled back request leaves no gap.
      const { requests: number } = await db.account.update({
        where: { id: accountId },
        data: { requests: { increment: 1 } },
      });
      const numbered = { ...request, number };
      await db.approvalRequest.create({ data: write(numbered) });
      return numbered;
    },
    replace: ({ id, version }, next) =>
      swapped(
        'Approval request',
        db.approvalRequest.updateMany({ where: { accountId, id, version }, data: write(next) }),
      ),
  };
}

function read(row: Row): ApprovalRequest {
  return { ...base.parse(row), ...stateOf(state, row) };
}

function write(request: ApprovalRequest) {
  const { subject, policy, approvals, ...row } = base.encode(request);
  const json = { subject: jsonColumn(subject), policy: jsonColumn(policy), approvals: jsonList(approvals) };
  return { ...row, ...json, ...stateColumns(state, request) };
}
