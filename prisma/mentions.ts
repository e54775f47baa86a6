import { z } from 'zod';
import { idSchema, type Id } from '../core/ids.ts';
import type { Rewritten } from '../core/removals/trace-store.ts';
import { withoutPerson, type Mentioned } from '../core/removals/without-person.ts';
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

/** Quotes, charges and statements name nobody; what the audit log says of a person goes with their key. */
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

export async function noticesNaming({ db, accountId }: Scope, person: Mentioned): Promise<readonly Id<'notice'>[]> {
  const rows = await db.$queryRaw`
    SELECT id FROM notice WHERE account_id = ${accountId}::uuid AND (
      recipient->>'memberId' = ${person.memberId}
      OR ${isWrittenIn(['recipient', 'view', 'details'], person)}) ORDER BY id`;
  return noticeRows.parse(rows).map((row) => row.id);
}

export async function rewriteMentions(scope: Scope, person: Mentioned): Promise<Rewritten> {
  const counts = { deliveries: 0, buttons: 0, rows: 0, records: 0 };
  for (const place of PLACES) counts[place.counts] += await rewriteIn(scope, place, person);
  await scope.db.surfaceAddress.deleteMany({ where: { accountId: scope.accountId, name: { in: [...person.users] } } });
  return counts;
}

const rowsFound = z.array(z.object({ key: z.json(), written: z.json() }));

async function rewriteIn({ db, accountId }: Scope, place: Place, person: Mentioned): Promise<number> {
  const columns = [...place.json, ...(place.text ?? [])];
  const rows = rowsFound.parse(
    await db.$queryRaw`
      SELECT ${objectOf(Object.keys(place.key))} AS key, ${objectOf(columns)} AS written FROM ${Prisma.raw(place.table)}
      WHERE account_id = ${accountId}::uuid AND ${isWrittenIn(columns, person)} FOR UPDATE`,
  );
  let changed = 0;
  for (const { key, written } of rows) {
    const next = withoutPerson(written, person);
    if (next === written) continue;
    await db.$executeRaw`
      UPDATE ${Prisma.raw(place.table)} SET ${assignments(place, JSON.stringify(next))}
      WHERE account_id = ${accountId}::uuid AND ${isRow(place, JSON.stringify(key))}`;
    changed += 1;
  }
  return changed;
}

/** Looser than what is taken out, which is settled in code: the database only finds the rows to look at. */
function isWrittenIn(columns: readonly string[], { fullName, addresses, users }: Mentioned): Prisma.Sql {
  const words = [...addresses, ...users, ...(fullName === undefined ? [] : [fullName])].map(inJson);
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

function isRow({ key }: Place, values: string): Prisma.Sql {
  const parts = Object.entries(key).map(
    ([column, type]) => Prisma.sql`${Prisma.raw(column)} = (${values}::jsonb ->> ${column})::${Prisma.raw(type)}`,
  );
  return Prisma.join(parts, ' AND ');
}
