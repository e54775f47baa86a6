import type { Id } from './ids.ts';
import type { AccountStore, ChannelStore } from './accounts/account-store.ts';
import type { ApprovalPolicyStore } from './approvals/approval-policy.ts';
import type { TeamStore } from './accounts/team.ts';
import type { ApprovalRequestStore } from './approvals/approval-request.ts';
import type { DelegationStore } from './approvals/delegation.ts';
import type { RequestCommentStore } from './approvals/request-comment.ts';
import type { ApiKeyOfferStore } from './api-keys/api-key-offer.ts';
import type { ApiKeyStore } from './api-keys/api-key.ts';
import type { AuditStore } from './audit/audit-store.ts';
import type {
  AcknowledgementStore,
  ChargeLineStore,
  CreditStore,
  QuoteStore,
  ReductionStore,
  StatementStore,
} from './billing/billing-store.ts';
import type { BatchRowStore } from './bulk/batch-row.ts';
import type { BatchStore } from './bulk/batch.ts';
import type { DeliveryStore } from './commands/delivery.ts';
import type { ActionStore } from './commands/stored-action.ts';
import type { CredentialStore, KeyStore } from './credentials/org-credential.ts';
import type { DecommissionStore } from './decommissions/decommission.ts';
import type { DepartureStore } from './departures/departure.ts';
import type { HoldStore } from './departures/legal-hold.ts';
import type { DirectoryLookStore, ListedPersonStore } from './directory/directory-look.ts';
import type { DocumentStore } from './documents/document.ts';
import type { DomainClaimStore } from './domains/domain-claim.ts';
import type { ListStore } from './lists/list.ts';
import type { EpisodeStore, MailboxStore, SyncRunStore } from './mailboxes/mailbox-store.ts';
import type { MailboxLinkStore } from './mailboxes/links/mailbox-link.ts';
import type { MailStore } from './mailboxes/mail-store.ts';
import type { NoteStore } from './notes/note.ts';
import type { NoticeStore } from './outbox/notice.ts';
import type { IdentityStore, MemberStore } from './people/member-store.ts';
import type { ProvisioningStore } from './provisioning/provisioning.ts';
import type { PrivacyChangeStore } from './privacy/privacy-change.ts';
import type { CrmPageStore } from './relationships/crm-pages.ts';
import type { CrmStore } from './relationships/crm-store.ts';
import type { RemovalStore } from './removals/removal-request.ts';
import type { RoundRowStore, RoundStore } from './rounds/round.ts';
import type { SuppressionStore } from './removals/suppression.ts';
import type { TraceStore } from './removals/trace-store.ts';
import type { EntitlementStore, SeatStore } from './seats/seat-store.ts';
import type { TermStore } from './seats/terms/term.ts';
import type { WorkStore } from './work/work.ts';

/** All stores of one account, seen from inside one transaction. A function asks for the ones it uses: `Pick<Stores, …>`. */
export type Stores = {
  readonly accounts: AccountStore;
  readonly channels: ChannelStore;
  readonly teams: TeamStore;
  readonly provisioning: ProvisioningStore;
  readonly members: MemberStore;
  readonly identities: IdentityStore;
  readonly seats: SeatStore;
  readonly seatTerms: TermStore;
  readonly privacyChanges: PrivacyChangeStore;
  readonly entitlements: EntitlementStore;
  readonly batches: BatchStore;
  readonly batchRows: BatchRowStore;
  readonly rounds: RoundStore;
  readonly roundRows: RoundRowStore;
  readonly domains: DomainClaimStore;
  readonly credentials: CredentialStore;
  readonly keys: KeyStore;
  readonly quotes: QuoteStore;
  readonly acknowledgements: AcknowledgementStore;
  readonly charges: ChargeLineStore;
  readonly credits: CreditStore;
  readonly reductions: ReductionStore;
  readonly statements: StatementStore;
  readonly requests: ApprovalRequestStore;
  readonly policies: ApprovalPolicyStore;
  readonly delegations: DelegationStore;
  readonly comments: RequestCommentStore;
  readonly notices: NoticeStore;
  readonly deliveries: DeliveryStore;
  readonly actions: ActionStore;
  readonly documents: DocumentStore;
  readonly directoryLooks: DirectoryLookStore;
  readonly directoryPeople: ListedPersonStore;
  readonly audit: AuditStore;
  readonly work: WorkStore;
  readonly mailboxes: MailboxStore;
  readonly mailboxLinks: MailboxLinkStore;
  readonly runs: SyncRunStore;
  readonly episodes: EpisodeStore;
  readonly mail: MailStore;
  readonly crm: CrmStore;
  readonly crmPages: CrmPageStore;
  readonly lists: ListStore;
  readonly notes: NoteStore;
  readonly apiKeys: ApiKeyStore;
  readonly apiKeyOffers: ApiKeyOfferStore;
  readonly removals: RemovalStore;
  readonly suppressions: SuppressionStore;
  readonly traces: TraceStore;
  readonly departures: DepartureStore;
  readonly holds: HoldStore;
  readonly decommissions: DecommissionStore;
};

/**
 * Runs work on one account's rows, all or nothing. A store's `replace` that finds another version than it was given
 * throws; then, and on a serialization failure, the whole work runs again on fresh rows, so it must have no effect
 * besides the stores. Work that was added is signalled after commit.
 */
export interface Transaction {
  readonly run: <Value>(accountId: Id<'account'>, work: (stores: Stores) => Promise<Value>) => Promise<Value>;
}
