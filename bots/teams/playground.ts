import { err, ok } from '../../core/result.ts';
import { isServiceOrigin } from './adapter.ts';
import type { Authenticity, AuthenticityDeps } from './authenticity.ts';
import { tenantOf } from './schema.ts';

/** The local client signs nothing. Only reachable with `mode: 'playground'`, which no default and no absence turns on. */
export function createPlaygroundTrust({ config, isKnownTenant }: AuthenticityDeps): Authenticity {
  return {
    verifyToken: async () => ok({ serviceUrl: '', endorsements: [], isHomeTenantOnly: false }),
    verifyActivity: async (_voucher, activity) => {
      if (!isServiceOrigin(config, activity.serviceUrl)) return err({ status: 403, reason: 'service-origin' });
      const tenantId = tenantOf(activity);
      if (tenantId === undefined) return err({ status: 403, reason: 'no-tenant' });
      return (await isKnownTenant(tenantId)) ? ok(tenantId) : err({ status: 403, reason: 'foreign-tenant' });
    },
  };
}
