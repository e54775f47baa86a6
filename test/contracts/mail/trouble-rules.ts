import { describe, expect, test } from 'vitest';
import type { MailboxProvider } from '../../../core/mailboxes/mailbox-provider.ts';
import { err } from '../../../core/result.ts';
import { aQueuedRun } from '../../builders/mailboxes.ts';
import type { NewFirm } from '../mail-contract.ts';
import { received } from './letters.ts';
import type { Reader, ReadingFirm } from './reading-firm.ts';

/** What people are told while something is wrong, and after it. */
export function troubleRules(newFirm: NewFirm): void {
  describe('telling of trouble', () => {
    test('another cause than before is told anew, and older messages say it too', async () => {
      const firm = await newFirm();
      const jane = await firm.addReader();
      jane.inbox.breakWith('not-licensed');
      await firm.turn(jane);

      jane.inbox.breakWith('suspended');
      firm.clock.advance({ hours: 24 });
      await firm.turn(jane);
      firm.clock.advance({ hours: 24 });
      await firm.turn(jane);

      const told = await about(firm, 'cannot be read');
      expect(told).toHaveLength(2);
      for (const notice of told) expect(JSON.stringify(notice.view)).toContain('The account is suspended.');
      expect((await firm.run(({ episodes }) => episodes.list())).length).toBe(1);
    });

    test('a mailbox that is refused by itself proves that the organization’s access works again', async () => {
      const firm = await newFirm();
      const jane = await firm.addReader({ fullName: 'Jane Doe' });
      const bob = await firm.addReader({ fullName: 'Bob Roe' });
      jane.inbox.breakWith('credential');
      bob.inbox.breakWith('credential');
      await firm.turn(jane);
      await firm.turn(bob);

      jane.inbox.breakWith('not-licensed');
      bob.inbox.breakWith(undefined);
      firm.clock.advance({ hours: 23 });
      await wake(firm, jane);
      await firm.turn(jane);
      await firm.readAll(bob);

      const titles = (await firm.notices()).map(({ view }) => view.title);
      expect(titles).toContain('The mailbox of Jane Doe cannot be read');
      expect(titles).toContain('The mailbox of Bob Roe can be read again');
      expect(titles.filter((title) => title.includes('2 mailboxes'))).toEqual([]);
    });

    test('the message of a cause that is over says that another one stands in the way', async () => {
      const firm = await newFirm();
      const jane = await firm.addReader();
      jane.inbox.breakWith('credential');
      await firm.turn(jane);

      jane.inbox.breakWith('not-licensed');
      firm.clock.advance({ hours: 24 });
      await firm.turn(jane);

      const open = (await firm.run(({ episodes }) => episodes.list())).filter(({ closedAt }) => closedAt === undefined);
      expect(open.map(({ fault }) => fault)).toEqual(['not-licensed']);
      expect(await about(firm, 'Another reason stands in the way now')).toHaveLength(1);
    });

    test('a first reading that stopped and goes on is one message, which ends well', async () => {
      const firm = await newFirm({ pageSize: 1, pagesPerTurn: 1 });
      const jane = await firm.addReader();
      for (let at = 1; at <= 3; at += 1) jane.inbox.deliver(received(jane, { id: `A${at}`, daysAgo: at }));
      const messages = async () =>
        (await firm.notices()).filter(({ subject }) => subject.startsWith('sync-first:')).map(({ view }) => view.title);
      await firm.turn(jane);
      jane.inbox.breakWith('not-licensed');
      await firm.turn(jane);
      const stopped = await messages();

      jane.inbox.breakWith(undefined);
      firm.clock.advance({ hours: 24 });
      await firm.readAll(jane);

      expect(stopped).toEqual(['Reading the mailbox of Jane Doe has stopped']);
      expect(await messages()).toEqual(['Reading the mailbox of Jane Doe is complete']);
    });

    test('whoever invited hears that it can be read again, although job notices go to a channel', async () => {
      const firm = await newFirm({ pageSize: 1, pagesPerTurn: 1 });
      await firm.run(({ channels }) =>
        channels.set({ purpose: 'jobs', surface: 'slack', workspace: 'acme', channel: 'C9', label: '#jobs' }),
      );
      const jane = await firm.addReader();
      for (let at = 1; at <= 2; at += 1) jane.inbox.deliver(received(jane, { id: `A${at}`, daysAgo: at }));
      await firm.turn(jane);
      await breakAndMend(firm, jane);
      const first = (await about(firm, 'can be read again')).map(({ recipient }) => recipient.kind);

      await breakAndMend(firm, jane);
      const later = (await about(firm, 'can be read again')).slice(first.length).map(({ recipient }) => recipient.kind);

      expect(first.toSorted()).toEqual(['channel', 'member']);
      expect(later).toEqual(['channel']);
    });

    test('a reading that was asked for and stopped is said to go on by the cycle that gets through', async () => {
      const firm = await newFirm();
      const jane = await firm.addReader();
      await firm.readAll(jane);
      const run = {
        ...aQueuedRun({ accountId: firm.accountId, mailboxId: jane.mailbox.id }),
        trigger: 'forced' as const,
      };
      const subject = `sync-run:${run.id}`;
      await firm.run(async ({ runs, notices }) => {
        await runs.add(run);
        const [like] = await notices.list(['pending']);
        if (like === undefined) throw new Error('Nobody was told anything');
        await notices.add({ ...like, id: like.id.replace(/.$/u, '0') as typeof like.id, key: subject, subject });
      });
      jane.inbox.breakWith('not-licensed');
      firm.clock.advance({ minutes: 30 });
      await firm.turn(jane);

      jane.inbox.breakWith(undefined);
      firm.clock.advance({ hours: 24 });
      await firm.readAll(jane);

      const [message] = (await firm.notices()).filter((notice) => notice.subject === subject);
      expect(message?.view.title).toBe('The mailbox of Jane Doe is read again');
    });

    test('a mail system that is away for long is told of once, and once more when it is back for all', async () => {
      const firm = await newFirm();
      const jane = await firm.addReader({ fullName: 'Jane Doe' });
      const bob = await firm.addReader({ fullName: 'Bob Roe' });
      const early = await awayFor(firm, [jane, bob], { minutes: 59 });
      const late = await awayFor(firm, [jane, bob], { hours: 3 });
      firm.clock.advance({ minutes: 15 });
      await firm.readAll(jane);
      const half = await about(firm, 'answers again');
      await firm.readAll(bob);

      expect(early).toHaveLength(0);
      expect(late).toHaveLength(1);
      expect(JSON.stringify(late[0]?.view)).toContain('Bob Roe');
      expect(half).toHaveLength(0);
      expect(await about(firm, 'answers again')).toHaveLength(1);
    });

    test('gaps of a later cycle are told once for each new one', async () => {
      const firm = await newFirm();
      const jane = await firm.addReader();
      jane.inbox.deliver(received(jane, { id: 'A1' }));
      await firm.readAll(jane);

      jane.inbox.closeFolder('Projects');
      for (let cycle = 1; cycle <= 3; cycle += 1) {
        jane.inbox.deliver(received(jane, { id: `B${cycle}`, labels: ['Projects'] }));
        firm.clock.advance({ minutes: 30 });
        await firm.readAll(jane);
      }

      const told = await about(firm, 'left gaps');
      expect(told).toHaveLength(1);
      expect(JSON.stringify(told[0]?.view)).toContain('Projects');
    });

    test('a first reading that takes longer than a day is told to the administrators, once', async () => {
      const firm = await newFirm();
      const jane = await firm.addReader();
      const overdue: number[] = [];

      for (let hours = 0; hours <= 30; hours += 6) {
        firm.provider.failNext({ kind: 'throttled', retryAt: firm.clock.now().add({ hours: 6 }) });
        await firm.turn(jane);
        overdue.push((await about(firm, 'takes longer than a day')).length);
        firm.clock.advance({ hours: 6 });
      }

      expect(overdue).toEqual([0, 0, 0, 0, 0, 1]);
    });
  });
}

