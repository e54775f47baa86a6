import type { Stores } from '../transaction.ts';
import { closeMember } from './close-member.ts';
import { STEP_COUNTS, type Departure, type DepartureStep, type StepRecord } from './departure.ts';
import type { DepartureDeps } from './departure-deps.ts';
import { endAccess } from './end-access.ts';
import { endApiKey } from './end-api-key.ts';
import { endSeat } from './end-seat.ts';
import { passOnLists } from './pass-on-lists.ts';
import { purgeMail } from './purge-mail.ts';
import type { RunStep, StepResult } from './step-result.ts';

const STEPS = {
  access: endAccess,
  'api-key': endApiKey,
  lists: passOnLists,
  seat: endSeat,
  mail: purgeMail,
  close: closeMember,
} as const satisfies Record<DepartureStep, RunStep>;

/** The first of these steps that has not come to its end. */
export function nextOf(steps: readonly DepartureStep[], departure: Departure): DepartureStep | undefined {
  return steps.find((step) => recordOf(departure, step)?.finishedAt === undefined);
}

/** Does one transaction’s worth of a step and writes down what it came to. */
export async function runStep(
  deps: DepartureDeps,
  stores: Stores,
  departure: Departure,
  step: DepartureStep,
): Promise<Departure> {
  const result = await STEPS[step](deps, stores, departure);
  const next = recorded(departure, step, result, deps.clock.now());
  await stores.departures.replace(departure, next);
  if (result.isFinished) await auditStep(deps, stores, next, step);
  return next;
}

function recordOf({ steps }: Departure, step: DepartureStep): StepRecord | undefined {
  return steps.find((record) => record.step === step);
}

function recorded(
  departure: Departure,
  step: DepartureStep,
  { isFinished, counts, undo }: StepResult,
  at: Temporal.Instant,
): Departure {
  const before = recordOf(departure, step);
  const record: StepRecord = {
    step,
    startedAt: before?.startedAt ?? at,
    finishedAt: isFinished ? at : undefined,
    counts: sum(before?.counts ?? {}, counts),
  };
  return {
    ...departure,
    steps: [...departure.steps.filter((other) => other.step !== step), record],
    undo: { ...departure.undo, ...undo },
    version: departure.version + 1,
  };
}

function sum(one: StepRecord['counts'], other: StepRecord['counts']): StepRecord['counts'] {
  const added = STEP_COUNTS.map((count) => [count, (one[count] ?? 0) + (other[count] ?? 0)] as const);
  return Object.fromEntries(added.filter(([, value]) => value > 0));
}

async function auditStep(
  { audit, clock }: DepartureDeps,
  stores: Stores,
  departure: Departure,
  step: DepartureStep,
): Promise<void> {
  await audit(stores, departure.accountId, {
    kind: `departure.${step}`,
    at: clock.now(),
    actor: { kind: 'job', job: 'departure.carry-out' },
    subject: { kind: 'departure', id: departure.id },
    facts: { ...recordOf(departure, step)?.counts, member: departure.memberId, kind: departure.plan.kind },
    personal: [],
  });
}
