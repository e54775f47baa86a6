import { describe, expect, test } from 'vitest';
import { ownersNoticeSubject } from '../../../core/mailboxes/owners-notice.ts';
import { tellStarted } from '../../../core/mailboxes/sync-notices.ts';
import { tell } from '../../../core/outbox/tell.ts';
import type { SealedView } from '../../../core/views/view.ts';
import { ids } from '../../builders/ids.ts';
import { aQueuedRun } from '../../builders/mailboxes.ts';
import type { NewFirm } from '../mail-contract.ts';
import { received } from './letters.ts';
import type { Reader, ReadingFirm } from './reading-firm.ts';

export function noticeRules(newFirm: NewFirm): void {
  describe('telling', () => {
    test('the owner hears of their first complete reading exactly once, with counts and their level', async () => {
      const firm = await newFirm();
      const jane = await firm.addReader({ privacy: 'share-subjects' });
      jane.inbox.deliver(received(jane, { id: 'A1' }), received(jane, { id: 'A2', labels: ['SPAM'] }));
      await firm.readAll(jane);
      firm.clock.advance({ minutes: 30 });
      const { accountId } = firm;
      const forced = { ...aQueuedRun({ accountId, mailboxId: jane.mailbox.id }), trigger: 'forced' as const };
      await firm.run(({ runs }) => runs.add(forced));

      await firm.readAll(jane);

      const [last] = await firm.run(({ runs }) => runs.ofMailbox(jane.mailbox.id, 2));
      expect(last?.state).toBe('succeeded');
      const toJane = (await firm.notices()).filter(
        ({ recipient }) => recipient.kind === 'member' && recipient.memberId === jane.member.id,
      );
      expect(toJane).toHaveLength(1);
      expect(toJane[0]?.view).toMatchObject({ title: 'The first reading of your mailbox is complete', tone: 'good' });
      const text = JSON.stringify(toJane[0]?.view);
      expect(text).toContain('2 read, 1 kept');
      expect(text).toContain('1 in drafts, junk or deleted');
      expect(text).toContain('1 person, 1 organization, 1 connection');
      expect(text).toContain('Share subjects only');
    });

    test('nothing is read for the first time before its owner has been told, and an outage of an hour holds it up no longer', async () => {
      const firm = await newFirm();
      const jane = await firm.addReader();
      const bob = await firm.addReader({ fullName: 'Bob Roe' });
      for (const reader of [jane, bob]) {
        reader.inbox.deliver(received(reader, { id: 'A1' }));
        await tellOwner(firm, reader);
      }

      const first = await firm.turn(jane);
      const asked = firm.provider.readings().length;
      await arrives(firm, jane);
      firm.clock.advance({ seconds: 2 });
      await firm.readAll(jane);
      firm.clock.advance({ hours: 1 });
      await firm.readAll(bob);

      expect(first).toMatchObject({ kind: 'again', countsAsAttempt: false, reason: 'the owner is not told yet' });
      expect(asked).toBe(0);
      expect(await firm.run(({ crm }) => crm.counts())).toMatchObject({ messages: 2 });
    });

    test('gaps and an empty mailbox are said in the title', async () => {
      const firm = await newFirm();
      const jane = await firm.addReader({ fullName: 'Jane Doe' });
      const bob = await firm.addReader({ fullName: 'Bob Roe' });
      jane.inbox.deliver(received(jane, { id: 'A1' }), received(jane, { id: 'A2', labels: ['Projects'] }));
      jane.inbox.closeFolder('Projects');

      await firm.readAll(jane);
      await firm.readAll(bob);

      const titles = (await firm.notices()).map(({ view }) => view.title);
      expect(titles).toContain('The first reading of your mailbox is complete with gaps');
      expect(titles).toContain('The first reading of your mailbox is complete, but nothing was found');
    });

    test('whoever invited sees one message that is repainted, at most every two seconds and at the end', async () => {
      const firm = await newFirm({ pageSize: 1, pagesPerTurn: 1 });
      const jane = await firm.addReader();
      for (let at = 1; at <= 5; at += 1) jane.inbox.deliver(received(jane, { id: `A${at}`, daysAgo: at }));
      const progress = async () => {
        const found = (await firm.notices()).filter(({ subject }) => subject.startsWith('sync-first:'));
        return found.map(({ wanted, view }) => ({ wanted, title: view.title }));
      };

      await firm.turn(jane);
      await firm.turn(jane);
      const early = await progress();
      firm.clock.advance({ seconds: 3 });
      await firm.turn(jane);
      const later = await progress();
      await firm.readAll(jane);

      expect(early).toEqual([{ wanted: 2, title: 'Reading the mailbox of Jane Doe' }]);
      expect(later).toEqual([{ wanted: 3, title: 'Reading the mailbox of Jane Doe' }]);
      expect(await progress()).toEqual([{ wanted: 4, title: 'Reading the mailbox of Jane Doe is complete' }]);
    });

    test('the message of whoever asked for a reading ends as the reading does', async () => {
      const firm = await newFirm();
      const jane = await firm.addReader();
      jane.inbox.deliver(received(jane, { id: 'A1' }));
      await firm.readAll(jane);
      jane.inbox.deliver(received(jane, { id: 'A2' }));
      const good = await askedReading(firm, jane);
      jane.inbox.breakWith('not-licensed');
      const bad = await askedReading(firm, jane);

      expect(good.title).toBe('Reading the mailbox of Jane Doe is complete');
      expect(bad.title).toBe('Reading the mailbox of Jane Doe has stopped');
      expect(bad.actions).toHaveLength(1);
    });

    test('the channels for jobs hear of the end of a first reading', async () => {
      const firm = await newFirm();
      const jane = await firm.addReader();
      jane.inbox.deliver(received(jane, { id: 'A1' }));
      for (const surface of ['chat', 'other'])
        await firm.run(({ channels }) =>
          channels.set({ purpose: 'jobs', surface, workspace: 'acme', channel: 'C9', label: '#jobs' }),
        );

      await firm.readAll(jane);

      const posted = (await firm.notices()).filter(({ recipient }) => recipient.kind === 'channel');
      expect(posted.map(({ view }) => view.title)).toEqual([
        'Reading the mailbox of Jane Doe is complete',
        'Reading the mailbox of Jane Doe is complete',
      ]);
    });
  });
}

