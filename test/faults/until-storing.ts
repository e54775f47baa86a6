import { setTimeout } from 'node:timers/promises';
import { withPostgres } from '../../prisma/postgres-client.ts';
import type { World } from './world.ts';

const LONGEST_MS = 20_000;
const STORING = `
  SELECT 1 FROM pg_stat_activity
  WHERE datname = current_database() AND pid <> pg_backend_pid() AND state IN ('active', 'idle in transaction')
    AND query ~ 'INSERT INTO (message_copy|participant|edge_touch)'`;

/** Until some transaction has written a part of a page and is not committed. Looks often, because that does not last. */
export async function untilStoring({ adminUrl }: World): Promise<void> {
  const bound = AbortSignal.timeout(LONGEST_MS);
  await withPostgres(adminUrl, async (admin) => {
    while ((await admin.query(STORING)).rowCount === 0) {
      bound.throwIfAborted();
      await setTimeout(1);
    }
  });
}
