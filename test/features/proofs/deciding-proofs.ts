import { expect } from 'vitest';
import { openFloor } from '../floor.ts';
import type { FrontName } from '../fronts/front.ts';
import { passes } from '../passes.ts';
import type { Proof } from '../proof.ts';

/** Ada has asked for ten seats; Grace and Barbara have the card. */
async function aRequest(front: FrontName, policy?: string) {
  const floor = await openFloor(front);
  const ada = await floor.hires('ada', { role: 'admin' });
  const grace = await floor.hires('grace', { grants: ['approver'] });
  const barbara = await floor.hires('barbara', { grants: ['approver'] });
  const max = await floor.hires('max');
  if (policy !== undefined) await ada.types(policy);
  await ada.types('buy 10');
  await ada.fills({ 'I agree': true });
  await floor.works();
  const state = async () => (await floor.inAccount(({ requests }) => requests.list())).at(-1);
  return { floor, ada, grace, barbara, max, state, [Symbol.asyncDispose]: () => floor[Symbol.asyncDispose]() };
}

export const DECIDING_PROOFS: readonly Proof[] = [
  {
    features: ['P11'],
    says: 'whoever does not decide is reminded, then the administrators are asked too, then the request ends',
    on: async (front) => {
      await using request = await aRequest(front, 'policy hours:48');
      const { floor, ada, grace, state } = request;
      const erika = await floor.hires('erika', { role: 'admin' });

      await passes(floor, 1.5);
      const reminded = (await grace.sees()).join('\n');
      await passes(floor, 1);
      const escalated = (await erika.sees()).join('\n');
      await passes(floor, 2);

      expect(reminded).toContain('Reminder: Request 1 waits for approval: 10 Sync Only seats');
      expect(escalated).toContain('the administrators were asked too');
      expect(await state()).toMatchObject({ state: 'expired' });
      expect((await ada.sees()).join('\n')).toContain('not decided in time');
    },
  },
  {
    features: ['P12'],
    says: 'somebody who is away names who decides for them, and the decision says on whose behalf',
    on: async (front) => {
      await using request = await aRequest(front);
      const { floor, grace, barbara, max, state } = request;

      const named = await grace.types('delegate max@acme.example until:2026-03-20');
      await floor.works();
      await max.presses(/^Approve EUR/u);
      await floor.works();

      expect(named).toContain('Max Standard decides for Grace Hopper too');
      expect((await barbara.sees()).join('\n')).toContain('Approved by Max Standard on behalf of Grace Hopper');
      expect(await state()).toMatchObject({
        state: 'approved',
        approvals: [{ by: max.member.id, onBehalfOf: grace.member.id }],
      });
    },
  },
  {
    features: ['P13'],
    says: 'an approver asks, comments and changes the number; the requester agrees again, and the old card is dead',
    on: async (front) => {
      await using request = await aRequest(front);
      const { floor, ada, grace, barbara } = request;
      await grace.presses(/^Ask for more$/u);
      await grace.fills({ 'What do you need to know': 'For the whole year?' });
      await floor.works();
      await ada.presses(/^Answer$/u);
      await ada.fills({ Answer: 'From April on.' });
      await floor.works();
      const thread = (await barbara.sees()).join('\n');

      await grace.presses(/^Change$/u);
      await grace.fills({ 'How many seats': '6' });
      await floor.works();
      const asked = (await ada.sees()).join('\n');
      await ada.presses(/^Review/u);
      await ada.fills({ 'I agree': true });
      await floor.works();
      await barbara.presses(/^Approve EUR/u);
      await floor.works();

      expect(thread).toContain('Grace Hopper asks: For the whole year?');
      expect(thread).toContain('Ada Lovelace answers: From April on.');
      expect(asked).toContain('Grace Hopper changed it from 10 Sync Only seats to 6 Sync Only seats');
      expect(await ada.types('list')).toContain('0 used of 6 purchased');
    },
  },
  {
    features: ['P17'],
    says: 'every copy of the card shows the decision; whoever the chat does not take a message for is told by e-mail',
    on: async (front) => {
      await using request = await aRequest(front);
      const { floor, grace, barbara } = request;
      floor.refusesMessagesTo('ada');
      await grace.presses(/^Approve EUR/u);
      await floor.works();

      for (const one of [grace, barbara]) {
        const seen = (await one.sees()).join('\n');
        expect(seen).toContain('Approved by Grace Hopper');
        // What a terminal has printed stays; its buttons answer with how things are.
        if (front !== 'console') expect(seen).not.toContain('Approve EUR');
        else expect(await one.presses(/^Approve EUR/u)).toContain('approved already by');
      }
      const mail = floor.mail.messages().map(({ to, views }) => JSON.stringify([to, views.at(-1)]));
      expect(mail.join('\n')).toMatch(/ada@acme\.example.*Request 1: 10 Sync Only seats was approved/u);
    },
  },
];
