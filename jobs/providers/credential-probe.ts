import type { CredentialProbe } from '../../core/credentials/check-credential.ts';
import { unreachable } from '../../core/result.ts';
import { probeGoogle } from './google/probe.ts';
import { probeMicrosoft } from './microsoft/probe.ts';
import type { ProviderConfigs } from './provider-configs.ts';
import { createQuotaLimiter } from './quota-limiter.ts';

/** Signs in and looks into the directory; the secret says itself which mail system it is for. */
export function createCredentialProbe(deps: ProviderConfigs): CredentialProbe {
  const { clock, log, google, microsoft } = deps;
  return {
    probe: (_provider, secret, signal) => {
      const limiter = createQuotaLimiter(deps, deps[secret.provider].quota);
      switch (secret.provider) {
        case 'google':
          return probeGoogle({ ...google, clock, log, limiter, secret }, signal);
        case 'microsoft':
          return probeMicrosoft({ ...microsoft, clock, log, limiter, secret }, signal);
        default:
          return unreachable(secret);
      }
    },
  };
}
