import type { Id, IdKind } from '../ids.ts';
import type { OrganizationSearch, PeopleSearch, StoredContact, StoredOrganization, StoredPerson } from './crm-store.ts';
import type { ConnectionState } from './strength.ts';

/** `everybody` finds only what each member may find, so it tells what the account as a whole knows. */
export type Beholder = Id<'member'> | 'everybody';

/** In descending order of ids, which is the newest first: what comes in later stands before the first page and moves nothing. */
export type Page<Kind extends IdKind> = { readonly before: Id<Kind> | undefined; readonly limit: number };

type All = { readonly kind: 'all' };
type Among<Kind extends IdKind> = { readonly kind: 'among'; readonly ids: readonly Id<Kind>[] };

export type PeopleFilter = PeopleSearch | All | Among<'person'>;
export type OrganizationFilter = OrganizationSearch | All | Among<'organization'>;
export type InteractionFilter = All | Among<'interaction'> | { readonly kind: 'with'; readonly address: string };

/** Somebody whom a member's work mailboxes know. */
export type MetPerson = {
  readonly person: StoredPerson;
  readonly state: ConnectionState;
  /** Whether a colleague's work mailbox knows them, or somebody of their organization, too. */
  readonly isKnownBesides: boolean;
  readonly isOrganizationKnownBesides: boolean;
};

/** The same rows as CrmStore's, by the page. Interactions are told whoever may see them. */
export interface CrmPageStore {
  readonly people: (by: Beholder, filter: PeopleFilter, page: Page<'person'>) => Promise<readonly StoredPerson[]>;
  readonly organizations: (
    by: Beholder,
    filter: OrganizationFilter,
    page: Page<'organization'>,
  ) => Promise<readonly StoredOrganization[]>;
  /** In the order of their addresses. */
  readonly metBy: (member: Id<'member'>) => Promise<readonly MetPerson[]>;
  readonly interactions: (filter: InteractionFilter, page: Page<'interaction'>) => Promise<readonly StoredContact[]>;
}
