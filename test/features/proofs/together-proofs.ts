import { expect } from 'vitest';
import { openFloor } from '../floor.ts';
import type { Proof } from '../proof.ts';

export const TOGETHER_PROOFS: readonly Proof[] = [
  {
    features: ['P22'],
    says: 'defaults fill in what an invitation leaves open, and are applied to several members after one agreement',
    on: async (front) => {
      await using floor = await openFloor(front, { seats: 5 });
      const ada = await floor.hires('ada', { role: 'admin' });
      await ada.types('invite barbara@acme.example Barbara Liskov privacy:subjects');
      await ada.types('defaults set privacy:participants-only');
      await ada.types('invite erika@acme.example Erika Mann');
      await floor.works();
      const barbara = await floor.joins('barbara');

      const preview = await ada.types('defaults apply barbara@acme.example, erika@acme.example, nobody');
      const form = await ada.presses(/^Review and agree$/u);
      await ada.fills({ 'I agree': true });
      await floor.works();

      expect(preview).toContain('1 person of 3 would be changed');
      expect(preview).toContain('Nobody here is called that.');
      expect(preview).toContain('is like this already');
      expect(form).toContain('the level of 1 person is “Share participants and time only”');
      expect((await ada.sees()).join('\n')).toContain('1 person changed');
      expect((await barbara.sees()).join('\n')).toContain(
        'Your privacy level is “Share participants and time only” now',
      );
      expect(await ada.types('privacy barbara@acme.example')).toContain('Share participants and time only');
    },
  },
  {
    features: ['P22'],
    says: 'several mailboxes are tested at once, and paused ones that pass are read again only if that was ticked',
    on: async (front) => {
      await using floor = await openFloor(front, { seats: 5 });
      const ada = await floor.hires('ada', { role: 'admin' });
      await ada.types('invite barbara@acme.example Barbara Liskov privacy:subjects');
      await ada.types('invite erika@acme.example Erika Mann privacy:subjects');
      await floor.works();
      await ada.types('pause barbara@acme.example');
      floor.mailboxes.addMailbox('erika@acme.example').breakWith('not-licensed');

      await ada.types('check all');
      await floor.works();
      const tested = (await ada.sees()).join('\n');
      const before = await ada.types('status barbara@acme.example');
      await ada.types('check');
      await ada.fills({ People: 'barbara@acme.example', 'Read paused': true });
      await floor.works();

      expect(tested).toContain('1 of 2 mailboxes can be read');
      expect(tested).toContain('The mailbox has no licence, so it cannot be read.');
      expect(tested).toContain('it stays paused');
      expect(before).toContain('An Admin paused it');
      expect((await ada.sees()).join('\n')).toContain('is read again from now on');
      expect(await ada.types('status barbara@acme.example')).not.toContain('An Admin paused it');
    },
  },
];
