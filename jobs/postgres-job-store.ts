import { PostgresBackend } from '@agendajs/postgres-backend';
import { Pool } from 'pg';
import type { Log } from '../core/log.ts';
import type { JobStore } from './job-store.ts';
import { watchBackend } from './watched-backend.ts';

export async function openPostgresJobStore({
  log,
  url,
}: {
  readonly log: Log;
  readonly url: string;
}): Promise<JobStore> {
  const pool = new Pool({
    connectionString: url,
    max: 5,
    connectionTimeoutMillis: 5_000,
    application_name: 'usher-jobs',
  });
  // An idle connection that breaks is replaced; without a listener it would end the process.
  pool.on('error', (error) => log.warn({ error }, 'Job store connection broke'));
  const ping = async (): Promise<void> => {
    await pool.query('SELECT 1');
  };
  try {
    await ping();
  } catch (error) {
    await pool.end();
    throw new Error('The job store in PostgreSQL cannot be reached', { cause: error });
  }
  const { backend, idle } = watchBackend(new PostgresBackend({ pool }), log);
  const connect = (): Promise<void> => alone(pool, () => backend.connect());
  const close = async (): Promise<void> => {
    await idle();
    await pool.end();
  };
  return { name: 'postgresql', backend: { ...backend, connect }, ping, close };
}

const TABLES_LOCK = 1_970_497_906;

/** The store makes its own tables when it connects, which two processes must not do at the same moment. */
async function alone(pool: Pool, work: () => Promise<void>): Promise<void> {
  const holder = await pool.connect();
  try {
    await holder.query('SELECT pg_advisory_lock($1)', [TABLES_LOCK]);
    await work();
  } finally {
    // The lock goes with the connection.
    holder.release(true);
  }
}