/** A reading asked for with `sync`, taken to its end; answers what the message to who asked says then. */
async function askedReading(firm: ReadingFirm, reader: Reader): Promise<SealedView> {
  const { mailbox, member } = reader;
  firm.clock.advance({ minutes: 30 });
  const { accountId, clock } = firm;
  const run = { ...aQueuedRun({ accountId, mailboxId: mailbox.id }), trigger: 'forced' as const };
  await firm.run(async (stores) => {
    await stores.runs.add(run);
    await tellStarted({ ids, clock }, stores, { member, run, to: member.id });
  });
  await firm.turn(reader);
  const notice = (await firm.notices()).find(({ subject }) => subject === `sync-run:${run.id}`);
  if (notice === undefined) throw new Error('Nobody was told of the reading');
  return notice.view;
}

/** As the end of the seat's check tells them, and no worker has brought it yet. */
function tellOwner({ run, accountId, clock }: ReadingFirm, { mailbox, member }: Reader): Promise<void> {
  return run((stores) =>
    tell({ ids, clock }, stores, accountId, {
      key: `reading-begins:${mailbox.id}`,
      subject: ownersNoticeSubject(mailbox),
      recipient: { kind: 'member', memberId: member.id },
      view: { title: 'Your mailbox is about to be read', tone: 'neutral', blocks: [], actions: [] },
    }),
  );
}

async function arrives({ run, clock }: ReadingFirm, { mailbox }: Reader): Promise<void> {
  await run(async ({ notices }) => {
    const [pending] = await notices.ofSubject(ownersNoticeSubject(mailbox));
    if (pending?.state !== 'pending') throw new Error('Nothing waits to be told');
    const to = { surface: 'chat', workspace: 'acme', kind: 'user', user: 'jane' } as const;
    const { notBefore: _, ...base } = pending;
    const message = { surface: 'chat', workspace: 'acme', reference: 'm1' };
    await notices.replace(pending, { ...base, state: 'delivered', to, message, shown: 1, at: clock.now() });
  });
}
