import { expect } from 'vitest';
import { openFloor, type Colleague, type Floor } from '../floor.ts';
import type { FrontName } from '../fronts/front.ts';
import type { Proof } from '../proof.ts';

/** Linus has a seat and is read; Ada and Barbara manage users. */
async function aLeaver(front: FrontName) {
  const floor = await openFloor(front, { seats: 5 });
  const ada = await floor.hires('ada', { role: 'admin' });
  const barbara = await floor.hires('barbara', { role: 'admin' });
  await ada.types('invite linus@acme.example Linus Torvald privacy:subjects');
  await floor.works();
  const linus = await floor.joins('linus');
  return { floor, ada, barbara, linus, [Symbol.asyncDispose]: () => floor[Symbol.asyncDispose]() };
}

type Story = Awaited<ReturnType<typeof aLeaver>>;

async function writesDown(who: Colleague, outcome: string, remark = ''): Promise<string> {
  await who.presses(/^Write down what came of it/u, /step 5 of 5/u);
  return await who.fills({ 'What came of it': outcome, ...(remark === '' ? {} : { Remark: remark }) });
}

/** The add-in is left to its owner. */
async function untilDelete({ floor, ada, linus }: Story): Promise<void> {
  await ada.types('decommission linus@acme.example');
  await ada.presses(/^Disable synchronization/u);
  await ada.presses(/^Ask Linus Torvald/u);
  await floor.works();
  await linus.presses(/^I have removed it/u);
  await floor.works();
  await ada.presses(/^Reset the mailbox/u);
  await ada.fills({ 'I agree': true });
}

async function outcomes({ inAccount }: Floor, { member }: Colleague): Promise<readonly string[]> {
  const all = await inAccount(({ decommissions }) => decommissions.ofMember(member.id));
  return all.flatMap(({ settled }) => settled.map(({ step, outcome }) => `${step} ${outcome}`));
}

export const DECOMMISSION_PROOFS: readonly Proof[] = [
  {
    features: [90],
    says: 'a decommissioning goes through its steps in a fixed order, and another administrator goes on with it',
    on: async (front) => {
      await using story = await aLeaver(front);
      const { floor, ada, barbara, linus } = story;

      const first = await ada.types('decommission linus@acme.example');
      const beside = await ada.types('deactivate linus@acme.example');
      await untilDelete(story);
      const fourth = await barbara.types('decommission linus@acme.example');
      await barbara.presses(/^Deactivate Linus/u, /step 4 of 5/u);
      await barbara.fills({ 'I agree': true });
      await floor.works();

      expect(first).toContain('step 1 of 5: Disable synchronization');
      expect(beside).toContain('other steps come before this one');
      expect(fourth).toContain('step 4 of 5: Delete');
      expect(await linus.types('status')).toContain('not an active member');
      expect((await ada.sees()).join('\n')).toContain('step 5 of 5: Clean the mailbox up by hand');
      expect(await outcomes(floor, linus)).toEqual([
        'disable-sync done',
        'remove-add-in done-by-owner',
        'reset-mailbox done',
        'delete done',
      ]);
    },
  },
  {
    features: [90],
    says: 'deleting by force is the removal that two people agree to, and the decommissioning goes on after it',
    on: async (front) => {
      await using story = await aLeaver(front);
      const { floor, ada, linus } = story;
      const sam = await floor.hires('sam', { grants: ['support'] });
      const sue = await floor.hires('sue', { grants: ['support'] });
      await untilDelete(story);

      await ada.presses(/^Ask for removal instead/u, /step 4 of 5/u);
      await ada.fills({
        'Full name': 'Linus Torvald',
        'All e-mail addresses': 'linus@acme.example',
        Reason: 'Has left',
      });
      await floor.works();
      const waiting = await ada.types('decommission linus@acme.example');
      await sam.presses(/^Do it at once/u);
      await sam.fills({ 'I agree': true, 'Why it cannot wait': 'A court wants it', Ticket: 'T-1' });
      await floor.works();
      await sue.presses(/^Agree to do it at once/u);
      await sue.fills({ 'I agree': true });
      await floor.works();
      await writesDown(ada, 'does not apply', 'The mailbox is gone');

      expect(waiting).toContain('is with support');
      expect((await outcomes(floor, linus)).slice(3)).toEqual(['delete done', 'manual-folders not-applicable']);
    },
  },
  {
    features: [91],
    says: 'cleaning up by hand is written down with who, when and what came of it; where it was not done, with the reason',
    on: async (front) => {
      await using story = await aLeaver(front);
      const { floor, ada, linus } = story;
      await untilDelete(story);
      await ada.presses(/^Deactivate Linus/u, /step 4 of 5/u);
      await ada.fills({ 'I agree': true });
      await floor.works();

      const refused = await writesDown(ada, 'not possible');
      if (front === 'console') await ada.types('cancel');
      await writesDown(ada, 'not possible', 'Nobody has access any more');
      await floor.works();
      const done = (await ada.sees()).join('\n');

      expect(refused).toContain('Say why');
      expect(done).toContain('Linus Torvald is decommissioned');
      expect(done).toMatch(/not possible.*Ada Lovelace.*2026.*Nobody has access any more/su);
      expect((await outcomes(floor, linus)).at(-1)).toBe('manual-folders not-possible');
    },
  },
];
