import { z } from 'zod';
import { PROVIDERS } from '../core/accounts/provider.ts';
import { CREDENTIAL_FAULTS, type CredentialStore, type OrgCredential } from '../core/credentials/org-credential.ts';
import { idSchema } from '../core/ids.ts';
import { momentCodec } from '../core/views/value-codecs.ts';
import { instantColumn, jsonColumn, optionalColumn } from './columns.ts';
import { found, swapped, type Scope } from './scope.ts';

const columns = z.object({
  id: idSchema('credential'),
  accountId: idSchema('account'),
  provider: z.enum(PROVIDERS),
  label: z.string(),
  secret: z.string(),
  expiresAt: optionalColumn(instantColumn),
  health: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('unchecked') }),
    z.object({ kind: z.literal('ok'), access: z.enum(['headers', 'content']), checkedAt: momentCodec }),
    z.object({
      kind: z.literal('failing'),
      cause: z.enum(CREDENTIAL_FAULTS),
      since: momentCodec,
      checkedAt: momentCodec,
    }),
  ]),
  version: z.int(),
});

export function createCredentialStore({ db, accountId }: Scope): CredentialStore {
  return {
    of: async (provider) =>
      found(await db.orgCredential.findUnique({ where: { accountId_provider: { accountId, provider } } }), read),
    list: async () => (await db.orgCredential.findMany({ where: { accountId }, orderBy: { id: 'asc' } })).map(read),
    add: async (credential) => {
      await db.orgCredential.create({ data: write(credential) });
    },
    replace: ({ id, version }, next) =>
      swapped(
        'Organization credential',
        db.orgCredential.updateMany({ where: { accountId, id, version }, data: write(next) }),
      ),
  };
}

function write(credential: OrgCredential) {
  const { health, ...row } = columns.encode(credential);
  return { ...row, health: jsonColumn(health) };
}

function read(row: unknown): OrgCredential {
  return columns.parse(row);
}
