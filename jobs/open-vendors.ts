import type { OpenCore, ProcessDeps } from '../bots/runtime/open-core.ts';
import type { CredentialProbe } from '../core/credentials/check-credential.ts';
import { openCredential } from '../core/credentials/open-credential.ts';
import type { TxtResolver } from '../core/domains/domain-claim.ts';
import type { MailboxProviders } from '../core/mailboxes/mailbox-providers.ts';
import { createCredentialProbe } from './providers/credential-probe.ts';
import { createTxtResolver } from './providers/dns/txt-resolver.ts';
import { GOOGLE_ENDPOINTS } from './providers/google/endpoints.ts';
import { GMAIL_QUOTAS } from './providers/google/quota.ts';
import type { DirectoryReaders } from '../core/directory/directory-reader.ts';
import { createDirectoryReaders } from './providers/directory-readers.ts';
import { createMailboxProviders, type MailboxProvidersDeps } from './providers/mailbox-providers.ts';
import { GRAPH_QUOTA } from './providers/microsoft/quota.ts';
import { createQuotaLimiter, type Sleep } from './providers/quota-limiter.ts';

export type Vendors = {
  readonly providers: MailboxProviders;
  readonly directoryReaders: DirectoryReaders;
  readonly probe: CredentialProbe;
  readonly txt: TxtResolver;
};

const DNS_TIMEOUT_MS = 5000;

type VendorDeps = ProcessDeps & OpenCore & { readonly sleep: Sleep };

/** The mail systems and the resolver as this installation reaches them, each within its quota. */
export function openVendors(deps: VendorDeps): Vendors {
  const [google, microsoft] = [openGoogle(deps), openMicrosoft(deps)];
  const organizations = { google, microsoft, openCredential: createCredentialOpener(deps) };
  return {
    probe: createCredentialProbe({ google, microsoft }),
    txt: createTxtResolver({ servers: deps.config.DNS_SERVERS ?? [], timeoutMs: DNS_TIMEOUT_MS }),
    providers: createMailboxProviders(organizations),
    directoryReaders: createDirectoryReaders(organizations),
  };
}

function openGoogle({ config, clock, log, sleep }: VendorDeps): MailboxProvidersDeps['google'] {
  const quota = GMAIL_QUOTAS[config.MAIL_QUOTA_PROFILE];
  const root = config.GOOGLE_API_URL;
  return {
    endpoints: {
      ...GOOGLE_ENDPOINTS,
      token: config.GOOGLE_TOKEN_URL,
      ...(root === undefined ? {} : { gmail: root, directory: root }),
    },
    quota,
    clock,
    log,
    limiter: createQuotaLimiter({ clock, sleep }, quota),
  };
}

function openMicrosoft({ config, clock, log, sleep }: VendorDeps): MailboxProvidersDeps['microsoft'] {
  return {
    endpoints: { graph: config.MICROSOFT_GRAPH_URL, authority: config.MICROSOFT_LOGIN_URL },
    quota: GRAPH_QUOTA,
    clock,
    log,
    limiter: createQuotaLimiter({ clock, sleep }, GRAPH_QUOTA),
  };
}

function createCredentialOpener({ core }: VendorDeps): MailboxProvidersDeps['openCredential'] {
  return (accountId, provider) =>
    core.transaction.run(accountId, async (stores) => {
      const credential = await stores.credentials.of(provider);
      if (credential === undefined) return undefined;
      const { id, version } = credential;
      return { id, version, secret: await openCredential(core, stores, credential) };
    });
}
