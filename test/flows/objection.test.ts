import { describe, expect, test } from 'vitest';
import { replyText } from '../core/commands/reply-text.ts';
import { anOffice } from './office.ts';
import { viewText } from './world.ts';

/** Linus was invited, given a free seat, and told before the first read. */
async function aBegunReading() {
  const office = await anOffice({ seats: 5 });
  const linus = await office.member('linus', 'Linus Torvald');
  await office.inAccount(async ({ members }) => members.replace(linus, { ...linus, standing: 'invited', version: 2 }));
  await office.types('ada', '/seat invite linus@acme.example Linus Torvald privacy:subjects');
  await office.checksSeats();
  await office.checksSeats();
  const notice = await office.lastNotice(linus, 'linus');
  const mailbox = async () => (await office.inAccount(({ mailboxes }) => mailboxes.ofMember(linus.id)))[0];
  return { office, linus, notice: notice.view, mailbox };
}

describe('the notice before the first read', () => {
  test('says who asked, what is read, at which level, what colleagues see, and how to object', async () => {
    const { notice } = await aBegunReading();

    const text = viewText(notice);

    expect(text).toMatch(/Asked by:\s+Ada Lovelace/u);
    expect(text).toMatch(/What is read:\s+sender, recipients, time and subject/u);
    expect(text).toMatch(/Privacy:\s+Share subjects only/u);
    expect(text).toContain('Your colleagues see with whom you had contact and when, and the subjects');
    expect(text).toContain('[Show what colleagues see]');
    expect(text).toContain('[Object]');
  });

  test('stops the reading at a press, and whoever asked is told', async () => {
    const { office, notice, mailbox } = await aBegunReading();

    const answer = await office.presses('linus', notice, 'Object');

    expect(replyText(answer)).toContain('Your mailbox is not read any more');
    expect(await mailbox()).toMatchObject({ desired: 'paused' });
    expect(viewText((await office.lastNotice(office.ada, 'ada')).view)).toContain(
      'Linus Torvald objects to the reading of their mailbox',
    );
  });

  test('can be answered otherwise later: an objection is taken back by the one who made it', async () => {
    const { office, notice, mailbox } = await aBegunReading();
    const stopped = await office.presses('linus', notice, 'Object');
    if (stopped.kind !== 'private') throw new Error(stopped.kind);

    const answer = await office.presses('linus', stopped.view, 'Allow the reading again');

    expect(replyText(answer)).toContain('Your mailbox is read again');
    expect(await mailbox()).toMatchObject({ desired: 'enabled' });
  });

  test('does not let its owner enable what an Admin has disabled', async () => {
    const { office, notice, mailbox } = await aBegunReading();
    const stopped = await office.presses('linus', notice, 'Object');
    if (stopped.kind !== 'private') throw new Error(stopped.kind);
    const paused = await mailbox();
    if (paused === undefined) throw new Error('There is no mailbox');
    await office.inAccount(({ mailboxes }) =>
      mailboxes.replace(paused, { ...paused, desired: 'disabled', version: paused.version + 1 }),
    );

    const answer = await office.presses('linus', stopped.view, 'Allow the reading again');

    expect(replyText(answer)).toContain('only an Admin can enable');
    expect(await mailbox()).toMatchObject({ desired: 'disabled' });
  });
});
