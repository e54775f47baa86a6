import { describe, expect, test } from 'vitest';
import { ids } from '../../builders/ids.ts';
import type { NewFirm } from '../mail-contract.ts';
import { received } from './letters.ts';
import type { Reader, ReadingFirm } from './reading-firm.ts';

export function failureRules(newFirm: NewFirm): void {
  describe('failing', () => {
    test('throttling is waited out and counts as nothing', async () => {
      const firm = await newFirm();
      const jane = await firm.addReader();
      jane.inbox.deliver(received(jane, { id: 'A1' }));
      const retryAt = firm.clock.now().add({ minutes: 15 });
      firm.provider.failNext({ kind: 'throttled', retryAt });

      const outcome = await firm.turn(jane);
      const run = await firm.run(({ runs }) => runs.unfinished(jane.mailbox.id));
      const mailbox = await firm.run(({ mailboxes }) => mailboxes.get(jane.mailbox.id));
      firm.clock.advance({ minutes: 15 });
      await firm.readAll(jane);

      expect(outcome).toEqual({ kind: 'again', dueAt: retryAt, countsAsAttempt: false, reason: 'throttled' });
      expect(run).toMatchObject({ state: 'waiting', because: 'throttled', retryAt });
      expect(mailbox?.retryAt).toEqual(retryAt);
      expect(mailbox?.health.kind).not.toBe('failing');
      expect(await firm.run(({ episodes }) => episodes.list())).toEqual([]);
      expect(await firm.run(({ crm }) => crm.counts())).toMatchObject({ messages: 1 });
    });

    test('a forced reading does not go on while the provider wants a pause', async () => {
      const firm = await newFirm();
      const jane = await firm.addReader();
      const retryAt = firm.clock.now().add({ minutes: 15 });
      firm.provider.failNext({ kind: 'throttled', retryAt });
      await firm.turn(jane);
      await force(firm, jane);
      const asked = firm.provider.readings().length;

      const outcome = await firm.turn(jane);

      expect(outcome).toMatchObject({ kind: 'again', dueAt: retryAt, countsAsAttempt: false });
      expect(firm.provider.readings()).toHaveLength(asked);
    });

    test('a provider that is away is asked less and less often, and however long, it counts as no failure', async () => {
      const firm = await newFirm();
      const jane = await firm.addReader();
      firm.provider.failNext({ kind: 'unavailable', cause: new Error('502') }, 1_000);
      const waits: number[] = [];
      const counted: boolean[] = [];

      for (let round = 0; round < 40; round += 1) {
        const now = firm.clock.now();
        const outcome = await firm.turn(jane);
        if (outcome.kind !== 'again') throw new Error('It gave up');
        waits.push(outcome.dueAt.since(now).total('seconds'));
        counted.push(outcome.countsAsAttempt);
        firm.clock.advance(outcome.dueAt.since(now));
      }

      const away = waits.map((_, round) => waits.slice(0, round).reduce((sum, wait) => sum + wait, 0));
      waits.forEach((wait, round) => {
        const longest = Math.min(Math.max(away[round] ?? 0, 5), 15 * 60);
        expect(wait).toBeLessThanOrEqual(longest);
        expect(wait).toBeGreaterThanOrEqual(longest * 0.8 - 0.001);
      });
      expect(new Set(waits.slice(-10)).size).toBeGreaterThan(5);
      expect(counted).not.toContain(true);
    });

    test('a mailbox that needs a person opens one episode, is tried every day, and is told about once', async () => {
      const firm = await newFirm();
      const jane = await firm.addReader();
      jane.inbox.deliver(received(jane, { id: 'A1' }));
      jane.inbox.breakWith('not-licensed');

      const outcome = await firm.turn(jane);
      const [failed] = await firm.run(({ runs }) => runs.ofMailbox(jane.mailbox.id, 1));
      const mailbox = await firm.run(({ mailboxes }) => mailboxes.get(jane.mailbox.id));
      firm.clock.advance({ hours: 24 });
      await firm.turn(jane);
      const told = await toldAbout(firm, 'cannot be read');
      jane.inbox.breakWith(undefined);
      firm.clock.advance({ hours: 24 });
      await firm.readAll(jane);

      const tomorrow = failed?.queuedAt.add({ hours: 24 });
      expect(outcome).toMatchObject({ kind: 'again', dueAt: tomorrow, countsAsAttempt: false });
      expect(failed).toMatchObject({ state: 'failed', fault: 'not-licensed' });
      expect(mailbox?.health).toMatchObject({ kind: 'failing', fault: 'not-licensed' });
      expect(told).toHaveLength(1);
      expect(told[0]?.recipient).toEqual({ kind: 'member', memberId: firm.admin.id });
      expect(told[0]?.view.actions).toMatchObject([{ label: 'Try again now' }]);
      const episodes = await firm.run((stores) => stores.episodes.list());
      expect(episodes).toHaveLength(1);
      expect(episodes[0]?.closedAt).toEqual(firm.clock.now());
      expect(await toldAbout(firm, 'can be read again')).toHaveLength(1);
    });

    test('mailboxes that fail for the organization’s access share one episode and one message', async () => {
      const firm = await newFirm();
      await firm.run(({ channels }) =>
        channels.set({ purpose: 'jobs', surface: 'chat', workspace: 'acme', channel: 'C9', label: '#jobs' }),
      );
      const jane = await firm.addReader({ fullName: 'Jane Doe' });
      const bob = await firm.addReader({ fullName: 'Bob Roe' });
      for (const { inbox } of [jane, bob]) inbox.breakWith('credential');

      await firm.turn(jane);
      await firm.turn(bob);
      const failing = await toldAbout(firm, 'cannot be read');
      for (const { inbox } of [jane, bob]) inbox.breakWith(undefined);
      firm.clock.advance({ hours: 24 });
      await firm.readAll(jane);

      const [episode] = await firm.run(({ episodes }) => episodes.list());
      expect(episode?.mailboxes).toEqual([jane.mailbox.id, bob.mailbox.id]);
      expect(failing).toHaveLength(1);
      expect(failing[0]).toMatchObject({ view: { title: '2 mailboxes in Google Workspace cannot be read' } });
      expect(failing[0]?.recipient).toMatchObject({ kind: 'channel', purpose: 'jobs' });
      expect(await toldAbout(firm, '2 mailboxes can be read again')).toHaveLength(1);
      expect(episode?.closedAt).toBeDefined();
    });

    test('somebody whose seat is not active is not read', async () => {
      const firm = await newFirm();
      const jane = await firm.addReader();
      jane.inbox.deliver(received(jane, { id: 'A1' }));
      await firm.run(async ({ seats }) => {
        const seat = await seats.ofMember(jane.member.id);
        if (seat === undefined) throw new Error('There is no seat');
        await seats.replace(seat, { ...seat, version: 2, state: 'deactivated', at: firm.clock.now() });
      });

      const outcome = await firm.turn(jane);

      expect(outcome).toEqual({ kind: 'done' });
      expect(firm.provider.readings()).toEqual([]);
      expect(await firm.run(({ runs }) => runs.unfinished(jane.mailbox.id))).toBeUndefined();
    });
  });
}

async function toldAbout(firm: ReadingFirm, words: string) {
  return (await firm.notices()).filter(({ view }) => view.title.includes(words));
}

async function force({ run, accountId, clock }: ReadingFirm, { mailbox }: Reader): Promise<void> {
  await run(({ work }) =>
    work.add({
      id: ids.next('work'),
      kind: 'mailbox.sync',
      key: `mailbox.sync:${mailbox.id}`,
      payload: { accountId, mailboxId: mailbox.id },
      dueAt: clock.now(),
    }),
  );
}
