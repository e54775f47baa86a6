import type { ApprovalRequest } from '../approvals/approval-request.ts';
import { standingOf } from '../approvals/audit-request.ts';
import type { AuditRecord } from '../audit/audit-record.ts';
import type { ChainBreak } from '../audit/chain-break.ts';
import { err, ok, type Result } from '../result.ts';
import type { Stores } from '../transaction.ts';
import { breakAmong, type HoldRecordsDeps } from './hold-records.ts';
import { aboutOf, type Receipt } from './receipt.ts';
import { vouchFor } from './vouched-list.ts';

/** Records that do not hold get no receipt: our signature would vouch for them. */
export async function issueReceipt(
  deps: HoldRecordsDeps,
  stores: Stores,
  request: ApprovalRequest,
): Promise<Result<Receipt, ChainBreak>> {
  const { id, accountId, quoteId } = request;
  const records = (await stores.audit.about(aboutOf(request))).map(withoutSealed);
  if (records.length === 0) throw new Error(`Request ${id} was made and no record tells of it`);
  const broken = await breakAmong(deps, stores, accountId, records);
  if (broken !== undefined) return err(broken);
  const quote = await stores.quotes.get(quoteId);
  if (quote === undefined) throw new Error(`Request ${id} lacks quote ${quoteId}`);
  const [key] = deps.heads.keys;
  return ok({
    accountId,
    request: standingOf(request),
    quote,
    acknowledgements: await stores.acknowledgements.ofQuote(quoteId),
    lines: await stores.charges.ofRequest(id),
    records,
    vouched: key && vouchFor(key, { accountId, request: id, quote: quoteId, records }),
  });
}

/** What is sealed is nobody's outside, and no hash covers it. */
function withoutSealed(record: AuditRecord): AuditRecord {
  return { ...record, personal: record.personal.map((part) => ({ ...part, sealed: '' })) };
}
