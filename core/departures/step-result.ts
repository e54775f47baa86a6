import type { Stores } from '../transaction.ts';
import type { Departure, DepartureUndo, StepRecord } from './departure.ts';
import type { DepartureDeps } from './departure-deps.ts';

/** What one transaction of a step came to; a step that is not finished goes on in the next transaction. */
export type StepResult = {
  readonly isFinished: boolean;
  readonly counts: StepRecord['counts'];
  readonly undo?: Partial<DepartureUndo>;
};

/** Does its part on rows as they are now: doing it again after it was done changes nothing and counts nothing. */
export type RunStep = (deps: DepartureDeps, stores: Stores, departure: Departure) => Promise<StepResult>;
