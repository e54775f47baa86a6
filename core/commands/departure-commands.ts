import type { DepartureDeps } from '../departures/departure-deps.ts';
import type { Command } from './command.ts';
import { createDeactivateSteps } from './deactivate-steps.ts';
import { createDeactivate } from './deactivate.ts';
import { createHold } from './hold.ts';
import { createReactivate } from './reactivate.ts';

/** Leaving, coming back, and what must be kept meanwhile. */
export function createDepartureCommands(deps: DepartureDeps): readonly Command[] {
  return [createDeactivate(deps), ...createDeactivateSteps(deps), createReactivate(deps), createHold(deps)];
}
