import { createHmac } from 'node:crypto';
import type pg from 'pg';
import { sqlState, withPostgres } from './postgres-client.ts';

export const OWNER = 'usher_owner';
const APP = 'usher_app';

/** Where the job store keeps its tables, should it live in this database: the application's role owns this schema only. */
export const JOBS_SCHEMA = 'usher_jobs';

/**
 * Makes what belongs to the cluster and cannot be migrated: usher_owner, who owns the tables and cannot log in, and
 * usher_app, which runs. Skipped when the connection is usher_owner itself: then somebody has prepared both.
 */
export async function ensureRoles(admin: pg.Client): Promise<void> {
  if (await isOwner(admin)) return;
  await createRole(admin, `CREATE ROLE ${OWNER} NOLOGIN NOSUPERUSER NOBYPASSRLS`);
  await createRole(admin, `CREATE ROLE ${APP} LOGIN NOSUPERUSER NOBYPASSRLS`);
}

/** What the two roles need in this database; repeating it changes nothing. */
export async function prepareDatabase(admin: pg.Client): Promise<void> {
  if (await isOwner(admin)) return;
  if (!(await isSuperuser(admin))) await admin.query(`GRANT ${OWNER}, ${APP} TO CURRENT_USER`);
  await admin.query(`GRANT USAGE, CREATE ON SCHEMA public TO ${OWNER}`);
  await admin.query(`CREATE SCHEMA IF NOT EXISTS ${JOBS_SCHEMA} AUTHORIZATION ${APP}`);
}

/**
 * The application's own way in. Its password is derived from the administrator's, so that every process that knows one
 * URL knows the other, and it is set again when the administrator's has changed.
 */
export async function ensureAppUrl(admin: pg.Client, adminUrl: string): Promise<string> {
  const url = new URL(adminUrl);
  if (url.password === '') {
    throw new Error(
      'DATABASE_URL has no password to derive one from; set USHER_APP_DATABASE_URL for the role usher_app',
    );
  }
  const password = createHmac('sha256', decodeURIComponent(url.password)).update(APP).digest('hex');
  url.username = APP;
  url.password = password;
  if (await mayLogIn(url.href)) return url.href;
  if (await isOwner(admin)) {
    throw new Error('usher_owner may not set the password of usher_app; set USHER_APP_DATABASE_URL');
  }
  await admin.query(`ALTER ROLE ${APP} PASSWORD ${admin.escapeLiteral(password)}`);
  return url.href;
}

/** Row-level security binds neither a superuser nor a role that bypasses it, so the application refuses to run as one. */
export async function refuseUnboundRole(appUrl: string): Promise<void> {
  await withPostgres(appUrl, async (client) => {
    const { rows } = await client.query<{ role: string; unbound: boolean }>(
      `SELECT rolname AS role, rolsuper OR rolbypassrls OR pg_has_role(oid, '${OWNER}', 'USAGE') AS unbound
       FROM pg_roles WHERE rolname = current_user`,
    );
    const [own] = rows;
    if (own === undefined || own.unbound) {
      throw new Error(
        `The application may not run as ${own?.role ?? 'an unknown role'}: it would see every account's rows`,
      );
    }
  });
}

async function isOwner(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ is: boolean }>(`SELECT current_user = '${OWNER}' AS is`);
  return rows[0]?.is === true;
}

async function isSuperuser(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ is: boolean }>(
    'SELECT rolsuper AS is FROM pg_roles WHERE rolname = current_user',
  );
  return rows[0]?.is === true;
}

const TAKEN_MEANWHILE = ['42710', '23505'];

async function createRole(admin: pg.Client, statement: string): Promise<void> {
  try {
    await admin.query(statement);
  } catch (error) {
    if (!TAKEN_MEANWHILE.includes(sqlState(error) ?? '')) throw error;
  }
}

const WRONG_PASSWORD = ['28P01', '28000'];

async function mayLogIn(url: string): Promise<boolean> {
  try {
    await withPostgres(url, (client) => client.query('SELECT 1'));
    return true;
  } catch (error) {
    if (WRONG_PASSWORD.includes(sqlState(error) ?? '')) return false;
    throw error;
  }
}
