import { aMessageHead } from '../builders/mailboxes.ts';
import { NOW } from '../builders/ids.ts';
import { createFakeMailboxProvider, type FakeMailboxProvider } from '../fakes/fake-mailbox-provider.ts';

export const DOMAIN = 'lindenpartners.example';

const INES = `ines.okafor@${DOMAIN}`;
const PARTNERS = [
  { name: 'Margot Adler', address: 'margot.adler@adler-shipping.example', messages: 46 },
  { name: 'Jonas Weber', address: 'jonas.weber@adler-shipping.example', messages: 11 },
  { name: 'Priya Raman', address: 'priya@raman-textiles.example', messages: 23 },
  { name: 'Luca Conti', address: 'luca.conti@conti-vini.example', messages: 7 },
] as const;

/** Two mailboxes that can be read; in one of them four partners have written and were answered. */
export function mailOfTheFirm(): FakeMailboxProvider {
  const provider = createFakeMailboxProvider({ pageSize: 50 });
  provider.addMailbox({ address: `jana.novotna@${DOMAIN}`, access: 'headers' });
  const ines = provider.addMailbox({ address: INES, access: 'headers' });
  for (const [index, { name, address, messages }] of PARTNERS.entries()) {
    for (let number = 0; number < messages; number += 1) {
      const isSent = number % 3 === 1;
      const partner = { name, address };
      const owner = { name: 'Ines Okafor', address: INES };
      ines.deliver(
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
  return provider;
}
