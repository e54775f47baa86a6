import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { StandIns } from './stand-ins.ts';

export type KeyFiles = { readonly google: string; readonly microsoft: string };

/** The two key files that the mail administrators would hand to the operator. */
export async function writeKeyFiles(
  directory: string,
  { google, microsoft }: Pick<StandIns, 'google' | 'microsoft'>,
): Promise<KeyFiles> {
  const files = { google: join(directory, 'google-key.json'), microsoft: join(directory, 'microsoft-key.json') };
  const [secret] = microsoft.app.secrets;
  if (secret === undefined) throw new Error('The stand-in’s app has no secret');
  await writeFile(files.google, JSON.stringify(google.serviceAccount), { mode: 0o600 });
  await writeFile(
    files.microsoft,
    JSON.stringify({ tenantId: microsoft.tenant.id, clientId: microsoft.app.clientId, clientSecret: secret.value }),
    { mode: 0o600 },
  );
  return files;
}
