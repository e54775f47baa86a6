import { describe, expect, test } from 'vitest';
import { replyText } from '../core/commands/reply-text.ts';
import {
  aRemovalOffice,
  asksFor,
  cardOf,
  theRemoval,
  worksAtDeparture,
  worksAtRemoval,
  type RemovalOffice,
} from './removal-office.ts';
import { viewText } from './world.ts';

const WHY = { reason: 'A court wants it today.', ticket: 'T-18', agreed: true } as const;

describe('a removal without its cool-off', () => {
  test('is carried out when two people have agreed to the same', async () => {
    const office = await aRemovalOffice();
    await asksFor(office, 'ada');
    await proposes(office, 'sue');
    expect(viewText(await cardOf(office, 'support'))).toContain('Sue Grafton wants it done at once (ticket T-18)');

    const form = await office.presses('sam', await cardOf(office, 'support'), 'Agree to do it at once');
    const agreed = await office.submits('sam', form, { agreed: true });
    await worksAtRemoval(office);
    await worksAtDeparture(office);
    await worksAtRemoval(office);

    expect(replyText(agreed)).toContain('is carried out now');
    expect(await theRemoval(office)).toMatchObject({
      state: 'completed',
      ticket: 'T-18',
      certificate: { isForced: true, agreedBy: [{ by: office.sue.id }, { by: office.sam.id }] },
    });
  });

  test('takes a second person', async () => {
    const office = await aRemovalOffice();
    await asksFor(office, 'ada');
    await proposes(office, 'sam');

    const refused = await office.presses('sam', await cardOf(office, 'support'), 'Agree to do it at once');

    expect(replyText(refused)).toContain('You are the first of the two already.');
    expect((await theRemoval(office)).state).toBe('submitted');
  });

  test('is proposed by an Enterprise Admin, and takes somebody of support as the second', async () => {
    const office = await aRemovalOffice();
    await office.inAccount(async ({ accounts, members }) => {
      const account = await accounts.get();
      await accounts.replace(account, { ...account, tier: 'enterprise', version: account.version + 1 });
      for (const { id } of [office.ada, office.grace]) {
        const member = await members.get(id);
        if (member === undefined) throw new Error('An administrator is missing');
        await members.replace(member, { ...member, role: 'enterprise-admin', version: member.version + 1 });
      }
    });
    await asksFor(office, 'ada');
    await proposes(office, 'grace');

    const refused = await office.presses('ada', await cardOf(office, 'support'), 'Agree to do it at once');
    const form = await office.presses('sam', await cardOf(office, 'support'), 'Agree to do it at once');
    const agreed = await office.submits('sam', form, { agreed: true });

    expect(replyText(refused)).toContain('The second of the two is of support');
    expect(replyText(agreed)).toContain('is carried out now');
  });

  test('takes a reason and a ticket from the first', async () => {
    const office = await aRemovalOffice();
    await asksFor(office, 'ada');
    const form = await office.presses('sam', await cardOf(office, 'support'), 'Do it at once');

    const refused = await office.submits('sam', form, { agreed: true });

    expect(refused).toMatchObject({
      kind: 'fields',
      errors: { reason: 'Say why it cannot wait.', ticket: 'A ticket is needed to do it at once.' },
    });
  });

  test.each(['eve', 'grace'])('is for support alone where there is no Enterprise Admin, not for %s', async (user) => {
    const office = await aRemovalOffice();
    await asksFor(office, 'ada');

    const refused = await office.presses(user, await cardOf(office, 'support'), 'Do it at once');

    expect(replyText(refused)).toContain('It can be done by support');
  });

  test('starts over with the first when there is something else to delete now', async () => {
    const office = await aRemovalOffice();
    await asksFor(office, 'ada');
    await proposes(office, 'sam');
    await office.inAccount(async ({ mailboxes }) => {
      const [mailbox] = await mailboxes.ofMember(office.linus.id);
      if (mailbox === undefined) throw new Error('There is no mailbox');
      await mailboxes.replace(mailbox, { ...mailbox, address: 'linus@other.example', version: mailbox.version + 1 });
    });

    const form = await office.presses('sue', await cardOf(office, 'support'), 'Agree to do it at once');
    await office.submits('sue', form, WHY);

    expect(await theRemoval(office)).toMatchObject({ state: 'submitted', force: { agreed: { by: office.sue.id } } });
  });
});

async function proposes(office: RemovalOffice, user: string): Promise<void> {
  const form = await office.presses(user, await cardOf(office, 'support'), 'Do it at once');
  await office.submits(user, form, WHY);
}
