import { expect } from 'vitest';
import { openFloor } from '../floor.ts';
import type { Proof } from '../proof.ts';

export const REMOVAL_PROOFS: readonly Proof[] = [
  {
    features: [85, 86],
    says: 'anyone may ask support to remove a person by name and addresses; a non-admin’s request waits for an endorsement',
    on: async (front) => {
      await using floor = await openFloor(front, { seats: 5 });
      await floor.announcesIn('support');
      const ada = await floor.hires('ada', { role: 'admin' });
      const max = await floor.hires('max');
      const sam = await floor.hires('sam', { grants: ['support'] });
      await ada.types('invite linus@acme.example Linus Torvald privacy:subjects');
      await floor.works();

      await max.types('remove linus@acme.example');
      const asked = await max.fills({
        'Full name': 'Linus Torvald',
        'All e-mail addresses': 'linus@acme.example',
        Reason: 'Has left',
      });
      await floor.works();
      const beforeEndorsement = (await floor.front.readsIn('support')).join('\n');
      await ada.presses(/^Endorse$/u);
      await floor.works();

      expect(asked).toContain('asked to endorse it');
      expect(beforeEndorsement).not.toContain('waits for support');
      const card = (await floor.front.readsIn('support')).join('\n');
      expect(card).toContain('Linus Torvald waits for support');
      expect(card).toContain('linus@acme.example');
      expect(card).toContain('Ada Lovelace');
      expect(await sam.types('removals')).toContain('Removal 1: Linus Torvald waits for support');
    },
  },
];
