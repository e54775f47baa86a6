import { expect } from 'vitest';
import { openFloor } from '../floor.ts';
import type { Proof } from '../proof.ts';

export const INVITE_PROOFS: readonly Proof[] = [
  {
    features: [1, 9, 28, 29, 31],
    says: 'an Admin fills in the form, and the free seat is used without a price',
    on: async (front) => {
      await using floor = await openFloor(front, { seats: 5 });
      const ada = await floor.hires('ada', { role: 'admin' });

      const form = await ada.types('invite');
      expect(form).toContain('5 of 5 seats free');
      const checking = await ada.fills({
        'Full name': 'Linus Torvald',
        'E-mail': 'linus@acme.example',
        'What colleagues see': 'Share subjects only',
      });
      expect(checking).toContain('Linus Torvald');
      await floor.works();

      expect(await ada.types('show linus@acme.example')).toMatch(/Sync Only.*active/su);
      expect(await ada.types('list')).toContain('1 used of 5 purchased, 4 available');
    },
  },
];
