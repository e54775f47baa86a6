import type { DepartureDeps } from '../departures/departure-deps.ts';
import type { Command } from './command.ts';
import { createExpire } from './expire.ts';
import { createRenew } from './renew.ts';

/** The ends of seats: choosing one, thinking again, and keeping what was a trial. */
export function createTermCommands(deps: DepartureDeps): readonly Command[] {
  return [...createExpire(deps), ...createRenew(deps)];
}
