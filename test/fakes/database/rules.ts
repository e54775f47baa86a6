import { foldedTeam, type Team } from '../../../core/accounts/team.ts';
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
import type { Quote } from '../../../core/billing/quote.ts';
import type { BatchRow } from '../../../core/bulk/batch-row.ts';
import type { Batch } from '../../../core/bulk/batch.ts';
import type { Delivery } from '../../../core/commands/delivery.ts';
import type { StoredAction } from '../../../core/commands/stored-action.ts';
import type { OrgCredential } from '../../../core/credentials/org-credential.ts';
import type { DomainClaim } from '../../../core/domains/domain-claim.ts';
import type { List } from '../../../core/lists/list.ts';
import type { MailboxLink } from '../../../core/mailboxes/links/mailbox-link.ts';
import type { Mailbox } from '../../../core/mailboxes/mailbox.ts';
import type { Episode, SyncRun } from '../../../core/mailboxes/sync-run.ts';
import type { Note } from '../../../core/notes/note.ts';
import type { Notice } from '../../../core/outbox/notice.ts';
import type { Member } from '../../../core/people/member.ts';
import type { Entitlement, EntitlementChange } from '../../../core/seats/entitlement.ts';
import { isClosed } from '../../../core/removals/removal-moves.ts';
import type { RemovalRequest } from '../../../core/removals/removal-request.ts';
import type { PrivacyChange } from '../../../core/privacy/privacy-change.ts';
import type { Seat } from '../../../core/seats/seat.ts';
import type { Term } from '../../../core/seats/terms/term.ts';
import { ACCOUNT, type Rules } from './table.ts';
import type {
  AccountRow,
  ChannelRow,
  CopyRow,
  EntryRow,
  IdentityRow,
  KeyRow,
  OrganizationRow,
  ParkedRow,
  PersonRow,
  ReadingRow,
  SuppressionRow,
  TermsRow,
  WorkRow,
} from './tables.ts';

export const byId = ({ id }: { readonly id: string }): string => id;
export const joined = (...parts: readonly (string | number)[]): string => JSON.stringify(parts);
export const member = (key: string) => ({ table: 'member', key });

