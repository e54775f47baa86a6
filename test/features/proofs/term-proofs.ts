import { expect } from 'vitest';
import { openFloor, type FloorOptions } from '../floor.ts';
import type { FrontName } from '../fronts/front.ts';
import { passes } from '../passes.ts';
import type { Proof } from '../proof.ts';

/** Linus has a seat; Ada and Barbara manage users. */
async function aHolder(front: FrontName, options: FloorOptions = { seats: 5 }, words = '') {
  const floor = await openFloor(front, options);
  const ada = await floor.hires('ada', { role: 'admin' });
  const barbara = await floor.hires('barbara', { role: 'admin' });
  const form = await ada.types(`invite linus@acme.example Linus Torvald privacy:subjects ${words}`);
  if (words !== '') await ada.fills({ 'I agree': true });
  await floor.works();
  const linus = await floor.joins('linus');
  const standing = async () => (await floor.inAccount(({ members }) => members.get(linus.member.id)))?.standing;
  return { floor, ada, barbara, linus, form, standing, [Symbol.asyncDispose]: () => floor[Symbol.asyncDispose]() };
}

export const TERM_PROOFS: readonly Proof[] = [
  {
    features: ['P18'],
    says: 'a deactivation waits for its day, is moved to another with a new agreement, and is done then',
    on: async (front) => {
      await using story = await aHolder(front);
      const { floor, ada, standing } = story;
      await ada.types('deactivate linus@acme.example from:2026-03-20');
      await ada.presses(/^Deactivate Linus/u);
      const agreed = await ada.fills({ 'I agree': true });
      await passes(floor, 6);
      await ada.presses(/^Choose another day$/u);
      await ada.fills({ From: '2026-03-25' });
      await ada.fills({ 'I agree': true });
      await passes(floor, 5);
      const onTheFirstDay = await standing();
      await passes(floor, 3);

      expect(agreed).toContain('Linus Torvald will be deactivated');
      expect(onTheFirstDay).toBe('active');
      expect(await standing()).toBe('deactivated');
    },
  },
  {
    features: ['P19'],
    says: 'a seat with a last day is warned of, renewed by one press and one agreement, and ends on the day chosen then',
    on: async (front) => {
      await using story = await aHolder(front);
      const { floor, ada, linus, standing } = story;
      const form = await ada.types('expire linus@acme.example 2026-03-25');
      await ada.fills({ 'I agree': true });
      await floor.works();

      await passes(floor, 6);
      const warned = [(await ada.sees()).join('\n'), (await linus.sees()).join('\n')];
      await ada.presses(/^Renew/u);
      await ada.fills({ 'Last day': '2026-04-05' });
      await ada.fills({ 'I agree': true });
      await floor.works();
      await passes(floor, 10);
      const renewed = await standing();
      await passes(floor, 10);

      expect(form).toContain('ends at the end of 25 Mar 2026');
      expect(warned[0]).toContain('ends after 25 Mar 2026');
      expect(warned[1]).toContain('Your seat ends after 25 Mar 2026');
      expect(renewed).toBe('active');
      expect(await standing()).toBe('deactivated');
      expect(await ada.types('list')).toContain('0 used of 5 purchased');
    },
  },
  {
    features: ['P28'],
    says: 'a trial holds no seat, charges nothing and ends by itself, unless somebody agrees to a price before',
    on: async (front) => {
      await using story = await aHolder(front, {}, 'trial:yes');
      const { floor, ada, form, standing } = story;
      const during = await ada.types('list');

      await passes(floor, 16);

      expect(form).toContain('never becomes a charge by itself');
      expect(during).toContain('trial until 27 Mar 2026');
      expect(during).toContain('none purchased');
      expect((await ada.sees()).join('\n')).toContain('The trial of Linus Torvald ends after 27 Mar 2026');
      expect(await standing()).toBe('deactivated');
      expect(await floor.inAccount(({ charges }) => charges.list())).toEqual([]);
    },
  },
];
