import { isLaterName } from '../../../core/mailboxes/mail-page.ts';
import type {
  MailPage,
  MailStore,
  MessageCopy,
  OrganizationToKeep,
  PersonToKeep,
} from '../../../core/mailboxes/mail-store.ts';
import type { Tally } from '../../../core/mailboxes/sync-run.ts';
import type { Lease } from '../../../core/work/work.ts';
import { connectionsIn } from './connections.ts';
import { groupsIn, lostWith, pairsIn } from './mail-losses.ts';
import { isIn, openMailRows, withSubject, type MailRows } from './mail-rows.ts';
import { openTable } from './open-table.ts';
import type { Session } from './session.ts';
import type { CopyRow, ReadingRow, Tables } from './tables.ts';

export function openMail(tables: Tables, session: Session): MailStore {
  const { accountId } = session;
  const readings = openTable(tables.readings, session);
  const mail = openMailRows(tables, session);
  return {
    hold: async (mailboxId, lease) => {
      const claim = { workId: lease.work.id, fencing: lease.fencing, until: lease.until };
      if (await readings.add({ accountId, mailboxId, claim, reading: undefined })) {
        return { kind: 'held', reading: undefined };
      }
      const row = await readings.lock(mailboxId);
      if (row === undefined || isAfter(row.claim, lease)) return { kind: 'too-late' };
      await readings.put({ ...row, claim });
      return { kind: 'held', reading: row.reading };
    },
    saveReading: async (mailboxId, reading) => {
      const row = await readings.lock(mailboxId);
      if (row === undefined) throw session.broken('Nobody holds the mailbox');
      await readings.put({ ...row, reading });
    },
    keep: (page) => keep(mail, page),
    sweep: async (mailbox, { walk, horizon }, at) => {
      const unseen = (await mail.live()).filter(
        (row) =>
          row.mailboxId === mailbox.id &&
          row.walk < walk &&
          Temporal.Instant.compare(row.copy.receivedAt, horizon) >= 0,
      );
      return await markGone(mail, unseen, at);
    },
    holdings: async (mailboxes) => {
      const rows = (await mail.live()).filter(isIn(mailboxes));
      const members = new Set(mailboxes.map(({ memberId }) => memberId));
      return {
        messages: new Map(mailboxes.map(({ id }) => [id, rows.filter((row) => row.mailboxId === id).length])),
        interactions: groupsIn(rows).size,
        connections: pairsIn((await mail.live()).filter(({ memberId }) => members.has(memberId))).size,
      };
    },
    losses: async (mailboxes) => {
      const known = await mail.known();
      return lostWith(known, known.copies.filter(isIn(mailboxes))).losses;
    },
    forget: async (mailbox, limit) => {
      await mail.lockMember(mailbox.memberId);
      const known = await mail.known();
      const copies = known.copies
        .filter(isIn([mailbox]))
        .toSorted((one, other) => (one.copy.id < other.copy.id ? -1 : 1))
        .slice(0, limit);
      // Whoever adds a message of theirs holds the person until it can be seen; then it is looked at once more.
      const lost = lostWith(known, copies);
      for (const { domain } of lost.organizations) await mail.organizations.lock(domain);
      for (const { address } of lost.people) await mail.people.lock(address);
      const { losses, people, organizations } = lostWith(await mail.known(), copies);
      for (const row of copies) await mail.copies.put({ ...row, isPurged: true });
      for (const row of people) await mail.people.put({ ...row, isPurged: true });
      for (const row of organizations) await mail.organizations.put({ ...row, isPurged: true });
      if (copies.length < limit) {
        for (const row of await mail.parked.all())
          if (row.mailboxId === mailbox.id) await mail.parked.put({ ...row, isParked: false, attempts: 0 });
        const row = await readings.lock(mailbox.id);
        if (row !== undefined) await readings.put({ ...row, reading: undefined });
      }
      return losses;
    },
    purge: async (mailbox, goneBefore, limit) => {
      await mail.lockMember(mailbox.memberId);
      const before = await mail.live();
      const purged = before
        .filter(({ mailboxId, goneAt }) => mailboxId === mailbox.id && isBefore(goneAt, goneBefore))
        .toSorted((one, other) => (one.copy.id < other.copy.id ? -1 : 1))
        .slice(0, limit);
      for (const row of purged) await mail.copies.put({ ...row, isPurged: true });
      const after = await mail.live();
      return {
        copies: purged.length,
        interactions: groupsIn(before).size - groupsIn(after).size,
        connections: connectionsIn(before).length - connectionsIn(after).length,
      };
    },
    subjectsOf: async (memberId) => (await withSubject(mail, memberId)).length,
    forgetSubjects: async (memberId, limit) => {
      await mail.lockMember(memberId);
      const forgotten = (await withSubject(mail, memberId)).slice(0, limit);
      for (const row of forgotten) await mail.copies.put({ ...row, copy: { ...row.copy, subject: undefined } });
      return forgotten.length;
    },
  };
}

/** Claims of one piece of work are ordered by their fencing numbers, claims of different ones by how long they last. */
function isAfter(held: ReadingRow['claim'], { work, fencing, until }: Lease): boolean {
  return held.workId === work.id ? held.fencing > fencing : Temporal.Instant.compare(held.until, until) > 0;
}

