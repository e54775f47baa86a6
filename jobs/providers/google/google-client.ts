import { admin } from 'googleapis/build/src/apis/admin/index.js';
import type { admin_directory_v1 } from 'googleapis/build/src/apis/admin/index.js';
import { gmail } from 'googleapis/build/src/apis/gmail/index.js';
import type { gmail_v1 } from 'googleapis/build/src/apis/gmail/index.js';
import type { Clock } from '../../../core/clock.ts';
import type { GoogleSecret } from '../../../core/credentials/opened-secret.ts';
import type { Log } from '../../../core/log.ts';
import type { QuotaLimiter } from '../quota-limiter.ts';
import type { GoogleEndpoints, GoogleScope } from './endpoints.ts';
import type { GmailQuota } from './quota.ts';
import { createSignIn, type SignIn } from './sign-in.ts';

export type GoogleDeps = {
  readonly secret: GoogleSecret;
  readonly endpoints: GoogleEndpoints;
  readonly quota: GmailQuota;
  readonly clock: Clock;
  readonly limiter: QuotaLimiter;
  readonly log: Log;
};

/** What every call of one organization shares. */
export type GoogleClient = GoogleDeps & {
  readonly signIn: SignIn;
  readonly gmail: gmail_v1.Gmail;
  readonly directory: admin_directory_v1.Admin;
  /** Which right served each mailbox last, so that a missing one is not asked for at every page. */
  readonly scopes: Map<string, GoogleScope>;
};

export function createGoogleClient(deps: GoogleDeps): GoogleClient {
  // The hidden retries pay no heed to Retry-After, and statuses are ours to judge.
  const bare = { retry: false, validateStatus: () => true, timeout: 60_000 } as const;
  return {
    ...deps,
    signIn: createSignIn(deps),
    scopes: new Map(),
    gmail: gmail({ version: 'v1', rootUrl: `${deps.endpoints.gmail}/`, ...bare }),
    directory: admin({ version: 'directory_v1', rootUrl: `${deps.endpoints.directory}/`, ...bare }),
  };
}
