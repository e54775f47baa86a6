import { randomBytes } from 'node:crypto';
import { chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { majorVersionOf, runTool, type Binaries } from './postgres-binaries.ts';
import type { SystemUser } from './system-user.ts';

/** One embedded installation: the data and, beside it, the superuser's password, readable by the server's user only. */
export type Cluster = {
  readonly directory: string;
  readonly data: string;
  readonly password: string;
  readonly binaries: Binaries;
  readonly user: SystemUser | undefined;
};

export type ClusterInput = {
  readonly root: string;
  readonly binaries: Binaries;
  readonly user: SystemUser | undefined;
};

/** Made completely under another name and then renamed, so that two first starts leave one whole cluster. */
export async function openCluster(input: ClusterInput): Promise<Cluster> {
  const directory = join(input.root, 'postgres');
  if ((await versionIn(directory)) === undefined) await createCluster(input, directory);
  await refuseOtherMajor(input.binaries, directory);
  const password = await readFile(join(directory, 'password'), 'utf8');
  return { directory, data: join(directory, 'data'), password, binaries: input.binaries, user: input.user };
}

async function createCluster({ root, binaries, user }: ClusterInput, directory: string): Promise<void> {
  const draft = join(root, `postgres.${randomBytes(6).toString('hex')}`);
  const passwordFile = join(draft, 'password');
  await mkdir(draft, { mode: 0o700 });
  try {
    await writeFile(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
    if (user !== undefined) {
      for (const path of [draft, passwordFile]) await chown(path, user.uid, user.gid);
    }
    await runTool(binaries.initdb, initdbArguments(join(draft, 'data'), passwordFile), { user, directory: draft });
    await rename(draft, directory);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    // Another process was faster; its cluster is as good as ours.
    if ((await versionIn(directory)) === undefined) throw error;
  }
}

function initdbArguments(data: string, passwordFile: string): readonly string[] {
  const access = ['--username=postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
  return [`--pgdata=${data}`, ...access, '--encoding=UTF8', '--locale=C', '--data-checksums'];
}

async function refuseOtherMajor(binaries: Binaries, directory: string): Promise<void> {
  const [data, program] = [await versionIn(directory), await majorVersionOf(binaries)];
  if (data === program) return;
  const advice = `Start the version of Usher that made it and dump it (pg_dumpall), or set DATABASE_URL`;
  throw new Error(
    `The data in ${directory} belongs to PostgreSQL ${data ?? 'of an unknown version'}; this is ${program}. ${advice}`,
  );
}

async function versionIn(directory: string): Promise<string | undefined> {
  try {
    return (await readFile(join(directory, 'data', 'PG_VERSION'), 'utf8')).trim();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
