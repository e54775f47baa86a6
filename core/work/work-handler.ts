import type { Lease, WorkKind, WorkOutcome, WorkPayload } from './work.ts';

/** Does one piece of work. It may run twice, and stops soon after the signal; what it throws is tried again later. */
export type WorkHandler<Kind extends WorkKind> = (
  payload: WorkPayload<Kind>,
  signal: AbortSignal,
  /** For work whose own rows must refuse a worker that has lost its lease. */
  lease: Lease,
) => Promise<WorkOutcome>;

export type WorkHandlers = { readonly [Kind in WorkKind]: WorkHandler<Kind> };
