import type { Round, RoundRow } from '../../../core/rounds/round.ts';
import { byId, member } from './rules.ts';
import type { Rules } from './table.ts';

export const rounds: Rules<Round> = {
  name: 'round',
  key: byId,
  uniques: [
    { name: 'looks', of: ({ state, deed }) => (state === 'running' && deed.kind === 'check' ? 'looks' : undefined) },
  ],
  references: ({ askedBy }) => [member(askedBy)],
};
export const roundRows: Rules<RoundRow> = {
  name: 'row of a round',
  key: roundRowKey,
  references: ({ memberId, roundId }) => [member(memberId), { table: 'round', key: roundId }],
};
/** Sorts as its numbers do. */
export function roundRowKey({ roundId, number }: Pick<RoundRow, 'roundId' | 'number'>): string {
  return `${roundId}/${`${number}`.padStart(12, '0')}`;
}
