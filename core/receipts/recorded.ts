import type { AuditRecord } from '../audit/audit-record.ts';
import type { Acknowledgement } from '../billing/acknowledgement.ts';
import type { ChargeLine } from '../billing/charge-line.ts';
import { quoteHash } from '../billing/quote-hash.ts';
import type { Receipt } from './receipt.ts';

/** What the receipt says and its records do not, or the reverse. */
export type Unrecorded = { readonly kind: 'not-recorded' | 'left-out'; readonly what: string };

/**
 * The signature covers the records alone, so everything else on a receipt must be found in them, and what they tell about
 * this request must be on the receipt.
 */
export function unrecorded(receipt: Receipt): Unrecorded | undefined {
  const { request, acknowledgements, lines } = receipt;
  const missing =
    (opened(receipt) ? undefined : 'the request') ??
    (acknowledgements.every((given) => isRecorded(receipt, given)) ? undefined : 'an acknowledgement') ??
    (request.approvals.every((approval) => decided(receipt, approval)) ? undefined : 'an approval') ??
    (lines.every((line) => isCharged(receipt, line)) ? undefined : 'a charge');
  if (missing !== undefined) return { kind: 'not-recorded', what: missing };
  const left = leftOut(receipt);
  return left === undefined ? undefined : { kind: 'left-out', what: left };
}

function opened({ chain, request }: Receipt): boolean {
  return chain.records.some(
    ({ kind, subject, facts, actor }) =>
      kind === 'request.opened' &&
      subject.id === request.id &&
      facts['number'] === request.number &&
      facts['what'] === request.what &&
      actor.kind === 'member' &&
      actor.memberId === request.requestedBy,
  );
}

function isRecorded({ chain, quote }: Receipt, given: Acknowledgement): boolean {
  const hash = quoteHash(quote);
  return (
    given.quoteHash === hash &&
    ofQuote(chain.records, given.quoteId).some(
      ({ facts, actor }) =>
        facts['quoteHash'] === hash &&
        facts['part'] === given.part &&
        facts['amount'] === `${given.amount.minor}` &&
        facts['currency'] === given.amount.currency &&
        facts['sentence'] === given.sentence &&
        facts['delivery'] === given.deliveryId &&
        actor.kind === 'member' &&
        actor.memberId === given.memberId,
    )
  );
}

function decided({ chain, request, quote }: Receipt, { by }: Receipt['request']['approvals'][number]): boolean {
  return approvalsOf(chain.records, request.id, quote.id).some(
    ({ actor }) => actor.kind === 'member' && actor.memberId === by,
  );
}

function isCharged({ chain, request }: Receipt, line: ChargeLine): boolean {
  const last = chargesOf(chain.records, request.id).findLast(({ subject }) => subject.id === line.id);
  if (last === undefined || last.kind !== `charge.${line.state}`) return false;
  if (last.facts['quantity'] !== line.quantity || last.facts['quote'] !== line.quoteId) return false;
  if (line.state !== 'accrued') return true;
  const { amount, formula } = line;
  return (
    last.facts['amount'] === `${amount.minor}` &&
    last.facts['currency'] === amount.currency &&
    last.facts['formula'] === formula
  );
}

function leftOut({ chain, request, quote, acknowledgements, lines }: Receipt): string | undefined {
  if (ofQuote(chain.records, quote.id).length !== acknowledgements.length) return 'an acknowledgement';
  if (approvalsOf(chain.records, request.id, quote.id).length !== request.approvals.length) return 'an approval';
  const charged = new Set(chargesOf(chain.records, request.id).map(({ subject }) => subject.id));
  return charged.size === lines.length ? undefined : 'a charge';
}

function ofQuote(records: readonly AuditRecord[], id: string): readonly AuditRecord[] {
  return records.filter(({ kind, subject }) => kind === 'charge.acknowledged' && subject.id === id);
}

function approvalsOf(records: readonly AuditRecord[], request: string, quote: string): readonly AuditRecord[] {
  return records.filter(
    ({ kind, subject, facts }) => kind === 'request.approved' && subject.id === request && facts['quote'] === quote,
  );
}

function chargesOf(records: readonly AuditRecord[], request: string): readonly AuditRecord[] {
  return records.filter(({ subject, facts }) => subject.kind === 'charge-line' && facts['request'] === request);
}
