import type { Account } from '../../../core/accounts/account.ts';
import type { Channel } from '../../../core/accounts/account-store.ts';
import type { Team } from '../../../core/accounts/team.ts';
import type { Workspace } from '../../../core/accounts/registry.ts';
import type { ApprovalPolicy } from '../../../core/approvals/approval-policy.ts';
import type { ApiKeyOffer } from '../../../core/api-keys/api-key-offer.ts';
import type { ApiKey } from '../../../core/api-keys/api-key.ts';
import type { ApprovalRequest } from '../../../core/approvals/approval-request.ts';
import type { Delegation } from '../../../core/approvals/delegation.ts';
import type { RequestComment } from '../../../core/approvals/request-comment.ts';
import type { AuditRecord } from '../../../core/audit/audit-record.ts';
import type { Acknowledgement } from '../../../core/billing/acknowledgement.ts';
import type { ChargeLine } from '../../../core/billing/charge-line.ts';
import type { Credit } from '../../../core/billing/credit.ts';
import type { Reduction } from '../../../core/billing/reduction.ts';
import type { Statement } from '../../../core/billing/statement.ts';
import type { PriceList } from '../../../core/billing/price-list.ts';
import type { Quote } from '../../../core/billing/quote.ts';
import type { BatchRow } from '../../../core/bulk/batch-row.ts';
import type { Batch } from '../../../core/bulk/batch.ts';
import type { Delivery } from '../../../core/commands/delivery.ts';
import type { StoredAction } from '../../../core/commands/stored-action.ts';
import type { DirectoryLook, ListedPerson } from '../../../core/directory/directory-look.ts';
import type { Document } from '../../../core/documents/document.ts';
import type { OrgCredential } from '../../../core/credentials/org-credential.ts';
import type { DomainClaim } from '../../../core/domains/domain-claim.ts';
import type {
  MessageCopy,
  OrganizationToKeep,
  PersonToKeep,
  ReadingState,
} from '../../../core/mailboxes/mail-store.ts';
import type { MailboxLink } from '../../../core/mailboxes/links/mailbox-link.ts';
import type { Mailbox, MailboxClass } from '../../../core/mailboxes/mailbox.ts';
import type { Departure } from '../../../core/departures/departure.ts';
import type { Decommission } from '../../../core/decommissions/decommission.ts';
import type { LegalHold } from '../../../core/departures/legal-hold.ts';
import type { Episode, SyncRun } from '../../../core/mailboxes/sync-run.ts';
import type { Id } from '../../../core/ids.ts';
import type { List, ListEntry } from '../../../core/lists/list.ts';
import type { Note } from '../../../core/notes/note.ts';
import type { Notice } from '../../../core/outbox/notice.ts';
import type { Identity } from '../../../core/people/identity.ts';
import type { ProvisioningRule, SeenPerson } from '../../../core/provisioning/provisioning.ts';
import type { Member } from '../../../core/people/member.ts';
import type { Entitlement, EntitlementChange } from '../../../core/seats/entitlement.ts';
import type { Round, RoundRow } from '../../../core/rounds/round.ts';
import type { RemovalRequest } from '../../../core/removals/removal-request.ts';
import type { PrivacyChange } from '../../../core/privacy/privacy-change.ts';
import type { Seat } from '../../../core/seats/seat.ts';
import type { Term } from '../../../core/seats/terms/term.ts';
import type { Work } from '../../../core/work/work.ts';
import * as billing from './billing-rules.ts';
import * as leaving from './leaving-rules.ts';
import { directoryLooks, directoryPeople, documents } from './document-rules.ts';
import * as provisioning from './provisioning-rules.ts';
import { roundRows, rounds } from './round-rules.ts';
import * as rules from './rules.ts';
import { createTable, type Row, type Table } from './table.ts';

