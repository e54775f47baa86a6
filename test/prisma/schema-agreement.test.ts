import { describe, expect, test } from 'vitest';
import { withPostgres } from '../../prisma/postgres-client.ts';
import { readSchema } from './schema-columns.ts';
import { openTestDatabase } from './test-database.ts';

describe('the migrations and the schema', () => {
  test('agree on every table, column, type, default and on what may be absent', async () => {
    await using database = await openTestDatabase();

    // Whether a list may be absent the schema cannot say.
    const migrated = await withPostgres(database.adminUrl, async (admin) => {
      const { rows } = await admin.query<{ name: string; type: string; nullable: boolean; hasDefault: boolean }>(
        `SELECT c.relname || '.' || a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type,
                NOT a.attnotnull AND a.attndims = 0 AS nullable, a.atthasdef AS "hasDefault"
         FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
         WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
           AND c.relname <> '_prisma_migrations'
         ORDER BY 1`,
      );
      return rows;
    });

    const described = (await readSchema()).columns;
    expect(described.length).toBeGreaterThan(100);
    expect(migrated).toEqual(described);
  });

  test('agree on every key and index', async () => {
    await using database = await openTestDatabase();

    const migrated = await namesIn(
      database.adminUrl,
      `SELECT c.relname || CASE WHEN i.indisprimary THEN ' primary ' WHEN i.indisunique THEN ' unique ' ELSE ' index ' END
              || (SELECT string_agg(a.attname, ',' ORDER BY k.position)
                  FROM unnest(i.indkey::int2[]) WITH ORDINALITY AS k(number, position)
                  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.number) AS name
       FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
       WHERE c.relnamespace = 'public'::regnamespace AND c.relname <> '_prisma_migrations' AND i.indpred IS NULL`,
    );

    expect(migrated).toEqual((await readSchema()).keys);
  });

  test('agree on every reference that the schema names; the migrations may know more', async () => {
    await using database = await openTestDatabase();

    const migrated = await namesIn(
      database.adminUrl,
      `SELECT conrelid::regclass || ' references ' || confrelid::regclass || ' by '
              || (SELECT string_agg(a.attname, ',' ORDER BY k.position)
                  FROM unnest(conkey) WITH ORDINALITY AS k(number, position)
                  JOIN pg_attribute a ON a.attrelid = conrelid AND a.attnum = k.number) AS name
       FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace`,
    );

    const { references } = await readSchema();
    expect(references.length).toBeGreaterThan(30);
    expect(references.filter((name) => !migrated.includes(name))).toEqual([]);
  });
});

async function namesIn(adminUrl: string, query: string): Promise<readonly string[]> {
  const { rows } = await withPostgres(adminUrl, (admin) => admin.query<{ name: string }>(query));
  return rows.map(({ name }) => name).toSorted();
}
