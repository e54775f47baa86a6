import { expect, test } from 'vitest';
import { z } from 'zod';
import { withPostgres } from '../../prisma/postgres-client.ts';
import { openFloor } from '../features/floor.ts';
import { openTestDatabase } from '../prisma/test-database.ts';

const PERSONAL = 'linus@torvald-family.example';

/** Everybody wrote of Linus, wherever one can: requests, lists, comments, links, an earlier removal, answers of the bot. */
async function aFirmThatTalksOfLinus() {
  const database = await openTestDatabase();
  const dueAt = async (work: string) =>
    await withPostgres(database.adminUrl, async (admin) => {
      const { rows } = await admin.query<{ at: Date }>('SELECT due_at AS at FROM work WHERE id = $1', [work]);
      return rows[0]?.at.toTemporalInstant();
    });
  const floor = await openFloor('slack', { home: { ...database, dueAt } });
  floor.mailboxes.addMailbox(PERSONAL);
  await floor.announcesIn('approvals');
  const ada = await floor.hires('ada', { role: 'admin' });
  const grace = await floor.hires('grace', { role: 'admin', grants: ['approver'] });
  const sam = await floor.hires('sam', { grants: ['support'] });
  const sue = await floor.hires('sue', { grants: ['support'] });
  return {
    floor,
    ada,
    grace,
    sam,
    sue,
    adminUrl: database.adminUrl,
    [Symbol.asyncDispose]: async () => {
      await floor[Symbol.asyncDispose]();
      await database[Symbol.asyncDispose]();
    },
  };
}

type Firm = Awaited<ReturnType<typeof aFirmThatTalksOfLinus>>;

async function isInvitedAndTalkedOf({ floor, ada, grace, sam }: Firm): Promise<void> {
  await ada.types('invite linus@acme.example Linus Torvald privacy:subjects');
  await floor.works();
  await ada.presses(/^Review/u);
  await ada.fills({ 'I agree': true });
  await floor.works();
  await grace.types('comment 1 Is Linus Torvald (linus@acme.example) the right one?');
  await grace.presses(/^Approve/u);
  await floor.works();
  const linus = await floor.joins('linus');
  await linus.types('status');
  await ada.types(`link linus@acme.example ${PERSONAL}`);
  await floor.works();
  await linus.presses(/^Read what/u);
  await linus.fills({ 'I agree': true });
  await floor.works();
  await ada.types('invite linus@acme.example, erika@acme.example privacy:subjects');
  await ada.types('show linus@acme.example');
  await ada.types('hold linus@acme.example on Linus Torvald is asked for by a court');
  await ada.types('hold linus@acme.example off');
  await sam.types('remove linus@acme.example');
}

async function asksFor({ floor, ada }: Firm): Promise<void> {
  await ada.types('remove linus@acme.example');
  const asked = await ada.fills({
    'Full name': 'Linus Torvald',
    'All e-mail addresses': `linus@acme.example\n${PERSONAL}`,
    Reason: 'Linus Torvald has left',
  });
  expect(asked).toContain('Support has it');
  await floor.works();
}

async function isRemoved(firm: Firm): Promise<void> {
  const { floor, ada, sam, sue } = firm;
  await asksFor(firm);
  await ada.presses(/^Withdraw$/u);
  await asksFor(firm);
  await sam.presses(/^Assign to me$/u);
  await floor.works();
  await sam.presses(/^Ask for information$/u);
  await sam.fills({ Question: 'Linus Torvald of linus@acme.example?' });
  await floor.works();
  await sue.presses(/^Do it at once$/u);
  await sue.fills({ 'Why it cannot wait': 'Linus Torvald wants it', Ticket: 'T-1', 'I agree': true });
  await floor.works();
  await sam.presses(/^Agree to do it at once$/u);
  await sam.fills({ 'I agree': true });
  await floor.works();
}

test('who is removed stands in no table any more, neither by name nor by address nor by chat user', async () => {
  await using firm = await aFirmThatTalksOfLinus();
  await isInvitedAndTalkedOf(firm);
  const needles = ['linus', 'torvald', firm.floor.front.userId('linus').toLowerCase()];
  const before = await tablesWith(firm.adminUrl, needles);

  await isRemoved(firm);

  expect(await firm.sam.types('removal 2')).toContain('is complete');
  expect(before).toEqual(expect.arrayContaining(['batch_row', 'delivery', 'identity', 'member', 'notice']));
  expect(before).toEqual(expect.arrayContaining(['approval_request', 'mailbox_link', 'request_comment']));
  expect(await tablesWith(firm.adminUrl, needles)).toEqual([]);
}, 120_000);

const rowsOf = z.array(z.object({ row: z.string() }));

/** Asked by the superuser, and of every table there is. */
async function tablesWith(adminUrl: string, needles: readonly string[]): Promise<readonly string[]> {
  return await withPostgres(adminUrl, async (admin) => {
    const { rows: tables } = await admin.query<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1`,
    );
    const found: string[] = [];
    for (const { name } of tables) {
      const { rows } = await admin.query(`SELECT lower(to_jsonb(t)::text) AS row FROM "${name}" AS t`);
      const naming = rowsOf.parse(rows).find(({ row }) => needles.some((needle) => row.includes(needle)));
      if (naming !== undefined) found.push(name);
    }
    return found;
  });
}
