import { expect } from 'vitest';
import { formatMoney } from '../../../core/billing/money.ts';
import { openFloor, type Floor } from '../floor.ts';
import type { FrontName } from '../fronts/front.ts';
import { passes } from '../passes.ts';
import type { Proof } from '../proof.ts';

/** Ada buys, Grace approves. */
async function aPurchase(front: FrontName, seats = 0) {
  const floor = await openFloor(front, { seats });
  const ada = await floor.hires('ada', { role: 'admin' });
  const grace = await floor.hires('grace', { grants: ['approver'] });
  return { floor, ada, grace, [Symbol.asyncDispose]: () => floor[Symbol.asyncDispose]() };
}

async function charged({ inAccount }: Floor): Promise<readonly string[]> {
  const lines = await inAccount(({ charges }) => charges.list());
  return lines.map((line) => (line.state === 'accrued' ? formatMoney(line.amount) : line.state));
}

export const PRICE_PROOFS: readonly Proof[] = [
  {
    features: ['P27', 'B4.13'],
    says: 'a quote creates nothing, and what it says is what the form, the card and the charge say later that day',
    on: async (front) => {
      await using story = await aPurchase(front);
      const { floor, ada, grace } = story;
      const later = await ada.types('quote 3 from:2026-04-16');
      const quote = await ada.types('quote 5');
      const before = await floor.inAccount(async ({ requests, charges }) => [
        await requests.list(),
        await charges.list(),
      ]);

      floor.clock.advance({ hours: 3 });
      const form = await ada.types('buy 5');
      await ada.fills({ 'I agree': true });
      await floor.works();
      floor.clock.advance({ hours: 3 });
      await grace.presses(/^Approve EUR 150\.16/u);
      await floor.works();

      expect(later).toContain('16 Apr 2026');
      expect(quote).toContain('EUR 150.16');
      expect(before).toEqual([[], []]);
      expect(form).toContain('EUR 150.16');
      expect(await charged(floor)).toEqual(['EUR 150.16']);
    },
  },
  {
    features: ['B4.1'],
    says: 'approved later it costs less than was agreed to; a price that has risen is agreed to anew, not billed',
    on: async (front) => {
      await using story = await aPurchase(front);
      const { floor, ada, grace } = story;
      const buys = async () => {
        await ada.types('buy 5');
        await ada.fills({ 'I agree': true });
        await floor.works();
      };
      await buys();
      const card = (await grace.sees()).join('\n');
      await passes(floor, 6);
      await grace.presses(/^Approve EUR/u);
      await floor.works();
      const cheaper = await charged(floor);

      await ada.types('buy 1');
      await ada.fills({ 'I agree': true });
      await floor.works();
      await floor.inAccount(async ({ accounts }) => {
        const terms = await accounts.terms();
        if (terms === undefined) throw new Error('There are no terms');
        await accounts.addTerms({ ...terms, prices: { 'sync-only': { month: 5900n } }, version: terms.version + 1 });
      });
      const risen = await grace.presses(/^Approve EUR/u, /1 Sync Only seat/u);
      await floor.works();

      expect(card).toContain('Approved on 20 Mar 2026 it would be EUR 94.84');
      expect(cheaper).toEqual(['EUR 102.74']);
      expect(risen).toContain('was not approved: the amount changed');
      expect(risen).toContain('Every agreement so far is void; the requester is asked first');
      expect(await charged(floor)).toEqual(cheaper);
    },
  },
  {
    features: ['B4.2'],
    says: 'before a price a seat that is held and not used is offered, and swaps the purchase for its reuse',
    on: async (front) => {
      await using story = await aPurchase(front, 1);
      const { floor, ada } = story;
      const inbox = floor.mailboxes.addMailbox('linus@acme.example');
      await ada.types('invite linus@acme.example Linus Torvald privacy:subjects');
      await floor.works();
      inbox.breakWith('no-such-mailbox');
      await passes(floor, 9);

      const offered = await ada.types('buy 1');
      await ada.presses(/^Look at Linus|^Deactivate Linus/u);
      await ada.presses(/^Deactivate Linus/u, /What happens/u);
      await ada.fills({ 'I agree': true });
      await floor.works();
      await ada.types('invite max@acme.example Max Standard privacy:subjects');
      await floor.works();

      expect(offered).toContain('Seats could be freed instead of bought');
      expect(offered).toContain('Linus Torvald');
      expect(await ada.types('list')).toMatch(/1 used of 1 purchased.*Max Standard\s.*Sync Only, active/su);
      expect(await charged(floor)).toEqual([]);
    },
  },
  {
    features: ['B4.3'],
    says: 'a mailbox that cannot be read has its cause and no price, and nobody is asked',
    on: async (front) => {
      await using story = await aPurchase(front);
      const { floor, ada, grace } = story;
      floor.mailboxes.addMailbox({ address: 'linus.torvald@acme.example', aliases: ['lt@acme.example'] });
      floor.mailboxes.addMailbox('max@acme.example').breakWith('not-licensed');
      for (const who of ['lt@acme.example Linus Torvald', 'max@acme.example Max Standard']) {
        await ada.types(`invite ${who} privacy:subjects`);
        await floor.works();
      }

      const seen = (await ada.sees()).join('\n');
      expect(seen).toContain('The primary address is linus.torvald@acme.example');
      expect(seen).toContain('The mailbox has no licence');
      expect(seen).not.toMatch(/Review EUR/u);
      expect((await grace.sees()).join('\n')).not.toContain('waits for approval');
      expect(await floor.inAccount(({ requests }) => requests.list())).toEqual([]);
    },
  },
];
