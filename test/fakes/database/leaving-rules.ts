import { stepOf } from '../../../core/decommissions/decommission-moves.ts';
import type { Decommission } from '../../../core/decommissions/decommission.ts';
import { isOpen } from '../../../core/departures/departure-moves.ts';
import type { Departure } from '../../../core/departures/departure.ts';
import type { LegalHold } from '../../../core/departures/legal-hold.ts';
import { byId, member } from './rules.ts';
import type { Rules } from './table.ts';

export const holds: Rules<LegalHold> = {
  name: 'legal hold',
  key: ({ memberId }) => memberId,
  references: ({ memberId }) => [member(memberId)],
};
export const departures: Rules<Departure> = {
  name: 'departure',
  key: byId,
  uniques: [{ name: 'open', of: (departure) => (isOpen(departure) ? departure.memberId : undefined) }],
  references: ({ memberId }) => [member(memberId)],
};
export const decommissions: Rules<Decommission> = {
  name: 'decommission',
  key: byId,
  uniques: [
    { name: 'open', of: (decommission) => (stepOf(decommission) === undefined ? undefined : decommission.memberId) },
  ],
  references: ({ memberId, startedBy }) => [member(memberId), member(startedBy)],
};
