import { expect } from 'vitest';
import { openFloor } from '../floor.ts';
import type { FrontName } from '../fronts/front.ts';
import { aLetter, letterTo } from '../letter-to.ts';
import { passes } from '../passes.ts';
import type { Proof } from '../proof.ts';

const LINUS = 'linus@acme.example';

/** Linus, who is in the chat already, is invited, and a letter lies in his mailbox. */
async function aReader(front: FrontName) {
  const floor = await openFloor(front, { seats: 5 });
  const inbox = letterTo(floor, LINUS, 'margot@adler-shipping.example');
  const ada = await floor.hires('ada', { role: 'admin' });
  const linus = await floor.hires('linus', { standing: 'invited' });
  return { floor, ada, linus, inbox, [Symbol.asyncDispose]: () => floor[Symbol.asyncDispose]() };
}

function times(texts: readonly string[], part: string): number {
  return texts.join('\n').split(part).length - 1;
}

export const READING_PROOFS: readonly Proof[] = [
  {
    features: ['B4.6'],
    says: 'before the first reading its owner is told who asked, what is read and what colleagues see, and can object',
    on: async (front) => {
      await using story = await aReader(front);
      const { floor, ada, linus } = story;
      await ada.types(`invite ${LINUS} Linus Torvald privacy:subjects`);
      await floor.works();
      const notice = (await linus.sees()).join('\n');
      const example = await linus.presses(/^Show what colleagues see$/u);

      const stopped = await linus.presses(/^Object$/u);
      await floor.works();

      expect(notice).toMatch(/Asked by:?\s+Ada Lovelace/u);
      expect(notice).toMatch(/What is read:?\s+sender, recipients, time and subject/u);
      expect(example).toContain('Delivery');
      expect(stopped).toContain('Your mailbox is not read any more');
      const [mailbox] = await floor.inAccount(({ mailboxes }) => mailboxes.ofMember(linus.member.id));
      expect(mailbox?.desired).toBe('paused');
      expect((await ada.sees()).join('\n')).toContain('Linus Torvald objects to the reading of their mailbox');
    },
  },
  {
    features: ['B4.8'],
    says: 'complete is said of what is complete: gaps are named, and nothing found is no success',
    on: async (front) => {
      await using story = await aReader(front);
      const { floor, ada, inbox } = story;
      inbox.deliver(aLetter(LINUS, 'nora@family.example', 'Projects'));
      inbox.closeFolder('Projects');
      await ada.types(`invite ${LINUS} Linus Torvald privacy:subjects`);
      await floor.works();
      const gaps = (await ada.sees()).join('\n');
      await ada.types('invite max@acme.example Max Standard privacy:subjects');
      await floor.works();
      const nothing = (await ada.sees()).join('\n');
      const closed = letterTo(floor, 'barbara@acme.example', 'margot@adler-shipping.example');
      closed.closeFolder('INBOX');
      await ada.types('invite barbara@acme.example Barbara Liskov privacy:subjects');
      await floor.works();

      expect(gaps).toMatch(/complete with gaps/u);
      expect(gaps).toContain('Could not be read: Projects');
      expect(nothing).toContain('Max Standard is complete, but nothing was found');
      expect((await ada.sees()).join('\n')).toContain('Barbara Liskov is complete with gaps');
    },
  },
  {
    features: ['P6', 'B4.7'],
    says: 'one expired credential is one message that names everybody; renewed, reading goes on where it stopped',
    on: async (front) => {
      await using story = await aReader(front);
      const { floor, ada, inbox } = story;
      const others = ['max', 'barbara'].map((name) => floor.mailboxes.addMailbox(`${name}@acme.example`));
      await ada.types(`invite ${LINUS} Linus Torvald privacy:subjects`);
      await ada.types('invite max@acme.example Max Standard privacy:subjects');
      await ada.types('invite barbara@acme.example Barbara Liskov privacy:subjects');
      await floor.works();
      for (const each of [inbox, ...others]) each.breakWith('credential');
      await passes(floor, 1);
      const broken = [...(await ada.sees())];
      inbox.deliver(aLetter(LINUS, 'nora@adler-shipping.example'));
      const asked = floor.mailboxes.readings().length;

      for (const each of [inbox, ...others]) each.breakWith(undefined);
      await passes(floor, 1);
      const mended = (await ada.sees()).join('\n');

      expect(times(broken, '3 mailboxes in Google Workspace cannot be read')).toBe(1);
      const message = broken.find((text) => text.includes('in Google Workspace cannot be read'));
      for (const name of ['Linus Torvald', 'Max Standard', 'Barbara Liskov']) expect(message).toContain(name);
      expect(mended).toContain('3 mailboxes can be read again');
      // Nothing is read from its beginning, and what came meanwhile is there.
      expect(
        floor.mailboxes
          .readings()
          .slice(asked)
          .map(({ cursor }) => typeof cursor),
      ).not.toContain('undefined');
      expect(await floor.inAccount(({ crm }) => crm.counts())).toMatchObject({ messages: 2, connections: 2 });
    },
  },
  {
    features: ['B4.12'],
    says: 'what each seat contributes is shown: people and organizations, and whom nobody else knows',
    on: async (front) => {
      await using story = await aReader(front);
      const { floor, ada, linus } = story;
      await ada.types(`invite ${LINUS} Linus Torvald privacy:subjects`);
      await floor.works();

      const value = await ada.types('value');

      expect(value).toContain('What 1 Sync Only seat contributes');
      expect(value).toMatch(/Known by nobody else.*Linus Torvald\D*1\D*1\D*1\D*1\D*0/su);
      expect(await linus.types('value')).toContain('an Admin');
    },
  },
];
