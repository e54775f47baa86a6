import { describe, expect, test } from 'vitest';
import type { MailboxClass } from '../../core/mailboxes/mailbox.ts';
import type { Member } from '../../core/people/member.ts';
import { NOW } from '../builders/ids.ts';
import { aCopy, aMailPage } from '../builders/mail.ts';
import { aMailbox } from '../builders/mailboxes.ts';
import { aSeat } from '../builders/seats.ts';
import { replyText } from '../core/commands/reply-text.ts';
import { anOffice, type Office } from './office.ts';

const GRACE = 'grace@navy.example';

describe('lists', () => {
  test('a list is made, added to, shown to nobody else, and to everybody once it is shared', async () => {
    const office = await anOffice();
    await mail(office, office.grace, [GRACE]);

    await office.types('ada', '/seat lists new "Our investors"');
    const added = replyText(await office.types('ada', `/seat lists add "Our investors" ${GRACE}`));
    const twice = replyText(await office.types('ada', '/seat lists add "Our investors" navy.example'));
    const hidden = replyText(await office.types('grace', '/seat lists show "Our investors"'));
    await office.types('ada', '/seat lists share "Our investors"');
    const shared = replyText(await office.types('grace', '/seat lists show "our investors"'));

    expect(added).toContain('Only the owner of the list sees it');
    expect(twice).toContain('navy.example stands on Our investors');
    expect(hidden).toContain('There is no list “Our investors”');
    expect(shared).toContain(GRACE);
    expect(shared).toContain('Ada Lovelace');
    expect(replyText(await office.types('grace', '/seat lists'))).toContain('Our investors');
  });

  test('a list is changed by its owner only', async () => {
    const office = await anOffice();
    await mail(office, office.grace, [GRACE]);
    await office.types('ada', '/seat lists new Investors privacy:shared');

    const refused = [
      replyText(await office.types('grace', `/seat lists add Investors ${GRACE}`)),
      replyText(await office.types('grace', '/seat lists unshare Investors')),
    ];

    for (const text of refused) expect(text).toContain('Investors is not yours to change');
    const [list] = await office.inAccount(({ lists }) => lists.all());
    expect(list).toMatchObject({ privacy: 'shared' });
  });

  test('whom only one’s own mailbox knows is seen on a shared list by oneself alone', async () => {
    const office = await anOffice();
    await mail(office, office.ada, [GRACE], 'personal');
    await office.types('ada', '/seat lists new Investors privacy:shared');

    const added = replyText(await office.types('ada', `/seat lists add Investors ${GRACE}`));
    const own = replyText(await office.types('ada', '/seat lists show Investors'));
    const others = replyText(await office.types('grace', '/seat lists show Investors'));

    expect(added).toContain('Only you see this entry');
    expect(own).toContain(GRACE);
    expect(others).not.toContain('grace@navy');
  });
});

describe('notes', () => {
  test('a note on the last message is read by colleagues, kept under the account’s key, and outlives the message', async () => {
    const office = await anOffice();
    const { mailbox, copies } = await mail(office, office.grace, [GRACE]);

    const noted = replyText(await office.types('ada', `/seat note on:last ${GRACE} Wants the contract: by May`));
    const attached = replyText(await office.types('barbara', `/seat notes ${GRACE}`));
    const removed = copies.map(({ providerId }) => providerId);
    await office.inAccount((stores) => stores.mail.keep(aMailPage(mailbox, { removed })));
    await office.inAccount((stores) => stores.mail.purge(mailbox, NOW.add({ hours: 1 }), 10));
    const regular = replyText(await office.types('barbara', `/seat notes ${GRACE}`));

    expect(noted).toContain('It is attached to their message');
    expect(attached).toContain('on a message: Wants the contract: by May');
    expect(regular).toContain(': Wants the contract: by May');
    expect(regular).not.toContain('on a message');
    const kept = await office.inAccount((stores) => stores.notes.page(undefined, 1));
    expect(kept[0]?.body).toMatch(/^v1\./u);
  });

  test('a note about whom only one’s own mailbox knows is for oneself', async () => {
    const office = await anOffice();
    await mail(office, office.ada, [GRACE], 'personal');

    const noted = replyText(await office.types('ada', `/seat note ${GRACE} An old friend`));

    expect(noted).toContain('Only you see it');
    expect(replyText(await office.types('ada', `/seat notes ${GRACE}`))).toContain('An old friend');
    expect(replyText(await office.types('barbara', `/seat notes ${GRACE}`))).toContain('Nobody you may find');
  });

  test('a note cannot be attached where there is no message that may be seen', async () => {
    const office = await anOffice();
    await mail(office, office.grace, [GRACE]);

    const refused = replyText(await office.types('ada', '/seat note on:last navy.example Wants the contract'));

    expect(refused).toContain('There is no message with navy.example');
    expect(await office.inAccount(({ notes }) => notes.page(undefined, 1))).toEqual([]);
  });
});

