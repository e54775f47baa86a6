import type { CredentialProbe } from '../../core/credentials/check-credential.ts';
import { unreachable } from '../../core/result.ts';
import type { GoogleDeps } from './google/google-client.ts';
import { probeGoogle } from './google/probe.ts';
import type { MicrosoftDeps } from './microsoft/graph-client.ts';
import { probeMicrosoft } from './microsoft/probe.ts';

export type CredentialProbeDeps = {
  readonly google: Omit<GoogleDeps, 'secret'>;
  readonly microsoft: Omit<MicrosoftDeps, 'secret'>;
};

/** Signs in and looks into the directory; the secret says itself which mail system it is for. */
export function createCredentialProbe({ google, microsoft }: CredentialProbeDeps): CredentialProbe {
  return {
    probe: (_provider, secret, signal) => {
      switch (secret.provider) {
        case 'google':
          return probeGoogle({ ...google, secret }, signal);
        case 'microsoft':
          return probeMicrosoft({ ...microsoft, secret }, signal);
        default:
          return unreachable(secret);
      }
    },
  };
}
