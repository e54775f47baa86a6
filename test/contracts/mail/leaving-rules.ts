import { describe, expect, test } from 'vitest';
import { createCarryOutDeparture, leaveAtOnce } from '../../../core/departures/carry-out-departure.ts';
import { DEFAULT_DEPARTURE_CONFIG, type DepartureConfig } from '../../../core/departures/departure-config.ts';
import type { DepartureDeps } from '../../../core/departures/departure-deps.ts';
import type { DepartureKind } from '../../../core/departures/departure-snapshot.ts';
import type { Departure } from '../../../core/departures/departure.ts';
import { planDeparture } from '../../../core/departures/plan-departure.ts';
import { takeSnapshot } from '../../../core/departures/take-snapshot.ts';
import type { Stores } from '../../../core/transaction.ts';
import type { WorkOutcome } from '../../../core/work/work.ts';
import { aScheduledDeparture } from '../../builders/departures.ts';
import { ids } from '../../builders/ids.ts';
import { aCopy, aMailPage } from '../../builders/mail.ts';
import { aList, aNote, anApiKey } from '../../builders/records.ts';
import type { NewFirm } from '../mail-contract.ts';
import { received, sent, type Letter } from './letters.ts';
import type { Reader, ReadingFirm } from './reading-firm.ts';

const GRACE = 'grace@navy.example';
const ADA = 'ada@engine.example';

