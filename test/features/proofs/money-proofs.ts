import { expect } from 'vitest';
import { openFloor } from '../floor.ts';
import type { FrontName } from '../fronts/front.ts';
import type { Proof } from '../proof.ts';

async function aPurchase(front: FrontName, seats = 0) {
  const floor = await openFloor(front, { seats });
  const ada = await floor.hires('ada', { role: 'admin' });
  const grace = await floor.hires('grace', { grants: ['approver'] });
  return { floor, ada, grace, [Symbol.asyncDispose]: () => floor[Symbol.asyncDispose]() };
}

export const MONEY_PROOFS: readonly Proof[] = [
  {
    features: [4],
    says: 'asking for one seat first prices five, and says why',
    on: async (front) => {
      await using story = await aPurchase(front);

      const quote = await story.ada.types('quote 1');
      const form = await story.ada.types('buy 1');

      expect(quote).toContain('5 Sync Only seats would cost');
      expect(quote).toContain('minimum quantity of a first purchase');
      expect(form).toContain('Buy 5 Sync Only seats');
    },
  },
  {
    features: [5, 6],
    says: 'later seats are bought one at a time, by a request that is approved',
    on: async (front) => {
      await using story = await aPurchase(front, 5);
      const { floor, ada, grace } = story;

      const form = await ada.types('buy 1');
      const sent = await ada.fills({ 'I agree': true });
      await floor.works();
      const decided = await grace.presses(/^Approve EUR 30\.03 until 31 Mar 2026$/u);
      await floor.works();

      expect(form).toContain('EUR 49.00 × 1 × 19 / 31 days = EUR 30.03');
      expect(sent).toContain('Nothing is charged before they approve');
      expect(decided).toContain('approved');
      expect(await ada.types('list')).toContain('0 used of 6 purchased, 6 available');
    },
  },
  {
    features: [10, 11],
    says: 'at capacity the inviter sees amount, formula and dates, and nothing is asked for without the box',
    on: async (front) => {
      await using story = await aPurchase(front);
      const { floor, ada, grace } = story;
      await ada.types('invite linus@acme.example Linus Torvald privacy:subjects');
      await floor.works();
      expect(await grace.sees()).not.toContainEqual(expect.stringContaining('waits for approval'));

      const how = await ada.types('charges');
      const form = await ada.presses(/^Review EUR 150\.16$/u);
      await ada.fills({ 'I agree': true });
      await floor.works();
      await grace.presses(/^Approve EUR 150\.16/u);
      await floor.works();

      expect(how).toContain('price × seats × days left ÷ days in the period, rounded once');
      expect(form).toContain('EUR 49.00 × 4 × 19 / 31 days = EUR 120.13');
      expect(form).toContain('I agree that at most EUR 150.16 is charged for this until 31 Mar 2026');
      expect(await ada.sees()).toContainEqual(expect.stringContaining('EUR 49.00 × 1 × 19 / 31 days = EUR 30.03'));
      expect(await ada.types('list')).toContain('1 used of 5 purchased');
    },
  },
  {
    features: [13],
    says: 'without commercial terms there is no price, no button and a way out',
    on: async (front) => {
      await using floor = await openFloor(front, { isSetUp: false });
      const ada = await floor.hires('ada', { role: 'admin' });

      const quote = await ada.types('quote 3');

      expect(quote).toMatch(/price/u);
      expect(quote).not.toMatch(/\[Buy|\] Buy|EUR 0/u);
    },
  },
];
