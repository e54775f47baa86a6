import { expect } from 'vitest';
import type { Floor } from '../floor.ts';
import { aLeaver, deactivates, HOME } from './a-leaver.ts';
import type { Proof } from '../proof.ts';

function attachedNotes({ inAccount }: Floor): Promise<number> {
  return inAccount(
    async ({ notes }) =>
      (await notes.page(undefined, 10)).filter(({ subject }) => subject.kind === 'interaction').length,
  );
}

export const LEAVING_PROOFS: readonly Proof[] = [
  {
    features: [73, 74],
    says: 'deactivating shows what happens and asks for consent, in words that depend on personal mailboxes',
    on: async (front) => {
      await using story = await aLeaver(front);
      const { floor, ada } = story;
      await ada.types('invite barbara@acme.example Barbara Liskov privacy:subjects');
      await floor.works();

      const card = await ada.types('deactivate linus@acme.example');
      const personal = await ada.presses(/^Deactivate Linus/u);
      if (front === 'console') await ada.types('cancel');
      await ada.types('deactivate barbara@acme.example');
      const work = await ada.presses(/^Deactivate Barbara/u);

      expect(card).toContain('What happens if Linus Torvald leaves');
      expect(personal).toMatch(/data of their personal mailboxes \(1 message\) is deleted 7 days later/u);
      expect(work).toContain('I agree that Barbara Liskov is deactivated');
      expect(work).not.toContain('personal mailboxes');
    },
  },
  {
    features: [75, 76, 77, 78],
    says: 'access, reading and the API key end at once, lists become the acting admin’s',
    on: async (front) => {
      await using story = await aLeaver(front);
      const { floor, ada, linus } = story;

      const card = await deactivates(story);

      expect(card).toContain('Warehouse export stops working');
      expect(await linus.types('status')).toContain('not an active member');
      const { mailboxes, lists, keys } = await floor.inAccount(async (stores) => ({
        mailboxes: await stores.mailboxes.ofMember(linus.member.id),
        lists: await stores.lists.ofOwner(ada.member.id),
        keys: await stores.apiKeys.ofMember(linus.member.id),
      }));
      expect(mailboxes.map(({ desired }) => desired)).toEqual(['disabled', 'disabled']);
      expect(lists.map(({ name }) => name)).toEqual(['Investors']);
      expect(keys.map(({ state }) => state)).toEqual(['revoked']);
    },
  },
  {
    features: [79, 80, 82, 83, 92],
    says: 'after the undo window personal data is gone and company data is not; notes detach or stay; the seat is free',
    on: async (front) => {
      await using story = await aLeaver(front, { seats: 1 });
      const { floor, ada } = story;
      await deactivates(story);
      expect(await attachedNotes(floor)).toBe(2);

      floor.clock.advance({ hours: 7 * 24 });
      await floor.works();

      expect(await attachedNotes(floor)).toBe(1);
      expect(await floor.inAccount(({ crm }) => crm.counts())).toMatchObject({ messages: 1, connections: 1 });
      expect(await ada.types('who adler-shipping.example')).toContain('Linus Torvald');
      expect(await ada.types('list')).toContain('0 used of 1 purchased');
      await ada.types('invite barbara@acme.example Barbara Liskov privacy:subjects');
      await floor.works();
      expect(await ada.types('list')).toContain('1 used of 1 purchased');
      expect(await floor.inAccount(({ charges }) => charges.list())).toEqual([]);
    },
  },
  {
    features: [12, 87, 88, 89],
    says: 'the deactivated are listed, and whoever is reactivated takes a free seat and needs a new API key',
    on: async (front) => {
      await using story = await aLeaver(front);
      const { floor, ada } = story;
      await deactivates(story);

      const listed = await ada.types('list status:deactivated');
      await ada.presses(/^Reactivate Linus/u, /1 person/u);
      await floor.works();

      expect(listed).toContain('Linus Torvald');
      expect(await ada.types('list status:deactivated')).not.toContain('linus@acme.example');
      expect(await ada.types('list')).toContain('1 used of 5 purchased');
      expect((await ada.sees()).join('\n')).toContain('apikey new');
      expect(await floor.inAccount(({ crm }) => crm.counts())).toMatchObject({ messages: 2 });
    },
  },
  {
    features: [26],
    says: 'on Enterprise an Admin deactivates and reactivates nobody; the Enterprise Admin does',
    on: async (front) => {
      await using story = await aLeaver(front, { account: { tier: 'enterprise' } });
      const { floor } = story;
      const grace = await floor.hires('grace', { role: 'admin' });

      expect(await grace.types('deactivate linus@acme.example')).toContain('an Enterprise Admin');
      await deactivates(story);
      expect(await grace.types('reactivate linus@acme.example')).toContain('an Enterprise Admin');
      expect(await story.ada.types('list status:deactivated')).toContain('Linus Torvald');
    },
  },
  {
    features: [80, 81],
    says: 'after a removal the company data and the connection are gone too',
    on: async (front) => {
      await using story = await aLeaver(front);
      const { floor, ada } = story;
      const sam = await floor.hires('sam', { grants: ['support'] });
      const sue = await floor.hires('sue', { grants: ['support'] });
      const knew = await ada.types('who adler-shipping.example');
      const noted = await attachedNotes(floor);
      await ada.types('remove linus@acme.example');
      const addresses = front === 'console' ? `linus@acme.example ${HOME}` : `linus@acme.example\n${HOME}`;
      await ada.fills({ 'Full name': 'Linus Torvald', 'All e-mail addresses': addresses, Reason: 'Has left' });
      await floor.works();

      await sam.presses(/^Do it at once/u);
      await sam.fills({ 'I agree': true, 'Why it cannot wait': 'A court wants it', Ticket: 'T-1' });
      await floor.works();
      await sue.presses(/^Agree to do it at once/u);
      await sue.fills({ 'I agree': true });
      await floor.works();

      expect(await floor.inAccount(({ crm }) => crm.counts())).toMatchObject({ messages: 0, connections: 0 });
      expect(knew).toContain('Linus Torvald');
      expect(await ada.types('who adler-shipping.example')).not.toContain('Linus Torvald');
      expect(noted).toBeGreaterThan(0);
      expect(await attachedNotes(floor)).toBe(0);
    },
  },
];
