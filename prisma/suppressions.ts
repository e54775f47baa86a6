import { z } from 'zod';
import type { SuppressionStore } from '../core/removals/suppression.ts';
import { instantColumn } from './columns.ts';
import type { Scope } from './scope.ts';

const rows = z.array(z.object({ digest: z.string() }));

export function createSuppressionStore({ db, accountId }: Scope): SuppressionStore {
  return {
    add: async (digests, at) => {
      const since = instantColumn.encode(at);
      await db.$executeRaw`
        INSERT INTO suppression (account_id, digest, since)
        SELECT ${accountId}::uuid, digest, ${since} FROM unnest(${[...new Set(digests)]}::text[]) AS digest
        ORDER BY digest COLLATE "C"
        ON CONFLICT (account_id, digest) DO UPDATE SET since = excluded.since, lifted_at = NULL`;
    },
    lift: async (digest, at) => {
      const { count } = await db.suppression.updateMany({
        where: { accountId, digest, liftedAt: null },
        data: { liftedAt: instantColumn.encode(at) },
      });
      return count === 1;
    },
    among: async (digests) => {
      if (digests.length === 0) return new Set();
      const found = await db.$queryRaw`
        SELECT digest FROM suppression
        WHERE account_id = ${accountId}::uuid AND lifted_at IS NULL AND digest = ANY (${[...digests]}::text[])`;
      return new Set(rows.parse(found).map(({ digest }) => digest));
    },
  };
}
