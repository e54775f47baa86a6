import { expect } from 'vitest';
import { changePurchased } from '../../../core/seats/capacity.ts';
import { NOW } from '../../builders/ids.ts';
import { aMessageHead } from '../../builders/mailboxes.ts';
import { openFloor } from '../floor.ts';
import type { Proof } from '../proof.ts';

const INVITE = 'invite linus@acme.example Linus Torvald privacy:subjects';

export const RIGHTS_PROOFS: readonly Proof[] = [
  {
    features: [23, 24],
    says: 'on Enterprise only the Enterprise Admin invites and sets levels, until they extend it to Admins and to everybody',
    on: async (front) => {
      await using floor = await openFloor(front, { seats: 5, account: { tier: 'enterprise' } });
      const erika = await floor.hires('erika', { role: 'enterprise-admin' });
      const ada = await floor.hires('ada', { role: 'admin' });

      const max = await floor.hires('max');
      await erika.types(INVITE);
      await floor.works();
      const level = 'privacy linus@acme.example participants';
      const another = INVITE.replaceAll('linus', 'barbara').replace('Linus Torvald', 'Barbara Liskov');

      const before = [await ada.types(another), await ada.types(level), await max.types(level)];
      const shown = await erika.types('permissions');
      const asked = await erika.presses(/^Let Admins manage users$/u);
      await erika.presses(/^Change permissions$/u, /2 people instead of 1/u);
      const ofAdmin = [await ada.types(another), await ada.types(level)];
      if (front === 'console') await ada.types('cancel');
      const ofMax = await max.types(level);
      await erika.types('permissions set managers:standard');
      await erika.presses(/^Change permissions$/u, /4 people instead of 2/u);

      for (const refused of before) expect(refused).toContain('an Enterprise Admin');
      expect(shown).toContain('Enterprise Admins only');
      expect(asked).toContain('2 people instead of 1 may invite, deactivate');
      expect(ofAdmin[0]).toContain('Checking');
      expect(ofAdmin[1]).toContain('I agree');
      expect(ofMax).toContain('an Admin');
      expect(await max.types(level)).toContain('I agree');
    },
  },
  {
    features: [32],
    says: 'the privacy level is changed later, with what that deletes, and holds for what was read before',
    on: async (front) => {
      await using floor = await openFloor(front, { seats: 5 });
      floor.mailboxes.addMailbox('linus@acme.example').deliver(
        aMessageHead({
          providerId: 'delivery',
          receivedAt: NOW.subtract({ hours: 24 }),
          direction: 'received',
          from: [{ name: 'Margot Adler', address: 'margot@adler-shipping.example' }],
          to: [{ name: 'Linus Torvald', address: 'linus@acme.example' }],
          subject: 'The merger',
        }),
      );
      const ada = await floor.hires('ada', { role: 'admin' });
      await ada.types(INVITE);
      await floor.works();
      const before = await ada.types('who margot@adler-shipping.example');

      const form = await ada.types('privacy linus@acme.example participants');
      await ada.fills({ 'I agree': true });
      await floor.works();

      expect(form).toContain('I agree');
      expect(before).toContain('The merger');
      const after = await ada.types('who margot@adler-shipping.example');
      expect(after).toContain('Linus Torvald');
      expect(after).not.toContain('The merger');
      expect(await ada.types('show linus@acme.example')).toMatch(/participants and time only/iu);
    },
  },
  {
    features: [33],
    says: 'people are added and deactivated from the list',
    on: async (front) => {
      await using floor = await openFloor(front, { seats: 5 });
      const ada = await floor.hires('ada', { role: 'admin' });
      await ada.types(INVITE);
      await floor.works();

      const list = await ada.types('list');
      const card = await ada.presses(/^Deactivate Linus Torvald$/u, /2 people/u);
      await ada.types('list');
      const form = await ada.presses(/^Invite a colleague$/u, /2 people/u);

      expect(list).toContain('Linus Torvald');
      expect(card).toContain('What happens if Linus Torvald leaves');
      expect(form).toContain('Invite a colleague');
    },
  },
  {
    features: [8],
    says: 'a senior executive is invited by a preset: Sync Only, participants and time only',
    on: async (front) => {
      await using floor = await openFloor(front, { seats: 5 });
      const ada = await floor.hires('ada', { role: 'admin' });

      await ada.types('invite linus@acme.example Linus Torvald preset:executive');
      await floor.works();

      expect(await ada.types('show linus@acme.example')).toMatch(
        /Sync Only, active; share participants and time only/iu,
      );
    },
  },
  {
    features: [7],
    says: 'a Sync Only seat becomes Full Access through support, with first name, last name and e-mail',
    on: async (front) => {
      await using floor = await openFloor(front, { seats: 5 });
      const ada = await floor.hires('ada', { role: 'admin' });
      const sam = await floor.hires('sam', { grants: ['support'] });
      await floor.inAccount((stores) => changePurchased(stores, 'full-access', 1, floor.clock.now()));
      await ada.types(INVITE);
      await floor.works();

      await ada.types('convert linus@acme.example');
      const asked = await ada.fills({
        'First name': 'Linus',
        'Last name': 'Torvald',
        'E-mail': 'linus@acme.example',
      });
      await floor.works();
      await sam.presses(/^Convert$/u);
      await floor.works();

      expect(asked).toContain('is with support');
      expect(await ada.types('show linus@acme.example')).toContain('Full Access');
      expect(await ada.types('list')).toContain('0 used of 5 purchased');
    },
  },
];