export function leavingRules(newFirm: NewFirm): void {
  describe.each(['deactivate', 'remove'] as const)('whoever is to be gone by %s', (kind) => {
    test('takes along exactly what the plan counted', async () => {
      const firm = await newFirm();
      const { jane } = await aHousehold(firm);
      const before = await firm.run(({ crm }) => crm.counts());
      const departure = await agreedTo(firm, jane, kind);
      const planned = await lossesIn(departure);

      await carryOut(firm, departure);

      const after = await firm.run(({ crm }) => crm.counts());
      expect(planned.messages).toBeGreaterThan(0);
      expect(planned.people).toBeGreaterThan(0);
      expect(differenceOf(before, after)).toEqual(planned);
      expect(await recordedIn(firm, departure)).toMatchObject(planned);
    });

    test('is gone to the same extent when the worker dies after every transaction', async () => {
      const firm = await newFirm();
      const { jane } = await aHousehold(firm);
      const before = await firm.run(({ crm }) => crm.counts());
      const departure = await agreedTo(firm, jane, kind);
      const planned = await lossesIn(departure);

      for (let lives = 1; (await stateOf(firm, departure)) !== 'done' && lives < 60; lives += 1)
        await carryOut(firm, departure, { dieAfter: 1, purgeBatch: 2 });

      expect(await stateOf(firm, departure)).toBe('done');
      expect(differenceOf(before, await firm.run(({ crm }) => crm.counts()))).toEqual(planned);
      expect(await recordedIn(firm, departure)).toMatchObject({ ...planned, seats: 1, mailboxes: 2 });
    });
  });

  describe('deactivating', () => {
    test('keeps what the work mailbox brought and what a colleague holds too', async () => {
      const firm = await newFirm();
      const { jane } = await aHousehold(firm);

      await carryOut(firm, await agreedTo(firm, jane, 'deactivate'));

      const [kept] = (await firm.who(firm.admin, GRACE)).kind === 'person' ? await contactsOf(firm, GRACE) : [];
      expect(kept?.copies.map(({ mailboxClass }) => mailboxClass)).toContain('work');
      expect(await contactsOf(firm, ADA)).toEqual([]);
      expect(await firm.run(({ members }) => members.get(jane.member.id))).toMatchObject({ standing: 'deactivated' });
    });

    test('leaves notes behind, passes lists on and ends the key', async () => {
      const firm = await newFirm();
      const { jane } = await aHousehold(firm);
      const { accountId, admin } = firm;
      const { id: authorId } = jane.member;
      await firm.run(async (stores) => {
        for (const mailbox of await stores.mailboxes.ofMember(authorId)) {
          const copy = aCopy(mailbox, { address: `friend@${mailbox.class}.example` });
          const page = aMailPage(mailbox, { copies: [copy] });
          await stores.mail.keep(page);
          const { interactionId } = copy;
          const subject = { kind: 'interaction', interactionId, people: page.people.map(({ id }) => id) } as const;
          await stores.notes.add(aNote({ accountId, authorId, subject }));
        }
        await stores.lists.add(aList({ accountId, ownerId: authorId, name: 'Investors' }));
        await stores.apiKeys.add(anApiKey({ accountId, memberId: authorId }));
      });
      const before = await firm.run(({ crm }) => crm.counts());
      const departure = await agreedTo(firm, jane, 'deactivate');
      const planned = await lossesIn(departure);

      await carryOut(firm, departure);

      const after = await firm.run(async ({ notes, lists, apiKeys }) => ({
        notes: (await notes.page(undefined, 10)).map(({ subject }) => subject.kind),
        lists: (await lists.all()).map(({ name, ownerId }) => ({ name, ownerId })),
        keys: await apiKeys.ofMember(authorId),
      }));
      expect(after.notes.toSorted()).toEqual(['interaction', 'people']);
      expect(after.lists).toEqual([{ name: 'Investors', ownerId: admin.id }]);
      expect(after.keys).toMatchObject([{ state: 'revoked', because: 'deactivated' }]);
      expect(await recordedIn(firm, departure)).toMatchObject({ notes: 1, lists: 1, keys: 1 });
      // Somebody whom a note is about stays known, though the mail that told of them is gone.
      expect(await firm.run(({ crm }) => crm.counts())).toMatchObject({ people: before.people - planned.people });
      expect(planned).toMatchObject({ people: 2, interactions: 5 });
    });

    test('deletes nothing before the window is over', async () => {
      const firm = await newFirm();
      const { jane } = await aHousehold(firm);
      const before = await firm.run(({ crm }) => crm.counts());
      const departure = await agreedTo(firm, jane, 'deactivate');

      const outcome = await attempt(firm, departure);
      firm.clock.advance({ hours: 7 * 24 - 1 });
      const again = await attempt(firm, departure);

      expect([outcome, again]).toMatchObject([{ reason: 'undo window' }, { reason: 'undo window' }]);
      expect(await firm.run(({ crm }) => crm.counts())).toEqual(before);
    });

    test('stops a worker that is in the middle of a mailbox at its next page', async () => {
      const firm = await newFirm({ pageSize: 1, pagesPerTurn: 10 });
      const jane = await firm.addReader();
      jane.inbox.deliver(received(jane, { id: 'A1' }), received(jane, { id: 'A2' }), received(jane, { id: 'A3' }));
      const departure = await agreedTo(firm, jane, 'deactivate');
      let pages = 0;

      await firm.turn(jane, {
        provider: {
          ...firm.provider,
          changes: async (from, signal) => {
            const page = await firm.provider.changes(from, signal);
            pages += 1;
            if (pages === 2) await firm.run((stores) => leaveAtOnce(depsOf(firm), stores, departure));
            return page;
          },
        },
      });

      expect(pages).toBe(2);
      expect((await firm.run(({ crm }) => crm.counts())).messages).toBe(1);
      expect(await firm.run(({ runs }) => runs.unfinished(jane.mailbox.id))).toBeUndefined();
    });
  });

  test('somebody who was forgotten by one mailbox is known again when another names them', async () => {
    const firm = await newFirm();
    const { jane, bob } = await aHousehold(firm);
    await carryOut(firm, await agreedTo(firm, jane, 'remove'));
    bob.inbox.deliver(received(bob, { id: 'B9', with: ADA, name: 'Ada Lovelace' }));
    firm.clock.advance({ hours: 1 });

    await firm.readAll(bob);

    expect(await firm.who(firm.admin, ADA)).toMatchObject({
      kind: 'person',
      person: { name: 'Ada Lovelace' },
      connections: [{ member: { fullName: 'Bob Roe' } }],
    });
  });
}

/** Jane with a work and a personal mailbox, Bob who shares some of her correspondence; somebody in each mailbox alone. */
async function aHousehold(firm: ReadingFirm): Promise<{ readonly jane: Reader; readonly bob: Reader }> {
  const jane = await firm.addReader({ fullName: 'Jane Doe' });
  const home = await firm.addReader({ member: jane.member, class: 'personal', address: 'jane@private.example' });
  const bob = await firm.addReader({ fullName: 'Bob Roe' });
  deliver(jane, bob, { id: 'S1', with: GRACE });
  jane.inbox.deliver(received(jane, { id: 'A1', with: GRACE, daysAgo: 3 }), sent(jane, { id: 'A2', with: GRACE }));
  jane.inbox.deliver(received(jane, { id: 'A3', with: 'eve@only-at-work.example' }));
  home.inbox.deliver(
    received(home, { id: 'H1', with: ADA, name: 'Ada Lovelace' }),
    sent(home, { id: 'H2', with: ADA }),
  );
  home.inbox.deliver(
    received(home, { id: 'H3', with: GRACE }),
    received(home, { id: 'H4', with: 'newsletter@x.example' }),
  );
  home.inbox.deliver(received(home, { id: 'H5', with: 'aunt@engine.example', cc: [jane.mailbox.address] }));
  for (const reader of [jane, home, bob]) await firm.readAll(reader);
  return { jane, bob };
}

