import { err, ok } from '../result.ts';
import { certificateOf } from './certificate-of.ts';
import { moved, type Moved } from './removal-moves.ts';
import type { Execution, RemovalRequest } from './removal-request.ts';
import type { CarriedOut, Counts } from './carried-out.ts';

type Executing = Extract<RemovalRequest, { state: 'executing' }>;

/** A step is recorded in the transaction that did it, so it is never done twice. */
export function carryOut(request: RemovalRequest, done: CarriedOut, person = request.person): Moved {
  if (request.state !== 'executing') return err({ kind: 'not-now', request });
  return ok(
    moved(request, { state: 'executing', ...executionOf(request), steps: [...request.steps, done] }, { person }),
  );
}

/** A batch of what was written is done, and there is more. */
export function erasedSome(request: Executing, counts: Counts): Executing {
  return { ...request, erased: summed(request.erased, counts), version: request.version + 1 };
}

export function summed(one: Counts, other: Counts): Counts {
  const names = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  return Object.fromEntries(names.map((name) => [name, (one[name] ?? 0) + (other[name] ?? 0)]));
}

export function fail(request: RemovalRequest, at: Temporal.Instant, reason: string): Moved {
  if (request.state !== 'executing') return err({ kind: 'not-now', request });
  return ok(moved(request, { state: 'failed', ...executionOf(request), at, reason }));
}

/** Goes on with the first step that is not recorded. */
export function resume(request: RemovalRequest, since: Temporal.Instant): Moved {
  if (request.state !== 'failed') return err({ kind: 'not-now', request });
  return ok(moved(request, { state: 'executing', ...executionOf(request), since }));
}

/** The person goes from the request too: what stays are ids, counts, times and the certificate. */
export function complete(request: RemovalRequest, at: Temporal.Instant): Moved {
  if (request.state !== 'executing') return err({ kind: 'not-now', request });
  const certificate = certificateOf(request, at);
  const forgotten = { person: undefined, shown: undefined, questions: [], force: undefined };
  return ok(moved(request, { state: 'completed', at, certificate }, forgotten));
}

function executionOf({ startedAt, since, agreed, steps, erased }: Execution): Execution {
  return { startedAt, since, agreed, steps, erased };
}
