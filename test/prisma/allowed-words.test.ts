import { expect, test } from 'vitest';
import { CHANNEL_PURPOSES } from '../../core/accounts/account-store.ts';
import { MAIL_SHARING, TIERS, USER_MANAGERS } from '../../core/accounts/account.ts';
import { PROVIDERS } from '../../core/accounts/provider.ts';
import type { ApprovalRequest } from '../../core/approvals/approval-request.ts';
import type { BatchRow } from '../../core/bulk/batch-row.ts';
import type { Batch } from '../../core/bulk/batch.ts';
import type { ChargeLine } from '../../core/billing/charge-line.ts';
import type { Delivery } from '../../core/commands/delivery.ts';
import type { DomainClaim } from '../../core/domains/domain-claim.ts';
import type { Document } from '../../core/documents/document.ts';
import type { MailboxLink } from '../../core/mailboxes/links/mailbox-link.ts';
import type { SyncRun } from '../../core/mailboxes/sync-run.ts';
import type { Notice } from '../../core/outbox/notice.ts';
import { ROLES, STANDINGS } from '../../core/people/member.ts';
import type { PrivacyChange } from '../../core/privacy/privacy-change.ts';
import { PRIVACY_LEVELS } from '../../core/relationships/privacy.ts';
import { SEAT_TYPES } from '../../core/seats/seat-type.ts';
import type { Round, RoundRow } from '../../core/rounds/round.ts';
import type { Seat } from '../../core/seats/seat.ts';
import { withPostgres } from '../../prisma/postgres-client.ts';
import { openTestDatabase } from './test-database.ts';

type Every<State extends string> = Readonly<Record<State, true>>;

const seats: Every<Seat['state']> = {
  checking: true,
  refused: true,
  'awaiting-acknowledgement': true,
  'awaiting-approval': true,
  provisioning: true,
  active: true,
  'conversion-requested': true,
  'conversion-granted': true,
  deactivated: true,
  removed: true,
  declined: true,
  cancelled: true,
  expired: true,
};
const batches: Every<Batch['state']> = {
  fetching: true,
  draft: true,
  inviting: true,
  checking: true,
  'awaiting-acknowledgement': true,
  'awaiting-approval': true,
  settling: true,
  finished: true,
  cancelled: true,
  expired: true,
};
const batchRows: Every<BatchRow['state']> = { refused: true, ready: true, invited: true, readable: true, alone: true };
const rounds: Every<Round['state']> = { running: true, finished: true };
const roundRows: Every<RoundRow['state']> = { waiting: true, looking: true, ended: true };
const claims: Every<DomainClaim['state']> = {
  pending: true,
  verified: true,
  lapsed: true,
  conflict: true,
  expired: true,
  revoked: true,
  removed: true,
};
const requests: Every<ApprovalRequest['state']> = {
  pending: true,
  'awaiting-requester': true,
  approved: true,
  rejected: true,
  cancelled: true,
  expired: true,
};
const notices: Every<Notice['state']> = {
  pending: true,
  sending: true,
  unknown: true,
  delivered: true,
  undeliverable: true,
};
const runs: Every<SyncRun['state']> = {
  queued: true,
  running: true,
  waiting: true,
  succeeded: true,
  failed: true,
  cancelled: true,
};
const deliveries: Every<Delivery['state']> = {
  open: true,
  unlinked: true,
  handled: true,
  answering: true,
  answered: true,
};
const changes: Every<PrivacyChange['state']> = { purging: true, reading: true, applied: true, superseded: true };
const links: Every<MailboxLink['state']> = {
  checking: true,
  'awaiting-owner': true,
  linked: true,
  refused: true,
  declined: true,
  expired: true,
  unlinked: true,
  purged: true,
  relinked: true,
};
const documents: Every<Document['state']> = {
  wanted: true,
  offered: true,
  placed: true,
  handing: true,
  handed: true,
  declined: true,
  expired: true,
  failed: true,
};
const lines: Every<ChargeLine['state']> = { waiting: true, accrued: true, voided: true };

const WORDS: Readonly<Record<string, readonly string[]>> = {
  'seat.state': Object.keys(seats),
  'batch.state': Object.keys(batches),
  'batch_row.state': Object.keys(batchRows),
  'round.kind': ['change', 'check'],
  'round.state': Object.keys(rounds),
  'round_row.state': Object.keys(roundRows),
  'domain_claim.state': Object.keys(claims),
  'approval_request.state': Object.keys(requests),
  'notice.state': Object.keys(notices),
  'sync_run.state': Object.keys(runs),
  'delivery.state': Object.keys(deliveries),
  'charge_line.state': Object.keys(lines),
  'account.tier': TIERS,
  'account.user_managers': USER_MANAGERS,
  'account.mail_sharing': MAIL_SHARING,
  'directory_look.state': ['reading', 'read', 'failed', 'forgotten'],
  'directory_person.provider': PROVIDERS,
  'document.state': Object.keys(documents),
  'mailbox_link.state': Object.keys(links),
  'mailbox_link.provider': PROVIDERS,
  'privacy_change.state': Object.keys(changes),
  'channel.purpose': CHANNEL_PURPOSES,
  'member.role': ROLES,
  'member.standing': STANDINGS,
  'seat.privacy': PRIVACY_LEVELS,
  'seat.seat_type': SEAT_TYPES,
  'entitlement.seat_type': SEAT_TYPES,
  'mailbox.provider': PROVIDERS,
  'org_credential.provider': PROVIDERS,
};

test('every column with a fixed vocabulary takes the words of the domain and no others', async () => {
  await using database = await openTestDatabase();

  const allowed = await allowedWords(database.adminUrl);

  expect(pick(allowed, Object.keys(WORDS))).toEqual(sorted(WORDS));
});

async function allowedWords(adminUrl: string): Promise<Readonly<Record<string, readonly string[]>>> {
  const { rows } = await withPostgres(adminUrl, (admin) =>
    admin.query<{ name: string; rule: string }>(
      `SELECT conrelid::regclass::text AS name, pg_get_constraintdef(oid) AS rule FROM pg_constraint
       WHERE contype = 'c' AND connamespace = 'public'::regnamespace`,
    ),
  );
  const vocabularies = rows.flatMap(({ name, rule }) => {
    const [, column, words] = /^CHECK \(\((\w+) = ANY \(ARRAY\[(.*)\]\)\)\)$/.exec(rule) ?? [];
    if (column === undefined || words === undefined) return [];
    return [[`${name}.${column}`, [...words.matchAll(/'([^']+)'/g)].map(([, word = '']) => word)] as const];
  });
  return sorted(Object.fromEntries(vocabularies));
}

function pick(words: Readonly<Record<string, readonly string[]>>, names: readonly string[]) {
  return Object.fromEntries(names.map((name) => [name, words[name] ?? []]));
}

function sorted(words: Readonly<Record<string, readonly string[]>>): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    Object.entries(words).map(([name, list]) => [name, list.toSorted((left, right) => (left < right ? -1 : 1))]),
  );
}
