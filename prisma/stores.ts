import type { Stores } from '../core/transaction.ts';
import { createAccountStore } from './accounts.ts';
import { createAcknowledgementStore } from './acknowledgements.ts';
import { createApprovalPolicyStore } from './approval-policies.ts';
import { createApiKeyOfferStore } from './api-key-offers.ts';
import { createApiKeyStore } from './api-keys.ts';
import { createApprovalRequestStore } from './approval-requests.ts';
import { createAuditStore } from './audit.ts';
import { createBatchRowStore, createBatchStore } from './batches.ts';
import { createChannelStore } from './channels.ts';
import { createChargeLineStore } from './charge-lines.ts';
import { createCreditStore } from './credits.ts';
import { createReductionStore } from './reductions.ts';
import { createStatementStore } from './statements.ts';
import { createCredentialStore } from './credentials.ts';
import { createDelegationStore } from './delegations.ts';
import { createDecommissionStore } from './decommissions.ts';
import { createDeliveryStore } from './deliveries.ts';
import { createDepartureStore } from './departures.ts';
import { createDirectoryLookStore, createListedPersonStore } from './directory-looks.ts';
import { createDocumentStore } from './documents.ts';
import { createDomainClaimStore } from './domain-claims.ts';
import { createEntitlementStore } from './entitlements.ts';
import { createEpisodeStore } from './episodes.ts';
import { createIdentityStore } from './identities.ts';
import { createKeyStore } from './keys.ts';
import { createCrmPageStore } from './crm-pages.ts';
import { createCrmStore } from './crm.ts';
import { createHoldStore } from './legal-holds.ts';
import { createListStore } from './lists.ts';
import { createMailStore } from './mail.ts';
import { createMailboxLinkStore } from './mailbox-links.ts';
import { createMailboxStore } from './mailboxes.ts';
import { createMemberStore } from './members.ts';
import { createNoteStore } from './notes.ts';
import { createNoticeStore } from './notices.ts';
import { createRemovalStore } from './removals.ts';
import { createSuppressionStore } from './suppressions.ts';
import { createTraceStore } from './traces.ts';
import { createPrivacyChangeStore } from './privacy-changes.ts';
import { createProvisioningStore } from './provisioning.ts';
import { createQuoteStore } from './quotes.ts';
import { createRequestCommentStore } from './request-comments.ts';
import { createTermStore } from './seat-terms.ts';
import { createRoundRowStore, createRoundStore } from './rounds.ts';
import { createSeatStore } from './seats.ts';
import { createActionStore } from './stored-actions.ts';
import { createSyncRunStore } from './sync-runs.ts';
import { createTeamStore } from './teams.ts';
import { createWorkStore, type WorkScope } from './work.ts';

export function createStores(scope: WorkScope): Stores {
  return {
    accounts: createAccountStore(scope),
    channels: createChannelStore(scope),
    teams: createTeamStore(scope),
    members: createMemberStore(scope),
    identities: createIdentityStore(scope),
    seats: createSeatStore(scope),
    seatTerms: createTermStore(scope),
    privacyChanges: createPrivacyChangeStore(scope),
    entitlements: createEntitlementStore(scope),
    ...severalStores(scope),
    ...domainStores(scope),
    credentials: createCredentialStore(scope),
    keys: createKeyStore(scope),
    ...billingStores(scope),
    ...purchaseStores(scope),
    notices: createNoticeStore(scope),
    deliveries: createDeliveryStore(scope),
    actions: createActionStore(scope),
    documents: createDocumentStore(scope),
    directoryLooks: createDirectoryLookStore(scope),
    directoryPeople: createListedPersonStore(scope),
    audit: createAuditStore(scope),
    work: createWorkStore(scope),
    mailboxes: createMailboxStore(scope),
    mailboxLinks: createMailboxLinkStore(scope),
    runs: createSyncRunStore(scope),
    episodes: createEpisodeStore(scope),
    mail: createMailStore(scope),
    ...crmStores(scope),
    ...leavingStores(scope),
    removals: createRemovalStore(scope),
    suppressions: createSuppressionStore(scope),
    departures: createDepartureStore(scope),
    holds: createHoldStore(scope),
    decommissions: createDecommissionStore(scope),
  };
}

function domainStores(scope: WorkScope): Pick<Stores, 'domains' | 'provisioning'> {
  return { domains: createDomainClaimStore(scope), provisioning: createProvisioningStore(scope) };
}

function severalStores(scope: WorkScope): Pick<Stores, 'batches' | 'batchRows' | 'rounds' | 'roundRows'> {
  return {
    batches: createBatchStore(scope),
    batchRows: createBatchRowStore(scope),
    rounds: createRoundStore(scope),
    roundRows: createRoundRowStore(scope),
  };
}

function crmStores(
  scope: WorkScope,
): Pick<Stores, 'crm' | 'crmPages' | 'lists' | 'notes' | 'apiKeys' | 'apiKeyOffers'> {
  return {
    crm: createCrmStore(scope),
    crmPages: createCrmPageStore(scope),
    lists: createListStore(scope),
    notes: createNoteStore(scope),
    apiKeys: createApiKeyStore(scope),
    apiKeyOffers: createApiKeyOfferStore(scope),
  };
}

function purchaseStores(scope: WorkScope): Pick<Stores, 'requests' | 'policies' | 'delegations' | 'comments'> {
  return {
    requests: createApprovalRequestStore(scope),
    policies: createApprovalPolicyStore(scope),
    delegations: createDelegationStore(scope),
    comments: createRequestCommentStore(scope),
  };
}

function leavingStores(scope: WorkScope): Pick<Stores, 'departures' | 'removals' | 'suppressions' | 'traces'> {
  return {
    departures: createDepartureStore(scope),
    removals: createRemovalStore(scope),
    suppressions: createSuppressionStore(scope),
    traces: createTraceStore(scope),
  };
}

function billingStores(
  scope: WorkScope,
): Pick<Stores, 'quotes' | 'acknowledgements' | 'charges' | 'credits' | 'reductions' | 'statements'> {
  return {
    quotes: createQuoteStore(scope),
    acknowledgements: createAcknowledgementStore(scope),
    charges: createChargeLineStore(scope),
    credits: createCreditStore(scope),
    reductions: createReductionStore(scope),
    statements: createStatementStore(scope),
  };
}
