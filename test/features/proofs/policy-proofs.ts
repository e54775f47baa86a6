import { expect } from 'vitest';
import { openFloor, type Colleague, type Floor } from '../floor.ts';
import type { FrontName } from '../fronts/front.ts';
import type { Proof } from '../proof.ts';

/** Ada asks, Grace and Barbara approve. */
async function anOffice(front: FrontName, seats = 0) {
  const floor = await openFloor(front, { seats });
  const ada = await floor.hires('ada', { role: 'admin' });
  const grace = await floor.hires('grace', { grants: ['approver'] });
  const barbara = await floor.hires('barbara', { grants: ['approver'] });
  return { floor, ada, grace, barbara, [Symbol.asyncDispose]: () => floor[Symbol.asyncDispose]() };
}

const INVITE = 'invite linus@acme.example Linus Torvald privacy:subjects';

async function buys({ works }: Floor, who: Colleague, count = 5): Promise<string> {
  await who.types(`buy ${count}`);
  const sent = await who.fills({ 'I agree': true });
  await works();
  return sent;
}

async function purchased({ inAccount }: Floor): Promise<number> {
  const all = await inAccount(({ entitlements }) => entitlements.list());
  return all.find(({ seatType }) => seatType === 'sync-only')?.purchased ?? 0;
}

export const POLICY_PROOFS: readonly Proof[] = [
  {
    features: ['P10'],
    says: 'a free seat is used without asking anybody, until the policy is to ask always',
    on: async (front) => {
      await using office = await anOffice(front, 5);
      const { floor, ada, grace } = office;
      const shown = await ada.types('policy');
      await ada.types(INVITE);
      await floor.works();
      const unasked = (await grace.sees()).join('\n');

      await ada.types('policy manual');
      await ada.types('invite max@acme.example Max Standard privacy:subjects');
      await floor.works();
      await ada.presses(/^Review/u);
      await ada.fills({ 'I agree': true });
      await floor.works();

      expect(shown).toContain('a free seat');
      expect(unasked).not.toContain('waits for approval');
      expect((await grace.sees()).join('\n')).toContain('a Sync Only seat for Max Standard');
      expect(await ada.types('list')).toContain('5 purchased');
    },
  },
  {
    features: ['P14'],
    says: 'the card says why somebody is asked, and a rejection without a reason is none',
    on: async (front) => {
      await using office = await anOffice(front);
      const { floor, ada, grace } = office;
      await buys(floor, ada);
      const card = (await grace.sees()).join('\n');

      const unexplained = await grace.types('reject 1');
      const open = await floor.inAccount(({ requests }) => requests.list());
      if (front === 'console') await grace.types('cancel');
      await grace.presses(/^Reject$/u);
      await grace.fills({ Reason: 'Not in this quarter' });
      await floor.works();

      expect(card).toContain('you are an approver of this account');
      expect(unexplained).toMatch(/reason/iu);
      expect(open).toMatchObject([{ state: 'pending' }]);
      expect((await ada.sees()).join('\n')).toContain('Not in this quarter');
      expect(await purchased(floor)).toBe(0);
    },
  },
  {
    features: ['P15'],
    says: 'nobody approves their own request: other administrators do where no approver is left, or nobody is asked',
    on: async (front) => {
      await using office = await anOffice(front);
      const { floor, ada } = office;
      for (const name of ['grace', 'barbara']) await ada.types(`approvers remove ${name}@acme.example`);
      await ada.fills({ 'I understand': true });
      const alone = await buys(floor, ada);
      const asked = await floor.inAccount(({ requests }) => requests.list());

      const erika = await floor.hires('erika', { role: 'admin' });
      await buys(floor, ada);
      const own = await ada.types('approve 1');
      await erika.presses(/^Approve EUR/u);
      await floor.works();

      expect(alone).toContain('Nobody else can approve this');
      expect(asked).toEqual([]);
      expect(own).toContain('nobody approves their own request');
      expect(await purchased(floor)).toBe(5);
    },
  },
  {
    features: ['P16'],
    says: 'the policy asks for some, all or any of the approvers, and what is open keeps the policy it began with',
    on: async (front) => {
      await using office = await anOffice(front);
      const { floor, ada, grace, barbara } = office;
      const rule = await ada.types('policy rule 2 of approvers');
      await buys(floor, ada);
      await ada.types('policy drop 1');
      const first = await grace.presses(/^Approve EUR/u);
      await floor.works();
      const afterFirst = await purchased(floor);
      const second = await barbara.presses(/^Approve EUR/u);
      await floor.works();
      await buys(floor, ada, 1);
      await grace.presses(/^Approve EUR/u);
      await floor.works();

      expect(rule).toContain('2 of approvers');
      expect(first).toContain('Others must approve too');
      expect(afterFirst).toBe(0);
      expect(second).toContain('is approved');
      expect(await purchased(floor)).toBe(6);
    },
  },
  {
    features: ['P21'],
    says: 'below an amount that somebody agreed to nobody is asked, and from it on people are',
    on: async (front) => {
      await using office = await anOffice(front);
      const { floor, ada, grace } = office;
      const erika = await floor.hires('erika', { role: 'admin' });
      const form = await erika.types('policy auto-below amount:400.00');
      await erika.fills({ 'I understand': true });
      await floor.works();

      const small = await buys(floor, ada, 5);
      const unasked = (await grace.sees()).join('\n');
      const big = await buys(floor, ada, 30);

      expect(form).toContain('Purchases below EUR 400.00 need nobody’s approval');
      expect(small).toContain('Nobody else was asked');
      expect(unasked).not.toContain('waits for approval');
      expect(big).toContain('Grace Hopper');
      expect(await purchased(floor)).toBe(5);
      expect((await ada.sees()).join('\n')).toContain('below EUR 400.00 by itself');
    },
  },
];
