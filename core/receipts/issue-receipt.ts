import type { ApprovalRequest } from '../approvals/approval-request.ts';
import { standingOf } from '../approvals/audit-request.ts';
import { headOf, type AuditRecord } from '../audit/audit-record.ts';
import type { ChainBreak } from '../audit/chain-break.ts';
import type { HeadAnchors } from '../audit/head-anchors.ts';
import { signHead } from '../audit/head-signature.ts';
import { verifyAccount, type VerifyAccountDeps } from '../audit/verify-account.ts';
import { ok, type Result } from '../result.ts';
import type { Stores } from '../transaction.ts';
import type { Receipt, ReceiptChain } from './receipt.ts';

/** A chain that does not hold gets no receipt: our signature would vouch for it. */
export async function issueReceipt(
  deps: VerifyAccountDeps,
  stores: Stores,
  request: ApprovalRequest,
): Promise<Result<Receipt, ChainBreak>> {
  const verified = await verifyAccount(deps, stores, request.accountId);
  if (!verified.ok) return verified;
  const { id, accountId, quoteId } = request;
  const quote = await stores.quotes.get(quoteId);
  if (quote === undefined) throw new Error(`Request ${id} lacks quote ${quoteId}`);
  const lines = await stores.charges.ofRequest(id);
  const about = new Set<string>([id, quoteId, ...lines.map((line) => line.id)]);
  return ok({
    accountId,
    request: standingOf(request),
    quote,
    acknowledgements: await stores.acknowledgements.ofQuote(quoteId),
    lines,
    chain: segment(deps.heads, verified.value.chain, about),
  });
}

function segment(heads: HeadAnchors, chain: readonly AuditRecord[], about: ReadonlySet<string>): ReceiptChain {
  const isAbout = ({ subject }: AuditRecord): boolean => about.has(subject.id);
  const first = chain.find(isAbout);
  const last = chain.findLast(isAbout);
  if (first === undefined || last === undefined) throw new Error('A request was made and no record tells of it');
  const [key] = heads.keys;
  return {
    start: { seq: first.seq - 1, hash: first.previousHash },
    records: chain.slice(first.seq - 1, last.seq).map(withoutSealed),
    head: key && signHead(key, headOf(last)),
  };
}

/** What is sealed is nobody's outside, and no hash covers it. */
function withoutSealed(record: AuditRecord): AuditRecord {
  return { ...record, personal: record.personal.map((part) => ({ ...part, sealed: '' })) };
}