export type AccountRow = Row & { readonly account: Account; readonly requests: number; readonly removals: number };
export type TermsRow = Row & { readonly terms: PriceList };
/** No row is ever taken out of a table here; one that is off counts as deleted. */
export type ChannelRow = Row & { readonly channel: Channel; readonly isOff: boolean };
export type KeyRow = Row & { readonly owner: string; readonly wrapped: string };
export type SuppressionRow = Row & { readonly digest: string; readonly isLifted: boolean };
export type IdentityRow = Identity & {
  readonly seenAt: Temporal.Instant;
  /** No row is ever taken out of a table here; this one counts as deleted. */
  readonly isGone: boolean;
};
export type WorkRow = Work & {
  readonly state: 'open' | 'done' | 'parked' | 'cancelled';
  readonly reason: string | undefined;
  readonly leasedUntil: Temporal.Instant | undefined;
  readonly fencing: number;
  /** When it was wanted again while somebody worked on it. */
  readonly againAt: Temporal.Instant | undefined;
};

export type ReadingRow = Row & {
  readonly mailboxId: Id<'mailbox'>;
  readonly claim: { readonly workId: Id<'work'>; readonly fencing: number; readonly until: Temporal.Instant };
  readonly reading: ReadingState | undefined;
};
export type CopyRow = Row & {
  readonly mailboxId: Id<'mailbox'>;
  readonly memberId: Id<'member'>;
  readonly mailboxClass: MailboxClass;
  readonly copy: MessageCopy;
  readonly walk: number;
  readonly goneAt: Temporal.Instant | undefined;
  /** No row is ever taken out of a table here; this one counts as deleted. */
  readonly isPurged: boolean;
};
export type PersonRow = Row & PersonToKeep & { readonly isPurged: boolean };
export type OrganizationRow = Row & OrganizationToKeep & { readonly isPurged: boolean };
export type ParkedRow = Row & {
  readonly mailboxId: Id<'mailbox'>;
  readonly providerId: string;
  readonly reason: string;
  readonly attempts: number;
  readonly isParked: boolean;
};
export type ListedRow = Row & ListedPerson & { readonly lookId: Id<'directory-look'> };
export type EntryRow = Row & ListEntry;

export type Tables = {
  readonly accounts: Table<AccountRow>;
  readonly terms: Table<TermsRow>;
  readonly workspaces: Table<Workspace>;
  readonly channels: Table<ChannelRow>;
  readonly teams: Table<Team>;
  readonly provisioningRules: Table<ProvisioningRule>;
  readonly provisioningPeople: Table<SeenPerson>;
  readonly members: Table<Member>;
  readonly identities: Table<IdentityRow>;
  readonly seats: Table<Seat>;
  readonly seatTerms: Table<Term>;
  readonly mailboxLinks: Table<MailboxLink>;
  readonly privacyChanges: Table<PrivacyChange>;
  readonly entitlements: Table<Entitlement>;
  readonly entitlementChanges: Table<EntitlementChange>;
  readonly batches: Table<Batch>;
  readonly batchRows: Table<BatchRow>;
  readonly rounds: Table<Round>;
  readonly roundRows: Table<RoundRow>;
  readonly domains: Table<DomainClaim>;
  readonly credentials: Table<OrgCredential>;
  readonly keys: Table<KeyRow>;
  readonly quotes: Table<Quote>;
  readonly acknowledgements: Table<Acknowledgement>;
  readonly charges: Table<ChargeLine>;
  readonly credits: Table<Credit>;
  readonly reductions: Table<Reduction>;
  readonly statements: Table<Statement>;
  readonly requests: Table<ApprovalRequest>;
  readonly policies: Table<ApprovalPolicy>;
  readonly delegations: Table<Delegation>;
  readonly comments: Table<RequestComment>;
  readonly notices: Table<Notice>;
  readonly deliveries: Table<Delivery>;
  readonly actions: Table<StoredAction>;
  readonly documents: Table<Document>;
  readonly directoryLooks: Table<DirectoryLook>;
  readonly directoryPeople: Table<ListedRow>;
  readonly audit: Table<AuditRecord>;
  readonly work: Table<WorkRow>;
  readonly mailboxes: Table<Mailbox>;
  readonly runs: Table<SyncRun>;
  readonly episodes: Table<Episode>;
  readonly readings: Table<ReadingRow>;
  readonly copies: Table<CopyRow>;
  readonly people: Table<PersonRow>;
  readonly organizations: Table<OrganizationRow>;
  readonly parked: Table<ParkedRow>;
  readonly lists: Table<List>;
  readonly entries: Table<EntryRow>;
  readonly notes: Table<Note>;
  readonly apiKeys: Table<ApiKey>;
  readonly apiKeyOffers: Table<ApiKeyOffer>;
  readonly removals: Table<RemovalRequest>;
  readonly suppressions: Table<SuppressionRow>;
  readonly departures: Table<Departure>;
  readonly holds: Table<LegalHold>;
  readonly decommissions: Table<Decommission>;
};

