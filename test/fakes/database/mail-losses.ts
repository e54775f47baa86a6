import { NO_LOSSES, type Losses } from '../../../core/departures/departure-snapshot.ts';
import { domainOf } from '../../../core/relationships/address.ts';
import { organizationsIn } from '../../../core/relationships/derive.ts';
import { connectionsIn } from './connections.ts';
import type { CopyRow, OrganizationRow, PersonRow } from './tables.ts';

export type Known = {
  readonly copies: readonly CopyRow[];
  readonly people: readonly PersonRow[];
  readonly organizations: readonly OrganizationRow[];
  /** People and organizations that stand in lists or that notes are about. */
  readonly mentioned: ReadonlySet<string>;
};

export type Lost = { readonly people: readonly PersonRow[]; readonly organizations: readonly OrganizationRow[] };

/** What is known now and would not be known without these copies. */
export function lostWith(known: Known, copies: readonly CopyRow[]): Lost & { readonly losses: Losses } {
  const rest = known.copies.filter((copy) => !copies.includes(copy));
  const gone = [...addressesIn(known.copies)].filter((address) => !addressesIn(rest).has(address));
  const people = known.people.filter(({ id, address }) => gone.includes(address) && !known.mentioned.has(id));
  const candidates = organizationsIn(gone.map(domainOf));
  const left = [...addressesIn(rest)].map(domainOf);
  const stays = ({ id, domain }: OrganizationRow) =>
    known.mentioned.has(id) ||
    known.people.some((person) => person.organization === domain && known.mentioned.has(person.id));
  const organizations = known.organizations.filter(
    (row) =>
      candidates.includes(row.domain) &&
      !stays(row) &&
      !left.some((one) => one === row.domain || one.endsWith(`.${row.domain}`)),
  );
  const losses = {
    ...NO_LOSSES,
    messages: copies.length,
    interactions: groupsIn(known.copies).size - groupsIn(rest).size,
    connections: pairsIn(known.copies).size - pairsIn(rest).size,
    people: people.length,
    organizations: organizations.length,
  };
  return { people, organizations, losses };
}

export function groupsIn(copies: readonly CopyRow[]): ReadonlySet<string> {
  return new Set(copies.flatMap(({ copy }) => (copy.kind === 'interaction' ? [copy.groupKey] : [])));
}

/** Somebody who is met in both kinds of mailboxes is one connection. */
export function pairsIn(copies: readonly CopyRow[]): ReadonlySet<string> {
  return new Set(connectionsIn(copies).map(({ memberId, address }) => JSON.stringify([memberId, address])));
}

function addressesIn(copies: readonly CopyRow[]): ReadonlySet<string> {
  return new Set(
    copies.flatMap(({ copy }) => (copy.kind === 'interaction' ? copy.participants.map(({ address }) => address) : [])),
  );
}
