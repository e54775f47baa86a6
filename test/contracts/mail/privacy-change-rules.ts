import { describe, expect, test } from 'vitest';
import type { Id } from '../../../core/ids.ts';
import type { MailPage } from '../../../core/mailboxes/mail-store.ts';
import type { Tally } from '../../../core/mailboxes/sync-run.ts';
import { createApplyPrivacy } from '../../../core/privacy/apply-privacy.ts';
import { planPrivacy, privacySentence } from '../../../core/privacy/plan-privacy.ts';
import type { PrivacyChange } from '../../../core/privacy/privacy-change.ts';
import { setPrivacy } from '../../../core/privacy/set-privacy.ts';
import type { PrivacyLevel } from '../../../core/relationships/privacy.ts';
import type { Stores } from '../../../core/transaction.ts';
import { ids } from '../../builders/ids.ts';
import { aTeam } from '../../builders/rights.ts';
import type { NewFirm } from '../mail-contract.ts';
import { received } from './letters.ts';
import type { Reader, ReadingFirm } from './reading-firm.ts';

const GRACE = 'grace@navy.example';

export function privacyChangeRules(newFirm: NewFirm): void {
  describe('changing a privacy level', () => {
    test('to less deletes every stored subject, keeps that there was contact, and says how many went', async () => {
      const firm = await newFirm();
      const jane = await aReaderOf(firm, 'share-subjects', 5);

      const change = await set(firm, jane, 'participants-only');
      const outcome = await apply(firm, change);

      expect(outcome).toEqual({ kind: 'done' });
      expect(await subjects(firm)).toEqual({});
      expect(await theChange(firm, change)).toMatchObject({ state: 'applied', subjects: 5, purged: 5 });
      expect(await firm.who(firm.admin, GRACE)).toMatchObject({ kind: 'person', connections: [{ received: 5 }] });
    });

    test('counts on every path at once, before anything was deleted', async () => {
      const firm = await newFirm();
      const jane = await aReaderOf(firm, 'share-subjects', 1);

      await set(firm, jane, 'participants-only');

      expect(await firm.who(firm.admin, GRACE)).toMatchObject({ last: { subject: undefined } });
    });

    test('waits while a legal hold is on whose mail it is, and goes on when it is lifted', async () => {
      const firm = await newFirm();
      const jane = await aReaderOf(firm, 'share-subjects', 2);
      const change = await set(firm, jane, 'participants-only');
      const hold = { accountId: firm.accountId, memberId: jane.member.id, by: firm.admin.id, at: firm.clock.now() };
      const on = { ...hold, version: 1, state: 'on', reason: 'Case 2026/17' } as const;
      await firm.run(({ holds }) => holds.add(on));

      const waiting = await apply(firm, change);
      const held = Object.keys(await subjects(firm)).length;
      await firm.run(({ holds }) => holds.replace(on, { ...hold, version: 2, state: 'off' }));
      await apply(firm, change);

      expect(waiting).toMatchObject({ kind: 'again', countsAsAttempt: false, reason: 'legal hold' });
      expect(held).toBe(2);
      expect(await theChange(firm, change)).toMatchObject({ state: 'applied', purged: 2 });
    });

    test('goes on where a worker was stopped, and once more changes nothing', async () => {
      const firm = await newFirm();
      const jane = await aReaderOf(firm, 'share-subjects', 3);
      const change = await set(firm, jane, 'participants-only');
      const stopped = AbortSignal.abort();

      const outcomes = [await apply(firm, change, stopped), await apply(firm, change), await apply(firm, change)];

      expect(outcomes.map(({ kind }) => kind)).toEqual(['again', 'done', 'done']);
      expect(await theChange(firm, change)).toMatchObject({ state: 'applied', purged: 3 });
    });

    test('a page that was fetched under the old level is stored under the new one', async () => {
      const firm = await newFirm();
      const jane = await firm.addReader({ privacy: 'share-subjects' });
      jane.inbox.deliver(received(jane, { id: 'A1', subject: 'The merger' }));
      let change: PrivacyChange | undefined;

      await firm.turn(jane, {
        provider: {
          ...firm.provider,
          changes: async (reading, signal) => {
            const page = await firm.provider.changes(reading, signal);
            change ??= await set(firm, jane, 'participants-only');
            return page;
          },
        },
      });
      if (change === undefined) throw new Error('Nothing was fetched');
      await apply(firm, change);

      expect(await subjects(firm)).toEqual({});
    });

    test('a page that is just being stored is stored again under the new level', async () => {
      const firm = await newFirm();
      const jane = await firm.addReader({ privacy: 'share-subjects' });
      jane.inbox.deliver(received(jane, { id: 'A1', subject: 'The merger' }));
      await firm.turn(jane);
      jane.inbox.deliver(received(jane, { id: 'A2', subject: 'The price' }));
      firm.clock.advance({ hours: 1 });
      let change: PrivacyChange | undefined;

      await firm.turn(jane, {
        around: (work) => async (stores) => {
          const keep = async (page: MailPage): Promise<Tally> => {
            // Whoever keeps the page has read the old level by now; all that is stored is deleted before it is kept.
            change ??= await set(firm, jane, 'participants-only');
            await apply(firm, change);
            return await stores.mail.keep(page);
          };
          return await work({ ...stores, mail: { ...stores.mail, keep } });
        },
      });

      expect(change).toBeDefined();
      expect(await subjects(firm)).toEqual({});
    });

    test('to more reads the whole stretch again, and what went meanwhile is gone', async () => {
      const firm = await newFirm();
      const jane = await aReaderOf(firm, 'participants-only', 4);
      jane.inbox.delete('m1');

      const change = await set(firm, jane, 'share-subjects');
      const waiting = await apply(firm, change);
      firm.clock.advance({ seconds: 1 });
      await firm.readAll(jane);
      firm.clock.advance({ minutes: 1 });
      const done = await apply(firm, change);

      expect(waiting).toMatchObject({ kind: 'again', countsAsAttempt: false, reason: 'reading' });
      expect(done).toEqual({ kind: 'done' });
      expect(Object.keys(await subjects(firm)).toSorted()).toEqual(['m2', 'm3', 'm4']);
      expect(await theChange(firm, change)).toMatchObject({ state: 'applied', purged: 0 });
      expect(await firm.run(({ runs }) => runs.ofMailbox(jane.mailbox.id, 1))).toMatchObject([
        { tally: { removed: 1 } },
      ]);
    });

    test('takes the place of a change that is still being carried out', async () => {
      const firm = await newFirm();
      const jane = await aReaderOf(firm, 'participants-only', 1);
      const wider = await set(firm, jane, 'share-subjects');

      const narrower = await set(firm, jane, 'participants-only');

      expect(await theChange(firm, wider)).toMatchObject({ state: 'superseded' });
      expect(await apply(firm, wider)).toEqual({ kind: 'done' });
      expect(await firm.run(({ privacyChanges }) => privacyChanges.open(jane.member.id))).toEqual(narrower);
    });

    test('is told to the owner when somebody else did it, and to whoever did it', async () => {
      const firm = await newFirm();
      const jane = await aReaderOf(firm, 'share-subjects', 1);
      const change = await set(firm, jane, 'participants-only');
      await apply(firm, change);

      const told = (await firm.notices()).filter(({ subject }) => subject.includes(change.id));

      expect(told.map(({ recipient, view }) => [recipient, view.title])).toEqual([
        [{ kind: 'member', memberId: firm.admin.id }, 'Share participants and time only for Jane Doe: done'],
        [{ kind: 'member', memberId: jane.member.id }, 'Your privacy level is “Share participants and time only” now'],
      ]);
    });
  });

  describe('where mail is shared with teams only', () => {
    test.each([
      ['Deal Desk', 'deal desk', 'The merger'],
      ['Deal Desk', 'Research', undefined],
      [undefined, undefined, undefined],
    ])('mail of the team %s shows its subjects to the team %s: %s', async (hers, theirs, subject) => {
      const firm = await newFirm();
      const jane = await firm.addReader({ privacy: 'share-subjects' });
      const bob = await firm.addReader({ fullName: 'Bob Roe' });
      jane.inbox.deliver(received(jane, { id: 'A1', subject: 'The merger' }));
      await firm.readAll(jane);
      await place(firm, jane, hers);
      await place(firm, bob, theirs);
      await firm.run(async ({ accounts }) => {
        const account = await accounts.get();
        const next = { ...account, tier: 'enterprise', mailSharing: 'teams-only', version: 2 } as const;
        await accounts.replace(account, next);
      });

      expect(await firm.who(bob.member, GRACE)).toMatchObject({ kind: 'person', last: { subject } });
    });
  });
}

