import { describe, expect, test } from 'vitest';
import type { MailboxProvider } from '../../../core/mailboxes/mailbox-provider.ts';
import type { NewFirm } from '../mail-contract.ts';
import { failureOf } from '../stores/tenant.ts';
import { received, sent } from './letters.ts';
import type { Reader, ReadingFirm } from './reading-firm.ts';
import { snapshotOf } from './snapshot.ts';

const PEOPLE = ['grace@navy.example', 'ada@engine.example', 'alan@park.example'];

export function crashRules(newFirm: NewFirm): void {
  describe('dying and being too late', () => {
    test.each([1, 2, 3, 4])('a worker that dies in its transaction number %i loses nothing', async (dies) => {
      const [firm, jane] = await aFullMailbox(newFirm);
      const [twin, twinJane] = await aFullMailbox(newFirm);
      let transactions = 0;

      const death = await failureOf(
        firm.turn(jane, {
          around: (work) => async (stores) => {
            const value = await work(stores);
            transactions += 1;
            if (transactions === dies) throw new Error('The power went');
            return value;
          },
        }),
      );
      firm.clock.advance({ seconds: 61 });
      await firm.readAll(jane);
      await twin.readAll(twinJane);

      expect(death).toMatchObject({ message: 'The power went' });
      expect(await snapshotOf(firm, PEOPLE)).toEqual(await snapshotOf(twin, PEOPLE));
      expect(await tallyOf(firm, jane)).toEqual(await tallyOf(twin, twinJane));
    });

    test.each([1, 2, 4])(
      'a worker that is gone after %i pages is followed by another that ends alike',
      async (pages) => {
        const [firm, jane] = await aFullMailbox(newFirm);
        const [twin, twinJane] = await aFullMailbox(newFirm);
        const abandoned = await firm.claim(jane);

        await failureOf(firm.turn(jane, { lease: abandoned, provider: dyingAfter(pages, firm.provider) }));
        firm.clock.advance({ seconds: 61 });
        await firm.readAll(jane);
        await twin.readAll(twinJane);

        expect(await snapshotOf(firm, PEOPLE)).toEqual(await snapshotOf(twin, PEOPLE));
        expect(await tallyOf(firm, jane)).toEqual(await tallyOf(twin, twinJane));
      },
    );

    test('a worker whose lease was taken over writes nothing any more', async () => {
      const [firm, jane] = await aFullMailbox(newFirm);
      const asleep = Promise.withResolvers<void>();
      const reached = Promise.withResolvers<void>();
      const lease = await firm.claim(jane);
      const zombie = firm.turn(jane, {
        lease,
        provider: {
          check: firm.provider.check,
          changes: async (reading, signal) => {
            const page = await firm.provider.changes(reading, signal);
            reached.resolve();
            await asleep.promise;
            return page;
          },
        },
      });
      await reached.promise;
      firm.clock.advance({ seconds: 61 });
      await firm.readAll(jane);
      const before = await firm.run(({ mailboxes }) => mailboxes.get(jane.mailbox.id));
      const told = (await firm.notices()).length;

      asleep.resolve();
      const outcome = await zombie;

      expect(outcome).toMatchObject({ kind: 'again', reason: 'lease-lost' });
      expect(await firm.run(({ mailboxes }) => mailboxes.get(jane.mailbox.id))).toEqual(before);
      expect(await firm.notices()).toHaveLength(told);
    });

    test('a page that arrives after the lease was taken over is not kept, even if nobody has read on', async () => {
      const [firm, jane] = await aFullMailbox(newFirm);
      const lease = await firm.claim(jane);
      const overtaken: MailboxProvider = {
        check: firm.provider.check,
        changes: async (reading, signal) => {
          firm.clock.advance({ seconds: 61 });
          await firm.turn(jane, { signal: AbortSignal.abort() });
          return await firm.provider.changes(reading, signal);
        },
      };

      const outcome = await firm.turn(jane, { lease, provider: overtaken });

      expect(outcome).toMatchObject({ kind: 'again', reason: 'lease-lost' });
      expect((await firm.run(({ crm }) => crm.counts())).messages).toBe(0);
    });

    test('a worker that is told to stop does so before the next page, and the next one goes on', async () => {
      const [firm, jane] = await aFullMailbox(newFirm);
      const stop = new AbortController();
      let pages = 0;

      const outcome = await firm.turn(jane, {
        signal: stop.signal,
        provider: {
          check: firm.provider.check,
          changes: async (reading, signal) => {
            pages += 1;
            if (pages === 2) stop.abort();
            return await firm.provider.changes(reading, signal);
          },
        },
      });
      const between = await firm.run(({ crm }) => crm.counts());
      await firm.readAll(jane);

      expect(outcome).toMatchObject({ kind: 'again', reason: 'stopped', countsAsAttempt: false });
      expect(between.messages).toBe(2);
      expect((await firm.run(({ crm }) => crm.counts())).messages).toBe(9);
    });

    test('after so many pages another mailbox gets its turn', async () => {
      const [firm, jane] = await aFullMailbox(newFirm, 2);

      const outcome = await firm.turn(jane);

      expect(outcome).toEqual({
        kind: 'again',
        dueAt: firm.clock.now(),
        countsAsAttempt: false,
        reason: 'turn-over',
      });
      expect((await firm.run(({ crm }) => crm.counts())).messages).toBe(4);
      const run = await firm.run(({ runs }) => runs.unfinished(jane.mailbox.id));
      expect(run).toMatchObject({ state: 'running', tally: { seen: 4 } });
    });

    test('a mailbox that is paused while it is read is not read on, and keeps its place', async () => {
      const [firm, jane] = await aFullMailbox(newFirm);
      const pausing: MailboxProvider = {
        check: firm.provider.check,
        changes: async (reading, signal) => {
          const page = await firm.provider.changes(reading, signal);
          if (reading.cursor !== undefined) await setDesired(firm, jane, 'paused');
          return page;
        },
      };

      const outcome = await firm.turn(jane, { provider: pausing });

      expect(outcome).toEqual({ kind: 'done' });
      expect((await firm.run(({ crm }) => crm.counts())).messages).toBe(2);
      const mailbox = await firm.run(({ mailboxes }) => mailboxes.get(jane.mailbox.id));
      expect(mailbox?.cursor).toBeDefined();
      expect(mailbox?.nextSyncAt).toBeUndefined();
      const [run] = await firm.run(({ runs }) => runs.ofMailbox(jane.mailbox.id, 1));
      expect(run?.state).toBe('cancelled');
    });
  });
}

