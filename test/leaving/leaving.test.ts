import { expect, test } from 'vitest';
import { openTestDatabase } from '../prisma/test-database.ts';
import { withPostgres } from '../../prisma/postgres-client.ts';
import { aNote } from '../builders/records.ts';
import { openFloor, type Colleague, type Floor } from '../features/floor.ts';
import { realMail } from './real-mail.ts';
import { holdingsOf, lost, NOTHING } from './holdings.ts';

const PERSONAL = 'linus@torvald-family.example';

/** Linus has a work and a personal mailbox, Barbara a work mailbox; some messages lie in two of them. */
async function aFirmWithMail() {
  const database = await openTestDatabase();
  const dueAt = async (work: string) =>
    await withPostgres(database.adminUrl, async (admin) => {
      const { rows } = await admin.query<{ at: Date }>('SELECT due_at AS at FROM work WHERE id = $1', [work]);
      return rows[0]?.at.toTemporalInstant();
    });
  const floor = await openFloor('slack', { seats: 5, home: { ...database, dueAt } });
  const fill = (address: string, first: number, count: number) => {
    const inbox = floor.mailboxes.addMailbox(address);
    inbox.deliver(...realMail(address, { first, count }));
    return inbox;
  };
  const work = fill('linus@acme.example', 0, 400);
  fill('barbara@acme.example', 200, 400);
  fill(PERSONAL, 500, 60).deliver(...realMail(PERSONAL, { first: 1400, count: 240 }));

  const ada = await floor.hires('ada', { role: 'admin' });
  await ada.types('invite linus@acme.example Linus Torvald privacy:subjects');
  await ada.types('invite barbara@acme.example Barbara Liskov privacy:subjects');
  await floor.works();
  const linus = await floor.joins('linus');
  await ada.types(`link linus@acme.example ${PERSONAL}`);
  await floor.works();
  await linus.presses(/^Read what/u);
  await linus.fills({ 'I agree': true });
  await floor.works();
  await aNoteOnEach(floor, linus);
  return {
    floor,
    ada,
    work,
    holdings: () => holdingsOf(database.adminUrl),
    [Symbol.asyncDispose]: async () => {
      await floor[Symbol.asyncDispose]();
      await database[Symbol.asyncDispose]();
    },
  };
}

/** One on an interaction that only the personal mailbox holds, one on an interaction of the work mailbox alone. */
async function aNoteOnEach({ inAccount }: Floor, { member }: Colleague) {
  await inAccount(async ({ crm, notes }) => {
    const contacts = await crm.contactsOf(member.id, 5000);
    for (const mailboxClass of ['personal', 'work'] as const) {
      const found = contacts.find(
        ({ copies }) => copies.length === 1 && copies.every((copy) => copy.mailboxClass === mailboxClass),
      );
      if (found === undefined) throw new Error(`Nothing lies in the ${mailboxClass} mailbox alone`);
      const subject = { kind: 'interaction', interactionId: found.id, people: [] } as const;
      await notes.add(aNote({ authorId: member.id, subject }));
    }
  });
}

test('a deactivation deletes what its card counts of personal mail, after the undo window, and nothing else', async () => {
  await using firm = await aFirmWithMail();
  const { floor, ada } = firm;
  const before = await firm.holdings();

  const card = await ada.types('deactivate linus@acme.example');
  await ada.presses(/^Deactivate Linus/u);
  const form = await ada.fills({ 'I agree': true });
  await floor.works();
  const atOnce = lost(before, await firm.holdings());
  floor.clock.advance({ hours: 7 * 24 });
  await floor.works();
  const gone = lost(before, await firm.holdings());

  expect(form).toContain('Linus Torvald is deactivated');
  expect(atOnce).toEqual(NOTHING);
  expect(gone).toMatchObject({ personalMessages: gone.messages, attachedNotes: 1, notes: 0 });
  expect(gone.messages).toBeGreaterThan(100);
  expect(Math.min(gone.interactions, gone.connections, gone.people, gone.organizations)).toBeGreaterThan(5);
  for (const text of [
    `Personal mail ${gone.messages} deleted`,
    `Interactions ${gone.interactions} deleted, ${before.interactionsOfLinus - gone.interactions} kept`,
    `Connections ${gone.connections} deleted, ${before.connectionsOfLinus - gone.connections} kept`,
    `People only this mail tells of ${gone.people} deleted`,
    `Organizations likewise ${gone.organizations} deleted`,
    'Notes on interactions 1 becomes a regular note, 1 kept',
  ])
    expect(card).toContain(text);
}, 120_000);

test('who is reactivated within the window has lost nothing, and nothing is read twice', async () => {
  await using firm = await aFirmWithMail();
  const { floor, ada } = firm;
  const before = await firm.holdings();
  await ada.types('deactivate linus@acme.example');
  await ada.presses(/^Deactivate Linus/u);
  await ada.fills({ 'I agree': true });
  await floor.works();
  firm.work.deliver(...realMail('linus@acme.example', { first: 900, count: 3 }));

  await ada.types('reactivate linus@acme.example');
  await floor.works();
  floor.clock.advance({ hours: 24 });
  await floor.works();

  const grown = lost(before, await firm.holdings());
  expect(grown).toMatchObject({ messages: -3, messagesOfLinus: -3, personalMessages: 0, attachedNotes: 0 });
  expect(await ada.types('list')).toContain('2 used of 5 purchased');
}, 120_000);

test('a removal deletes what its card counts, for good; its certificate says the same, and nothing comes back', async () => {
  await using firm = await aFirmWithMail();
  const { floor, ada } = firm;
  const sam = await floor.hires('sam', { grants: ['support'] });
  const sue = await floor.hires('sue', { grants: ['support'] });
  const before = await firm.holdings();

  await ada.types('remove linus@acme.example');
  const addresses = `linus@acme.example\n${PERSONAL}`;
  await ada.fills({ 'Full name': 'Linus Torvald', 'All e-mail addresses': addresses, Reason: 'Has left' });
  await floor.works();
  const card = (await sam.sees()).join('\n');
  await sam.presses(/^Do it at once/u);
  await sam.fills({ 'I agree': true, 'Why it cannot wait': 'A court wants it', Ticket: 'T-1' });
  await floor.works();
  const alone = lost(before, await firm.holdings());
  await sue.presses(/^Agree to do it at once/u);
  await sue.fills({ 'I agree': true });
  await floor.works();
  const gone = lost(before, await firm.holdings());
  floor.clock.advance({ hours: 48 });
  await floor.works();

  expect(alone).toEqual(NOTHING);
  expect(gone).toMatchObject({ messages: gone.messagesOfLinus, attachedNotes: 2, notes: 0 });
  for (const text of [
    `${gone.personalMessages} messages of personal mailboxes deleted`,
    `${gone.messages - gone.personalMessages} messages of work mailboxes deleted`,
    `${gone.interactions} interactions deleted`,
    `${gone.connections} connections deleted`,
    `${gone.people} people deleted`,
    `${gone.organizations} organizations deleted`,
  ])
    expect(card).toContain(text);
  expect(lost(before, await firm.holdings())).toEqual(gone);
  expect(await ada.types('list')).toContain('1 used of 5 purchased');
  const certificate = await sam.types('removal 1');
  expect(certificate).toContain(String(gone.messages));
}, 120_000);
