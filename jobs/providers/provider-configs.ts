import type { Clock } from '../../core/clock.ts';
import type { Log } from '../../core/log.ts';
import type { GoogleEndpoints } from './google/endpoints.ts';
import type { GmailQuota } from './google/quota.ts';
import type { MicrosoftEndpoints } from './microsoft/endpoints.ts';
import type { QuotaLimits, Sleep } from './quota-limiter.ts';

/** Where each mail system is reached and how much of it may be used. `sleep` waits in the time of `clock`. */
export type ProviderConfigs = {
  readonly clock: Clock;
  readonly sleep: Sleep;
  readonly log: Log;
  readonly google: { readonly endpoints: GoogleEndpoints; readonly quota: GmailQuota };
  readonly microsoft: { readonly endpoints: MicrosoftEndpoints; readonly quota: QuotaLimits };
};
