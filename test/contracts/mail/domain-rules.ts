import { describe, expect, test } from 'vitest';
import { moveClaim, SECOND_LOOK, type DomainEvent } from '../../../core/domains/domain-claim-moves.ts';
import { wakeMailboxes } from '../../../core/domains/proved-domain.ts';
import { ids } from '../../builders/ids.ts';
import type { NewFirm } from '../mail-contract.ts';
import { received } from './letters.ts';
import { domainOf, type Reader, type ReadingFirm } from './reading-firm.ts';

export function domainRules(newFirm: NewFirm): void {
  describe('the proof of the domain', () => {
    test('a lapsed domain is read on as before', async () => {
      const firm = await newFirm();
      const jane = await firm.addReader();
      jane.inbox.deliver(received(jane, { id: 'A1' }));

      await happens(firm, 'absent');
      await happens(firm, 'absent', firm.clock.now().add(SECOND_LOOK));
      await firm.readAll(jane);

      expect(await messages(firm)).toBe(1);
    });

    test('a domain that is the account’s no more is not read at all, and says why', async () => {
      const firm = await newFirm();
      const jane = await firm.addReader();
      jane.inbox.deliver(received(jane, { id: 'A1' }));

      await happens(firm, 'removed');
      const outcome = await firm.turn(jane);

      expect(outcome).toEqual({ kind: 'done' });
      expect(firm.provider.readings()).toEqual([]);
      expect(await messages(firm)).toBe(0);
      expect(await firm.run(({ mailboxes }) => mailboxes.get(jane.mailbox.id))).toMatchObject({
        health: { kind: 'failing', fault: 'domain' },
        nextSyncAt: undefined,
      });
      expect(await firm.run(({ runs }) => runs.ofMailbox(jane.mailbox.id, 1))).toMatchObject([{ state: 'cancelled' }]);
    });

    test('reading stops in the middle, and goes on where it stopped once the domain is verified again', async () => {
      const firm = await newFirm({ pageSize: 1, pagesPerTurn: 1 });
      const jane = await firm.addReader();
      for (let at = 1; at <= 3; at += 1) jane.inbox.deliver(received(jane, { id: `A${at}`, daysAgo: at }));
      await firm.turn(jane);
      const kept = await firm.run(({ mailboxes }) => mailboxes.get(jane.mailbox.id));

      await happens(firm, 'removed');
      await firm.turn(jane);
      const stopped = await messages(firm);
      const told = await progress(firm);
      await happens(firm, 'claimed-again');
      await happens(firm, 'seen');
      const again = await woken(firm, jane);
      await firm.readAll(again);

      expect(stopped).toBe(1);
      expect(told).toEqual(['Reading the mailbox of Jane Doe has stopped']);
      expect(await progress(firm)).toEqual(['Reading the mailbox of Jane Doe is complete']);
      expect(await messages(firm)).toBe(3);
      const cursors = firm.provider.readings().map(({ cursor }) => cursor);
      expect(cursors.indexOf(undefined)).toBe(cursors.lastIndexOf(undefined));
      expect(cursors).toContain(kept?.cursor);
      expect(await firm.run(({ mailboxes }) => mailboxes.get(jane.mailbox.id))).toMatchObject({
        health: { kind: 'ok' },
      });
    });

    test('a personal mailbox is nothing to do with it', async () => {
      const firm = await newFirm();
      const jane = await firm.addReader({ class: 'personal', address: `jane@${ids.next('account')}.example` });
      jane.inbox.deliver(received(jane, { id: 'A1' }));

      await happens(firm, 'removed');
      await firm.readAll(jane);

      expect(await messages(firm)).toBe(1);
    });

    test('colleagues do not become people outside, whatever becomes of their domain', async () => {
      const firm = await newFirm();
      const jane = await firm.addReader({ class: 'personal', address: `jane@${ids.next('account')}.example` });
      const bob = `bob@${domainOf(firm.accountId)}`;
      jane.inbox.deliver(received(jane, { id: 'A1', with: bob }));

      await happens(firm, 'removed');
      await firm.readAll(jane);

      expect(await firm.who(jane.member, bob)).toEqual({ kind: 'nobody-found' });
    });
  });
}

async function happens(
  firm: ReadingFirm,
  kind: 'absent' | 'removed' | 'claimed-again' | 'seen',
  at = firm.clock.now(),
): Promise<void> {
  const event = { kind, at, saw: 'not-found', token: 'new' } as DomainEvent;
  await firm.run(async ({ domains }) => {
    const claim = await domains.byDomain(domainOf(firm.accountId));
    const moved = claim === undefined ? undefined : moveClaim(claim, event);
    if (claim === undefined || moved?.ok !== true) throw new Error(`The claim cannot take ${kind}`);
    await domains.replace(claim, moved.value);
  });
}

/** The work that waking added, in the place of the one that ended. */
async function woken(firm: ReadingFirm, reader: Reader): Promise<Reader> {
  let workId = reader.workId;
  await firm.run((stores) =>
    wakeMailboxes(
      { ids, clock: firm.clock },
      {
        mailboxes: stores.mailboxes,
        work: {
          ...stores.work,
          add: async (work) => {
            workId = work.id;
            await stores.work.add(work);
          },
        },
      },
      domainOf(firm.accountId),
    ),
  );
  return { ...reader, workId };
}

async function progress(firm: ReadingFirm): Promise<readonly string[]> {
  const first = (await firm.notices()).filter(({ subject }) => subject.startsWith('sync-first:'));
  return first.map(({ view }) => view.title);
}

async function messages(firm: ReadingFirm): Promise<number> {
  return (await firm.run(({ crm }) => crm.counts())).messages;
}
