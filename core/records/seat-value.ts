import type { MetPerson } from '../relationships/crm-pages.ts';
import { belongsToFirm } from '../relationships/firm.ts';
import type { Firm } from '../relationships/participants.ts';
import { strengthOf } from '../relationships/strength.ts';

/** What one seat contributes: counts alone, because what it knows is shown by `who`, within everybody's level. */
export type SeatValue = {
  readonly people: number;
  /** Of these, whom no colleague's work mailbox knows. */
  readonly onlyPeople: number;
  readonly organizations: number;
  readonly onlyOrganizations: number;
  readonly strong: number;
};

/** About an exchange a month: see relationships.md. */
export const STRONG = 66;

export function seatValue(met: readonly MetPerson[], firm: Firm, now: Temporal.Instant): SeatValue {
  const outside = met.filter(({ person }) => !belongsToFirm(person.address, firm));
  return {
    people: outside.length,
    onlyPeople: outside.filter(({ isKnownBesides }) => !isKnownBesides).length,
    organizations: organizationsIn(outside),
    onlyOrganizations: organizationsIn(outside.filter(({ isOrganizationKnownBesides }) => !isOrganizationKnownBesides)),
    strong: outside.filter(({ state }) => strengthOf(state, now).score >= STRONG).length,
  };
}

function organizationsIn(rows: readonly MetPerson[]): number {
  return new Set(rows.flatMap(({ person }) => person.organization ?? [])).size;
}
