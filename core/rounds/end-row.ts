import type { TellDeps } from '../outbox/tell.ts';
import { tell } from '../outbox/tell.ts';
import type { Stores } from '../transaction.ts';
import { movedRound } from './round-moves.ts';
import { finishedRoundView } from './round-views.ts';
import { linesOfRound } from './round-lines.ts';
import type { OpenRoundRow, Round, RoundOutcome, RoundRow } from './round.ts';

export type Ending = { readonly round: Round; readonly row: OpenRoundRow; readonly outcome: RoundOutcome };

/** Somebody has come to an end; with the last of them the round has, and whoever asked is told. */
export async function endRow(deps: TellDeps, stores: Stores, { round, row, outcome }: Ending): Promise<Round> {
  const { accountId, roundId, number, memberId, version } = row;
  const ended: RoundRow = { accountId, roundId, number, memberId, version: version + 1, state: 'ended', outcome };
  await stores.roundRows.replace(row, ended);
  const rows = await stores.roundRows.ofRound(roundId);
  if (rows.every(({ state }) => state === 'ended')) return await finishRound(deps, stores, round);
  const onward = movedRound(round, { kind: 'went-on' });
  await stores.rounds.replace(round, onward);
  return onward;
}

export async function finishRound(deps: TellDeps, stores: Stores, round: Round): Promise<Round> {
  const finished = movedRound(round, { kind: 'finished', at: deps.clock.now() });
  await stores.rounds.replace(round, finished);
  const key = `round:${round.id}`;
  await tell(deps, stores, round.accountId, {
    key,
    subject: key,
    recipient: { kind: 'member', memberId: round.askedBy },
    view: finishedRoundView(finished, await linesOfRound(stores, round.id)),
  });
  return finished;
}
