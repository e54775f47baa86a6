import type { Stores } from '../transaction.ts';
import { normalAddress, normalDomain, registrableDomain } from './address.ts';
import type { StoredOrganization, StoredPerson } from './crm-store.ts';
import { belongsToFirm, isDomainOfFirm } from './firm.ts';
import { lastContact, type LastContact } from './last-contact.ts';
import { visibleConnections, type Connection } from './visible-connections.ts';
import { contextFor, type Context, type Viewer, type WhoKnowsDeps, type WhoKnowsStores } from './who-knows-context.ts';

export type Candidate =
  | { readonly kind: 'person'; readonly person: StoredPerson }
  | { readonly kind: 'organization'; readonly organization: StoredOrganization };

/** The strongest connection first. */
export type WhoKnows =
  | { readonly kind: 'nobody-found' }
  | { readonly kind: 'ambiguous'; readonly candidates: readonly Candidate[]; readonly areMore: boolean }
  | {
      readonly kind: 'person';
      readonly person: StoredPerson;
      readonly connections: readonly Connection[];
      readonly last: LastContact | undefined;
    }
  | {
      readonly kind: 'organization';
      readonly organization: StoredOrganization;
      readonly people: readonly StoredPerson[];
      readonly connections: readonly Connection[];
    };

const MOST_CANDIDATES = 10;
const MOST_PEOPLE = 200;

/** Who of the colleagues knows a person or an organization, and how well, within everybody's privacy level. */
export async function whoKnows(
  deps: WhoKnowsDeps,
  stores: WhoKnowsStores,
  viewer: Viewer,
  query: string,
): Promise<WhoKnows> {
  const context = await contextFor(deps, stores, viewer);
  const candidates = await findCandidates(context, query);
  const [only] = candidates;
  if (only === undefined) return { kind: 'nobody-found' };
  if (candidates.length > 1) {
    const areMore = candidates.length > MOST_CANDIDATES;
    return { kind: 'ambiguous', candidates: candidates.slice(0, MOST_CANDIDATES), areMore };
  }
  if (only.kind === 'organization') return await ofOrganization(context, only.organization);
  const { person } = only;
  const connections = visibleConnections(await stores.crm.connections([person.id]), context, [person]);
  return { kind: 'person', person, connections, last: await lastContact(deps, context, person) };
}

async function ofOrganization(context: Context, organization: StoredOrganization): Promise<WhoKnows> {
  const { stores, viewer, firm } = context;
  const search = { kind: 'organization', domain: organization.domain } as const;
  const found = await stores.crm.people(viewer.memberId, search, MOST_PEOPLE);
  const outside = found.filter(({ address }) => !belongsToFirm(address, firm));
  const stored = await stores.crm.connections(outside.map(({ id }) => id));
  const connections = visibleConnections(stored, context, outside);
  return { kind: 'organization', organization, people: outside, connections };
}

type Search = Pick<Context, 'stores' | 'viewer' | 'firm'>;

/** The people and organizations outside that are meant, one more than are told apart. */
export async function findCandidates(search: Search, typed: string): Promise<readonly Candidate[]> {
  const query = typed.trim();
  if (query === '') return [];
  if (query.includes('@')) {
    const address = normalAddress(query);
    return address === undefined ? [] : await people(search, { kind: 'address', address });
  }
  const domain = normalDomain(query);
  const registrable = domain === undefined ? undefined : registrableDomain(domain);
  if (registrable !== undefined) {
    const found = await organizations(search, { kind: 'domain', domain: registrable });
    if (found.length > 0) return found;
  }
  const words = query.toLowerCase().split(/\s+/);
  const byName = [
    ...(await people(search, { kind: 'name', words })),
    ...(await organizations(search, { kind: 'name', words })),
  ];
  return exactly(byName, query) ?? byName;
}

/** Somebody of exactly this name is meant, even if others have it in theirs. */
function exactly(candidates: readonly Candidate[], query: string): readonly Candidate[] | undefined {
  const exact = candidates.filter(
    (one) => one.kind === 'person' && one.person.name?.toLowerCase() === query.toLowerCase(),
  );
  return exact.length === 1 ? exact : undefined;
}

type PeopleArgument = Parameters<Stores['crm']['people']>[1];
type OrganizationArgument = Parameters<Stores['crm']['organizations']>[1];

/** Who became a colleague or whose domain became the firm's own is nobody's outside contact any more. */
async function people({ stores, viewer, firm }: Search, wanted: PeopleArgument): Promise<readonly Candidate[]> {
  const found = await stores.crm.people(viewer.memberId, wanted, MOST_CANDIDATES + 1);
  return found
    .filter(({ address }) => !belongsToFirm(address, firm))
    .map((person): Candidate => ({ kind: 'person', person }));
}

async function organizations(
  { stores, viewer, firm }: Search,
  wanted: OrganizationArgument,
): Promise<readonly Candidate[]> {
  const found = await stores.crm.organizations(viewer.memberId, wanted, MOST_CANDIDATES + 1);
  return found
    .filter(({ domain }) => !isDomainOfFirm(domain, firm.internalDomains))
    .map((organization): Candidate => ({ kind: 'organization', organization }));
}
