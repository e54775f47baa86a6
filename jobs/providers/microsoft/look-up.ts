import { z } from 'zod';
import type { MailboxFault, ProviderFailure } from '../../../core/mailboxes/mailbox-provider.ts';
import { err, ok, unreachable, type Result } from '../../../core/result.ts';
import { call, type CallFailure } from './call.ts';
import type { GraphClient } from './graph-client.ts';

export type DirectoryPerson = {
  readonly id: string;
  readonly primaryAddress: string;
  readonly aliases: readonly string[];
};

const userSchema = z.object({
  id: z.string().min(1),
  mail: z.string().nullish(),
  userPrincipalName: z.string(),
  proxyAddresses: z.array(z.string()).nullish(),
  accountEnabled: z.boolean().nullish(),
  assignedLicenses: z.array(z.unknown()).nullish(),
});
type User = z.infer<typeof userSchema>;

const SELECT = Object.keys(userSchema.shape).join(',');
/** The directory has its own quota, which a look at one person does not strain. */
const LANE = 'directory';

/** Asks the directory who has this address, whether they may sign in, and whether anything is licensed for them. */
export async function lookUp(
  client: GraphClient,
  address: string,
  signal: AbortSignal,
): Promise<Result<DirectoryPerson, ProviderFailure>> {
  const found = await find(client, address, signal);
  if (!found.ok) return err(directoryFailure(found.error));
  const user = found.value;
  if (user === undefined) return fault('no-such-mailbox', 'the directory does not know the address');
  const { primaryAddress, aliases } = addressesOf(user);
  if (user.accountEnabled === false) return fault('suspended', 'the directory says so');
  if (user.assignedLicenses?.length === 0) return fault('not-licensed', 'the directory names no licence');
  if (primaryAddress === undefined) return fault('not-licensed', 'the directory names no address');
  if (primaryAddress.toLowerCase() !== address.toLowerCase()) return fault('alias', primaryAddress);
  return ok({ id: user.id, primaryAddress, aliases });
}

/** By the name with which they sign in, which mostly is the address, and else by any address they receive mail at. */
async function find(
  client: GraphClient,
  address: string,
  signal: AbortSignal,
): Promise<Result<User | undefined, CallFailure>> {
  const path = `/users/${encodeURIComponent(address)}?$select=${SELECT}`;
  const byName = await call(client, { lane: LANE, path, signal }, userSchema);
  if (byName.ok || byName.error.kind !== 'not-found') return byName;
  const filter = encodeURIComponent(`proxyAddresses/any(p:p eq 'smtp:${address.replaceAll("'", "''")}')`);
  const query = `/users?$filter=${filter}&$select=${SELECT}`;
  const byAddress = await call(client, { lane: LANE, path: query, signal }, z.object({ value: z.array(userSchema) }));
  return byAddress.ok ? ok(byAddress.value.value[0]) : byAddress;
}

const PROXY = /^(smtp):(.+)$/i;

/** The primary address carries its prefix in capitals; other kinds of address are not for mail over the internet. */
export function addressesOf({ mail, proxyAddresses }: Pick<User, 'mail' | 'proxyAddresses'>): {
  readonly primaryAddress: string | undefined;
  readonly aliases: readonly string[];
} {
  const proxies = (proxyAddresses ?? []).flatMap((proxy) => {
    const [, prefix, address] = PROXY.exec(proxy) ?? [];
    return prefix === undefined || address === undefined ? [] : [{ isPrimary: prefix === 'SMTP', address }];
  });
  const primaryAddress = proxies.find(({ isPrimary }) => isPrimary)?.address ?? mail ?? undefined;
  return { primaryAddress, aliases: proxies.flatMap(({ isPrimary, address }) => (isPrimary ? [] : [address])) };
}

function fault(kind: MailboxFault, detail: string): Result<never, ProviderFailure> {
  return err({ kind: 'unauthorised', fault: kind, detail });
}

export function directoryFailure(failure: CallFailure): ProviderFailure {
  switch (failure.kind) {
    case 'failed':
      return failure.failure;
    case 'denied':
    case 'sign-in-refused':
      return { kind: 'unauthorised', fault: 'credential', detail: failure.code };
    case 'token-refused':
      return { kind: 'unauthorised', fault: 'credential', detail: 'a new token was refused' };
    case 'not-found':
    case 'no-mailbox':
    case 'link-refused':
      return { kind: 'unavailable', cause: new Error(`The directory refused the look-up as ${failure.kind}`) };
    default:
      return unreachable(failure);
  }
}