async function aFullMailbox(newFirm: NewFirm, pagesPerTurn = 20): Promise<readonly [ReadingFirm, Reader]> {
  const firm = await newFirm({ pagesPerTurn });
  const jane = await firm.addReader();
  for (const [at, address] of PEOPLE.entries()) {
    jane.inbox.deliver(
      received(jane, { id: `R${at}`, with: address, name: `Person ${at}`, daysAgo: at + 1 }),
      sent(jane, { id: `S${at}`, with: address, name: `Person ${at}`, daysAgo: at + 10 }),
      received(jane, { id: `O${at}`, with: address, name: `Old name ${at}`, daysAgo: at + 100 }),
    );
  }
  return [firm, jane];
}

/** As if the process was killed while it asked for the next page. */
function dyingAfter(pages: number, provider: MailboxProvider): MailboxProvider {
  let served = 0;
  return {
    check: provider.check,
    changes: async (reading, signal) => {
      served += 1;
      if (served > pages) throw new Error('Killed');
      return await provider.changes(reading, signal);
    },
  };
}

async function tallyOf({ run }: ReadingFirm, { mailbox }: Reader) {
  const [last] = await run(({ runs }) => runs.ofMailbox(mailbox.id, 1));
  return last?.tally;
}

async function setDesired({ run }: ReadingFirm, { mailbox }: Reader, desired: 'paused'): Promise<void> {
  await run(async ({ mailboxes }) => {
    const now = await mailboxes.get(mailbox.id);
    if (now === undefined) throw new Error('The mailbox is gone');
    await mailboxes.replace(now, { ...now, desired, version: now.version + 1 });
  });
}
