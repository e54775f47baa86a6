import { z } from 'zod';
import { AuditRecordSchema } from '../audit/record-schema.ts';
import { canonicalText } from '../billing/canonical-value.ts';
import { quoteSchema } from '../billing/quote-schema.ts';
import { writtenQuote } from '../billing/written-quote.ts';
import { idSchema } from '../ids.ts';
import { err, ok, type Result } from '../result.ts';
import { SEAT_TYPES } from '../seats/seat-type.ts';
import { dateCodec, momentCodec, moneyCodec } from '../views/value-codecs.ts';
import type { Receipt } from './receipt.ts';
import { VOUCHED } from './vouched-list.ts';

const FORMAT = 'usher-receipt/2';

/** One line, in the canonical form: what is hashed in it can be hashed again as it stands. */
export function receiptJson(receipt: Receipt): string {
  return canonicalText({ format: FORMAT, ...receipt, quote: writtenQuote(receipt.quote) });
}

export function isReceipt(text: string): boolean {
  return /"format":\s*"usher-receipt\//u.test(text);
}

/** Its records were the whole log between the first and the last of them, with those of others. */
const EARLIER = /"format":\s*"usher-receipt\/1"/u;
const AN_EARLIER_FORM = 'It has an earlier form of receipts. The same command gives it in the form of today.';

export type ReceiptUnreadable = { readonly kind: 'unreadable'; readonly reason: string };

export function parseReceipt(text: string): Result<Receipt, ReceiptUnreadable> {
  const json = parsedJson(text);
  if (!json.ok) return json;
  if (EARLIER.test(text)) return err({ kind: 'unreadable', reason: AN_EARLIER_FORM });
  const parsed = receiptSchema.safeParse(json.value);
  if (!parsed.success) return err({ kind: 'unreadable', reason: z.prettifyError(parsed.error) });
  const { format: _, ...receipt } = parsed.data;
  return ok(receipt);
}

function parsedJson(text: string): Result<unknown, ReceiptUnreadable> {
  try {
    return ok(JSON.parse(text));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return err({ kind: 'unreadable', reason: error.message });
  }
}

const money = moneyCodec;
const hash = z.string().regex(/^[0-9a-f]{64}$/u);
const count = z.int().nonnegative();

const acknowledgement = z.strictObject({
  id: idSchema('acknowledgement'),
  accountId: idSchema('account'),
  quoteId: idSchema('quote'),
  quoteHash: hash,
  memberId: idSchema('member'),
  part: z.enum(['requester', 'approver']),
  sentence: z.string(),
  amount: money,
  deliveryId: idSchema('delivery'),
  at: momentCodec,
});

const lineBase = {
  id: idSchema('charge-line'),
  accountId: idSchema('account'),
  requestId: idSchema('request'),
  quoteId: idSchema('quote'),
  part: count,
  seatType: z.enum(SEAT_TYPES),
  quantity: z.int().positive(),
  seatId: idSchema('seat').optional(),
  acknowledged: z.array(money),
  version: count,
};

const line = z
  .discriminatedUnion('state', [
    z.strictObject({ ...lineBase, state: z.literal('waiting'), voidAt: momentCodec }),
    z.strictObject({
      ...lineBase,
      state: z.literal('accrued'),
      amount: money,
      from: dateCodec,
      until: dateCodec,
      at: momentCodec,
      formula: z.string(),
    }),
    z.strictObject({ ...lineBase, state: z.literal('voided'), at: momentCodec, reason: z.string() }),
  ])
  .transform((read) => ({ ...read, seatId: read.seatId }));

const request = z.strictObject({
  id: idSchema('request'),
  number: z.int().positive(),
  what: z.enum(['invite', 'keep', 'bulk', 'buy', 'conversion']),
  requestedBy: idSchema('member'),
  requestedAt: momentCodec,
  approvals: z.array(
    z
      .strictObject({ by: idSchema('member'), onBehalfOf: idSchema('member').optional(), step: count, at: momentCodec })
      .transform((read) => ({ ...read, onBehalfOf: read.onBehalfOf })),
  ),
  state: z.enum(['pending', 'awaiting-requester', 'approved', 'rejected', 'cancelled', 'expired']),
});

/** Nothing sealed travels along: no hash covers it. */
const record = AuditRecordSchema.extend({
  personal: z.array(AuditRecordSchema.shape.personal.element.extend({ sealed: z.literal('') })),
});

const vouched = z.strictObject({
  says: z.literal(VOUCHED),
  count,
  digest: hash,
  signer: z.string(),
  signature: z.string(),
});

const receiptSchema = z
  .strictObject({
    format: z.literal(FORMAT),
    accountId: idSchema('account'),
    request,
    quote: quoteSchema,
    acknowledgements: z.array(acknowledgement),
    lines: z.array(line),
    records: z.array(record),
    vouched: vouched.optional(),
  })
  .transform((read) => ({ ...read, vouched: read.vouched }));
