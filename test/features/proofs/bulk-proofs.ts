import { expect } from 'vitest';
import { openFloor } from '../floor.ts';
import type { Proof } from '../proof.ts';

export const BULK_PROOFS: readonly Proof[] = [
  {
    features: [34],
    says: 'several people are invited in one command: each has a verdict, and a bad one stops nobody',
    on: async (front) => {
      await using floor = await openFloor(front, { seats: 5 });
      const ada = await floor.hires('ada', { role: 'admin' });

      const preview = await ada.types('invite barbara@acme.example, erika@acme.example, nonsense privacy:subjects');
      await ada.presses(/^Check 2 mailboxes$/u);
      await floor.works();

      expect(preview).toContain('3 people: 2 can be invited, 1 cannot');
      expect(preview).toContain('Not an e-mail address');
      const list = await ada.types('list');
      expect(list).toContain('barbara@acme.example');
      expect(list).toContain('erika@acme.example');
      expect(list).toContain('2 used of 5 purchased');
    },
  },
];
