import { describe, expect, test } from 'vitest';
import { ACME } from '../builders/ids.ts';
import { aMailbox } from '../builders/mailboxes.ts';
import { replyText } from '../core/commands/reply-text.ts';
import { aCompany, agreed, levels, PARTICIPANTS, result } from './apply-office.ts';
import { viewOf } from './list-office.ts';
import { viewText } from './world.ts';

describe('a level for several members', () => {
  test('shows everybody with what would happen, and changes nobody before somebody agrees', async () => {
    const office = await aCompany();

    const preview = replyText(await office.types('eva', PARTICIPANTS));

    expect(preview).toContain('3 people of 5 would be changed');
    expect(preview).toMatch(/Stored subjects that are deleted:\s+2/u);
    expect(preview).toContain('Share subjects only → Share participants and time only');
    expect(preview).toContain('Eva Enders eva@acme.example: They have no seat');
    expect(preview).toContain('Nothing has happened yet.');
    expect(await levels(office, [office.sam, office.mary])).toEqual(['share-subjects', 'share-subjects']);
  });

  test('is agreed to in one sentence with its numbers, and then set for each as if alone', async () => {
    const office = await aCompany();

    const form = await office.presses('eva', viewOf(await office.types('eva', PARTICIPANTS)), 'Review and agree');
    const begun = await office.submits('eva', form, { agreed: true });
    const done = await result(office);

    expect(replyText(form)).toContain('From now on the level of 3 people is “Share participants and time only”');
    expect(replyText(form)).toContain('Stored subjects of the messages of 3 people are deleted: 2 now');
    expect(replyText(begun)).toContain('3 people are being changed');
    expect(done).toContain('3 people changed');
    expect(done).toMatch(/Left as they are:\s+2/u);
    expect(await levels(office, [office.sam, office.mary, office.dorothy])).toEqual([
      'participants-only',
      'participants-only',
      'participants-only',
    ]);
    expect(await office.inAccount(({ privacyChanges }) => privacyChanges.open(office.sam.id))).toMatchObject({
      state: 'purging',
      subjects: 2,
      askedBy: office.eva.id,
      sentence: expect.stringContaining('2 now'),
    });
    const kinds = await office.audited();
    expect(kinds.filter((kind) => kind === 'privacy.changed')).toHaveLength(3);
    expect(kinds).toContain('round.agreed');
  });

  test('is told to each whose level it is, and to whoever asked in one message', async () => {
    const office = await aCompany();
    await agreed(office, PARTICIPANTS);
    await office.worksOnRounds();

    const told = await office.inAccount(({ notices }) => notices.list(['pending']));
    const toEva = told.filter(({ recipient }) => recipient.kind === 'member' && recipient.memberId === office.eva.id);

    expect(viewText((await office.lastNotice(office.mary, 'mary')).view)).toMatch(/Changed by:\s+Eva Enders/u);
    expect(toEva.map(({ view }) => view.title)).toEqual(['3 people changed']);
  });

  test('is not set without the box', async () => {
    const office = await aCompany();
    const form = await office.presses('eva', viewOf(await office.types('eva', PARTICIPANTS)), 'Review and agree');

    const refused = await office.submits('eva', form, {});

    expect(refused).toMatchObject({ kind: 'fields', errors: { agreed: expect.stringContaining('Tick the box') } });
  });

  test('is asked for again when somebody was changed since it was shown', async () => {
    const office = await aCompany();
    const form = await office.presses('eva', viewOf(await office.types('eva', PARTICIPANTS)), 'Review and agree');
    const own = await office.types('mary', '/seat privacy participants-only');
    await office.submits('mary', own, { agreed: true });

    const again = await office.submits('eva', form, { agreed: true });

    expect(replyText(again)).toContain('Something changed since this was shown');
    expect(replyText(again)).toContain('the level of 2 people');
    expect(await levels(office, [office.sam])).toEqual(['share-subjects']);
  });

  test('leaves whoever changed after it was agreed to as they are, and says so', async () => {
    const office = await aCompany();
    const widest = '/seat defaults apply sam, mary, dorothy privacy:participants-only';
    await agreed(office, widest);
    const seat = await office.seatOf(office.mary);
    if (seat === undefined) throw new Error('Mary has no seat');
    await office.inAccount(({ seats }) => seats.replace(seat, { ...seat, privacy: 'share-all', version: 9 }));

    const done = await result(office);

    expect(done).toContain('2 people changed');
    expect(done).toContain('Mary Jackson mary@acme.example: They were changed by somebody after you agreed');
    expect(await levels(office, [office.mary])).toEqual(['share-all']);
  });

  test('is not widened for somebody who chose theirs, and is read again for the others', async () => {
    const office = await aCompany();
    await office.submits('sam', await office.types('sam', '/seat privacy participants-only'), { agreed: true });
    for (const member of [office.mary, office.dorothy]) {
      const seat = await office.seatOf(member);
      if (seat === undefined) throw new Error('There is no seat');
      await office.inAccount(({ seats }) => seats.replace(seat, { ...seat, privacy: 'participants-only', version: 9 }));
    }
    const mailbox = aMailbox({ accountId: ACME, memberId: office.mary.id, address: office.mary.address, cursor: 'p9' });
    await office.inAccount(({ mailboxes }) => mailboxes.add(mailbox));

    const preview = await office.types('eva', '/seat defaults apply all privacy:share-subjects');
    const form = await office.presses('eva', viewOf(preview), 'Review and agree');
    await office.submits('eva', form, { agreed: true });
    const done = await result(office);

    expect(replyText(preview)).toContain('Sam Standard sam@acme.example: They chose their level themselves');
    expect(replyText(preview)).toMatch(/Colleagues see more of:\s+2 people/u);
    expect(replyText(form)).toContain('Colleagues see more than before of the messages of 2 people.');
    expect(done).toContain('2 people changed');
    expect(await levels(office, [office.sam, office.mary])).toEqual(['participants-only', 'share-subjects']);
    const [read] = await office.inAccount(({ mailboxes }) => mailboxes.ofMember(office.mary.id));
    expect(read).toMatchObject({ cursor: undefined });
  });

  test('is refused for each whose level is not the asker’s to set, whoever manages users', async () => {
    const office = await aCompany({ userManagers: 'standard', mailSharing: 'teams-only' });
    await office.seated(office.eva);

    const bySam = replyText(await office.types('sam', '/seat defaults apply mary, eva privacy:participants-only'));

    expect(bySam).toContain('Nobody would be changed');
    expect(bySam).toContain('Mary Jackson mary@acme.example: Their level is not yours to set');
    expect(bySam).toContain('Eva Enders eva@acme.example: Their role is above yours');
  });

  test('keeps to a legal hold and to what the granted access serves', async () => {
    const office = await aCompany();
    await office.inAccount(({ holds }) =>
      holds.add({
        accountId: ACME,
        memberId: office.sam.id,
        version: 1,
        state: 'on',
        reason: 'Case 4711',
        by: office.eva.id,
        at: office.clock.now(),
      }),
    );

    const held = replyText(await office.types('eva', '/seat defaults apply sam privacy:participants-only'));
    const all = replyText(await office.types('eva', '/seat defaults apply mary privacy:share-all'));

    expect(held).toContain('A legal hold is on them');
    expect(held).not.toContain('4711');
    expect(all).toContain('only headers were granted');
  });

  test('stops for everybody who is left when whoever asked may not do it any more', async () => {
    const office = await aCompany();
    await agreed(office, PARTICIPANTS);
    const eva = await office.memberNow(office.eva);
    if (eva === undefined) throw new Error('Eva is not there');
    await office.inAccount(({ members }) => members.replace(eva, { ...eva, role: 'standard', version: 2 }));

    const done = await result(office);

    expect(done).toContain('Nobody was changed');
    expect(done).toContain('You may not do this any more');
    expect(await levels(office, [office.sam])).toEqual(['share-subjects']);
  });
});