describe('the directory', () => {
  test('people are told page by page with who knows them best, and nothing of another’s personal mailbox', async () => {
    const office = await anOffice();
    await mail(
      office,
      office.grace,
      Array.from({ length: 21 }, (_, at) => `p${at}@navy.example`),
    );
    await mail(office, office.grace, ['secret@home.example'], 'personal');

    const first = await office.types('ada', '/seat people');
    if (first.kind !== 'private') throw new Error(replyText(first));
    const second = replyText(await office.presses('ada', first.view, 'Next'));
    const found = replyText(await office.types('ada', '/seat organizations navy'));

    expect(replyText(first)).toContain('p20@navy.example');
    expect(replyText(first)).toContain('Grace Hopper');
    expect(second).toContain('p0@navy.example');
    expect(replyText(first) + second).not.toContain('secret@home');
    expect(found).toContain('navy.example');
    expect(replyText(await office.types('ada', '/seat organizations home'))).toContain('No organization');
  });

  test('a Sync Only member is told why the CRM is closed to them', async () => {
    const office = await anOffice();
    await office.inAccount(({ seats }) =>
      seats.add(aSeat({ memberId: office.grace.id, invitedBy: office.ada.id, seatType: 'sync-only' })),
    );

    for (const typed of ['people', 'who navy.example', 'lists', `note ${GRACE} Hello`])
      expect(replyText(await office.types('grace', `/seat ${typed}`))).toContain('A Sync Only seat feeds the CRM');
  });
});

describe('the value of seats', () => {
  test('each Sync Only seat is told with what it alone contributes, from work mailboxes', async () => {
    const office = await anOffice();
    for (const member of [office.grace, office.barbara])
      await office.inAccount(({ seats }) =>
        seats.add(aSeat({ memberId: member.id, invitedBy: office.ada.id, seatType: 'sync-only' })),
      );
    await mail(office, office.grace, [GRACE, 'linus@kernel.example', 'alan@navy.example']);
    await mail(office, office.barbara, [GRACE]);
    await mail(office, office.barbara, ['secret@home.example'], 'personal');

    const text = replyText(await office.types('ada', '/seat value'));

    expect(text).toMatch(/Grace Hopper\D+3\D+2\D+2\D+1\D+0/u);
    expect(text).toMatch(/Barbara Liskov\D+1\D+0\D+1\D+0\D+0/u);
    expect(replyText(await office.types('grace', '/seat value'))).not.toContain('You may not');
  });
});

/** These people wrote to a member. */
async function mail({ inAccount }: Office, member: Member, addresses: readonly string[], of: MailboxClass = 'work') {
  const mailbox = aMailbox({ memberId: member.id, address: `${of}.${member.address}`, class: of });
  const copies = addresses.map((address) => aCopy(mailbox, { address, subject: undefined }));
  await inAccount(async (stores) => {
    await stores.mailboxes.add(mailbox);
    await stores.mail.keep(aMailPage(mailbox, { copies }));
  });
  return { mailbox, copies };
}
