import type { Provider } from '../../core/accounts/provider.ts';
import type { OpenedSecret } from '../../core/credentials/opened-secret.ts';
import type { Id } from '../../core/ids.ts';
import type { MailboxProvider } from '../../core/mailboxes/mailbox-provider.ts';
import { err, ok, unreachable } from '../../core/result.ts';
import type { MailboxProviders } from '../../core/seats/check-seat.ts';
import { createGoogleMailboxes } from './google/google-mailboxes.ts';
import { createMicrosoftMailboxes } from './microsoft/microsoft-mailboxes.ts';
import type { ProviderConfigs } from './provider-configs.ts';
import { createQuotaLimiter, type QuotaLimiter } from './quota-limiter.ts';

export type OpenedCredential = {
  readonly id: Id<'credential'>;
  readonly version: number;
  readonly secret: OpenedSecret;
};

export type MailboxProvidersDeps = ProviderConfigs & {
  /** The account's access to that mail system in clear text; undefined when it has none. */
  readonly openCredential: (accountId: Id<'account'>, provider: Provider) => Promise<OpenedCredential | undefined>;
};

/**
 * Keeps one client per credential and version, with its tokens, in memory and nowhere else. What was spent of a quota
 * is remembered over versions, because a credential gets a new one with every look at its health.
 */
export function createMailboxProviders(deps: MailboxProvidersDeps): MailboxProviders {
  const clients = new Map<Id<'credential'>, Client>();
  return {
    of: async (accountId, provider) => {
      const credential = await deps.openCredential(accountId, provider);
      if (credential === undefined) return err({ kind: 'not-connected' });
      const { id, version, secret } = credential;
      const known = clients.get(id);
      if (known?.version === version) return ok(known.mailboxes);
      const limiter = known?.limiter ?? createQuotaLimiter(deps, deps[secret.provider].quota);
      const mailboxes = mailboxesOf(deps, secret, limiter);
      clients.set(id, { version, limiter, mailboxes });
      return ok(mailboxes);
    },
  };
}

type Client = { readonly version: number; readonly limiter: QuotaLimiter; readonly mailboxes: MailboxProvider };

function mailboxesOf(deps: ProviderConfigs, secret: OpenedSecret, limiter: QuotaLimiter): MailboxProvider {
  const { clock, log } = deps;
  switch (secret.provider) {
    case 'google':
      return createGoogleMailboxes({ ...deps.google, clock, log, limiter, secret });
    case 'microsoft':
      return createMicrosoftMailboxes({ ...deps.microsoft, clock, log, limiter, secret });
    default:
      return unreachable(secret);
  }
}