/** The same letter in both mailboxes. */
function deliver(one: Reader, other: Reader, letter: Letter): void {
  const head = received(one, { ...letter, cc: [other.mailbox.address] });
  one.inbox.deliver(head);
  other.inbox.deliver({ ...head, providerId: `${letter.id}-too` });
}

async function agreedTo(firm: ReadingFirm, { member }: Reader, kind: DepartureKind): Promise<Departure> {
  const { accountId } = firm;
  return await firm.run(async (stores) => {
    const entitlement = await stores.entitlements.lock('sync-only');
    await stores.entitlements.replace(entitlement, { ...entitlement, purchased: 5, used: 2, version: 1 });
    const plan = planDeparture(kind, await takeSnapshot(stores, member));
    const { dueAt: _, consent, ...base } = aScheduledDeparture({ accountId, memberId: member.id, plan });
    const departure = {
      ...base,
      consent: { ...consent, by: firm.admin.id },
      state: 'leaving',
      since: firm.clock.now(),
    } as const;
    await stores.departures.add(departure);
    return departure;
  });
}

/** Through the undo window to the end. */
async function carryOut(firm: ReadingFirm, departure: Departure, life: Life = {}): Promise<void> {
  const outcome = await attempt(firm, departure, life);
  if (outcome?.kind !== 'again' || outcome.reason !== 'undo window') return;
  firm.clock.advance({ hours: 7 * 24 });
  await attempt(firm, departure, life);
}

type Life = Partial<DepartureConfig> & { readonly dieAfter?: number };

/** Undefined when the worker died. */
async function attempt(
  firm: ReadingFirm,
  { id: departureId, accountId }: Departure,
  { dieAfter = 1_000, ...config }: Life = {},
): Promise<WorkOutcome | undefined> {
  let transactions = 0;
  const run = async <Value>(_: unknown, work: (stores: Stores) => Promise<Value>): Promise<Value> => {
    transactions += 1;
    if (transactions > dieAfter) throw new Error('killed');
    return await firm.run(work);
  };
  const carry = createCarryOutDeparture({ ...depsOf(firm, config), transaction: { run } });
  try {
    return await carry({ accountId, departureId }, new AbortController().signal);
  } catch (error) {
    if (transactions > dieAfter) return undefined;
    throw error;
  }
}

function depsOf({ clock }: ReadingFirm, config: Partial<DepartureConfig> = {}): DepartureDeps {
  return { clock, ids, audit: async () => {}, leaving: { ...DEFAULT_DEPARTURE_CONFIG, ...config } };
}

type Counts = Awaited<ReturnType<Stores['crm']['counts']>>;

function differenceOf(before: Counts, after: Counts): Counts {
  return {
    people: before.people - after.people,
    organizations: before.organizations - after.organizations,
    interactions: before.interactions - after.interactions,
    connections: before.connections - after.connections,
    messages: before.messages - after.messages,
  };
}

async function lossesIn({ plan }: Departure): Promise<Counts> {
  const deleted = (...subjects: readonly string[]) =>
    plan.effects
      .filter(({ subject, outcome }) => outcome === 'deleted' && subjects.includes(subject))
      .reduce((sum, { count }) => sum + count, 0);
  return {
    people: deleted('person'),
    organizations: deleted('organization'),
    interactions: deleted('interaction'),
    connections: deleted('connection'),
    messages: deleted('personal-message', 'work-message'),
  };
}

async function recordedIn(firm: ReadingFirm, { id }: Departure): Promise<Readonly<Record<string, number>>> {
  const departure = await firm.run(({ departures }) => departures.get(id));
  return Object.assign({}, ...(departure?.steps ?? []).map(({ counts }) => counts));
}

async function stateOf(firm: ReadingFirm, { id }: Departure): Promise<string | undefined> {
  return (await firm.run(({ departures }) => departures.get(id)))?.state;
}

function contactsOf(firm: ReadingFirm, address: string) {
  return firm.run(({ crm }) => crm.contacts(address, 100));
}
