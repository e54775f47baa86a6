import { expect } from 'vitest';
import { TIERS } from '../../../core/accounts/account.ts';
import { openFloor } from '../floor.ts';
import type { Proof } from '../proof.ts';

const LINUS = {
  'Full name': 'Linus Torvald',
  'E-mail': 'linus@acme.example',
  'What colleagues see': 'Share subjects only',
};

export const INVITE_PROOFS: readonly Proof[] = [
  {
    features: [1, 9, 28, 29, 31],
    says: 'an Admin fills in the form, and the free seat is used without a price',
    on: async (front) => {
      await using floor = await openFloor(front, { seats: 5 });
      const ada = await floor.hires('ada', { role: 'admin' });

      const form = await ada.types('invite');
      const checking = await ada.fills(LINUS);
      await floor.works();

      expect(form).toContain('5 of 5 seats free');
      expect(`${form}${checking}`).toMatch(/no subjects, no content/u);
      expect(checking).toContain('Nothing is charged by this');
      expect(await ada.types('show linus@acme.example')).toMatch(/Sync Only.*active.*subjects/su);
      expect(await ada.types('list')).toContain('1 used of 5 purchased, 4 available');
    },
  },
  {
    features: [2],
    says: 'a Full Access seat is offered in the same form and has its own price',
    on: async (front) => {
      await using floor = await openFloor(front);
      const ada = await floor.hires('ada', { role: 'admin' });
      await floor.hires('grace', { grants: ['approver'] });

      await ada.types('invite');
      await ada.fills({ ...LINUS, 'Seat type': 'Full Access' });
      await floor.works();

      const seen = (await ada.sees()).join('\n');
      expect(seen).toContain('No free seat for Linus Torvald');
      expect(seen).toContain('EUR 99.00 × 1 × 19 / 31 days');
      expect(seen).not.toContain('minimum quantity');
    },
  },
  {
    features: [3, 22],
    says: 'whatever the tier, those who manage users may invite to a Sync Only seat',
    on: async (front) => {
      for (const tier of TIERS) {
        await using floor = await openFloor(front, { seats: 5, account: { tier } });
        const ada = await floor.hires('ada', { role: tier === 'enterprise' ? 'enterprise-admin' : 'admin' });
        expect(await ada.types('invite linus@acme.example Linus Torvald privacy:subjects')).toContain('Checking');
        await floor.works();
        expect(await ada.types('list')).toContain('1 used of 5');
      }
    },
  },
  {
    features: [16, 36],
    says: 'Google Workspace and Microsoft 365 are served; Exchange on-premises is refused in words',
    on: async (front) => {
      await using floor = await openFloor(front, { seats: 5 });
      const ada = await floor.hires('ada', { role: 'admin' });
      const invite = 'invite linus@acme.example Linus Torvald privacy:subjects';

      expect(await ada.types(`${invite} mail-system:exchange`)).toContain(
        'Exchange on-premises is not supported for Sync Only seats',
      );
      expect(await ada.types(`${invite} mail-system:microsoft`)).toContain('setup microsoft');
      expect(await ada.types('list')).toContain('0 used of 5');
      expect(await ada.types(`${invite} mail-system:google`)).toContain('Checking');
    },
  },
  {
    features: [30],
    says: 'a team is a field on Enterprise and refused elsewhere',
    on: async (front) => {
      const invite = 'invite linus@acme.example Linus Torvald privacy:subjects team:North';
      await using scale = await openFloor(front, { seats: 5 });
      const ada = await scale.hires('ada', { role: 'admin' });
      expect(await ada.types('invite')).not.toContain('Team');
      if (front === 'console') await ada.types('cancel');
      expect(await ada.types(invite)).toContain('Teams are part of the Enterprise tier');

      await using enterprise = await openFloor(front, { seats: 5, account: { tier: 'enterprise' } });
      const erika = await enterprise.hires('erika', { role: 'enterprise-admin' });
      const form = await erika.types('invite');
      if (front === 'console') await erika.types('cancel');
      expect(await erika.types(invite)).toContain('Checking');
      // A terminal asks for one field after the other.
      if (front !== 'console') expect(form).toContain('Team');
      await enterprise.works();
      expect(await erika.types('list team:North')).toContain('Linus Torvald');
      expect(await erika.types('list team:South')).not.toContain('Linus Torvald');
    },
  },
];
