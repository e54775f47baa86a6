import { unreachable } from '../result.ts';
import type { CredentialFault, CredentialHealth, GrantedAccess } from './org-credential.ts';

/** What one check of the organization's access showed. Throttling shows nothing and is not here. */
export type CredentialLook =
  | { readonly kind: 'works'; readonly access: GrantedAccess; readonly at: Temporal.Instant }
  | { readonly kind: 'fault'; readonly cause: CredentialFault; readonly at: Temporal.Instant }
  | { readonly kind: 'unavailable'; readonly at: Temporal.Instant };

/** A mail system that is away for less than this is not worth waking anybody, once the access is known to work. */
const UNREACHABLE_AFTER = Temporal.Duration.from({ hours: 6 });

/** The health after a check; the same value comes back when nothing was learned. */
export function checkedHealth(health: CredentialHealth, look: CredentialLook): CredentialHealth {
  switch (look.kind) {
    case 'works':
      return { kind: 'ok', access: look.access, checkedAt: look.at };
    case 'fault':
      return failing(health, look.cause, look.at);
    case 'unavailable':
      return isKnown(health, look.at) ? health : failing(health, 'unreachable', look.at);
    default:
      return unreachable(look);
  }
}

/** Whether people have to hear of it: another state, another cause, or another reach of the access. */
export function isNews(before: CredentialHealth, after: CredentialHealth): boolean {
  if (before.kind === 'ok' && after.kind === 'ok') return before.access !== after.access;
  if (before.kind === 'failing' && after.kind === 'failing') return before.cause !== after.cause;
  return before.kind !== after.kind;
}

function failing(health: CredentialHealth, cause: CredentialFault, at: Temporal.Instant): CredentialHealth {
  return { kind: 'failing', cause, since: health.kind === 'failing' ? health.since : at, checkedAt: at };
}

/** An answer that came not long ago still stands when the mail system is away. */
function isKnown(health: CredentialHealth, at: Temporal.Instant): boolean {
  switch (health.kind) {
    case 'unchecked':
      return false;
    case 'ok':
      return Temporal.Instant.compare(at, health.checkedAt.add({ hours: 24 }).add(UNREACHABLE_AFTER)) < 0;
    case 'failing':
      return health.cause !== 'unreachable';
    default:
      return unreachable(health);
  }
}
