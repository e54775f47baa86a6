import type { ApprovalRequest } from '../../../core/approvals/approval-request.ts';
import type { ChargeLine } from '../../../core/billing/charge-line.ts';
import type { Quote } from '../../../core/billing/quote.ts';
import type { Mailbox } from '../../../core/mailboxes/mailbox.ts';
import type { Stores } from '../../../core/transaction.ts';
import { aNewRequest } from '../../builders/approvals.ts';
import { aChargeLine, aQuote } from '../../builders/billing.ts';
import { aMailbox } from '../../builders/mailboxes.ts';
import type { Tenant } from './tenant.ts';

export async function aStoredQuote({ quotes }: Stores, { accountId }: Tenant): Promise<Quote> {
  const quote = aQuote({ request: { accountId } });
  await quotes.add(quote);
  return quote;
}

/** With the quote it is about. */
export async function aStoredRequest(stores: Stores, tenant: Tenant): Promise<ApprovalRequest> {
  const { accountId, ada } = tenant;
  const quote = await aStoredQuote(stores, tenant);
  return await stores.requests.add(aNewRequest({ accountId, requestedBy: ada.id, quoteId: quote.id }));
}

/** With the request it bills. */
export async function aStoredLine(stores: Stores, tenant: Tenant): Promise<ChargeLine> {
  const request = await aStoredRequest(stores, tenant);
  const quote = await stores.quotes.get(request.quoteId);
  if (quote === undefined) throw new Error('The quote is gone');
  const line = aChargeLine(quote, { requestId: request.id });
  await stores.charges.add(line);
  return line;
}

export async function aStoredMailbox({ mailboxes }: Stores, { accountId, ada }: Tenant): Promise<Mailbox> {
  const mailbox = aMailbox({ accountId, memberId: ada.id });
  await mailboxes.add(mailbox);
  return mailbox;
}