const away = async () => err({ kind: 'unavailable', cause: new Error('502') } as const);
const AWAY: MailboxProvider = { check: away, changes: away };

async function about(firm: ReadingFirm, title: string) {
  return (await firm.notices()).filter(({ view }) => view.title.includes(title));
}

async function breakAndMend(firm: ReadingFirm, reader: Reader): Promise<void> {
  reader.inbox.breakWith('not-licensed');
  await firm.turn(reader);
  reader.inbox.breakWith(undefined);
  firm.clock.advance({ hours: 24 });
  await firm.readAll(reader);
  firm.clock.advance({ minutes: 30 });
}

function wake({ run, clock, accountId }: ReadingFirm, { mailbox, workId }: Reader): Promise<void> {
  return run(({ work }) =>
    work.add({
      id: workId,
      kind: 'mailbox.sync',
      key: `mailbox.sync:${mailbox.id}`,
      payload: { accountId, mailboxId: mailbox.id },
      dueAt: clock.now(),
    }),
  );
}

/** Everybody is tried as often as they want to be; answers what was told of the mail system. */
async function awayFor(firm: ReadingFirm, readers: readonly Reader[], span: Temporal.DurationLike) {
  const until = firm.clock.now().add(span);
  while (Temporal.Instant.compare(firm.clock.now(), until) < 0) {
    firm.clock.advance({ minutes: 15 });
    if (Temporal.Instant.compare(firm.clock.now(), until) > 0) break;
    for (const reader of readers) await firm.turn(reader, { provider: AWAY });
  }
  return await about(firm, 'does not answer');
}
