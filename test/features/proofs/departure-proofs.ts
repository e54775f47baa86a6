import { expect } from 'vitest';
import { aList } from '../../builders/records.ts';
import { passes } from '../passes.ts';
import type { Proof } from '../proof.ts';
import { aLeaver, deactivates, HOME } from './a-leaver.ts';

export const DEPARTURE_PROOFS: readonly Proof[] = [
  {
    features: ['P26', 'B4.4'],
    says: 'before somebody leaves one card says what goes, stays and is passed on, for both ways, and what changed is shown again',
    on: async (front) => {
      await using story = await aLeaver(front);
      const { floor, ada, linus } = story;

      const card = await ada.types('deactivate linus@acme.example');
      await ada.presses(/^Deactivate Linus/u);
      await floor.inAccount(({ lists }) => lists.add(aList({ ownerId: linus.member.id, name: 'Suppliers' })));
      const again = await ada.fills({ 'I agree': true });
      const still = await linus.types('status');
      const done = await ada.fills({ 'I agree': true });

      expect(card).toMatch(/Company mail\s.*1 kept\s.*1 deleted/u);
      expect(card).toContain('passed to whoever does it: Investors');
      expect(card).toContain('Warehouse export stops working');
      expect(again).toMatch(/changed/u);
      expect(again).toContain('Suppliers');
      expect(still).not.toContain('not an active member');
      expect(done).toContain('Linus Torvald is deactivated');
    },
  },
  {
    features: ['B4.14', 'P25'],
    says: 'within the undo window a reactivation brings everything back, and an invitation of the same address offers it',
    on: async (front) => {
      await using story = await aLeaver(front);
      const { floor, ada, linus } = story;
      await deactivates(story);
      await passes(floor, 6);
      const kept = await floor.inAccount(({ crm }) => crm.counts());

      const offered = await ada.types('invite linus@acme.example Linus Torvald privacy:subjects');
      await ada.presses(/^Reactivate Linus/u);
      await passes(floor, 3);

      expect(offered).toContain('was here before and is deactivated. Reactivate them instead');
      expect(kept).toMatchObject({ messages: 2 });
      expect(await floor.inAccount(({ crm }) => crm.counts())).toMatchObject({ messages: 2 });
      const mailboxes = await floor.inAccount(({ mailboxes: all }) => all.ofMember(linus.member.id));
      expect(mailboxes.map(({ address, desired }) => `${address} ${desired}`).toSorted()).toEqual([
        'linus@acme.example enabled',
        `${HOME} enabled`,
      ]);
      const lists = await floor.inAccount(({ lists: all }) => all.ofOwner(linus.member.id));
      expect(lists.map(({ name }) => name)).toEqual(['Investors']);
    },
  },
];
