import { fingerprint, matchFingerprint, type MasterKeys } from '../core/secrets/master-keys.ts';
import type { PrismaClient } from './generated/client.ts';

const NAME = 'master-key-fingerprint';

/**
 * Refuses to go on with a master key that is not the one the stored secrets are wrapped with: new secrets would be
 * written that the old key cannot read, and old ones could not be opened. The first start writes the fingerprint.
 */
export async function checkMasterKey(
  { client }: { readonly client: PrismaClient },
  masters: MasterKeys,
): Promise<void> {
  await client.installation.createMany({
    data: { name: NAME, value: fingerprint(masters.current) },
    skipDuplicates: true,
  });
  const stored = await client.installation.findUniqueOrThrow({ where: { name: NAME } });
  const match = matchFingerprint(masters, stored.value);
  if (match.ok) return;
  const { configured } = match.error;
  throw new Error(
    `The master key ${configured.join(', ')} is not the one this database was set up with (${stored.value}). Put the original key back; nothing was changed.`,
  );
}
