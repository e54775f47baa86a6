import { z } from 'zod';
import { idSchema } from '../ids.ts';
import type { AuditKind, AuditRecord } from './audit-record.ts';

const Hash = z.string().regex(/^[0-9a-f]{64}$/);
const Seq = z.int().positive();
const Moment = z.string().transform((text, context) => {
  try {
    return Temporal.Instant.from(text);
  } catch {
    context.addIssue({ code: 'custom', message: 'not an instant' });
    return z.NEVER;
  }
});

/** As wide as the type: what could be appended must always read back. */
const Kind = z.custom<AuditKind>((value) => typeof value === 'string' && value.includes('.'));

const Actor = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('member'), memberId: idSchema('member') }),
  z.strictObject({ kind: z.literal('job'), job: z.string() }),
  z.strictObject({ kind: z.literal('operator'), operatorId: z.string() }),
]);

/** A record from outside. Strict: a field that no hash covers must not travel along. */
export const AuditRecordSchema = z.strictObject({
  accountId: idSchema('account'),
  seq: Seq,
  previousHash: Hash,
  kind: Kind,
  at: Moment,
  actor: Actor,
  subject: z.strictObject({ kind: z.string(), id: z.string() }),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  personal: z.array(
    z.strictObject({ memberId: idSchema('member'), keyId: z.string(), digest: Hash, sealed: z.string() }),
  ),
  hash: Hash,
}) satisfies z.ZodType<AuditRecord>;

export const AuditHeadSchema = z.strictObject({ accountId: idSchema('account'), seq: Seq, hash: Hash, at: Moment });
