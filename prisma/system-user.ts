import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

export type SystemUser = { readonly uid: number; readonly gid: number };

const NAME = 'postgres';

/**
 * Whom the server runs as. PostgreSQL refuses to run as root, so root hands it to the system's postgres user, who is
 * created where it is missing; everybody else runs it themselves.
 */
export async function serverUser(): Promise<SystemUser | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  return (await idsOf(NAME)) ?? (await createUser());
}

async function createUser(): Promise<SystemUser> {
  try {
    await promisify(execFile)('useradd', ['--system', '--user-group', '--no-create-home', NAME]);
  } catch (error) {
    const advice = 'run as another user, create the system user "postgres", or set DATABASE_URL';
    throw new Error(`PostgreSQL does not run as root and no user could be created for it: ${advice}`, { cause: error });
  }
  const ids = await idsOf(NAME);
  if (ids === undefined) throw new Error('The system user "postgres" was created and cannot be found');
  return ids;
}

async function idsOf(name: string): Promise<SystemUser | undefined> {
  try {
    const [uid, gid] = await Promise.all(
      ['-u', '-g'].map(async (flag) => Number((await promisify(execFile)('id', [flag, name])).stdout)),
    );
    return uid === undefined || gid === undefined ? undefined : { uid, gid };
  } catch {
    // `id` says with its exit code that there is no such user.
    return undefined;
  }
}