/** Somebody whose mailbox was read: messages m1, m2 and so on from Grace. */
async function aReaderOf(firm: ReadingFirm, privacy: PrivacyLevel, messages: number): Promise<Reader> {
  const reader = await firm.addReader({ privacy });
  for (let index = 1; index <= messages; index += 1)
    reader.inbox.deliver(received(reader, { id: `m${index}`, daysAgo: index, subject: `Subject ${index}` }));
  await firm.readAll(reader);
  firm.clock.advance({ minutes: 1 });
  return reader;
}

function depsOf({ clock }: ReadingFirm) {
  return { clock, ids, audit: async () => undefined };
}

async function set(firm: ReadingFirm, { member }: Reader, level: PrivacyLevel): Promise<PrivacyChange> {
  return await firm.run(async (stores) => {
    const plan = await planPrivacy(stores, member, level);
    if (!plan.ok) throw new Error(plan.error.kind);
    const { subjects: counted } = plan.value;
    return await setPrivacy(depsOf(firm), stores, {
      plan: plan.value,
      by: firm.admin,
      subjects: counted,
      sentence: privacySentence(plan.value, counted),
      deliveryId: ids.next('delivery'),
    });
  });
}

async function apply(firm: ReadingFirm, { accountId, id }: PrivacyChange, signal = new AbortController().signal) {
  const transaction = { run: <Value>(_: Id<'account'>, work: (stores: Stores) => Promise<Value>) => firm.run(work) };
  return await createApplyPrivacy({ ...depsOf(firm), transaction })({ accountId, changeId: id }, signal);
}

function theChange({ run }: ReadingFirm, { id }: PrivacyChange): Promise<PrivacyChange | undefined> {
  return run(({ privacyChanges }) => privacyChanges.get(id));
}

/** The stored subjects by message, sealed. */
async function subjects({ run }: ReadingFirm): Promise<Readonly<Record<string, string>>> {
  const contacts = await run(({ crm }) => crm.contacts(GRACE, 50));
  const copies = contacts.flatMap((contact) => contact.copies);
  return Object.fromEntries(
    copies.flatMap(({ providerId, subject }) => (subject === undefined ? [] : [[providerId, subject]])),
  );
}

async function place({ run, accountId }: ReadingFirm, { member }: Reader, team: string | undefined): Promise<void> {
  await run(async ({ seats, teams }) => {
    const seat = await seats.ofMember(member.id);
    if (seat === undefined) throw new Error('There is no seat');
    if (team !== undefined) await teams.add(aTeam({ accountId, name: team }));
    await seats.replace(seat, { ...seat, team, version: seat.version + 1 });
  });
}
