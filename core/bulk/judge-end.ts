import { z } from 'zod';
import { absentWhenEmpty, dateArgument, trialArgument } from '../commands/arguments.ts';
import type { Member } from '../people/member.ts';
import { ok, type Result } from '../result.ts';
import type { SeatType } from '../seats/seat-type.ts';
import { mayNotTry } from '../seats/terms/may-not-try.ts';
import { planTerm } from '../seats/terms/plan-term.ts';
import type { WantedTerm } from '../seats/terms/wanted-term.ts';
import type { TermRefused } from '../seats/terms/term-refused.ts';
import { wantedTerm } from '../seats/terms/wanted-term.ts';
import type { Stores } from '../transaction.ts';

const NONE = 'none';
/** The row has no end although the list has one for those who say nothing. */
const WITHOUT = /^(?:no|none|never|-)$/iu;

export const END_CELLS = {
  trial: absentWhenEmpty(orNone(trialArgument)),
  until: absentWhenEmpty(orNone(dateArgument)),
};

export type EndCells = {
  readonly trial?: number | typeof NONE | undefined;
  readonly until?: Temporal.PlainDate | typeof NONE | undefined;
};

function orNone<Value>(argument: z.ZodType<Value, string>) {
  return z.string().transform((text, issues): Value | typeof NONE => {
    if (WITHOUT.test(text.trim())) return NONE;
    const parsed = argument.safeParse(text);
    if (parsed.success) return parsed.data;
    for (const { message } of parsed.error.issues) issues.addIssue({ code: 'custom', message });
    return z.NEVER;
  });
}

/** What a row says about its end, and where it says nothing what holds for the list. */
export function wantedEnd(
  { trial, until }: EndCells,
  otherwise: WantedTerm | undefined,
): Result<WantedTerm | undefined, TermRefused> {
  if (trial === undefined && until === undefined) return ok(otherwise);
  return wantedTerm({ trial: trial === NONE ? undefined : trial, until: until === NONE ? undefined : until });
}

export type JudgingEnd = {
  readonly wanted: WantedTerm | undefined;
  readonly known: Member | undefined;
  readonly seatType: SeatType;
  /** Trials of rows before this one, which are not there yet. */
  readonly trialsBefore: number;
  readonly now: Temporal.Instant;
};

/** The rules of a single invitation with an end. */
export async function judgeEnd(
  stores: Pick<Stores, 'accounts' | 'entitlements' | 'seats' | 'seatTerms' | 'policies'>,
  { wanted, known, seatType, trialsBefore, now }: JudgingEnd,
): Promise<TermRefused | undefined> {
  if (wanted === undefined) return undefined;
  const trying = { seatType, besides: trialsBefore };
  const barred = wanted.kind === 'trial' ? await mayNotTry(stores, known, trying) : undefined;
  if (barred !== undefined) return barred;
  const planned = await planTerm(stores, wanted, now);
  return planned.ok ? undefined : planned.error;
}
