import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findBinaries, majorVersionOf, reachable } from '../../prisma/postgres-binaries.ts';
import { serverUser } from '../../prisma/system-user.ts';

describe('the programs of the embedded server', () => {
  test('are the ones that were installed with this project', async () => {
    const binaries = await findBinaries();

    expect(await majorVersionOf(binaries)).toBe('18');
    expect(await reachable({ binaries, user: undefined, root: tmpdir() })).toEqual(binaries);
  });

  test.runIf(process.getuid?.() === 0)(
    'are copied beside the data when the server may not enter their folder',
    async () => {
      await using installed = await aClosedInstallation();
      const { bin, root } = installed;
      const binaries = { initdb: join(bin, 'initdb'), pg_ctl: join(bin, 'pg_ctl'), postgres: join(bin, 'postgres') };

      const copy = await reachable({ binaries, user: await serverUser(), root });

      expect(copy.postgres).toBe(join(root, 'programs-18/bin/postgres'));
      expect(await majorVersionOf(copy)).toBe('18');
    },
  );
});

async function aClosedInstallation() {
  const root = await mkdtemp(join(tmpdir(), 'usher-binaries-'));
  const bin = join(root, 'closed/native/bin');
  await mkdir(bin, { recursive: true });
  await writeFile(join(bin, 'postgres'), '#!/bin/sh\necho "postgres (PostgreSQL) 18.4"\n', { mode: 0o755 });
  await chmod(root, 0o711);
  await chmod(join(root, 'closed'), 0o700);
  return { root, bin, [Symbol.asyncDispose]: () => rm(root, { recursive: true }) };
}
