import type { RevokedBecause } from '../../../core/api-keys/api-key.ts';
import type { KeyRefused } from '../../../core/api-keys/open-api-key.ts';
import { unreachable } from '../../../core/result.ts';
import type { Problem } from './problem.ts';

/** RFC 6750: a refused key names the scheme, so that a client knows what to send. */
const UNAUTHORIZED = {
  status: 401,
  field: 'Authorization',
  headers: { 'www-authenticate': 'Bearer realm="Usher", error="invalid_token"' },
} as const;

export const NO_KEY: Problem = {
  ...UNAUTHORIZED,
  kind: 'key-missing',
  title: 'There is no API key in this request',
  detail: 'Send it as “Authorization: Bearer usk_…”. A key is made in chat with /seat apikey new.',
  headers: { 'www-authenticate': 'Bearer realm="Usher"' },
};

export function keyProblem(refused: KeyRefused): Problem {
  switch (refused.kind) {
    case 'unknown':
      return UNKNOWN;
    case 'revoked':
      return revoked(refused.because, refused.at);
    case 'standing':
      return {
        ...UNAUTHORIZED,
        kind: 'owner-not-active',
        title: 'The owner of this API key is not an active member',
        detail: `They are ${refused.standing}. Whoever manages the account’s users can change that in chat.`,
      };
    case 'sync-only':
      return SYNC_ONLY;
    case 'tier':
      return NO_API;
    default:
      return unreachable(refused);
  }
}

const UNKNOWN: Problem = {
  ...UNAUTHORIZED,
  kind: 'key-unknown',
  title: 'This API key is not known',
  detail: 'Look whether it was copied whole. A new one is made in chat with /seat apikey new.',
};

const SYNC_ONLY: Problem = {
  kind: 'no-crm-access',
  status: 403,
  title: 'The owner of this API key has no CRM access',
  detail: 'A Sync Only seat feeds the CRM and does not open it. The API needs a Full Access seat.',
};

const NO_API: Problem = {
  kind: 'no-api-on-tier',
  status: 403,
  title: 'This account has no API',
  detail: 'The API belongs to the tiers Scale, Advanced and Enterprise. Whoever runs Usher can change the tier.',
};

function revoked(because: RevokedBecause, at: Temporal.Instant): Problem {
  return {
    ...UNAUTHORIZED,
    kind: 'key-revoked',
    title: 'This API key was revoked',
    detail: `${REVOKED[because]} at ${at.toString()}. A new one is made in chat with /seat apikey new.`,
  };
}

const REVOKED = {
  superseded: 'Its owner made a newer one',
  deactivated: 'Its owner was deactivated',
  manual: 'It was revoked by hand',
} as const satisfies Record<RevokedBecause, string>;
