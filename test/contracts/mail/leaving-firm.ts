import type { Id, Ids } from '../../../core/ids.ts';
import { comeBack } from '../../../core/departures/come-back.ts';
import { createCarryOutDeparture } from '../../../core/departures/carry-out-departure.ts';
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
import { aSeat } from '../../builders/seats.ts';
import { received, sent, type Letter } from './letters.ts';
import type { Reader, ReadingFirm } from './reading-firm.ts';

export const GRACE = 'grace@navy.example';
export const ADA = 'ada@engine.example';

/** Another seat that has been reached, as the check of it would leave things. */
export async function backAgain(firm: ReadingFirm, reader: Reader): Promise<Reader> {
  const { accountId, clock } = firm;
  const added: Id<'work'>[] = [];
  const next: Ids['next'] = (of) => {
    const id = ids.next(of);
    if (of === 'work') added.push(id as string as Id<'work'>);
    return id;
  };
  await firm.run(async (stores) => {
    const member = await stores.members.get(reader.member.id);
    if (member === undefined) throw new Error('There is nobody to come back');
    await stores.members.replace(member, { ...member, standing: 'active', version: member.version + 1 });
    await stores.seats.add(aSeat({ accountId, memberId: member.id, invitedBy: firm.admin.id }));
    await comeBack({ ids: { next }, clock, audit: async () => {} }, stores, member);
  });
  const [workId] = added;
  if (workId === undefined) throw new Error('Nothing is to be read');
  return { ...reader, workId };
}

/** Jane with a work and a personal mailbox, Bob who shares some of her correspondence; somebody in each mailbox alone. */
export async function aHousehold(firm: ReadingFirm): Promise<{ readonly jane: Reader; readonly bob: Reader }> {
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
export function deliver(one: Reader, other: Reader, letter: Letter): void {
  const head = received(one, { ...letter, cc: [other.mailbox.address] });
  one.inbox.deliver(head);
  other.inbox.deliver({ ...head, providerId: `${letter.id}-too` });
}

export async function agreedTo(firm: ReadingFirm, { member }: Reader, kind: DepartureKind): Promise<Departure> {
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
export async function carryOut(firm: ReadingFirm, departure: Departure, life: Life = {}): Promise<void> {
  const outcome = await attempt(firm, departure, life);
  if (outcome?.kind !== 'again' || outcome.reason !== 'undo window') return;
  firm.clock.advance({ hours: 7 * 24 });
  await attempt(firm, departure, life);
}

export type Life = Partial<DepartureConfig> & { readonly dieAfter?: number };

/** Undefined when the worker died. */
export async function attempt(
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

export function depsOf({ clock }: ReadingFirm, config: Partial<DepartureConfig> = {}): DepartureDeps {
  return { clock, ids, audit: async () => {}, leaving: { ...DEFAULT_DEPARTURE_CONFIG, ...config } };
}

export type Counts = Awaited<ReturnType<Stores['crm']['counts']>>;

export function differenceOf(before: Counts, after: Counts): Counts {
  return {
    people: before.people - after.people,
    organizations: before.organizations - after.organizations,
    interactions: before.interactions - after.interactions,
    connections: before.connections - after.connections,
    messages: before.messages - after.messages,
  };
}

export async function lossesIn({ plan }: Departure): Promise<Counts> {
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

export async function recordedIn(firm: ReadingFirm, { id }: Departure): Promise<Readonly<Record<string, number>>> {
  const departure = await firm.run(({ departures }) => departures.get(id));
  return Object.assign({}, ...(departure?.steps ?? []).map(({ counts }) => counts));
}

export async function stateOf(firm: ReadingFirm, { id }: Departure): Promise<string | undefined> {
  return (await firm.run(({ departures }) => departures.get(id)))?.state;
}

export function contactsOf(firm: ReadingFirm, address: string) {
  return firm.run(({ crm }) => crm.contacts(address, 100));
}