export function createTables(): Tables {
  const paths = new Set<string>();
  return {
    accounts: createTable(paths, rules.accounts),
    terms: createTable(paths, rules.terms),
    workspaces: createTable(paths, rules.workspaces),
    channels: createTable(paths, rules.channels),
    teams: createTable(paths, rules.teams),
    provisioningRules: createTable(paths, provisioning.provisioningRules),
    provisioningPeople: createTable(paths, provisioning.provisioningPeople),
    members: createTable(paths, rules.members),
    identities: createTable(paths, rules.identities),
    seats: createTable(paths, rules.seats),
    seatTerms: createTable(paths, rules.seatTerms),
    mailboxLinks: createTable(paths, rules.mailboxLinks),
    privacyChanges: createTable(paths, rules.privacyChanges),
    entitlements: createTable(paths, rules.entitlements),
    entitlementChanges: createTable(paths, rules.entitlementChanges),
    batches: createTable(paths, rules.batches),
    batchRows: createTable(paths, rules.batchRows),
    rounds: createTable(paths, rounds),
    roundRows: createTable(paths, roundRows),
    domains: createTable(paths, rules.domains),
    credentials: createTable(paths, rules.credentials),
    keys: createTable(paths, rules.keys),
    quotes: createTable(paths, rules.quotes),
    acknowledgements: createTable(paths, rules.acknowledgements),
    charges: createTable(paths, rules.charges),
    credits: createTable(paths, billing.credits),
    reductions: createTable(paths, billing.reductions),
    statements: createTable(paths, billing.statements),
    requests: createTable(paths, rules.requests),
    policies: createTable(paths, rules.policies),
    delegations: createTable(paths, rules.delegations),
    comments: createTable(paths, rules.comments),
    notices: createTable(paths, rules.notices),
    deliveries: createTable(paths, rules.deliveries),
    actions: createTable(paths, rules.actions),
    documents: createTable(paths, documents),
    directoryLooks: createTable(paths, directoryLooks),
    directoryPeople: createTable(paths, directoryPeople),
    audit: createTable(paths, rules.audit),
    work: createTable(paths, rules.work),
    mailboxes: createTable(paths, rules.mailboxes),
    runs: createTable(paths, rules.runs),
    episodes: createTable(paths, rules.episodes),
    readings: createTable(paths, rules.readings),
    copies: createTable(paths, rules.copies),
    people: createTable(paths, rules.people),
    organizations: createTable(paths, rules.organizations),
    parked: createTable(paths, rules.parked),
    lists: createTable(paths, rules.lists),
    entries: createTable(paths, rules.entries),
    notes: createTable(paths, rules.notes),
    apiKeys: createTable(paths, rules.apiKeys),
    apiKeyOffers: createTable(paths, rules.apiKeyOffers),
    removals: createTable(paths, rules.removals),
    suppressions: createTable(paths, rules.suppressions),
    departures: createTable(paths, leaving.departures),
    holds: createTable(paths, leaving.holds),
    decommissions: createTable(paths, leaving.decommissions),
  };
}
