import type { OpenCore, ProcessDeps } from '../bots/runtime/open-core.ts';
import type { CredentialProbe } from '../core/credentials/check-credential.ts';
import { openCredential } from '../core/credentials/open-credential.ts';
import type { TxtResolver } from '../core/domains/domain-claim.ts';
import type { MailboxProviders } from '../core/seats/check-seat.ts';
import { createCredentialProbe } from './providers/credential-probe.ts';
import { createTxtResolver } from './providers/dns/txt-resolver.ts';
import { GOOGLE_ENDPOINTS } from './providers/google/endpoints.ts';
import { GMAIL_QUOTAS } from './providers/google/quota.ts';
import { createMailboxProviders } from './providers/mailbox-providers.ts';
import { GRAPH_QUOTA } from './providers/microsoft/quota.ts';
import { createQuotaLimiter, type Sleep } from './providers/quota-limiter.ts';

export type Vendors = {
  readonly providers: MailboxProviders;
  readonly probe: CredentialProbe;
  readonly txt: TxtResolver;
};

const DNS_TIMEOUT_MS = 5000;

/** The mail systems and the resolver as this installation reaches them, each within its quota. */
export function openVendors({
  config,
  clock,
  log,
  core,
  sleep,
}: ProcessDeps & OpenCore & { readonly sleep: Sleep }): Vendors {
  const quota = GMAIL_QUOTAS[config.MAIL_QUOTA_PROFILE];
  const google = {
    endpoints: {
      ...GOOGLE_ENDPOINTS,
      token: config.GOOGLE_TOKEN_URL,
      ...(config.GOOGLE_API_URL === undefined
        ? {}
        : { gmail: config.GOOGLE_API_URL, directory: config.GOOGLE_API_URL }),
    },
    quota,
    clock,
    log,
    limiter: createQuotaLimiter({ clock, sleep }, quota),
  };
  const microsoft = {
    endpoints: { graph: config.MICROSOFT_GRAPH_URL, authority: config.MICROSOFT_LOGIN_URL },
    quota: GRAPH_QUOTA,
    clock,
    log,
    limiter: createQuotaLimiter({ clock, sleep }, GRAPH_QUOTA),
  };
  return {
    probe: createCredentialProbe({ google, microsoft }),
    txt: createTxtResolver({ servers: config.DNS_SERVERS ?? [], timeoutMs: DNS_TIMEOUT_MS }),
    providers: createMailboxProviders({
      google,
      microsoft,
      openCredential: (accountId, provider) =>
        core.transaction.run(accountId, async (stores) => {
          const credential = await stores.credentials.of(provider);
          if (credential === undefined) return undefined;
          return {
            id: credential.id,
            version: credential.version,
            secret: await openCredential(core, stores, credential),
          };
        }),
    }),
  };
}
