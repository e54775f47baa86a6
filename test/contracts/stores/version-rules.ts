import { describe } from 'vitest';
import type { Account } from '../../../core/accounts/account.ts';
import type { ApiKey } from '../../../core/api-keys/api-key.ts';
import type { ApprovalRequest } from '../../../core/approvals/approval-request.ts';
import type { Delegation } from '../../../core/approvals/delegation.ts';
import type { ChargeLine } from '../../../core/billing/charge-line.ts';
import type { OrgCredential } from '../../../core/credentials/org-credential.ts';
import type { List } from '../../../core/lists/list.ts';
import { movedDocument } from '../../../core/documents/document-moves.ts';
import type { Document } from '../../../core/documents/document.ts';
import type { Departure } from '../../../core/departures/departure.ts';
import type { Mailbox } from '../../../core/mailboxes/mailbox.ts';
import type { Member } from '../../../core/people/member.ts';
import { moved } from '../../../core/removals/removal-moves.ts';
import type { RemovalRequest } from '../../../core/removals/removal-request.ts';
import type { PrivacyChange } from '../../../core/privacy/privacy-change.ts';
import type { Seat } from '../../../core/seats/seat.ts';
import { anAccount } from '../../builders/account.ts';
import { anOpenDelivery } from '../../builders/chat.ts';
import { aDocument } from '../../builders/documents.ts';
import { aDelegation } from '../../builders/approvals.ts';
import { aMember } from '../../builders/people.ts';
import { aPendingClaim, aCredential } from '../../builders/setup.ts';
import { aScheduledDeparture } from '../../builders/departures.ts';
import { ids, NOW } from '../../builders/ids.ts';
import { aMailbox, anOpenEpisode, aQueuedRun } from '../../builders/mailboxes.ts';
import { aList, anApiKey } from '../../builders/records.ts';
import { aNewRemoval } from '../../builders/removals.ts';
import { aPrivacyChange } from '../../builders/rights.ts';
import { aSeat } from '../../builders/seats.ts';
import { aStoredLine, aStoredRequest } from './stored.ts';
import type { NewTenant } from './tenant.ts';
import { versioned } from './versioned.ts';

export function versionRules(newTenant: NewTenant): void {
  describe('a row with a version', () => {
    for (const register of ROWS) register(newTenant);
  });
}