export const accounts: Rules<AccountRow> = { name: ACCOUNT.table, key: () => ACCOUNT.key };
export const terms: Rules<TermsRow> = { name: 'terms', key: (row) => `${row.terms.version}` };
export const workspaces: Rules<Workspace> = {
  name: 'workspace',
  key: ({ surface, workspace }) => joined(surface, workspace),
  uniques: [{ name: 'workspace', of: ({ surface, workspace }) => joined(surface, workspace), acrossAccounts: true }],
};
export const channels: Rules<ChannelRow> = {
  name: 'channel',
  key: ({ channel }) => joined(channel.purpose, channel.surface),
};
export const teams: Rules<Team> = {
  name: 'team',
  key: byId,
  uniques: [{ name: 'name', of: ({ name }) => foldedTeam(name) }],
};
export const members: Rules<Member> = {
  name: 'member',
  key: byId,
  uniques: [{ name: 'address', of: ({ address }) => address }],
};
export const identities: Rules<IdentityRow> = {
  name: 'identity',
  key: byId,
  uniques: [
    { name: 'user', of: ({ isGone, user }) => (isGone ? undefined : joined(user.surface, user.workspace, user.user)) },
  ],
  references: ({ memberId }) => [member(memberId)],
};
export const mailboxLinks: Rules<MailboxLink> = {
  name: 'mailbox_link',
  key: byId,
  uniques: [
    {
      name: 'open',
      of: ({ address, state }) => (state === 'checking' || state === 'awaiting-owner' ? address : undefined),
    },
  ],
  references: ({ memberId, askedBy }) => [member(memberId), member(askedBy)],
};
export const privacyChanges: Rules<PrivacyChange> = {
  name: 'privacy_change',
  key: byId,
  uniques: [
    {
      name: 'open',
      of: ({ memberId, state }) => (state === 'purging' || state === 'reading' ? memberId : undefined),
    },
  ],
  references: ({ memberId, askedBy }) => [member(memberId), member(askedBy)],
};
export const seats: Rules<Seat> = {
  name: 'seat',
  key: byId,
  references: ({ memberId, invitedBy }) => [member(memberId), member(invitedBy)],
};
export const seatTerms: Rules<Term> = {
  name: 'term of a seat',
  key: byId,
  uniques: [{ name: 'running', of: ({ seatId, state }) => (state === 'running' ? seatId : undefined) }],
  references: ({ memberId, seatId }) => [member(memberId), { table: 'seat', key: seatId }],
};
export const entitlements: Rules<Entitlement> = {
  name: 'entitlement',
  key: ({ seatType }) => seatType,
  check: ({ used, purchased }) => (used >= 0 && used <= purchased ? undefined : `${used} of ${purchased} are used`),
};
export const entitlementChanges: Rules<EntitlementChange> = {
  name: 'entitlement change',
  key: ({ seatType, version }) => joined(seatType, version),
};
const ENDED: readonly DomainClaim['state'][] = ['expired', 'revoked', 'removed'];
export const batches: Rules<Batch> = {
  name: 'batch',
  key: byId,
  references: ({ requestedBy }) => [member(requestedBy)],
};
export const batchRows: Rules<BatchRow> = {
  name: 'row of a batch',
  key: batchRowKey,
  uniques: [{ name: 'seat', of: (row) => ('seatId' in row ? row.seatId : undefined) }],
  references: (row) => [
    { table: 'batch', key: row.batchId },
    ...('seatId' in row ? [{ table: 'seat', key: row.seatId }] : []),
  ],
};
export const domains: Rules<DomainClaim> = {
  name: 'domain claim',
  key: byId,
  uniques: [
    { name: 'verified', of: (claim) => (claim.state === 'verified' ? claim.domain : undefined), acrossAccounts: true },
    { name: 'live', of: ({ state, domain }) => (ENDED.includes(state) ? undefined : domain) },
  ],
};
export const credentials: Rules<OrgCredential> = {
  name: 'credential',
  key: byId,
  uniques: [{ name: 'provider', of: ({ provider }) => provider }],
};
export const keys: Rules<KeyRow> = { name: 'key', key: ({ owner }) => owner };
export const quotes: Rules<Quote> = { name: 'quote', key: byId };
export const acknowledgements: Rules<Acknowledgement> = {
  name: 'acknowledgement',
  key: byId,
  uniques: [{ name: 'once', of: ({ quoteId, memberId, part }) => joined(quoteId, memberId, part) }],
  check: ({ amount }) => (amount.minor < 0n ? 'an amount below zero' : undefined),
  references: ({ quoteId, memberId }) => [{ table: 'quote', key: quoteId }, member(memberId)],
};
export const charges: Rules<ChargeLine> = {
  name: 'charge line',
  key: byId,
  uniques: [{ name: 'once', of: ({ requestId, part, seatId = '' }) => joined(requestId, part, seatId) }],
  check: ({ quantity, part }) => (quantity > 0 && part >= 0 ? undefined : 'nothing to charge for'),
  references: ({ requestId, quoteId, seatId }) => [
    { table: 'request', key: requestId },
    { table: 'quote', key: quoteId },
    ...(seatId === undefined ? [] : [{ table: 'seat', key: seatId }]),
  ],
};
export const requests: Rules<ApprovalRequest> = {
  name: 'request',
  key: byId,
  uniques: [{ name: 'number', of: ({ number }) => `${number}` }],
  references: ({ requestedBy, quoteId }) => [member(requestedBy), { table: 'quote', key: quoteId }],
};
export const policies: Rules<ApprovalPolicy> = {
  name: 'approval policy',
  key: ({ seatType, version }) => joined(seatType, version),
};
export const delegations: Rules<Delegation> = {
  name: 'delegation',
  key: ({ from }) => from,
  check: ({ from, to }) => (from === to ? 'nobody is their own delegate' : undefined),
  references: ({ from, to, setBy }) => [from, to, setBy].filter((id) => id !== undefined).map(member),
};
export const comments: Rules<RequestComment> = {
  name: 'comment',
  key: byId,
  references: ({ requestId, by }) => [{ table: 'request', key: requestId }, member(by)],
};
export const removals: Rules<RemovalRequest> = {
  name: 'removal request',
  key: byId,
  uniques: [
    { name: 'number', of: ({ number }) => `${number}` },
    { name: 'open', of: (request) => (isClosed(request) ? undefined : request.memberId) },
  ],
  references: ({ memberId }) => [member(memberId)],
};
export const suppressions: Rules<SuppressionRow> = { name: 'suppression', key: ({ digest }) => digest };
export const notices: Rules<Notice> = { name: 'notice', key: byId, uniques: [{ name: 'key', of: ({ key }) => key }] };
export const deliveries: Rules<Delivery> = {
  name: 'delivery',
  key: byId,
  uniques: [{ name: 'key', of: ({ inbound }) => deliveryKey(inbound) }],
};
export const actions: Rules<StoredAction> = { name: 'action', key: byId };
export const audit: Rules<AuditRecord> = { name: 'audit record', key: ({ seq }) => `${seq}`.padStart(12, '0') };
export const work: Rules<WorkRow> = {
  name: 'work',
  key: byId,
  uniques: [{ name: 'open', of: ({ state, key }) => (state === 'open' ? key : undefined) }],
};
export const mailboxes: Rules<Mailbox> = {
  name: 'mailbox',
  key: byId,
  references: ({ memberId }) => [member(memberId)],
};
export const runs: Rules<SyncRun> = {
  name: 'sync run',
  key: byId,
  uniques: [{ name: 'unfinished', of: (run) => (isUnfinished(run) ? run.mailboxId : undefined) }],
  references: ({ mailboxId }) => [{ table: 'mailbox', key: mailboxId }],
};
export const episodes: Rules<Episode> = {
  name: 'episode',
  key: byId,
  uniques: [{ name: 'open', of: ({ closedAt, cause }) => (closedAt === undefined ? cause : undefined) }],
};

