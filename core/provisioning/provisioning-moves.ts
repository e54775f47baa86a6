import { err, ok, unreachable, type Result } from '../result.ts';
import type { HaltedBecause, ProvisioningRule, ProvisioningRuleBase } from './provisioning.ts';

export type ProvisioningEvent =
  | { readonly kind: 'set'; readonly terms: Omit<ProvisioningRuleBase, 'accountId' | 'claimId' | 'domain' | 'version'> }
  | { readonly kind: 'turned-off'; readonly at: Temporal.Instant }
  | { readonly kind: 'halted'; readonly at: Temporal.Instant; readonly because: HaltedBecause };

/** The table of provisioning.md: from which states an event may come. Everything else is refused. */
export const PROVISIONING_MOVES = {
  set: ['on', 'off', 'halted'],
  'turned-off': ['on', 'halted'],
  halted: ['on'],
} as const satisfies Record<ProvisioningEvent['kind'], readonly ProvisioningRule['state'][]>;

export type ProvisioningMoveRefused = { readonly kind: 'no-such-move'; readonly from: ProvisioningRule['state'] };

export function moveProvisioning(
  rule: ProvisioningRule,
  event: ProvisioningEvent,
): Result<ProvisioningRule, ProvisioningMoveRefused> {
  const from: readonly ProvisioningRule['state'][] = PROVISIONING_MOVES[event.kind];
  if (!from.includes(rule.state)) return err({ kind: 'no-such-move', from: rule.state });
  const next = { ...rule, version: rule.version + 1 };
  switch (event.kind) {
    case 'set':
      return ok({ ...next, ...event.terms, state: 'on' });
    case 'turned-off':
      return ok({ ...next, state: 'off', at: event.at });
    case 'halted':
      return ok({ ...next, state: 'halted', at: event.at, because: event.because });
    default:
      return unreachable(event);
  }
}
