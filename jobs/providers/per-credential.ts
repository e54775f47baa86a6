import type { Provider } from '../../core/accounts/provider.ts';
import type { OpenedSecret } from '../../core/credentials/opened-secret.ts';
import type { Id } from '../../core/ids.ts';
import { err, ok, type Result } from '../../core/result.ts';

export type OpenedCredential = {
  readonly id: Id<'credential'>;
  readonly version: number;
  readonly secret: OpenedSecret;
};

/** The account's access to that mail system in clear text; undefined when it has none. */
export type OpenCredential = (accountId: Id<'account'>, provider: Provider) => Promise<OpenedCredential | undefined>;

/** Keeps one client per credential and version, with its tokens, in memory and nowhere else. */
export function perCredential<Client>(open: OpenCredential, make: (secret: OpenedSecret) => Client) {
  const clients = new Map<Id<'credential'>, { readonly version: number; readonly client: Client }>();
  return async (
    accountId: Id<'account'>,
    provider: Provider,
  ): Promise<Result<Client, { readonly kind: 'not-connected' }>> => {
    const credential = await open(accountId, provider);
    if (credential === undefined) return err({ kind: 'not-connected' });
    const { id, version, secret } = credential;
    const known = clients.get(id);
    if (known?.version === version) return ok(known.client);
    const client = make(secret);
    clients.set(id, { version, client });
    return ok(client);
  };
}
