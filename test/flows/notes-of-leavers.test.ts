import { describe, expect, test } from 'vitest';
import { destroyPersonKey } from '../../core/secrets/account-keys.ts';
import { aCopy, aMailPage } from '../builders/mail.ts';
import { aMailbox } from '../builders/mailboxes.ts';
import { replyText } from '../core/commands/reply-text.ts';
import { anOffice } from './office.ts';

const GRACE = 'grace@navy.example';

/** Barbara wrote a note and has left; Ada manages users, Grace does not. */
async function afterBarbara() {
  const office = await anOffice();
  const { id: memberId, address } = office.ada;
  const mailbox = aMailbox({ memberId, address });
  await office.inAccount(async ({ mailboxes, mail }) => {
    await mailboxes.add(mailbox);
    await mail.keep(aMailPage(mailbox, { copies: [aCopy(mailbox, { address: GRACE })] }));
  });
  await office.types('barbara', `/seat note ${GRACE} Knows the minister`);
  await office.inAccount(({ members }) =>
    members.replace(office.barbara, { ...office.barbara, standing: 'deactivated', version: 2 }),
  );
  return office;
}

describe('a note of somebody who has left', () => {
  test('is deleted by whoever manages users, who sees it and agrees, and the log says whose it was', async () => {
    const office = await afterBarbara();

    const form = await office.types('ada', `/seat note delete ${GRACE}`);
    const deleted = replyText(await office.submits('ada', form, { agreed: true }));

    expect(replyText(form)).toContain('The note of Barbara Liskov on');
    expect(replyText(form)).toContain('Knows the minister');
    expect(deleted).toContain('The note of Barbara Liskov on');
    expect(replyText(await office.types('ada', `/seat notes ${GRACE}`))).not.toContain('Knows the minister');
    const records = await office.inAccount(({ audit }) => audit.from(1, 100));
    expect(records.filter(({ kind }) => kind === 'note.deleted')).toMatchObject([
      { actor: { memberId: office.ada.id }, personal: [{ memberId: office.barbara.id }] },
    ]);
  });

  test('is deleted also when they were removed and their key with them, and the log still says whose it was', async () => {
    const office = await afterBarbara();
    await office.inAccount(async ({ members, keys }) => {
      const left = await members.get(office.barbara.id);
      if (left === undefined) throw new Error('Barbara is gone altogether');
      await members.replace(left, { ...left, standing: 'removed', version: left.version + 1 });
      await destroyPersonKey({ keys }, left.id);
    });

    const form = await office.types('ada', `/seat note delete ${GRACE}`);
    const deleted = replyText(await office.submits('ada', form, { agreed: true }));

    expect(deleted).toContain('is deleted');
    const records = await office.inAccount(({ audit }) => audit.from(1, 100));
    expect(records.filter(({ kind }) => kind === 'note.deleted')).toMatchObject([
      { facts: { author: office.barbara.id }, personal: [{ memberId: office.ada.id }] },
    ]);
  });

  test('stays while a legal hold is on them, also where it was put on after the form was opened', async () => {
    const office = await afterBarbara();
    const form = await office.types('ada', `/seat note delete ${GRACE}`);
    await office.types('ada', `hold ${office.barbara.address} on Case 2026/17`);

    const agreed = replyText(await office.submits('ada', form, { agreed: true }));
    const asked = replyText(await office.types('ada', `/seat note delete ${GRACE}`));

    for (const text of [agreed, asked]) expect(text).toContain('A legal hold is on Barbara Liskov');
    for (const text of [agreed, asked]) expect(text).not.toContain('Case 2026/17');
    expect(replyText(await office.types('ada', `/seat notes ${GRACE}`))).toContain('Knows the minister');
  });

  test('is nobody’s to change, and not to delete for those who do not manage users', async () => {
    const office = await afterBarbara();

    const changed = replyText(await office.types('ada', `/seat note edit ${GRACE} Not so`));
    const graces = replyText(await office.types('grace', `/seat note delete ${GRACE}`));

    expect(changed).toContain('You have written no note');
    expect(graces).toContain('whoever manages users deletes it');
    expect(replyText(await office.types('ada', `/seat notes ${GRACE}`))).toContain('Knows the minister');
  });
});
