import { describe, expect, test } from 'vitest';
import type { SealedReply } from '../../core/commands/reply.ts';
import { aCopy, aMailPage } from '../builders/mail.ts';
import { ACME } from '../builders/ids.ts';
import { aMailbox } from '../builders/mailboxes.ts';
import { replyText } from '../core/commands/reply-text.ts';
import { anEnterprise, type Enterprise } from './enterprise.ts';
import { viewText } from './world.ts';

/** Sam has a seat at the level of subjects, and so many subjects are stored of his mail. */
async function anOfficeWithMail(messages: number, rights: Parameters<typeof anEnterprise>[0] = {}) {
  const office = await anEnterprise(rights);
  await office.seated(office.sam);
  const mailbox = aMailbox({ accountId: ACME, memberId: office.sam.id, address: office.sam.address });
  const copies = Array.from({ length: messages }, () => aCopy(mailbox));
  await office.inAccount(async ({ mailboxes, mail }) => {
    await mailboxes.add(mailbox);
    await mail.keep(aMailPage(mailbox, { copies }));
  });
  return office;
}

async function levelOf(office: Enterprise): Promise<string | undefined> {
  return (await office.seatOf(office.sam))?.privacy;
}

function agreedTo(office: Enterprise, user: string, form: SealedReply): Promise<SealedReply> {
  return office.submits(user, form, { agreed: true });
}

describe('a privacy level', () => {
  test('is shown to its owner with what it means', async () => {
    const office = await anOfficeWithMail(0);

    const text = replyText(await office.types('sam', '/seat privacy'));

    expect(text).toContain('Your privacy level: Share subjects only');
    expect(text).toContain('the subjects, but not the content');
    expect(text).toContain('[Show what colleagues see]');
  });

  test('is tightened by its owner with one word, after a box that names what is deleted', async () => {
    const office = await anOfficeWithMail(3);

    const form = await office.types('sam', '/seat privacy participants-only');
    const level = await levelOf(office);
    const changed = await agreedTo(office, 'sam', form);

    expect(replyText(form)).toContain('The stored subjects of their messages are deleted: 3 now');
    expect(level).toBe('share-subjects');
    expect(replyText(changed)).toContain('Stored subjects are being deleted');
    expect(await levelOf(office)).toBe('participants-only');
    expect(await office.audited()).toContain('privacy.changed');
    expect(await office.inAccount(({ privacyChanges }) => privacyChanges.open(office.sam.id))).toMatchObject({
      state: 'purging',
      subjects: 3,
      sentence: expect.stringContaining('3 now'),
    });
  });

  test('stays as it is without the box', async () => {
    const office = await anOfficeWithMail(3);
    const form = await office.types('sam', '/seat privacy participants-only');

    const refused = await office.submits('sam', form, {});

    expect(refused).toMatchObject({ kind: 'fields', errors: { agreed: expect.stringContaining('Tick the box') } });
    expect(await levelOf(office)).toBe('share-subjects');
  });

  test('of somebody else is set by an Enterprise Admin, and the owner is told by whom', async () => {
    const office = await anOfficeWithMail(1);

    const form = await office.types('eva', '/seat privacy sam@acme.example participants-only');
    await agreedTo(office, 'eva', form);

    const told = viewText((await office.lastNotice(office.sam, 'sam')).view);
    expect(told).toContain('Your privacy level is “Share participants and time only” now');
    expect(told).toMatch(/Changed by:\s+Eva Enders/u);
  });

  test('of somebody else is not an Admin’s on Enterprise unless user management was extended to them', async () => {
    const narrow = await anOfficeWithMail(1);
    const wide = await anOfficeWithMail(1, { userManagers: 'admin' });
    const said = '/seat privacy sam@acme.example participants-only';

    expect(replyText(await narrow.types('ada', said))).toContain('It can be done by an Enterprise Admin.');
    expect(replyText(await wide.types('ada', said))).toContain('Privacy of Sam Standard');
  });

  test('is seen but not set by its owner where mail is shared with teams only', async () => {
    const office = await anOfficeWithMail(1, { mailSharing: 'teams-only' });

    const seen = replyText(await office.types('sam', '/seat privacy'));
    const refused = replyText(await office.types('sam', '/seat privacy participants-only'));

    expect(seen).toContain('you see your level here but do not set it');
    expect(seen).not.toContain('[Share all]');
    expect(refused).toContain('privacy levels are not set by each person');
    expect(await levelOf(office)).toBe('share-subjects');
  });

  test('that was reserved while the form stood open is not set by its owner any more', async () => {
    const office = await anOfficeWithMail(1);
    const form = await office.types('sam', '/seat privacy participants-only');
    await office.inAccount(async ({ accounts }) => {
      const account = await accounts.get();
      await accounts.replace(account, { ...account, mailSharing: 'teams-only', version: account.version + 1 });
    });

    const late = await agreedTo(office, 'sam', form);

    expect(replyText(late)).toContain('privacy levels are not set by each person');
    expect(await levelOf(office)).toBe('share-subjects');
  });

  test('that the granted access cannot serve is refused with the reason', async () => {
    const office = await anOfficeWithMail(1);

    const text = replyText(await office.types('sam', '/seat privacy share-all'));

    expect(text).toContain('only headers were granted');
    expect(await levelOf(office)).toBe('share-subjects');
  });

  test('that another change has overtaken is shown anew before anything is deleted', async () => {
    const office = await anOfficeWithMail(2);
    const stale = await office.types('sam', '/seat privacy participants-only');
    await office.types('eva', '/seat team sam@acme.example Research');
    const seat = await office.seatOf(office.sam);
    if (seat === undefined) throw new Error('There is no seat');
    await office.inAccount(({ seats }) => seats.replace(seat, { ...seat, version: seat.version + 1 }));

    const again = await agreedTo(office, 'sam', stale);

    expect(again.kind).toBe('form');
    expect(await levelOf(office)).toBe('share-subjects');
  });

  test('is widened by reading the mailbox again from the beginning', async () => {
    const office = await anOfficeWithMail(1);
    await agreedTo(office, 'sam', await office.types('sam', '/seat privacy participants-only'));
    const [before] = await office.inAccount(({ mailboxes }) => mailboxes.ofMember(office.sam.id));
    if (before === undefined) throw new Error('There is no mailbox');
    await office.inAccount(({ mailboxes }) =>
      mailboxes.replace(before, { ...before, cursor: 'page 9', version: before.version + 1 }),
    );

    const widened = await agreedTo(office, 'sam', await office.types('sam', '/seat privacy share-subjects'));

    expect(replyText(widened)).toContain('The mailbox is read again');
    const [mailbox] = await office.inAccount(({ mailboxes }) => mailboxes.ofMember(office.sam.id));
    expect(mailbox).toMatchObject({ cursor: undefined });
    expect(await office.inAccount(({ runs }) => runs.unfinished(before.id))).toMatchObject({ trigger: 'forced' });
  });
});

describe('examples of what colleagues see', () => {
  test('are messages of one’s own, and none before anything was read', async () => {
    const office = await anOfficeWithMail(0);

    const text = replyText(await office.types('sam', '/seat privacy example'));

    expect(text).toContain('Nothing of your mail can be shown yet');
  });

  test('follow the level that counts now', async () => {
    const office = await anOfficeWithMail(2);
    await agreedTo(office, 'sam', await office.types('sam', '/seat privacy participants-only'));

    const text = replyText(await office.types('sam', '/seat privacy example'));

    expect(text).toContain('with grace@navy.example: colleagues see that there was contact; no subject');
    expect(text).toContain('Only you are shown this.');
  });
});
