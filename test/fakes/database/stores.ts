import type { Stores } from '../../../core/transaction.ts';
import { openRoundRows, openRounds } from './round-stores.ts';
import { openAccounts, openChannels } from './account-stores.ts';
import { openComments, openDelegations, openPolicies, openRequests } from './approval-requests.ts';
import { openApiKeyOffers, openApiKeys } from './api-keys.ts';
import { openAudit } from './audit-store.ts';
import { openBatches, openBatchRows } from './batch-stores.ts';
import {
  openAcknowledgements,
  openCharges,
  openCredits,
  openQuotes,
  openReductions,
  openStatements,
} from './billing-stores.ts';
import { openActions, openDeliveries, openDocuments, openNotices } from './chat-stores.ts';
import { openEpisodes, openMailboxes, openMailboxLinks, openRuns } from './mailbox-stores.ts';
import { openDirectoryLooks, openDirectoryPeople } from './directory-stores.ts';
import { openCrmPages } from './crm-pages.ts';
import { openCrm } from './crm-store.ts';
import { openLists } from './lists.ts';
import { openDecommissions, openDepartures, openHolds } from './departures.ts';
import { openMail } from './mail-store.ts';
import { openNotes } from './notes.ts';
import { openIdentities, openMembers } from './people-stores.ts';
import { openProvisioning } from './provisioning.ts';
import { openPrivacyChanges, openTeams } from './rights-stores.ts';
import { openEntitlements, openSeats, openTerms } from './seat-stores.ts';
import { openRemovals, openSuppressions } from './removal-stores.ts';
import { openTraces } from './traces.ts';
import type { Session } from './session.ts';
import { openCredentials, openDomains, openKeys } from './setup-stores.ts';
import type { Tables } from './tables.ts';
import type { AddedWork } from './transaction.ts';
import { openWork } from './work-store.ts';

export function openStores(tables: Tables, session: Session, added: (work: AddedWork) => void): Stores {
  const { nextRequest, nextRemoval, ...accounts } = openAccounts(tables, session);
  return {
    accounts,
    channels: openChannels(tables, session),
    teams: openTeams(tables, session),
    provisioning: openProvisioning(tables, session),
    members: openMembers(tables, session),
    identities: openIdentities(tables, session),
    seats: openSeats(tables, session),
    seatTerms: openTerms(tables, session),
    mailboxLinks: openMailboxLinks(tables, session),
    privacyChanges: openPrivacyChanges(tables, session),
    entitlements: openEntitlements(tables, session),
    batches: openBatches(tables, session),
    batchRows: openBatchRows(tables, session),
    rounds: openRounds(tables, session),
    roundRows: openRoundRows(tables, session),
    domains: openDomains(tables, session),
    credentials: openCredentials(tables, session),
    keys: openKeys(tables, session),
    ...openBilling(tables, session),
    requests: openRequests(tables, session, nextRequest),
    policies: openPolicies(tables, session),
    delegations: openDelegations(tables, session),
    comments: openComments(tables, session),
    notices: openNotices(tables, session),
    deliveries: openDeliveries(tables, session),
    actions: openActions(tables, session),
    documents: openDocuments(tables, session),
    directoryLooks: openDirectoryLooks(tables, session),
    directoryPeople: openDirectoryPeople(tables, session),
    audit: openAudit(tables, session),
    work: openWork(tables, session, added),
    mailboxes: openMailboxes(tables, session),
    runs: openRuns(tables, session),
    episodes: openEpisodes(tables, session),
    mail: openMail(tables, session),
    crm: openCrm(tables, session),
    crmPages: openCrmPages(tables, session),
    lists: openLists(tables, session),
    notes: openNotes(tables, session),
    apiKeys: openApiKeys(tables, session),
    apiKeyOffers: openApiKeyOffers(tables, session),
    removals: openRemovals(tables, session, nextRemoval),
    suppressions: openSuppressions(tables, session),
    traces: openTraces(tables, session),
    departures: openDepartures(tables, session),
    holds: openHolds(tables, session),
    decommissions: openDecommissions(tables, session),
  };
}

function openBilling(
  tables: Tables,
  session: Session,
): Pick<Stores, 'quotes' | 'acknowledgements' | 'charges' | 'credits' | 'reductions' | 'statements'> {
  return {
    quotes: openQuotes(tables, session),
    acknowledgements: openAcknowledgements(tables, session),
    charges: openCharges(tables, session),
    credits: openCredits(tables, session),
    reductions: openReductions(tables, session),
    statements: openStatements(tables, session),
  };
}
