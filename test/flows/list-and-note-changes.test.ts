import { describe, expect, test } from 'vitest';
import type { SealedReply } from '../../core/commands/reply.ts';
import { aCopy, aMailPage } from '../builders/mail.ts';
import { aMailbox } from '../builders/mailboxes.ts';
import { replyText } from '../core/commands/reply-text.ts';
import { anOffice, type Office } from './office.ts';

const GRACE = 'grace@navy.example';

describe('a list of one’s own', () => {
  test('gets another name, under which it is found from then on', async () => {
    const office = await anOffice();
    await office.types('ada', '/seat lists new Investors privacy:shared');

    const renamed = replyText(await office.types('ada', '/seat lists rename Investors "Angel investors"'));
    const refused = replyText(await office.types('grace', '/seat lists rename "Angel investors" Mine'));

    expect(renamed).toContain('The list Investors is called Angel investors now');
    expect(refused).toContain('Angel investors is not yours to change');
    expect(await names(office)).toEqual(['Angel investors']);
    expect(replyText(await office.types('ada', '/seat lists show Investors'))).toContain('There is no list');
    expect(await recorded(office, 'list.')).toEqual(['list.made', 'list.renamed']);
  });

  test('is deleted with what stands on it once its owner has agreed to exactly that', async () => {
    const office = await anOffice();
    await mail(office);
    await office.types('ada', '/seat lists new Investors');
    await office.types('ada', `/seat lists add Investors ${GRACE}`);

    const first = await office.types('ada', '/seat lists delete Investors');
    const unagreed = await office.submits('ada', first, {});
    await office.types('ada', '/seat lists add Investors navy.example');
    const again = await office.submits('ada', first, { agreed: true });
    const before = await names(office);
    const deleted = replyText(await office.submits('ada', again, { agreed: true }));

    expect(sentenceOf(first)).toContain('with 1 entry. It cannot be brought back');
    expect(replyText(unagreed)).toContain('Tick the box to agree');
    expect(sentenceOf(again)).toContain('with 2 entries');
    expect(before).toEqual(['Investors']);
    expect(deleted).toContain('The list Investors is deleted');
    expect(await names(office)).toEqual([]);
    expect(await recorded(office, 'list.')).toEqual(['list.made', 'list.deleted']);
    expect(replyText(await office.types('ada', `/seat people ${GRACE}`))).toContain(GRACE);
  });

  test('that is private is not even found by another, and a shared one is deleted by its owner only', async () => {
    const office = await anOffice();
    await office.types('grace', '/seat lists new Secret');
    await office.types('grace', '/seat lists new Open privacy:shared');

    const secret = replyText(await office.types('ada', '/seat lists delete Secret'));
    const open = replyText(await office.types('ada', '/seat lists delete Open'));

    expect(secret).toContain('There is no list “Secret”');
    expect(open).toContain('Open is not yours to change');
    expect(await names(office)).toEqual(['Secret', 'Open']);
  });
});

describe('a note of one’s own', () => {
  test('is changed in a form that holds what it says, and says when', async () => {
    const office = await anOffice();
    await mail(office);
    await office.types('ada', `/seat note ${GRACE} Wants the contract by May`);

    const form = await office.types('ada', `/seat note edit ${GRACE}`);
    const changed = replyText(await office.submits('ada', form, { text: 'Wants the contract by June' }));
    const read = replyText(await office.types('barbara', `/seat notes ${GRACE}`));

    expect(form.kind === 'form' && form.form.inputs[0]).toMatchObject({ initial: 'Wants the contract by May' });
    expect(changed).toContain(`Your note on Grace Hopper is changed`);
    expect(read).toMatch(/, changed .*: Wants the contract by June/u);
    expect(read).not.toContain('May');
    expect(await recorded(office, 'note.')).toEqual(['note.written', 'note.edited']);
  });

  test('that was changed meanwhile is shown again instead of being written over', async () => {
    const office = await anOffice();
    await mail(office);
    await office.types('ada', `/seat note ${GRACE} First`);
    const form = await office.types('ada', `/seat note edit ${GRACE}`);
    await office.types('ada', `/seat note edit ${GRACE} Second`);

    const again = await office.submits('ada', form, { text: 'Third' });

    expect(again.kind === 'form' && again.form.inputs[0]).toMatchObject({ initial: 'Second' });
    expect(replyText(await office.types('ada', `/seat notes ${GRACE}`))).toContain(': Second');
  });

  test('is deleted once its author has agreed, and of several the one is chosen', async () => {
    const office = await anOffice();
    await mail(office);
    await office.types('ada', `/seat note ${GRACE} Older`);
    await office.types('ada', `/seat note ${GRACE} Newer`);

    const which = await office.types('ada', `/seat note delete ${GRACE}`);
    if (which.kind !== 'private') throw new Error(replyText(which));
    const form = await office.presses('ada', which.view, 'Delete 2');
    const deleted = replyText(await office.submits('ada', form, { agreed: true }));
    const twice = replyText(await office.submits('ada', form, { agreed: true }));
    const left = replyText(await office.types('ada', `/seat notes ${GRACE}`));

    expect(replyText(form)).toContain('Older');
    expect(deleted).toContain('is deleted');
    expect(twice).toContain('You have written no note');
    expect(left).toContain('Newer');
    expect(left).not.toContain('Older');
    expect(await recorded(office, 'note.')).toEqual(['note.written', 'note.written', 'note.deleted']);
  });

  test('is found also behind more notes of others than stand on a page', async () => {
    const office = await anOffice();
    await mail(office);
    await office.types('ada', `/seat note ${GRACE} An old friend`);
    for (let count = 0; count < 51; count += 1) await office.types('grace', `/seat note ${GRACE} Met again`);

    const form = await office.types('ada', `/seat note delete ${GRACE}`);

    expect(replyText(form)).toContain('An old friend');
  });

  test('is nobody else’s to change or to delete, whatever their role', async () => {
    const office = await anOffice();
    await mail(office);
    await office.types('grace', `/seat note ${GRACE} An old friend`);

    const refused = [
      replyText(await office.types('ada', `/seat note edit ${GRACE} Not so`)),
      replyText(await office.types('ada', `/seat note delete ${GRACE}`)),
    ];

    for (const text of refused) expect(text).toContain('You have written no note');
    expect(replyText(await office.types('ada', `/seat notes ${GRACE}`))).toContain('An old friend');
  });
});

async function mail({ inAccount, grace }: Office): Promise<void> {
  const mailbox = aMailbox({ memberId: grace.id, address: `work-${grace.id}@acme.example` });
  await inAccount((stores) => stores.mailboxes.add(mailbox));
  const copies = [aCopy(mailbox, { address: GRACE, subject: undefined })];
  await inAccount((stores) => stores.mail.keep(aMailPage(mailbox, { copies })));
}

async function names({ inAccount }: Office): Promise<readonly string[]> {
  return (await inAccount(({ lists }) => lists.all())).map(({ name }) => name);
}

async function recorded({ inAccount }: Office, kind: string): Promise<readonly string[]> {
  const all = await inAccount(({ audit }) => audit.from(1, 100));
  return all.map((record) => record.kind).filter((each) => each.startsWith(kind));
}

function sentenceOf(reply: SealedReply): string {
  const input = reply.kind === 'form' ? reply.form.inputs.find(({ kind }) => kind === 'check') : undefined;
  if (input?.kind !== 'check') throw new Error(`There is nothing to agree to in ${replyText(reply)}`);
  return input.sentence;
}
