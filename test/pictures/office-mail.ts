import type { RawAddress } from '../../core/relationships/message-head.ts';
import { aMessageHead } from '../builders/mailboxes.ts';
import { NOW } from '../builders/ids.ts';
import { createFakeMailboxProvider, type FakeMailboxProvider } from '../fakes/fake-mailbox-provider.ts';

export const DOMAIN = 'lindenpartners.example';

const PARTNERS = [
  { name: 'Margot Adler', address: 'margot.adler@adler-shipping.example', messages: 46 },
  { name: 'Jonas Weber', address: 'jonas.weber@adler-shipping.example', messages: 11 },
  { name: 'Priya Raman', address: 'priya@raman-textiles.example', messages: 23 },
  { name: 'Luca Conti', address: 'luca.conti@conti-vini.example', messages: 7 },
] as const;

/** Three mailboxes that can be read, to which four partners have written and were answered. */
export function mailOfTheFirm(): FakeMailboxProvider {
  const provider = createFakeMailboxProvider({ pageSize: 50 });
  fill(provider, { name: 'Ines Okafor', address: `ines.okafor@${DOMAIN}` });
  fill(provider, { name: 'Jana Novotna', address: `jana.novotna@${DOMAIN}` });
  fill(provider, { name: 'Matteo Ferraro', address: `matteo.ferraro@${DOMAIN}` });
  return provider;
}

function fill(provider: FakeMailboxProvider, owner: RawAddress): void {
  const mailbox = provider.addMailbox({ address: owner.address, access: 'headers' });
  for (const [index, { name, address, messages }] of PARTNERS.entries()) {
    for (let number = 0; number < messages; number += 1) {
      const isSent = number % 3 === 1;
      const partner = { name, address };
      mailbox.deliver(
        aMessageHead({
          providerId: `m-${index}-${number}`,
          receivedAt: NOW.subtract({ hours: 24 * (number + 1) + index }),
          direction: isSent ? 'sent' : 'received',
          from: [isSent ? owner : partner],
          to: [isSent ? partner : owner],
          subject: `Delivery ${number + 1}`,
        }),
      );
    }
  }
}
