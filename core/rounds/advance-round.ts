import type { Stores, Transaction } from '../transaction.ts';
import type { WorkHandler } from '../work/work-handler.ts';
import type { WorkOutcome } from '../work/work.ts';
import type { RoundDeps } from './begin-round.ts';
import { changePerson } from './change-person.ts';
import { endRow, finishRound } from './end-row.ts';
import type { OpenRoundRow, RoundRow } from './round.ts';

export type AdvanceRoundDeps = RoundDeps & { readonly transaction: Transaction };

/** Whoever breaks the work so often in a row is left out, so that the others get on. */
export const BREAKS = 3;

/** One person, one transaction: whoever dies in between changes nobody twice and forgets nobody. */
export function createAdvanceRound(deps: AdvanceRoundDeps): WorkHandler<'round.advance'> {
  return async ({ accountId, roundId }, signal, lease) => {
    const isBreaking = lease.work.attempts >= BREAKS;
    while (!signal.aborted) {
      const goesOn = await deps.transaction.run(accountId, (stores) => next(deps, stores, { roundId, isBreaking }));
      if (!goesOn) return { kind: 'done' };
      // With whoever it broke for behind it, the next one begins without their attempts.
      if (lease.work.attempts > 0) return atOnce(deps, isBreaking ? 'somebody was left out' : 'it got on');
    }
    return atOnce(deps, 'stopped');
  };
}

type Step = { readonly roundId: RoundRow['roundId']; readonly isBreaking: boolean };

async function next(deps: AdvanceRoundDeps, stores: Stores, { roundId, isBreaking }: Step): Promise<boolean> {
  const round = await stores.rounds.get(roundId);
  if (round?.state !== 'running') return false;
  const row = (await stores.roundRows.ofRound(roundId)).find(isOpen);
  if (row === undefined) {
    await finishRound(deps, stores, round);
    return false;
  }
  const outcome = isBreaking
    ? ({ kind: 'left', because: 'broken' } as const)
    : await changePerson(deps, stores, round, row);
  return (await endRow(deps, stores, { round, row, outcome })).state === 'running';
}

export function isOpen(row: RoundRow): row is OpenRoundRow {
  return row.state !== 'ended';
}

function atOnce({ clock }: AdvanceRoundDeps, reason: string): WorkOutcome {
  return { kind: 'again', dueAt: clock.now(), countsAsAttempt: false, reason };
}
