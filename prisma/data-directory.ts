import { createHash } from 'node:crypto';
import { mkdir, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { SystemUser } from './system-user.ts';

export type DataDirectoryInput = {
  /** What somebody asked for; it is used or refused, never replaced. */
  readonly wanted: string | undefined;
  readonly project: string;
  readonly user: SystemUser | undefined;
  readonly say: (sentence: string) => void;
};

const SYSTEM_WIDE = '/var/lib/usher';

/**
 * Where the embedded database lives: `.usher` in the project, unless the server runs as a user who cannot get there
 * (root's home is closed to others); then a directory of the system, one per project.
 */
export async function dataDirectory({ wanted, project, user, say }: DataDirectoryInput): Promise<string> {
  const preferred = resolve(wanted ?? join(project, '.usher'));
  const barrier = user === undefined ? undefined : await firstClosedTo(user, preferred);
  if (barrier === undefined) return made(preferred, user);
  const why = `The user postgres, who runs the database for root, may not enter ${barrier}`;
  if (wanted !== undefined) throw new Error(`${why}: choose another USHER_DATA_DIR, or open that directory to it`);
  const instead = join(SYSTEM_WIDE, createHash('sha256').update(preferred).digest('hex').slice(0, 12));
  say(`${why}, so the data is kept in ${instead}. USHER_DATA_DIR chooses another place.`);
  return made(instead, user);
}

/** The first directory on the way that this user may not pass through. */
export async function firstClosedTo({ uid, gid }: SystemUser, directory: string): Promise<string | undefined> {
  const above = dirname(directory);
  const barrier = above === directory ? undefined : await firstClosedTo({ uid, gid }, above);
  if (barrier !== undefined) return barrier;
  const entry = await stat(directory).catch(() => undefined);
  // What is not there yet will be made by us, open to passing through.
  if (entry === undefined) return undefined;
  const mask = entry.uid === uid ? 0o100 : entry.gid === gid ? 0o010 : 0o001;
  return (entry.mode & mask) === 0 ? directory : undefined;
}

async function made(directory: string, user: SystemUser | undefined): Promise<string> {
  await mkdir(directory, { recursive: true, mode: user === undefined ? 0o700 : 0o711 });
  return directory;
}
