import type { WorkHandler } from '../core/work/work-handler.ts';
import type { WorkKind } from '../core/work/work.ts';

/** How one kind of work is done by this process. */
export type Job<Kind extends WorkKind = WorkKind> = {
  readonly kind: Kind;
  /** At most so many of this kind at once in one process, so that slow work never stands in the way of other kinds. */
  readonly concurrency: number;
  readonly run: WorkHandler<Kind>;
};

export type Jobs = { readonly [Kind in WorkKind]: Job<Kind> };
