import type { AuditTrail } from '../audit/audit-trail.ts';
import type { Clock } from '../clock.ts';
import type { Ids } from '../ids.ts';
import type { Member } from '../people/member.ts';
import type { Stores } from '../transaction.ts';
import type { Acknowledgement } from './acknowledgement.ts';
import { hashOf, quoteHash } from './quote-hash.ts';
import type { Quote } from './quote.ts';

export type AcknowledgeDeps = { readonly ids: Ids; readonly clock: Clock; readonly audit: AuditTrail };

export type Acknowledging = Pick<Acknowledgement, 'part' | 'sentence' | 'deliveryId'> & {
  readonly quote: Quote;
  readonly member: Member;
};

/** Stores consent to exactly this quote, with the sentence that was shown, and chains it into the audit. */
export async function acknowledge(
  deps: AcknowledgeDeps,
  stores: Stores,
  { quote, member, part, sentence, deliveryId }: Acknowledging,
): Promise<void> {
  const at = deps.clock.now();
  const given: Acknowledgement = {
    id: deps.ids.next('acknowledgement'),
    accountId: member.accountId,
    quoteId: quote.id,
    quoteHash: quoteHash(quote),
    memberId: member.id,
    part,
    sentence,
    amount: quote.total,
    deliveryId,
    at,
  };
  await stores.acknowledgements.add(given);
  await deps.audit(stores, member.accountId, {
    kind: 'charge.acknowledged',
    at,
    actor: { kind: 'member', memberId: member.id },
    subject: { kind: 'quote', id: quote.id },
    facts: {
      quoteHash: given.quoteHash,
      acknowledgementHash: hashOf(given),
      part,
      amount: quote.total.minor,
      currency: quote.total.currency,
      sentence,
      role: member.role,
      delivery: deliveryId,
    },
    personal: [{ memberId: member.id, values: { name: member.fullName, where: await whereOf(stores, deliveryId) } }],
  });
}

/** Platform, workspace, user and message of the click, as evidence that it was this person who agreed. */
export async function whereOf({ deliveries }: Stores, id: Acknowledgement['deliveryId']): Promise<string> {
  const delivery = await deliveries.lock(id);
  if (delivery === undefined) throw new Error(`Delivery ${id} gave an acknowledgement but is not stored`);
  const { from, at, deliveryKey } = delivery.inbound;
  return JSON.stringify({ from, at, deliveryKey });
}
