import { z } from 'zod';
import { idSchema, type Id } from '../core/ids.ts';
import type { Rewritten } from '../core/removals/trace-store.ts';
import { isTelling, withoutPerson, type Mentioned } from '../core/removals/without-person.ts';
import { Prisma } from './generated/client.ts';
import type { Scope } from './scope.ts';

/** A table in which people write of people. */
type Place = {
  readonly table: string;
  readonly counts: keyof Rewritten;
  readonly key: Readonly<Record<string, 'uuid' | 'integer'>>;
  readonly json: readonly string[];
  readonly text?: readonly string[];
  /** Whoever read the row before must read it again. */
  readonly isVersioned: boolean;
};

const id = { id: 'uuid' } as const;

/** Quotes, charges and statements name nobody; what the audit log says of a person goes with their key. Removals come last. */
const PLACES: readonly Place[] = [
  { table: 'delivery', counts: 'deliveries', key: id, json: ['inbound', 'details'], isVersioned: false },
  { table: 'stored_action', counts: 'buttons', key: id, json: ['call'], isVersioned: false },
  {
    table: 'batch_row',
    counts: 'rows',
    key: { batch_id: 'uuid', number: 'integer' },
    json: ['details'],
    text: ['full_name', 'address'],
    isVersioned: true,
  },
  { table: 'batch', counts: 'records', key: id, json: ['details'], isVersioned: true },
  { table: 'approval_request', counts: 'records', key: id, json: ['subject', 'details'], isVersioned: true },
  { table: 'request_comment', counts: 'records', key: id, json: [], text: ['text'], isVersioned: false },
  { table: 'mailbox_link', counts: 'records', key: id, json: ['details'], text: ['address'], isVersioned: true },
  { table: 'privacy_change', counts: 'records', key: id, json: ['details'], text: ['sentence'], isVersioned: true },
  { table: 'legal_hold', counts: 'records', key: { member_id: 'uuid' }, json: ['details'], isVersioned: true },
  { table: 'departure', counts: 'records', key: id, json: ['plan', 'consent'], isVersioned: true },
  { table: 'removal_request', counts: 'records', key: id, json: ['body', 'details'], isVersioned: true },
];

const noticeRows = z.array(z.object({ id: idSchema('notice') }));

export async function noticesNaming(
  { db, accountId }: Scope,
  person: Mentioned,
  { after, limit }: { readonly after: Id<'notice'> | undefined; readonly limit: number },
): Promise<readonly Id<'notice'>[]> {
  const isAfter = after === undefined ? Prisma.sql`true` : Prisma.sql`id > ${after}::uuid`;
  const rows = await db.$queryRaw`
    SELECT id FROM notice WHERE account_id = ${accountId}::uuid AND ${isAfter} AND (
      recipient->>'memberId' = ${person.memberId}
      OR ${isWrittenIn(['recipient', 'view', 'details'], person)}) ORDER BY id LIMIT ${limit}`;
  return noticeRows.parse(rows).map((row) => row.id);
}

export async function rewriteMentions(
  scope: Scope,
  person: Mentioned,
  limit: number,
): Promise<{ readonly isFinished: boolean; readonly rewritten: Rewritten }> {
  const rewritten = { deliveries: 0, buttons: 0, rows: 0, records: 0 };
  let left = limit;
  for (const place of PLACES) {
    const most = place.table === 'removal_request' ? Infinity : left;
    const { changed, isFinished } = await rewriteIn(scope, place, person, most);
    rewritten[place.counts] += changed;
    left -= changed;
    if (!isFinished) return { isFinished, rewritten };
  }
  const chats = person.users.map(({ surface, workspace, user: name }) => ({ surface, workspace, kind: 'user', name }));
  await scope.db.surfaceAddress.deleteMany({ where: { accountId: scope.accountId, OR: chats } });
  return { isFinished: true, rewritten };
}

const rowsFound = z.array(z.object({ key: z.json(), written: z.json() }));

/** How many rows are looked at before the next ones are asked for. */
const PAGE = 200;

async function rewriteIn(
  { db, accountId }: Scope,
  place: Place,
  person: Mentioned,
  most: number,
): Promise<{ readonly changed: number; readonly isFinished: boolean }> {
  let changed = 0;
  for (let after: string | undefined; ;) {
    const rows = await naming({ db, accountId }, place, person, after);
    for (const { key, written } of rows) {
      const next = withoutPerson(written, person);
      if (next === written) continue;
      if (changed === most) return { changed, isFinished: false };
      await db.$executeRaw`
        UPDATE ${Prisma.raw(place.table)} SET ${assignments(place, JSON.stringify(next))}
        WHERE account_id = ${accountId}::uuid AND ${keyOf(place)} = ${valuesOf(place, JSON.stringify(key))}`;
      changed += 1;
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return { changed, isFinished: true };
    after = JSON.stringify(last.key);
  }
}

async function naming({ db, accountId }: Scope, place: Place, person: Mentioned, after: string | undefined) {
  const columns = [...place.json, ...(place.text ?? [])];
  const isLater = after === undefined ? Prisma.sql`true` : Prisma.sql`${keyOf(place)} > ${valuesOf(place, after)}`;
  return rowsFound.parse(
    await db.$queryRaw`
      SELECT ${objectOf(Object.keys(place.key))} AS key, ${objectOf(columns)} AS written FROM ${Prisma.raw(place.table)}
      WHERE account_id = ${accountId}::uuid AND ${isLater} AND ${isWrittenIn(columns, person)}
      ORDER BY ${Prisma.raw(Object.keys(place.key).join(', '))} LIMIT ${PAGE} FOR UPDATE`,
  );
}

/** Looser than what is taken out, which is settled in code: the database only finds the rows to look at. */
function isWrittenIn(columns: readonly string[], { memberId, fullName, addresses, users }: Mentioned): Prisma.Sql {
  const names = [...users.map(({ user }) => user), ...(isTelling(fullName) ? [fullName] : [])];
  const words = [memberId, ...addresses, ...names].map(inJson);
  const text = Prisma.raw(columns.map((column) => `${column}::text`).join(` || ' ' || `));
  return Prisma.sql`EXISTS (SELECT FROM unnest(${words}::text[]) AS word WHERE strpos(lower(${text}), lower(word)) > 0)`;
}

/** As the text of a JSON column has it. */
function inJson(word: string): string {
  return JSON.stringify(word).slice(1, -1);
}

function objectOf(columns: readonly string[]): Prisma.Sql {
  return Prisma.raw(`jsonb_build_object(${columns.map((column) => `'${column}', ${column}`).join(', ')})`);
}

function assignments({ json, text = [], isVersioned }: Place, next: string): Prisma.Sql {
  return Prisma.join([
    ...json.map((column) => Prisma.sql`${Prisma.raw(column)} = ${next}::jsonb -> ${column}`),
    ...text.map((column) => Prisma.sql`${Prisma.raw(column)} = ${next}::jsonb ->> ${column}`),
    ...(isVersioned ? [Prisma.sql`version = version + 1`] : []),
  ]);
}

function keyOf({ key }: Place): Prisma.Sql {
  return Prisma.raw(`ROW(${Object.keys(key).join(', ')})`);
}

function valuesOf({ key }: Place, values: string): Prisma.Sql {
  const parts = Object.entries(key).map(
    ([column, type]) => Prisma.sql`(${values}::jsonb ->> ${column})::${Prisma.raw(type)}`,
  );
  return Prisma.sql`ROW(${Prisma.join(parts)})`;
}
