import { expect } from 'vitest';
import { openFloor } from '../floor.ts';
import type { FrontName } from '../fronts/front.ts';
import type { Proof } from '../proof.ts';

const INVITE = 'invite linus@acme.example Linus Torvald privacy:subjects';

/** Ada manages users, Linus has a seat. */
async function anAccount(front: FrontName, options: Parameters<typeof openFloor>[1] = { seats: 5 }) {
  const floor = await openFloor(front, options);
  const role = options.account?.tier === 'enterprise' ? 'enterprise-admin' : 'admin';
  const ada = await floor.hires('ada', { role });
  await ada.types(INVITE);
  await floor.works();
  const linus = await floor.joins('linus');
  return { floor, ada, linus, [Symbol.asyncDispose]: () => floor[Symbol.asyncDispose]() };
}

export const OVERSIGHT_PROOFS: readonly Proof[] = [
  {
    features: ['P29'],
    says: 'people and mailboxes are had as CSV, with the columns and the filter that are asked for',
    on: async (front) => {
      await using account = await anAccount(front);
      const { ada } = account;

      const people = await ada.types('list type:sync-only export:csv columns:name,e-mail');
      const mailboxes = await ada.types('status all export:csv');
      const wrong = await ada.types('list columns:salary');

      expect(people).toMatch(/name,e-mail\s+Linus Torvald,linus@acme\.example/u);
      expect(people).not.toContain('Ada Lovelace,');
      expect(mailboxes).toMatch(/name,mailbox,state.*Linus Torvald,linus@acme\.example,/su);
      expect(wrong).toContain('salary is not one of them. Choose from name,e-mail');
    },
  },
  {
    features: ['P30'],
    says: 'administrators read what was done, by whom and when; others do not; and the log is checked',
    on: async (front) => {
      await using account = await anAccount(front);
      const { floor, ada } = account;
      const max = await floor.hires('max');

      const log = await ada.types('audit');
      const refused = await max.types('audit');
      await ada.types('audit verify');
      await floor.works();

      expect(log).toMatch(/Ada Lovelace: seat invited/u);
      expect(log).toContain('13 Mar 2026');
      expect(refused).not.toContain('seat invited');
      expect(refused).toContain('an Admin');
      expect((await ada.sees()).join('\n')).toContain('The audit log is unbroken');
    },
  },
  {
    features: ['P31'],
    says: 'what members change about themselves is kept from them one by one, and given back',
    on: async (front) => {
      await using account = await anAccount(front);
      const { ada, linus } = account;
      const before = await linus.types('privacy');

      await ada.types('settings set privacy admins');
      await ada.presses(/^Keep it from members$/u);
      const kept = await linus.types('privacy');
      await ada.types('settings set privacy members');
      await ada.presses(/^Let members change it$/u);

      expect(before).not.toContain('It is set by your Admin');
      expect(kept).toContain('It is set by your Admin');
      expect(await linus.types('privacy')).not.toContain('It is set by your Admin');
    },
  },
  {
    features: ['B4.16'],
    says: 'whoever may not is told what is missing, by which rule, and who can by name',
    on: async (front) => {
      await using account = await anAccount(front, { seats: 5, account: { tier: 'enterprise' } });
      const { floor } = account;
      const grace = await floor.hires('grace', { role: 'admin' });

      await grace.types('deactivate linus@acme.example');
      const why = await grace.presses(/^Why, and who can$/u);

      expect(why).toContain('What “deactivate” is missing');
      expect(why).toContain('Admin, on the enterprise tier');
      expect(why).toContain('An Enterprise Admin can extend user management to your role');
      expect(why).toContain('Ada Lovelace, Enterprise Admin');
    },
  },
  {
    features: ['B4.15'],
    says: 'a button that is overtaken answers with how things are, and does nothing twice',
    on: async (front) => {
      await using account = await anAccount(front);
      const { floor, ada } = account;
      const grace = await floor.hires('grace', { grants: ['approver'] });
      const barbara = await floor.hires('barbara', { grants: ['approver'] });
      await ada.types('buy 1');
      await ada.fills({ 'I agree': true });
      await floor.works();

      await grace.presses(/^Reject$/u);
      await barbara.presses(/^Approve EUR/u);
      const late = await grace.fills({ Reason: 'Too dear' });
      await floor.works();

      expect([late, ...(await grace.sees())].join('\n')).toContain('approved already by Barbara Liskov');
      expect(await ada.types('list')).toContain('1 used of 6 purchased');
    },
  },
];