const ROWS = [
  versioned<Document>({
    what: 'a document',
    seed: async ({ documents, deliveries }, { accountId, ada }) => {
      const delivery = anOpenDelivery({ accountId });
      await deliveries.claim(delivery);
      const document = aDocument({ accountId, memberId: ada.id, deliveryId: delivery.id });
      await documents.add(document);
      return document;
    },
    next: (document) => movedDocument(document, { kind: 'placed', place: 'F1' }),
    replace: ({ documents }, previous, next) => documents.replace(previous, next),
    read: ({ documents }, { id }) => documents.get(id),
  }),
  versioned<Account>({
    what: 'an account',
    seed: async (_, { accountId }) => anAccount({ id: accountId }),
    next: (account) => ({
      ...account,
      tier: 'enterprise',
      userManagers: 'admin',
      mailSharing: 'teams-only',
      lockedSettings: ['privacy', 'api-keys'],
      seatDefaults: { seatType: 'full-access', privacy: 'share-subjects', team: 'Research', mailSystem: 'microsoft' },
      coolOffHours: 72,
      version: account.version + 1,
    }),
    replace: ({ accounts }, previous, next) => accounts.replace(previous, next),
    read: ({ accounts }) => accounts.get(),
  }),
  versioned<Member>({
    what: 'a member',
    seed: async (_, { ada }) => ada,
    next: (member) => ({ ...member, grants: ['support'], standing: 'deactivated', version: member.version + 1 }),
    replace: ({ members }, previous, next) => members.replace(previous, next),
    read: ({ members }, { id }) => members.get(id),
  }),
  versioned<Extract<Seat, { state: 'active' }>>({
    what: 'a seat',
    seed: async ({ seats }, { accountId, ada }) => {
      const seat = aSeat({ accountId, memberId: ada.id, team: 'Sales' });
      await seats.add(seat);
      return seat;
    },
    next: (seat) => ({ ...seat, team: undefined, since: NOW.add({ hours: 1 }), version: seat.version + 1 }),
    replace: ({ seats }, previous, next) => seats.replace(previous, next),
    read: async ({ seats }, { id }) => {
      const seat = await seats.get(id);
      return seat?.state === 'active' ? seat : undefined;
    },
  }),
  versioned({
    what: 'an entitlement',
    seed: ({ entitlements }) => entitlements.lock('sync-only'),
    next: (entitlement) => ({ ...entitlement, purchased: 5, used: 5, version: entitlement.version + 1 }),
    replace: ({ entitlements }, previous, next) => entitlements.replace(previous, next),
    read: async ({ entitlements }) => (await entitlements.list())[0],
  }),
  versioned({
    what: 'a domain claim',
    seed: async ({ domains }, { accountId }) => {
      const claim = aPendingClaim({ accountId });
      await domains.add(claim);
      return claim;
    },
    next: (claim) => ({ ...claim, lastCheck: { at: NOW, saw: 'not-found' as const }, version: claim.version + 1 }),
    replace: ({ domains }, previous, next) => domains.replace(previous, next),
    read: async ({ domains }, { id }) => {
      const claim = await domains.get(id);
      return claim?.state === 'pending' ? { ...claim, lastCheck: claim.lastCheck } : undefined;
    },
  }),
  versioned<OrgCredential>({
    what: 'a credential',
    seed: async ({ credentials }, { accountId }) => {
      const credential = aCredential({ accountId });
      await credentials.add(credential);
      return credential;
    },
    next: (credential) => ({
      ...credential,
      health: { kind: 'failing', cause: 'scope-missing', since: NOW, checkedAt: NOW },
      version: credential.version + 1,
    }),
    replace: ({ credentials }, previous, next) => credentials.replace(previous, next),
    read: ({ credentials }, { provider }) => credentials.of(provider),
  }),
  versioned<ChargeLine>({
    what: 'a charge line',
    seed: async (stores, tenant) => await aStoredLine(stores, tenant),
    next: (line) => {
      const { id, accountId, requestId, quoteId, part, seatType, quantity, seatId, acknowledged } = line;
      const base = { id, accountId, requestId, quoteId, part, seatType, quantity, seatId, acknowledged };
      return { ...base, state: 'voided', at: NOW, reason: 'no first access', version: line.version + 1 };
    },
    replace: ({ charges }, previous, next) => charges.replace(previous, next),
    read: async ({ charges }, { id }) => (await charges.list()).find((line) => line.id === id),
  }),
  versioned<ApprovalRequest>({
    what: 'an approval request',
    seed: async (stores, tenant) => await aStoredRequest(stores, tenant),
    next: (request) => {
      const { id, accountId, number, requestedBy, requestedAt, subject, quoteId, policy, version } = request;
      const base = { id, accountId, number, requestedBy, requestedAt, subject, quoteId, policy };
      const approvals = [{ by: requestedBy, onBehalfOf: requestedBy, step: 0, at: NOW }];
      const rejected = {
        state: 'rejected',
        by: requestedBy,
        onBehalfOf: undefined,
        at: NOW,
        reason: 'Not this month',
      } as const;
      return { ...base, approvals, version: version + 1, ...rejected };
    },
    replace: ({ requests }, previous, next) => requests.replace(previous, next),
    read: ({ requests }, { id }) => requests.get(id),
  }),
  versioned<Delegation>({
    what: 'a delegation',
    seed: async ({ members, delegations }, { accountId, ada }) => {
      const deputy = aMember({ accountId });
      const delegation = aDelegation({ accountId, from: ada.id, to: deputy.id });
      await members.add(deputy);
      await delegations.add(delegation);
      return delegation;
    },
    next: (delegation) => ({ ...delegation, until: NOW.add({ hours: 1 }), version: delegation.version + 1 }),
    replace: ({ delegations }, previous, next) => delegations.replace(previous, next),
    read: ({ delegations }, { from }) => delegations.of(from),
  }),
  versioned<RemovalRequest>({
    what: 'a removal request',
    seed: async ({ removals }, { accountId, ada }) => await removals.add(aNewRemoval({ accountId, memberId: ada.id })),
    next: (request) => moved(request, { state: 'rejected', by: request.memberId, at: NOW, because: 'They stay.' }),
    replace: ({ removals }, previous, next) => removals.replace(previous, next),
    read: ({ removals }, { id }) => removals.get(id),
  }),
  versioned<Mailbox>({
    what: 'a mailbox',
    seed: async ({ mailboxes }, { accountId, ada }) => {
      const mailbox = aMailbox({ accountId, memberId: ada.id });
      await mailboxes.add(mailbox);
      return mailbox;
    },
    next: (mailbox) => ({
      ...mailbox,
      desired: 'paused',
      pauses: [
        { side: 'owner', by: mailbox.memberId, since: NOW, until: undefined },
        { side: 'admin', by: mailbox.memberId, since: NOW, until: NOW.add({ hours: 24 }) },
      ],
      health: { kind: 'failing', fault: 'suspended', since: NOW, checkedAt: NOW },
      cursor: 'page 2',
      nextSyncAt: NOW,
      version: mailbox.version + 1,
    }),
    replace: ({ mailboxes }, previous, next) => mailboxes.replace(previous, next),
    read: ({ mailboxes }, { id }) => mailboxes.get(id),
  }),
  versioned({
    what: 'a sync run',
    seed: async ({ mailboxes, runs }, { accountId, ada }) => {
      const mailbox = aMailbox({ accountId, memberId: ada.id });
      const run = aQueuedRun({ accountId, mailboxId: mailbox.id });
      await mailboxes.add(mailbox);
      await runs.add(run);
      return run;
    },
    next: (run) => ({
      ...run,
      expected: 40,
      gaps: ['Archive'],
      tally: { ...run.tally, seen: 40, skipped: { automated: 3 } },
      version: run.version + 1,
    }),
    replace: ({ runs }, previous, next) => runs.replace(previous, next),
    read: async ({ runs }, { id }) => {
      const run = await runs.get(id);
      return run?.state === 'queued' ? run : undefined;
    },
  }),
  versioned<Extract<PrivacyChange, { state: 'purging' }>>({
    what: 'a privacy change',
    seed: async ({ privacyChanges }, { accountId, ada }) => {
      const change = aPrivacyChange({ accountId, memberId: ada.id });
      await privacyChanges.add(change);
      return change;
    },
    next: (change) => ({ ...change, purged: 12, version: change.version + 1 }),
    replace: ({ privacyChanges }, previous, next) => privacyChanges.replace(previous, next),
    read: async ({ privacyChanges }, { id }) => {
      const change = await privacyChanges.get(id);
      return change?.state === 'purging' ? change : undefined;
    },
  }),
  versioned({
    what: 'an episode',
    seed: async ({ episodes }, { accountId }) => {
      const episode = anOpenEpisode({ accountId });
      await episodes.add(episode);
      return episode;
    },
    next: (episode) => ({ ...episode, mailboxes: [], closedAt: NOW, version: episode.version + 1 }),
    replace: ({ episodes }, previous, next) => episodes.replace(previous, next),
    read: async ({ episodes }, { id }) => (await episodes.list()).find((episode) => episode.id === id),
  }),
  versioned<List>({
    what: 'a list',
    seed: async ({ lists }, { accountId, ada }) => {
      const list = aList({ accountId, ownerId: ada.id });
      await lists.add(list);
      return list;
    },
    next: (list) => ({ ...list, name: 'Donors', privacy: 'shared', version: list.version + 1 }),
    replace: ({ lists }, previous, next) => lists.replace(previous, next),
    read: ({ lists }, { id }) => lists.get(id),
  }),
  versioned<ApiKey>({
    what: 'an API key',
    seed: async ({ apiKeys }, { accountId, ada }) => {
      const key = anApiKey({ accountId, memberId: ada.id });
      await apiKeys.add(key);
      return key;
    },
    next: (key) => ({ ...key, state: 'revoked', because: 'manual', at: NOW, version: key.version + 1 }),
    replace: ({ apiKeys }, previous, next) => apiKeys.replace(previous, next),
    read: ({ apiKeys }, { id }) => apiKeys.get(id),
  }),
  versioned<Departure>({
    what: 'a departure',
    seed: async ({ departures }, { accountId, ada }) => {
      const departure = aScheduledDeparture({ accountId, memberId: ada.id });
      await departures.add(departure);
      return departure;
    },
    next: (departure) => {
      const { id, accountId, memberId, plan, consent, version } = departure;
      const steps = [
        { step: 'access', startedAt: NOW, finishedAt: NOW, counts: { mailboxes: 2 } },
        { step: 'mail', startedAt: NOW, finishedAt: undefined, counts: {} },
      ] as const;
      const undo = { mailboxes: [{ id: ids.next('mailbox'), desired: 'paused' }], lists: [] } as const;
      const base = { id, accountId, memberId, plan, consent, steps, undo, version: version + 1 };
      return { ...base, state: 'undoable', since: NOW, purgeAt: NOW.add({ hours: 1 }) };
    },
    replace: ({ departures }, previous, next) => departures.replace(previous, next),
    read: ({ departures }, { id }) => departures.get(id),
  }),
];
