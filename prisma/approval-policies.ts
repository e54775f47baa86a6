import { z } from 'zod';
import type { ApprovalPolicy, ApprovalPolicyStore } from '../core/approvals/approval-policy.ts';
import { APPROVAL_MODES } from '../core/approvals/approval-policy.ts';
import { idSchema } from '../core/ids.ts';
import { SEAT_TYPES } from '../core/seats/seat-type.ts';
import { moneyCodec, momentCodec } from '../core/views/value-codecs.ts';
import { jsonColumn, optionalColumn } from './columns.ts';
import { addedOnce } from './conflict.ts';
import { found, type Scope } from './scope.ts';

const people = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('approvers') }),
  z.object({ kind: z.literal('admins') }),
  z.object({ kind: z.literal('members'), members: z.array(idSchema('member')).readonly() }),
]);

const rule = z.object({
  when: z.object({
    from: optionalColumn(moneyCodec),
    below: optionalColumn(moneyCodec),
    team: optionalColumn(z.string()),
  }),
  steps: z.array(z.object({ needed: z.union([z.int(), z.literal('all')]), people })).readonly(),
});

const schema = z.object({
  accountId: idSchema('account'),
  seatType: z.enum(SEAT_TYPES),
  version: z.int(),
  mode: z.discriminatedUnion('kind', [
    z.object({ kind: z.enum(APPROVAL_MODES).exclude(['auto-below']) }),
    z.object({ kind: z.literal('auto-below'), amount: moneyCodec }),
  ]),
  rules: z.array(rule).readonly(),
  hours: z.number(),
  escalates: z.boolean(),
  setBy: optionalColumn(idSchema('member')),
  modeSetBy: optionalColumn(idSchema('member')),
  setAt: momentCodec,
});

export function createApprovalPolicyStore({ db, accountId }: Scope): ApprovalPolicyStore {
  return {
    current: async (seatType) => {
      const newest = await db.approvalPolicy.findFirst({
        where: { accountId, seatType },
        orderBy: { version: 'desc' },
      });
      return found(newest, ({ policy }): ApprovalPolicy => schema.parse(policy));
    },
    at: async (seatType, version) => {
      const where = { accountId_seatType_version: { accountId, seatType, version } };
      return found(await db.approvalPolicy.findUnique({ where }), ({ policy }): ApprovalPolicy => schema.parse(policy));
    },
    add: (policy) => {
      const { seatType, version } = policy;
      const data = { accountId: policy.accountId, seatType, version, policy: jsonColumn(schema.encode(policy)) };
      return addedOnce('Approval policy', db.approvalPolicy.create({ data }));
    },
  };
}
