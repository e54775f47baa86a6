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
    get channels() {
      return openChannels(tables, session);
    },
    get teams() {
      return openTeams(tables, session);
    },
    get provisioning() {
      return openProvisioning(tables, session);
    },
    get members() {
      return openMembers(tables, session);
    },
    get identities() {
      return openIdentities(tables, session);
    },
    get seats() {
      return openSeats(tables, session);
    },
    get seatTerms() {
      return openTerms(tables, session);
    },
    get mailboxLinks() {
      return openMailboxLinks(tables, session);
    },
    get privacyChanges() {
      return openPrivacyChanges(tables, session);
    },
    get entitlements() {
      return openEntitlements(tables, session);
    },
    get batches() {
      return openBatches(tables, session);
    },
    get batchRows() {
      return openBatchRows(tables, session);
    },
    get rounds() {
      return openRounds(tables, session);
    },
    get roundRows() {
      return openRoundRows(tables, session);
    },
    get domains() {
      return openDomains(tables, session);
    },
    get credentials() {
      return openCredentials(tables, session);
    },
    get keys() {
      return openKeys(tables, session);
    },
    get quotes() {
      return openQuotes(tables, session);
    },
    get acknowledgements() {
      return openAcknowledgements(tables, session);
    },
    get charges() {
      return openCharges(tables, session);
    },
    get credits() {
      return openCredits(tables, session);
    },
    get reductions() {
      return openReductions(tables, session);
    },
    get statements() {
      return openStatements(tables, session);
    },
    get requests() {
      return openRequests(tables, session, nextRequest);
    },
    get policies() {
      return openPolicies(tables, session);
    },
    get delegations() {
      return openDelegations(tables, session);
    },
    get comments() {
      return openComments(tables, session);
    },
    get notices() {
      return openNotices(tables, session);
    },
    get deliveries() {
      return openDeliveries(tables, session);
    },
    get actions() {
      return openActions(tables, session);
    },
    get documents() {
      return openDocuments(tables, session);
    },
    get directoryLooks() {
      return openDirectoryLooks(tables, session);
    },
    get directoryPeople() {
      return openDirectoryPeople(tables, session);
    },
    get audit() {
      return openAudit(tables, session);
    },
    get work() {
      return openWork(tables, session, added);
    },
    get mailboxes() {
      return openMailboxes(tables, session);
    },
    get runs() {
      return openRuns(tables, session);
    },
    get episodes() {
      return openEpisodes(tables, session);
    },
    get mail() {
      return openMail(tables, session);
    },
    get crm() {
      return openCrm(tables, session);
    },
    get crmPages() {
      return openCrmPages(tables, session);
    },
    get lists() {
      return openLists(tables, session);
    },
    get notes() {
      return openNotes(tables, session);
    },
    get apiKeys() {
      return openApiKeys(tables, session);
    },
    get apiKeyOffers() {
      return openApiKeyOffers(tables, session);
    },
    get removals() {
      return openRemovals(tables, session, nextRemoval);
    },
    get suppressions() {
      return openSuppressions(tables, session);
    },
    get traces() {
      return openTraces(tables, session);
    },
    get departures() {
      return openDepartures(tables, session);
    },
    get holds() {
      return openHolds(tables, session);
    },
    get decommissions() {
      return openDecommissions(tables, session);
    },
  };
}