const ofMailbox = ({ mailboxId }: { readonly mailboxId: string }) => [{ table: 'mailbox', key: mailboxId }];
export const readings: Rules<ReadingRow> = {
  name: 'reading',
  key: ({ mailboxId }) => mailboxId,
  references: ofMailbox,
};
export const copies: Rules<CopyRow> = {
  name: 'copy',
  key: ({ mailboxId, copy }) => joined(mailboxId, copy.providerId),
  references: ofMailbox,
};
export const people: Rules<PersonRow> = { name: 'person', key: ({ address }) => address };
export const organizations: Rules<OrganizationRow> = { name: 'organization', key: ({ domain }) => domain };
export const parked: Rules<ParkedRow> = {
  name: 'parked item',
  key: ({ mailboxId, providerId }) => joined(mailboxId, providerId),
  references: ofMailbox,
};

export const lists: Rules<List> = { name: 'list', key: byId, references: ({ ownerId }) => [member(ownerId)] };
export const entries: Rules<EntryRow> = {
  name: 'list entry',
  key: (entry) => joined(entry.listId, entry.kind, entry.kind === 'person' ? entry.personId : entry.organizationId),
  references: ({ listId }) => [{ table: 'list', key: listId }],
};
export const notes: Rules<Note> = { name: 'note', key: byId, references: ({ authorId }) => [member(authorId)] };
export const apiKeys: Rules<ApiKey> = {
  name: 'API key',
  key: byId,
  uniques: [
    { name: 'active', of: ({ state, memberId }) => (state === 'active' ? memberId : undefined) },
    { name: 'prefix', of: ({ prefix }) => prefix, acrossAccounts: true },
  ],
  references: ({ memberId }) => [member(memberId)],
};
export const apiKeyOffers: Rules<ApiKeyOffer> = {
  name: 'API key offer',
  key: byId,
  uniques: [{ name: 'digest', of: ({ digest }) => digest }],
  references: ({ memberId }) => [member(memberId)],
};
/** Sorts as its numbers do. */
export function batchRowKey({ batchId, number }: Pick<BatchRow, 'batchId' | 'number'>): string {
  return `${batchId}/${`${number}`.padStart(12, '0')}`;
}

export function deliveryKey({ from, deliveryKey: key }: Delivery['inbound']): string {
  return joined(from.surface, from.workspace, key);
}

export function isUnfinished({ state }: SyncRun): boolean {
  return state === 'queued' || state === 'running' || state === 'waiting';
}
