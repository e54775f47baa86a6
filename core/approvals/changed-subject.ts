import { teamCalled, type Team } from '../accounts/team.ts';
import { err, ok, unreachable, type Result } from '../result.ts';
import { SEAT_TYPES, SEAT_TYPE_NAMES, type SeatType } from '../seats/seat-type.ts';
import { countOf } from '../views/count-text.ts';
import type { ApprovalSubject, SeatFor } from './approval-request.ts';

/** What an approver asks for instead; what is absent stays. Who is invited is never theirs to choose. */
export type Changes = {
  readonly count: number | undefined;
  readonly seatType: SeatType | undefined;
  /** The word `none` takes out of the team. */
  readonly team: string | undefined;
  /** Addresses of those of a list who get no seat. */
  readonly without: readonly string[];
  /** Whoever is left out is refused a seat, which needs a reason as every rejection does. */
  readonly reason: string | undefined;
};

export type ChangeRefused =
  | { readonly kind: 'unchanged' }
  /** Named people are who they are: their number changes by leaving somebody out. */
  | { readonly kind: 'named-people' }
  /** Somebody goes on with exactly the seat that they try out. */
  | { readonly kind: 'kept-seat' }
  /** There is nobody whose team or seat it would be. */
  | { readonly kind: 'no-people' }
  /** Everybody of a list has a team of their own. */
  | { readonly kind: 'team-of-list' }
  | { readonly kind: 'unknown-team'; readonly name: string; readonly teams: readonly Team[] }
  | { readonly kind: 'one-person' }
  | { readonly kind: 'not-in-list'; readonly address: string }
  | { readonly kind: 'nobody-left' }
  /** One person, from one type to the other: there is nothing else it could be. */
  | { readonly kind: 'conversion' }
  | { readonly kind: 'no-reason' };

/** The request as it would be: seats whose number is raised to a minimum are counted when they are priced. */
export type Changed = {
  readonly subject: ApprovalSubject;
  readonly team: string | undefined;
  readonly leftOut: readonly SeatFor[];
  /** What was changed, as the end of a sentence; it names nobody, because a request is kept for ever. */
  readonly text: string;
};

/** What there is besides the request: the team its one person is to be in, and the teams of the account. */
export type Teams = { readonly current: string | undefined; readonly all: readonly Team[] };

export function changedSubject(
  subject: ApprovalSubject,
  changes: Changes,
  teams: Teams,
): Result<Changed, ChangeRefused> {
  switch (subject.kind) {
    case 'conversion':
      return err({ kind: 'conversion' });
    case 'buy':
      return changedPurchase(subject, changes);
    case 'invite':
      return changedInvitation(subject, changes, teams);
    case 'keep':
      return err({ kind: 'kept-seat' });
    case 'bulk':
      return changedList(subject, changes, teams.current);
    default:
      return unreachable(subject);
  }
}

function changedPurchase(
  subject: Extract<ApprovalSubject, { kind: 'buy' }>,
  { count, seatType, team, without }: Changes,
): Result<Changed, ChangeRefused> {
  if (team !== undefined || without.length > 0) return err({ kind: 'no-people' });
  const next = { ...subject, quantity: count ?? subject.quantity, seatType: seatType ?? subject.seatType };
  if (next.quantity === subject.quantity && next.seatType === subject.seatType) return err({ kind: 'unchanged' });
  return ok({ subject: next, team: undefined, leftOut: [], text: 'it' });
}

function changedInvitation(
  subject: Extract<ApprovalSubject, { kind: 'invite' }>,
  changes: Changes,
  teams: Teams,
): Result<Changed, ChangeRefused> {
  if (changes.count !== undefined) return err({ kind: 'named-people' });
  if (changes.without.length > 0) return err({ kind: 'one-person' });
  const team = chosenTeam(changes.team, teams);
  if (!team.ok) return team;
  const seatType = changes.seatType ?? subject.seatType;
  const parts = [
    ...typeText(subject.seatType, seatType),
    ...(team.value === teams.current ? [] : [`the team from ${teams.current ?? 'none'} to ${team.value ?? 'none'}`]),
  ];
  if (parts.length === 0) return err({ kind: 'unchanged' });
  return ok({
    subject: { ...subject, seatType },
    team: team.value,
    leftOut: [],
    text: `changed ${parts.join(' and ')}`,
  });
}

/** The word that stands for no team. */
const NONE = 'none';

/** A team that nobody has heard of is rather a slip; making one is not what an approver was asked. */
function chosenTeam(name: string | undefined, { current, all }: Teams): Result<string | undefined, ChangeRefused> {
  if (name === undefined) return ok(current);
  if (name.toLowerCase() === NONE) return ok(undefined);
  const known = teamCalled(all, name);
  return known === undefined ? err({ kind: 'unknown-team', name, teams: all }) : ok(known.name);
}

function changedList(
  subject: Extract<ApprovalSubject, { kind: 'bulk' }>,
  changes: Changes,
  team: string | undefined,
): Result<Changed, ChangeRefused> {
  if (changes.count !== undefined) return err({ kind: 'named-people' });
  if (changes.team !== undefined) return err({ kind: 'team-of-list' });
  const unknown = changes.without.find((address) => !subject.people.some((one) => one.address === address));
  if (unknown !== undefined) return err({ kind: 'not-in-list', address: unknown });
  const leftOut = subject.people.filter(({ address }) => changes.without.includes(address));
  const stay = subject.people.filter((one) => !leftOut.includes(one));
  if (stay.length === 0) return err({ kind: 'nobody-left' });
  if (leftOut.length > 0 && changes.reason === undefined) return err({ kind: 'no-reason' });

  const { seatType } = changes;
  const people = seatType === undefined ? stay : stay.map((one) => ({ ...one, seatType }));
  const parts = [
    ...(seatType === undefined ? [] : typeTexts(stay, seatType)),
    ...(leftOut.length === 0 ? [] : [`left out ${countOf(leftOut.length, 'person', 'people')}`]),
  ];
  if (parts.length === 0) return err({ kind: 'unchanged' });
  return ok({ subject: { ...subject, people }, team, leftOut, text: parts.join(' and ') });
}

/** Everybody of a list who had another type gets this one. */
function typeTexts(people: readonly SeatFor[], after: SeatType): readonly string[] {
  const before = SEAT_TYPES.filter((type) => type !== after && people.some(({ seatType }) => seatType === type));
  return before.flatMap((type) => typeText(type, after).map((text) => `changed ${text}`));
}

function typeText(before: SeatType, after: SeatType): readonly string[] {
  return before === after ? [] : [`the seat type from ${SEAT_TYPE_NAMES[before]} to ${SEAT_TYPE_NAMES[after]}`];
}
