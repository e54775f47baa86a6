import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { ApprovalRequest } from '../approvals/approval-request.ts';
import { subjectText } from '../approvals/request-card.ts';
import { idSchema } from '../ids.ts';
import { membersOf } from '../people/members-of.ts';
import type { HoldRecordsDeps } from '../receipts/hold-records.ts';
import { issueReceipt } from '../receipts/issue-receipt.ts';
import { receiptJson } from '../receipts/receipt-json.ts';
import { receiptView } from '../receipts/receipt-view.ts';
import { absentWhenEmpty } from './arguments.ts';
import { chainBrokenView } from './audit-verify-views.ts';
import { command, type Command, type CommandContext } from './command.ts';
import { asFile, fileArgument, inParts, partArgument, type DocumentDeps } from './document.ts';
import type { Answered } from './reply.ts';
import { findRequest, noSuchRequestView, requestArgument, type NamedRequest } from './request-argument.ts';
import { privately } from './run-call.ts';
import { signature } from './signature.ts';

export type ReceiptDeps = HoldRecordsDeps & DocumentDeps;

const RECEIPT = signature({
  name: 'receipt',
  group: 'money',
  summary: 'What was charged for a request, who agreed to what, and proof of it: as text, or as JSON to verify',
  example: '/seat receipt 12 json',
  reach: 'typed',
  typed: ['request', 'form'],
  args: z.object({
    request: requestArgument,
    form: absentWhenEmpty(z.enum(['json'], 'Write json, or leave it out for the text.')),
    file: fileArgument,
    part: partArgument,
    document: z.string().optional(),
  }),
  carried: ['part', 'document'],
});

const VERIFY =
  'Anybody can verify it without Usher’s database: npm run verify -- receipt.json --key KEY, with the public key from the messages about sealed heads.';

export function createReceipt(deps: ReceiptDeps): Command {
  return command({
    signature: RECEIPT,
    isOwn: async ({ request: named }, context) => {
      const { actor } = context;
      const request = await requestOf(context, named);
      return request === undefined || (actor.kind === 'member' && request.requestedBy === actor.member.id);
    },
    run: (args, context) => receipt(deps, args, context),
  });
}

async function receipt(
  deps: ReceiptDeps,
  { request: named, form, file, part, document }: z.output<typeof RECEIPT.args>,
  context: CommandContext,
): Promise<Answered> {
  const { stores, deliveryId } = context;
  const request = await requestOf(context, named);
  if (request === undefined) return privately(noSuchRequestView(named));
  const issued = await issueReceipt(deps, stores, request);
  if (!issued.ok) return privately(chainBrokenView(issued.error, deliveryId));
  const text = receiptJson(issued.value);
  if (file === undefined && form === undefined) {
    const { request: standing, acknowledgements } = issued.value;
    const people = [
      standing.requestedBy,
      ...standing.approvals.map(({ by }) => by),
      ...acknowledgements.map(({ memberId }) => memberId),
    ];
    const members = await membersOf(stores, people);
    return privately(receiptView({ receipt: issued.value, what: subjectText(request), members }));
  }
  const title = `Receipt of request ${request.number}`;
  const partCall = (next: number) => ({
    command: 'receipt',
    args: { request: request.id, form: 'json', part: next, document: textHash(text) },
  });
  const whole = { name: `receipt-${request.number}.json`, title, text, note: VERIFY, facts: {} };
  const given = await asFile(deps, context, { file, part }, { ...whole, asText: partCall(1) });
  return given ?? inParts({ title, text, ...pieceOf(text, part, document), partCall, note: VERIFY });
}

/** Parts of one document only are put together: where it changed since the part before, it begins again. */
function pieceOf(text: string, part: number | undefined, document: string | undefined) {
  if (document === undefined || document === textHash(text)) return { part: part ?? 1 };
  return {
    part: 1,
    warning:
      'Something was recorded about this request meanwhile, so the receipt is another one. Leave the earlier parts away and begin with this one.',
  };
}

function textHash(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** By its number, by its id, or by the id of one of its charges. */
async function requestOf(context: CommandContext, named: NamedRequest): Promise<ApprovalRequest | undefined> {
  const { stores, actor } = context;
  if (actor.kind === 'member') {
    const found = await findRequest(context, named);
    if (found !== undefined || typeof named === 'number') return found;
  } else if (typeof named === 'number') return await stores.requests.byNumber(named);
  const charge = await stores.charges.get(idSchema('charge-line').parse(named));
  return await stores.requests.get(charge?.requestId ?? idSchema('request').parse(named));
}
