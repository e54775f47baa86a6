import { expect } from 'vitest';
import { aMessageHead } from '../../builders/mailboxes.ts';
import { NOW } from '../../builders/ids.ts';
import { aVerifiedClaim } from '../../builders/setup.ts';
import { openFloor, type Floor } from '../floor.ts';
import type { Proof } from '../proof.ts';

/** Two letters of a partner, one of them answered. */
function mailFor(floor: Floor): void {
  const inbox = floor.mailboxes.addMailbox('linus@acme.example');
  const linus = { name: 'Linus Torvald', address: 'linus@acme.example' };
  const margot = { name: 'Margot Adler', address: 'margot@adler-shipping.example' };
  for (const [at, isSent] of [false, true].entries())
    inbox.deliver(
      aMessageHead({
        providerId: `m${at}`,
        receivedAt: NOW.subtract({ hours: 24 * (at + 1) }),
        direction: isSent ? 'sent' : 'received',
        from: [isSent ? linus : margot],
        to: [isSent ? margot : linus],
        subject: 'Delivery',
      }),
    );
}

export const SYNC_PROOFS: readonly Proof[] = [
  {
    features: [35, 84],
    says: 'each domain of the account is work, which is read and told; another is personal, read only if its owner agrees',
    on: async (front) => {
      await using floor = await openFloor(front, { seats: 5 });
      await floor.inAccount(({ domains }) => domains.add(aVerifiedClaim({ domain: 'acme-north.example' })));
      for (const address of ['sales@acme-north.example', 'linus@home.example']) floor.mailboxes.addMailbox(address);
      const ada = await floor.hires('ada', { role: 'admin' });
      await ada.types('invite linus@acme.example Linus Torvald privacy:subjects');
      await floor.works();
      const linus = await floor.joins('linus');

      const work = await ada.types('link linus@acme.example sales@acme-north.example');
      const personal = await ada.types('link linus@acme.example linus@home.example');
      await floor.works();
      const before = await ada.types('status linus@acme.example');
      const form = await linus.presses(/^Read what linus@home\.example/u);
      await linus.fills({ 'I agree': true });
      await floor.works();

      expect(work).toContain('its owner is told before');
      expect(personal).toContain('it is read only if its owner agrees');
      expect(before).toContain('sales@acme-north.example');
      expect(before).not.toContain('linus@home.example');
      expect(form).toContain('I agree that linus@home.example is read');
      const held = await floor.inAccount(({ mailboxes }) => mailboxes.ofMember(linus.member.id));
      expect(held.map(({ address, class: kind }) => `${kind} ${address}`).toSorted()).toEqual([
        'personal linus@home.example',
        'work linus@acme.example',
        'work sales@acme-north.example',
      ]);
    },
  },
  {
    features: [35, 37, 39, 41, 42],
    says: 'a new seat is read at once; its owner is told before and after, and colleagues find whom they know',
    on: async (front) => {
      await using floor = await openFloor(front, { seats: 5 });
      mailFor(floor);
      const ada = await floor.hires('ada', { role: 'admin' });
      await ada.types('invite linus@acme.example Linus Torvald privacy:subjects');
      await floor.works();

      const linus = await floor.joins('linus');
      const toLinus = [
        ...(await linus.sees()),
        ...floor.mail.messages().map(({ views }) => JSON.stringify(views.at(-1))),
      ].join('\n');

      expect(toLinus).toMatch(/about to be read/u);
      expect(toLinus).toMatch(/Ada Lovelace/u);
      expect(toLinus).toMatch(/first reading of your mailbox is complete/u);
      expect(await ada.sees()).toContainEqual(
        expect.stringContaining('Reading the mailbox of Linus Torvald is complete'),
      );
      expect(await ada.types('who adler-shipping.example')).toMatch(/Linus Torvald.*Margot Adler/su);
      expect(await ada.types('people')).toMatch(/Margot Adler.*adler-shipping\.example/su);
      expect(await ada.types('organizations')).toContain('adler-shipping.example');
      // Linus feeds what he cannot open, and sees the state of his own mailbox instead.
      for (const words of ['who adler-shipping.example', 'people', 'organizations'])
        expect(await linus.types(words)).toContain('You have no CRM access');
      expect(await linus.types('help')).not.toMatch(/\bwho\b|organizations/u);
      expect(await linus.types('status')).toContain('is up to date');
    },
  },
  {
    features: [38],
    says: 'status says how the mailbox is, when it was read, and when it is read next',
    on: async (front) => {
      await using floor = await openFloor(front, { seats: 5 });
      mailFor(floor);
      const ada = await floor.hires('ada', { role: 'admin' });
      await ada.types('invite linus@acme.example Linus Torvald privacy:subjects');
      await floor.works();

      const status = await ada.types('status linus@acme.example');

      expect(status).toContain('up to date');
      expect(status).toContain('Next');
    },
  },
  {
    features: [40],
    says: 'a first reading that is not complete after 24 hours is told to those who administer',
    on: async (front) => {
      await using floor = await openFloor(front, { seats: 5 });
      mailFor(floor);
      const ada = await floor.hires('ada', { role: 'admin' });
      floor.pausesReading(floor.clock.now().add({ hours: 30 }));
      await ada.types('invite linus@acme.example Linus Torvald privacy:subjects');
      await floor.works();
      expect((await ada.sees()).join('\n')).toContain('may take up to 24 hours');
      const seen: boolean[] = [];

      for (let hours = 0; hours < 30; hours += 6) {
        floor.clock.advance({ hours: 6 });
        await floor.works();
        seen.push((await ada.sees()).join('\n').includes('takes longer than a day'));
      }

      expect(seen).toEqual([false, false, false, true, true]);
      expect((await ada.sees()).join('\n')).toContain('Reading the mailbox of Linus Torvald is complete');
    },
  },
];