async function keep(mail: MailRows, page: MailPage): Promise<Tally> {
  await mail.lockMember(page.mailbox.memberId);
  await mail.lockGroups(page);
  const before = await mail.live();
  const own = new Map(before.filter(isOf(page)).map((row) => [row.copy.providerId, row]));
  const isKept = (providerId: string): boolean => own.get(providerId)?.copy.kind === 'interaction';
  const leaving = page.copies.filter(({ kind, providerId }) => kind === 'out-of-scope' && isKept(providerId));
  const staying = page.copies.filter((copy) => !leaving.includes(copy));
  const goneIds = [...page.removed, ...leaving.map(({ providerId }) => providerId)];

  const removed = await markGone(
    mail,
    goneIds.flatMap((id) => own.get(id) ?? []),
    page.at,
  );
  const organizations = await countNew(page.organizations, (one) => keepOrganization(mail, one));
  const people = await countNew(page.people, (person) => keepPerson(mail, person));
  for (const copy of staying) {
    const id = own.get(copy.providerId)?.copy.id ?? copy.id;
    const { id: mailboxId, memberId, class: mailboxClass } = page.mailbox;
    const row = { accountId: mail.accountId, mailboxId, memberId, mailboxClass, walk: page.walk };
    await mail.copies.put({
      ...row,
      copy: { ...inGroup(await mail.live(), copy), id },
      goneAt: undefined,
      isPurged: false,
    });
  }
  const parked = await park(mail, page, own);

  const after = await mail.live();
  const fresh = staying.filter(({ providerId }) => !own.has(providerId));
  return {
    seen: fresh.length,
    kept: staying.filter(({ kind, providerId }) => kind === 'interaction' && !isKept(providerId)).length,
    skipped: countsBy(fresh.flatMap((copy) => (copy.kind === 'interaction' ? [] : [copy.reason]))),
    parked,
    removed,
    people,
    organizations,
    interactions: [...groupsIn(after)].filter((group) => !groupsIn(before).has(group)).length,
    connections: newIn(connectionsIn(before).map(pair), connectionsIn(after).map(pair)),
  };
}

/** An interaction keeps its id for as long as a copy of it is there. */
function inGroup(rows: readonly CopyRow[], copy: MessageCopy): MessageCopy {
  if (copy.kind !== 'interaction') return copy;
  const same = rows.flatMap((row) =>
    row.copy.kind === 'interaction' && row.copy.groupKey === copy.groupKey ? [row.copy] : [],
  );
  return { ...copy, interactionId: same[0]?.interactionId ?? copy.interactionId };
}

function isOf({ mailbox }: MailPage): (row: CopyRow) => boolean {
  return ({ mailboxId }) => mailboxId === mailbox.id;
}

async function markGone({ copies }: MailRows, rows: readonly CopyRow[], at: Temporal.Instant): Promise<number> {
  const present = rows.filter(({ goneAt }) => goneAt === undefined);
  for (const row of present) await copies.put({ ...row, goneAt: at });
  return present.filter(({ copy }) => copy.kind === 'interaction').length;
}

async function countNew<Item>(items: readonly Item[], add: (item: Item) => Promise<boolean>): Promise<number> {
  let added = 0;
  for (const item of items) if (await add(item)) added += 1;
  return added;
}

async function keepOrganization({ organizations, accountId }: MailRows, one: OrganizationToKeep): Promise<boolean> {
  const fresh = { accountId, ...one, isPurged: false };
  if (await organizations.add(fresh)) return true;
  const known = await organizations.lock(one.domain);
  if (known?.isPurged !== true) return false;
  await organizations.put(fresh);
  return true;
}

async function keepPerson({ people, accountId }: MailRows, person: PersonToKeep): Promise<boolean> {
  const fresh = { accountId, ...person, isPurged: false };
  if (await people.add(fresh)) return true;
  const known = await people.lock(person.address);
  if (known?.isPurged === true) {
    await people.put(fresh);
    return true;
  }
  if (known !== undefined && isLaterName(person, known)) {
    await people.put({ ...known, name: person.name, seenAt: person.seenAt });
  }
  return false;
}

/** A parked message that could be read this time is parked no more; one that is parked was seen all the same. */
async function park(mail: MailRows, page: MailPage, own: ReadonlyMap<string, CopyRow>): Promise<number> {
  const mailboxId = page.mailbox.id;
  const held = new Map(
    (await mail.parked.all()).filter((row) => row.mailboxId === mailboxId).map((row) => [row.providerId, row]),
  );
  for (const { providerId } of page.copies) {
    const row = held.get(providerId);
    if (row !== undefined) await mail.parked.put({ ...row, isParked: false, attempts: 0 });
  }
  for (const { providerId, reason } of page.parked) {
    const attempts = (held.get(providerId)?.attempts ?? 0) + 1;
    await mail.parked.put({ accountId: mail.accountId, mailboxId, providerId, reason, attempts, isParked: true });
    const copy = own.get(providerId);
    if (copy !== undefined) await mail.copies.put({ ...copy, walk: page.walk });
  }
  return page.parked.filter(({ providerId }) => held.get(providerId)?.isParked !== true).length;
}

function pair(connection: {
  readonly memberId: string;
  readonly address: string;
  readonly mailboxClass: string;
}): string {
  return JSON.stringify([connection.memberId, connection.address, connection.mailboxClass]);
}

function newIn(before: readonly string[], after: readonly string[]): number {
  return after.filter((one) => !before.includes(one)).length;
}

function countsBy(reasons: readonly string[]): Tally['skipped'] {
  const groups = Object.groupBy(reasons, (reason) => reason);
  return Object.fromEntries(Object.entries(groups).map(([reason, all]) => [reason, all?.length ?? 0]));
}

function isBefore(at: Temporal.Instant | undefined, limit: Temporal.Instant): boolean {
  return at !== undefined && Temporal.Instant.compare(at, limit) < 0;
}
